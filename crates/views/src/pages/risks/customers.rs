//! The customers with most at risk, with the reasons.

use analytics::answers::risk_overview::{limit_used_percent, times_apart};
use analytics::datasets::high_risk_customers::Risk;
use charts::{CellBar, Tone, cell_bar};
use maud::{Markup, Render, html};
use units::Money;

use super::RisksPage;
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// Customers shown; the table of the Deep Dive has all.
const SHOWN: usize = 20;

/// The table.
pub(super) fn section(page: &RisksPage<'_>) -> Markup {
    let (answers, format) = (page.answers, page.format);
    let shown = &answers.risks[..answers.risks.len().min(SHOWN)];
    let body = if shown.is_empty() {
        html! { p .figure-empty { "No customer is at risk under these thresholds." } }
    } else {
        let columns = [
            ("customer", "Customer", 0),
            ("country", "Country", 2),
            ("why", "Why", 0),
            ("limit", "Credit limit", 3),
            ("revenue", "Revenue", 3),
            ("open", "Open", 2),
            ("at-risk", "At risk", 0),
        ];
        let columns = columns.map(|(key, label, priority)| Column {
            key: key.to_owned(),
            label: label.to_owned(),
            is_number: !matches!(key, "customer" | "country" | "why"),
            priority,
            ..Column::default()
        });
        let mut total = vec![Cell::text(if shown.len() < answers.risks.len() {
            format!("All {}", format.integer(answers.risks.len() as i128))
        } else {
            "Together".to_owned()
        })];
        total.extend((0..5).map(|_| Cell::text("")));
        total.push(Cell::text(format.money_whole(Money::from_cents(answers.amount_cents))));
        DataTable {
            caption: "Customers with most at risk".to_owned(),
            columns: columns.into(),
            rows: shown.iter().map(|risk| Row::Cells(cells(page, risk))).collect(),
            total,
            is_wide: false,
        }
        .render()
    };
    Panel {
        id: "customers-at-risk".to_owned(),
        sentence: sentence(page, shown.len()),
        links: page
            .link("All", "/deep-dive/at-risk")
            .into_iter()
            .chain(page.exports("high_risk_customers"))
            .collect(),
        ..Panel::new(Span::TwoThirds, "Customers with most at risk", body)
    }
    .render()
}

fn cells(page: &RisksPage<'_>, risk: &Risk) -> Vec<Cell> {
    let (format, view) = (page.format, page.view);
    let customer = &view.snapshot.customers[risk.customer];
    let whole = |money: Money| format.money_whole(money);
    let balance = customer.account.outstanding_balance();
    let revenue = Money::from_cents(page.answers.activities[risk.customer].revenue_cents);
    let greatest_cents = page.answers.risks.first().map_or(0, Risk::amount_cents);
    let amount_cents = risk.amount_cents();
    let bar = CellBar {
        value: amount_cents as f64,
        before: None,
        least: 0.0,
        greatest: greatest_cents as f64,
        tone: Tone::Mark,
    };
    let country = customer.country as usize;
    vec![
        Cell(html! { span .wrap { (page.customer_link(risk.customer)) } }),
        match page.country_href(country) {
            Some(href) => Cell::link(&page.country(country), &href),
            None => Cell::text(page.country(country)),
        },
        Cell(html! {
            span .reasons { @for reason in &risk.reasons { (badge(page, risk.customer, reason)) " " } }
        }),
        customer.credit_limit.map_or_else(Cell::none, |limit| Cell::text(whole(limit))),
        Cell::text(whole(revenue)),
        if balance.cents() > 0 { Cell::text(whole(balance)) } else { Cell::none() },
        Cell::bar(cell_bar(&bar), &whole(Money::from_cents(amount_cents))),
    ]
}

/// A reason with its measure: `silent 455 d`, `over limit 108 %`.
fn badge(page: &RisksPage<'_>, customer: usize, reason: &str) -> Badge {
    let (format, view) = (page.format, page.view);
    match reason {
        "over_limit" => match limit_used_percent(view, customer) {
            Some(percent) => Badge::new(BadgeKind::Bad, format!("over limit {}", format.percent(percent, 0))),
            None => Badge::new(BadgeKind::Bad, "owes, no limit"),
        },
        "over_credited" => {
            let point = page.answers.credit.iter().find(|point| point.customer == customer);
            let times = point.and_then(times_apart).map(|times| format!(" {} ×", format.decimal(times, 1)));
            Badge::new(BadgeKind::Bad, format!("over-credited{}", times.unwrap_or_default()))
        }
        "no_orders_with_credit" => Badge::new(BadgeKind::Warn, "credit, no order"),
        _ => {
            let days = page.answers.activities[customer].days_since_last_order(view.snapshot.as_of);
            let days = days.map(|days| format!(" {}", format.days(days)));
            Badge::new(BadgeKind::Warn, format!("silent{}", days.unwrap_or_default()))
        }
    }
}

/// `20 of 23, largest first. 3 of the 23 owe anything: the rest is business that may be lost.`
fn sentence(page: &RisksPage<'_>, num_shown: usize) -> String {
    let (answers, format) = (page.answers, page.format);
    let all = answers.risks.len();
    if all == 0 {
        return "Nobody owes more than the limit, has a limit out of proportion, or stopped buying."
            .to_owned();
    }
    let shown = if num_shown < all {
        format!(
            "{} of {}, largest amount first.",
            format.integer(num_shown as i128),
            count(all as i128, "customer", format)
        )
    } else {
        format!("{}, largest amount first.", count(all as i128, "customer", format))
    };
    let owing = answers.num_owing(page.view);
    let verb = if owing == 1 { "owes" } else { "owe" };
    format!("{shown} {} of them {verb} something.", format.integer(owing as i128))
}
