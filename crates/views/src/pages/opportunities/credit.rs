//! Customers whose credit limit is small for what they buy.

use analytics::answers::opportunities::LISTED;
use maud::{Render, html};

use super::{OpportunitiesPage, STATE_NOTE, column, name_cell};
use crate::components::{Cell, DataTable, Panel, Row, Span};
use crate::scope_words::count;
use crate::threshold_words::credit_factor_words;

/// The list, the largest factor first.
pub(super) fn panel(page: &OpportunitiesPage<'_>) -> Panel {
    let (format, links) = (page.format, page.links());
    let found = &page.answers.under_credited;
    let factor = credit_factor_words(page.view.policy, format);
    let snapshot = page.view.snapshot;
    let rows = found.iter().take(LISTED).map(|customer| {
        Row::Cells(vec![
            name_cell(&links.customer(customer.customer)),
            Cell::text(format!("{}\u{202f}×", format.decimal(customer.factor, 2))),
            Cell::text(format.money_whole(customer.revenue)),
            Cell::text(format.money_whole(customer.limit)),
            Cell(links.country(snapshot.customers[customer.customer].country as usize)),
        ])
    });
    let body = if found.is_empty() {
        html! {}
    } else {
        DataTable {
            caption: "Under-credited customers".to_owned(),
            columns: vec![
                column("Customer", false, 0),
                column("Revenue / limit", true, 0),
                column("Revenue", true, 0),
                column("Credit limit", true, 1),
                column("Country", false, 3),
            ],
            rows: rows.collect(),
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    let left_out = found.len().saturating_sub(LISTED);
    Panel {
        id: "under-credited-customers".to_owned(),
        sentence: match found.len() {
            0 => format!("No customer bought for {factor} times the credit limit or more."),
            some => format!(
                "{} bought for at least {factor} times the credit limit: a higher one may let them buy more.",
                count(some as i64, "customer", format)
            ),
        },
        links: page.ways(None, "credit_misalignment"),
        note: match left_out {
            0 => STATE_NOTE.to_owned(),
            more => format!("And {} more. {STATE_NOTE}", format.integer(more as i128)),
        },
        ..Panel::new(Span::Full, "Under-credited customers", body)
    }
}
