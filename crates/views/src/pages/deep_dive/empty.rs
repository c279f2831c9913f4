//! A table without rows: because nothing matches the search, or because the scope has none.

use analytics::answers::table_summary::TableSummary;
use maud::{Markup, Render};

use super::DeepDivePage;
use crate::components::EmptyState;
use crate::link::Link;
use crate::pages::empty_scope::filter_words;
use crate::scope_words::count;

/// The search finds nothing.
pub(super) fn no_match(page: &DeepDivePage<'_>) -> Markup {
    let all = page.rows.num_rows();
    let mut rest = page.address.with_option("q", "").with_option("page", "");
    for (filter, _) in page.description.filters_in_force(page.address) {
        rest = rest.with_option(filter.parameter, "");
    }
    EmptyState {
        title: match page.address.option("q") {
            "" => format!("No {} like that", page.description.one),
            search => format!("No {} found by “{search}”", page.description.one),
        },
        words: match page.address.option("q") {
            "" => "No row has all of the values chosen.",
            _ => "Names, codes, dates (2005-05-31) and plain numbers are searched, in any case.",
        }
        .to_owned(),
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
    let ways_out =
        page.loosened_rows.iter().filter(|(_, _, num_rows)| *num_rows > 0).map(|(filter, scope, rows)| {
            let label = match *filter {
                "" => "Clear all filters".to_owned(),
                filter => format!("Leave out {}", filter_words(page.view, filter, page.format)),
            };
            let address = page.address.with_scope(|of_page| *of_page = scope.clone()).with_option("page", "");
            Link::new(format!("{label}: {}", page.count(*rows)), address.href(page.site))
        });
    let ways_out: Vec<Link> = ways_out.collect();
    EmptyState { title: format!("No {}", page.description.many), words, ways_out }.render()
}
