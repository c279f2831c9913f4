//! Products bought together: what to offer to whoever takes the one.

use maud::{Markup, Render, html};

use super::{OpportunitiesPage, column, name_cell};
use crate::components::{Cell, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// The pairs that most orders have.
pub(super) fn section(page: &OpportunitiesPage<'_>) -> Markup {
    let (format, links, answers) = (page.format, page.links(), page.answers);
    let rows = answers.pairs.iter().map(|pair| {
        let lift = pair.lift().map_or(String::new(), |lift| format!("{}\u{202f}×", format.decimal(lift, 1)));
        Row::Cells(vec![
            name_cell(&links.product(pair.products.0)),
            name_cell(&links.product(pair.products.1)),
            Cell::text(lift),
            Cell::text(format.integer(pair.num_both)),
        ])
    });
    let body = if answers.pairs.is_empty() {
        html! { p .say { "No two products stand together in enough orders of this scope." } }
    } else {
        DataTable {
            caption: "Product pairs".to_owned(),
            columns: vec![
                column("Product", false, 0),
                column("bought with", false, 0),
                column("Lift", true, 0),
                column("Orders (n)", true, 0),
            ],
            rows: rows.collect(),
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    Panel {
        id: "pairs".to_owned(),
        sentence: format!(
            "{} stand together in {} or more; lift says how many times as often as by chance.",
            count(answers.num_pairs as i64, "pair", format),
            count(answers.least_pair_orders, "order", format)
        ),
        links: page.ways(Some("/deep-dive/cross-sell"), "cross_sell"),
        note: "Most orders with both first. Counted in the scope, period and line included.".to_owned(),
        ..Panel::new(Span::Half, "Strongest product pairs", body)
    }
    .render()
}
