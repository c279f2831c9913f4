//! What does not sell: products without a sale, and the worst of each line.

use analytics::answers::opportunities::{LISTED, WorstOfLine};
use maud::{Markup, Render, html};

use super::{OpportunitiesPage, column, name_cell};
use crate::components::{Cell, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// The worst sellers of the lines, and what was not sold at all.
pub(super) fn section(page: &OpportunitiesPage<'_>) -> Markup {
    let (format, links, answers) = (page.format, page.links(), page.answers);
    let snapshot = page.view.snapshot;
    let unsold = &answers.unsold;
    let row = |worst: &WorstOfLine| {
        let first = worst.products.first().copied();
        let stock = first.and_then(|product| snapshot.products[product].num_in_stock);
        let (name, stock) = match (first, worst.products.len()) {
            (Some(product), 1) => {
                (links.product(product), stock.map_or("–".to_owned(), |stock| format.integer(stock)))
            }
            (Some(product), several) => {
                let others = count(several as i64 - 1, "other", format);
                (html! { (links.product(product)) " and " (others) }, "–".to_owned())
            }
            (None, _) => (html! { "–" }, "–".to_owned()),
        };
        Row::Cells(vec![
            name_cell(&name),
            Cell::text(format.money(worst.revenue)),
            Cell(html! { span .name { bdi { (worst.line) } } }),
            Cell::text(stock),
        ])
    };
    let rows: Vec<Row> = answers.worst.iter().take(2 * LISTED).map(row).collect();
    let num_shown = rows.len();
    let table = if rows.is_empty() {
        html! { p .say { "No line has products of different revenue." } }
    } else {
        DataTable {
            caption: "Worst sellers by line".to_owned(),
            columns: vec![
                column("Product", false, 0),
                column("Revenue", true, 0),
                column("Line", false, 1),
                column("In stock", true, 2),
            ],
            rows,
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    let body = html! {
        (table)
        @if !unsold.is_empty() {
            p .say {
                "Not sold: "
                @for (position, &product) in unsold.iter().take(LISTED).enumerate() {
                    @if position > 0 { ", " }
                    (links.product(product))
                }
                @if unsold.len() > LISTED { " and " (format.integer((unsold.len() - LISTED) as i128)) " more" }
                "."
            }
        }
    };
    let left_out = answers.worst.len().saturating_sub(num_shown);
    let mut note = "Counted in the scope, period and line included.".to_owned();
    if left_out > 0 {
        note = format!("And {} more lines. {note}", format.integer(left_out as i128));
    }
    Panel {
        id: "worst-sellers".to_owned(),
        sentence: format!(
            "{} of {} had no sale in this scope; below, the one with the least revenue of each line.",
            format.integer(unsold.len() as i128),
            count(answers.num_products as i64, "product", format)
        ),
        links: page.ways(Some("/deep-dive/products"), "product_line_leaders"),
        note,
        ..Panel::new(Span::Half, "Unsold and worst sellers", body)
    }
    .render()
}
