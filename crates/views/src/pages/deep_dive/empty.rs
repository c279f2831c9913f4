//! A table without rows: because nothing matches the search, or because the scope has none.

use analytics::answers::table_summary::TableSummary;
use maud::{Markup, Render};

use super::DeepDivePage;
use crate::components::EmptyState;
use crate::link::Link;
use crate::scope_words::count;

/// The search finds nothing.
pub(super) fn no_match(page: &DeepDivePage<'_>) -> Markup {
    let all = page.rows.num_rows();
    let rest = page.address.with_option("q", "").with_option("page", "");
    EmptyState {
        title: format!("No {} found by “{}”", page.description.one, page.address.option("q")),
        words: "Names, codes, dates (2005-05-31) and plain numbers are searched, in any case.".to_owned(),
        ways_out: vec![Link::new(format!("Show all {}", page.count(all)), rest.href(page.site))],
    }
    .render()
}

/// There is nothing that the table could list.
pub(super) fn no_rows(page: &DeepDivePage<'_>) -> Markup {
    let words = match page.summary {
        TableSummary::Pairs(pairs) => format!(
            "No two products stand together in {} or more of this scope.",
            count(pairs.least_orders, "order", page.format)
        ),
        TableSummary::NextOrders(_) => {
            "Only customers with two orders or more have a rhythm; none of the filters’ customers has."
                .to_owned()
        }
        TableSummary::Receivables(_) => {
            "None of the filters’ customers has an order or a payment.".to_owned()
        }
        _ => format!("The filters leave no {}.", page.description.many),
    };
    let bare = page.address.with_scope(|scope| *scope = scope.unfiltered()).with_option("page", "");
    let is_filtered = page.address.scope != bare.scope;
    EmptyState {
        title: format!("No {}", page.description.many),
        words,
        ways_out: is_filtered
            .then(|| Link::new("Clear all filters", bare.href(page.site)))
            .into_iter()
            .collect(),
    }
    .render()
}
