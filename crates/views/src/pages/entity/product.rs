//! A product: prices and stock, who buys it, with what, and where demand goes.

use analytics::answers::entity::{countries_of, customers_of};
use analytics::answers::product::ProductState;
use maud::{Markup, Render, html};
use units::{Money, Month};

use super::list::{COUNTRIES, CUSTOMERS};
use super::{EntityPage, Fact, fact, fact_list, percent, text_fact};
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Span, stack};
use crate::scope_words::count;

/// Pairs shown.
const PAIRS: usize = 10;

/// The content of the page of the product of this index.
pub fn content(page: &EntityPage<'_>, product: usize, state: &ProductState) -> Markup {
    html! {
        (facts(page, product, state))
        (page.cards(&["revenue", "orders", "gross_margin_pct", "active_customers"]))
        @if page.has_orders() { (page.trend(None)) }
        (stack(if page.has_orders() { Span::Third } else { Span::Full }, &[demand(page, state)]))
        @if page.has_orders() {
            (page.list(
                Panel { id: "buyers".to_owned(), ..Panel::new(Span::Seven, "Who buys it", html! {}) },
                &customers_of(page.view, false),
                CUSTOMERS,
            ))
            (page.list(
                Panel { id: "countries".to_owned(), ..Panel::new(Span::Five, "Where it is bought", html! {}) },
                &countries_of(page.view),
                COUNTRIES,
            ))
            (pairs(page, product, state))
        }
        (description(page, product))
    }
}

fn facts(page: &EntityPage<'_>, index: usize, state: &ProductState) -> Markup {
    let (snapshot, format) = (page.view.snapshot, page.format);
    let product = &snapshot.products[index];
    let money = |money: Option<Money>| money.map_or("not known".to_owned(), |money| format.money(money));
    page.facts(
        "What it is",
        vec![
            text_fact("Product code", &product.code),
            page.standing("products sold", true),
            product.line.and_then(|line| text_fact("Product line", &snapshot.product_lines[line as usize].name)),
            text_fact("Vendor", &product.vendor),
            text_fact("Scale", &product.scale),
            Some(fact("Buy price", html! { (money(product.buy_price)) })),
            Some(fact(
                "Recommended price (MSRP)",
                html! { (money(product.msrp)) ", margin " (percent(state.list_margin_percent, format)) },
            )),
            Some(fact(
                "In stock",
                html! { (product.num_in_stock.map_or("not known".to_owned(), |number| count(number, "unit", format))) },
            )),
        ],
    )
}

/// Demand as it stands, and price and quantity in the scope.
fn demand(page: &EntityPage<'_>, state: &ProductState) -> Panel {
    let format = page.format;
    let demand = &state.demand;
    let trend = demand.trend(page.view.policy);
    let (kind, words) = trend_words(trend);
    let growth = demand.growth_percent(demand.base());
    let base_start = match demand.year_ago {
        Some(_) => state.recent_start.plus(-12),
        None => state.recent_start.plus(-3),
    };
    let months = |start: Month| format!("{} – {}", format.month(start), format.month(start.plus(2)));
    let window = |start: Month, window: analytics::datasets::product_demand_trend::Window| -> Fact {
        fact(
            &months(start),
            html! { (format.money(Money::from_cents(window.cents))) " in " (count(window.num_orders, "order", format)) },
        )
    };
    let entries = vec![
        Some(fact(
            "Demand",
            html! {
                (Badge::new(kind, words))
                @if let Some(growth) = growth { " " (format.signed_percent(growth, 1)) }
                " (n = " (count(demand.recent.num_orders + demand.base().num_orders, "order", format)) ")"
            },
        )),
        Some(window(state.recent_start, demand.recent)),
        Some(window(base_start, demand.base())),
        Some(fact("Units in this scope", html! { (format.integer(state.units)) })),
        Some(fact(
            "Below the recommended price in this scope",
            html! { (percent(state.discount_percent, format)) },
        )),
    ];
    Panel {
        id: "demand".to_owned(),
        note: "The trend compares the last three whole months with the earlier ones; the period filter does not apply to it."
            .to_owned(),
        ..Panel::new(Span::Full, "Demand and price", fact_list(entries))
    }
}

/// A trend as a badge.
pub(in crate::pages) fn trend_words(trend: &str) -> (BadgeKind, &'static str) {
    match trend {
        "growing" => (BadgeKind::Good, "growing"),
        "declining" => (BadgeKind::Bad, "declining"),
        "new" => (BadgeKind::Chance, "new"),
        "too_few" => (BadgeKind::Plain, "too few orders to tell"),
        "no_recent_sales" => (BadgeKind::Warn, "no recent sales"),
        _ => (BadgeKind::Plain, "stable"),
    }
}

fn pairs(page: &EntityPage<'_>, product: usize, state: &ProductState) -> Markup {
    let (format, links) = (page.format, page.links());
    let rows = state.pairs.iter().take(PAIRS).map(|pair| {
        let is_first = pair.products.0 == product;
        let other = if is_first { pair.products.1 } else { pair.products.0 };
        let own_orders = if is_first { pair.num_each.0 } else { pair.num_each.1 };
        let of_own = units::Fraction::percent(pair.num_both, own_orders);
        Row::Cells(vec![
            Cell(html! { span .name { (links.product(other)) } }),
            Cell::text(format.integer(pair.num_both)),
            Cell::text(percent(of_own, format)),
            Cell::text(
                pair.lift().map_or(String::new(), |lift| format!("{}\u{202f}×", format.decimal(lift, 1))),
            ),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let column = |label: &str, is_number, priority| Column {
        label: label.to_owned(),
        is_number,
        priority,
        ..Column::default()
    };
    let body = if rows.is_empty() {
        html! { p .say { "No other product was bought with it often enough in this scope." } }
    } else {
        DataTable {
            caption: "Bought together".to_owned(),
            columns: vec![
                column("With", false, 0),
                column("Orders with both (n)", true, 0),
                column("Of its orders", true, 1),
                column("Lift", true, 0),
            ],
            rows,
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    let all = page.site.link("All pairs", "/deep-dive/cross-sell", &page.address.scope_query());
    Panel {
        id: "pairs".to_owned(),
        links: all.into_iter().collect(),
        note: "Lift: how many times as often as by chance.".to_owned(),
        ..Panel::new(Span::Full, "Bought together with it", body)
    }
    .render()
}

fn description(page: &EntityPage<'_>, product: usize) -> Markup {
    let text = &page.view.snapshot.products[product].description;
    if text.is_empty() {
        return html! {};
    }
    Panel::new(Span::Full, "Description", html! { p .say { bdi { (text) } } }).render()
}
