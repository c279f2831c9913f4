//! A customer: address, contact and rep, what it buys and pays, and what is to be done about it.

use analytics::answers::customer::CustomerState;
use analytics::answers::entity::{lines_of, products_of};
use analytics::credit::Misalignment;
use analytics::datasets::orders;
use maud::{Markup, Render, html};
use units::{Fraction, Money};

use super::list::{LINES, ORDERS, PRODUCTS};
use super::{EntityPage, Fact, address_line, fact, fact_list, text_fact};
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Span, stack};
use crate::link::Link;
use crate::pages::deep_dive::cell::next_order_badge;
use crate::scope_words::count;

/// Payments shown.
const PAYMENTS: usize = 12;

/// The content of the page of the customer of this index.
pub fn content(page: &EntityPage<'_>, customer: usize, state: &CustomerState) -> Markup {
    html! {
        (facts(page, customer))
        (page.cards(&["revenue", "orders", "average_order_value", "on_time_pct", "gross_margin_pct", "payment_coverage_pct"]))
        @if page.has_orders() { (page.trend(None)) }
        (stack(if page.has_orders() { Span::Third } else { Span::Full }, &[standing(page, customer, state)]))
        @if page.has_orders() {
            (page.list(orders_panel(page, customer), &orders::DATASET.compute(page.view), ORDERS))
            (page.list(
                Panel { id: "lines".to_owned(), ..Panel::new(Span::Five, "Product lines bought", html! {}) },
                &lines_of(page.view),
                LINES,
            ))
            (page.list(
                Panel { id: "products".to_owned(), ..Panel::new(Span::Seven, "Products bought", html! {}) },
                &products_of(page.view),
                PRODUCTS,
            ))
        }
        (payments(page, customer, state))
    }
}

fn facts(page: &EntityPage<'_>, index: usize) -> Markup {
    let (snapshot, links) = (page.view.snapshot, page.links());
    let customer = &snapshot.customers[index];
    let country = customer.country as usize;
    let street = address_line(&[&customer.address_line_1, &customer.address_line_2]);
    let city = address_line(&[&customer.postal_code, &customer.city, &customer.state]);
    let rep = match customer.rep {
        Some(rep) => links.employee(rep as usize),
        None => html! { (Badge::new(BadgeKind::Warn, "no rep")) },
    };
    page.facts(
        "Who it is",
        vec![
            Some(fact("Customer number", html! { (customer.number) })),
            page.standing("buyers", true),
            Some(fact("Country", links.country(country))),
            text_fact("Address", &address_line(&[&street, &city])),
            text_fact("Contact", &customer.contact),
            text_fact("Phone", &customer.phone),
            Some(fact("Sales rep", rep)),
            Some(fact(
                "Credit limit",
                html! { (customer.credit_limit.map_or("none known".to_owned(), |limit| page.format.money(limit))) },
            )),
        ],
    )
}

/// How the customer stands at as-of, whatever period and line are chosen.
fn standing(page: &EntityPage<'_>, index: usize, state: &CustomerState) -> Panel {
    let format = page.format;
    let customer = &page.view.snapshot.customers[index];
    let balance = customer.account.outstanding_balance();
    let used = customer
        .credit_limit
        .and_then(|limit| Fraction::percent(balance.cents(), limit.cents()))
        .map(|percent| format!(", {} of the limit", format.percent(percent, 1)))
        .unwrap_or_default();
    let entries = vec![
        Some(fact("Open balance, no ageing", html! { (format.money(balance)) (used) })),
        Some(risk(page, state)),
        last_order(page, state),
        next_order(page, state),
        state.rfm.map(|(rfm, tier)| {
            fact(
                "RFM score",
                html! {
                    (rfm.score()) " of 15: recency " (rfm.recency) ", frequency " (rfm.frequency) ", monetary " (rfm.monetary)
                    " " (Badge::new(BadgeKind::Plain, format!("{tier} tier")))
                },
            )
        }),
        credit(page, state),
    ];
    Panel {
        id: "standing".to_owned(),
        note: "As things stand at the date of the data: period and line filters do not apply here, and balances ignore the status too."
            .to_owned(),
        ..Panel::new(
            Span::Full,
            format!("How it stands on {}", format.day(page.view.snapshot.as_of)),
            fact_list(entries),
        )
    }
}

fn risk(page: &EntityPage<'_>, state: &CustomerState) -> Fact {
    let value = match &state.risk {
        None => html! { (Badge::new(BadgeKind::Good, "no reason found")) },
        Some(risk) => html! {
            (page.format.money(Money::from_cents(risk.amount_cents()))) " at risk "
            @for reason in &risk.reasons { (Badge::new(BadgeKind::Bad, reason_words(reason))) " " }
        },
    };
    fact("Risk", value)
}

fn reason_words(reason: &str) -> &'static str {
    match reason {
        "over_limit" => "over its limit",
        "over_credited" => "limit too high",
        "no_orders_with_credit" => "credit without orders",
        _ => "churning",
    }
}

fn last_order(page: &EntityPage<'_>, state: &CustomerState) -> Option<Fact> {
    let activity = &state.activity;
    let (last, days) = (activity.last_order?, activity.days_since_last_order(page.view.snapshot.as_of)?);
    let gap = activity
        .mean_gap_days()
        .map(|gap| format!("; one every {} days in the mean", page.format.decimal(gap, 0)))
        .unwrap_or_default();
    let days = if days == 0 {
        "that very day".to_owned()
    } else {
        format!("{} ago", count(days, "day", page.format))
    };
    Some(fact("Last order", html! { (page.format.day(last)) ", " (days) (gap) }))
}

fn next_order(page: &EntityPage<'_>, state: &CustomerState) -> Option<Fact> {
    let Some(next) = state.next_order else {
        let words = match state.activity.num_orders {
            0 => "not to be told without an order",
            _ => "not to be told from one order",
        };
        return Some(fact("Next order", html! { (words) }));
    };
    let late =
        (next.days_overdue > 0).then(|| format!(", {} ago", count(next.days_overdue, "day", page.format)));
    let num_gaps = state.activity.num_orders - 1;
    Some(fact(
        "Next order expected",
        html! {
            (page.format.day(next.expected)) (late.unwrap_or_default()) " " (next_order_badge(next.status))
            " (from " (count(num_gaps, "gap", page.format)) @if num_gaps < 3 { ", so uncertain" } ")"
        },
    ))
}

fn credit(page: &EntityPage<'_>, state: &CustomerState) -> Option<Fact> {
    let (kind, words) = match state.misalignment? {
        Misalignment::OverCredited => (BadgeKind::Bad, "limit high for what it buys"),
        Misalignment::UnderCredited => (BadgeKind::Chance, "limit low for what it buys"),
    };
    let revenue = page.format.money(Money::from_cents(state.activity.revenue_cents));
    Some(fact("Credit", html! { (Badge::new(kind, words)) " Revenue of all time " (revenue) }))
}

fn orders_panel(page: &EntityPage<'_>, index: usize) -> Panel {
    // Filters that the page does not obey would leave other orders in the table.
    let applying = page.address.with_scope(|scope| {
        scope.regions.clear();
        scope.countries.clear();
        scope.reps.clear();
    });
    let query = applying.scope_query();
    let name = &page.view.snapshot.customers[index].name;
    let search = format!("q={}", crate::address::path_segment(name));
    let query = if query.is_empty() { search } else { format!("{query}&{search}") };
    let all: Vec<Link> = page.site.link("In Deep Dive", "/deep-dive/orders", &query).into_iter().collect();
    Panel {
        id: "orders".to_owned(),
        links: all,
        ..Panel::new(Span::Full, "Orders, the newest first", html! {})
    }
}

fn payments(page: &EntityPage<'_>, customer: usize, state: &CustomerState) -> Markup {
    if state.payments.is_empty() {
        return html! {};
    }
    let (format, payments) = (page.format, &page.view.snapshot.payments);
    let row = |&payment: &usize| {
        Row::Cells(vec![
            Cell::text(payments.date[payment].map_or("no date".to_owned(), |day| format.day(day))),
            Cell(html! { bdi { (payments.check[payment]) } }),
            Cell::text(format.money(Money::from_cents(payments.amount_cents[payment]))),
        ])
    };
    let column = |label: &str, is_number| Column { label: label.to_owned(), is_number, ..Column::default() };
    let account = page.view.snapshot.customers[customer].account;
    let table = DataTable {
        caption: "Payments".to_owned(),
        columns: vec![column("Date", false), column("Check", false), column("Amount", true)],
        rows: state.payments.iter().take(PAYMENTS).map(row).collect(),
        total: Vec::new(),
        is_wide: false,
    };
    let left_out = state.payments.len() > PAYMENTS;
    Panel {
        id: "payments".to_owned(),
        sentence: format!(
            "{} add up to {}; {} is open.",
            count(state.payments.len() as i64, "payment", format),
            format.money(account.paid),
            format.money(account.outstanding_balance())
        ),
        note: if left_out {
            format!("The first {PAYMENTS} of {}, whatever the filters.", state.payments.len())
        } else {
            "Whatever the filters.".to_owned()
        },
        ..Panel::new(Span::Full, "Payments, the newest first", table.render())
    }
    .render()
}
