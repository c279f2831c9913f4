//! Growing and declining products.

use analytics::answers::opportunities::LISTED;
use analytics::datasets::product_demand_trend::Demand;
use maud::{Markup, Render, html};
use units::{Fraction, Money, Month};

use super::{OpportunitiesPage, column, credit, name_cell};
use crate::components::{Cell, DataTable, Panel, Row, Span, stack};
use crate::scope_words::count;

/// The two lists; the declining are few as a rule, so under-credited customers stand below them.
pub(super) fn section(page: &OpportunitiesPage<'_>) -> Markup {
    let (format, demand) = (page.format, &page.answers.demand);
    let percent = Fraction::new(page.view.policy.trend_percent, 1);
    let percent = percent.map_or(String::new(), |percent| format.percent(percent, 0));
    let (windows, months) = (windows(page), "the last three whole months");
    let products = |number: usize| match number {
        0 => "No product".to_owned(),
        _ => count(number as i64, "product", format),
    };
    let growing = panel(
        page,
        "growing-products",
        "Growing products, the largest gain first",
        format!(
            "{} sold at least {percent} more in {months}; {} new.",
            products(demand.growing.len()),
            format.integer(demand.num_new as i128)
        ),
        &demand.growing,
        windows.clone(),
    );
    let rest = format!(
        "{windows} {} stable, {} with too few orders to tell, {} without sales in both.",
        format.integer(demand.num_stable as i128),
        format.integer(demand.num_too_few as i128),
        format.integer(demand.num_without_sales as i128)
    );
    let declining = Panel {
        span: Span::Full,
        ..panel(
            page,
            "declining-products",
            "Declining products, the largest loss first",
            format!("{} sold at least {percent} less in {months}.", products(demand.declining.len())),
            &demand.declining,
            rest,
        )
    };
    html! { (growing) (stack(Span::Half, &[declining, credit::panel(page)])) }
}

/// Which months are compared, and that the period is not asked.
fn windows(page: &OpportunitiesPage<'_>) -> String {
    let (format, demand) = (page.format, &page.answers.demand);
    let start = demand.recent_start;
    let months = |start: Month| format!("{} – {}", format.month(start), format.month(start.plus(2)));
    let base = if demand.is_year_ago { start.plus(-12) } else { start.plus(-3) };
    format!(
        "{} against {}, monthly means. The line filter applies, the period filter does not.",
        months(start),
        months(base)
    )
}

fn panel(
    page: &OpportunitiesPage<'_>,
    id: &str,
    title: &str,
    sentence: String,
    list: &[(usize, Demand)],
    note: String,
) -> Panel {
    let (format, links) = (page.format, page.links());
    let row = |(product, demand): &(usize, Demand)| {
        let base = demand.base();
        let mean =
            |cents: i64| Fraction::new(cents, 3).map_or(String::new(), |mean| format.mean_money_short(mean));
        Row::Cells(vec![
            name_cell(&links.product(*product)),
            Cell(html! { span .nb { (format.change(base.cents, demand.recent.cents, 0)) } }),
            Cell(
                html! { span .nb { (format.signed_money_short(Money::from_cents(demand.recent.cents - base.cents))) } },
            ),
            Cell::text(mean(demand.recent.cents)),
            Cell::text(mean(base.cents)),
            Cell::text(format.integer(demand.recent.num_orders + base.num_orders)),
        ])
    };
    let body = if list.is_empty() {
        html! {}
    } else {
        DataTable {
            caption: title.to_owned(),
            columns: vec![
                column("Product", false, 0),
                column("Change", true, 0),
                column("Amount", true, 1),
                column("Now, a month", true, 1),
                column("Then", true, 2),
                column("Orders (n)", true, 0),
            ],
            rows: list.iter().take(LISTED).map(row).collect(),
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    Panel {
        id: id.to_owned(),
        sentence,
        links: page.ways(None, "product_demand_trend"),
        note,
        ..Panel::new(Span::Half, title, body)
    }
}
