//! No customer meets the filters: which one to loosen.

use analytics::answers::risk_overview::without_each_customer_filter;
use maud::{Markup, Render};

use super::RisksPage;
use crate::components::EmptyState;
use crate::link::Link;
use crate::scope_words::{count, rep_name};

/// A sentence, and the page without each filter that leads to customers.
pub(super) fn section(page: &RisksPage<'_>) -> Markup {
    let scope = page.view.scope;
    let reps = || {
        let names: Vec<String> =
            scope.reps.iter().map(|&number| rep_name(page.view.snapshot, number)).collect();
        names.join(", ")
    };
    let ways_out: Vec<Link> = without_each_customer_filter(page.view)
        .into_iter()
        .filter(|(_, _, num_customers)| *num_customers > 0)
        .map(|(filter, scope_without, num_customers)| {
            let label = match filter {
                "region" => format!("Leave out the region {}", scope.regions.join(", ")),
                "country" => format!("Leave out the country {}", scope.countries.join(", ")),
                "rep" => format!("Leave out the rep {}", reps()),
                _ => "Leave out all filters of customers".to_owned(),
            };
            let found = count(num_customers as i128, "customer", page.format);
            let address = page.address.with_scope(|scope| *scope = scope_without);
            Link::new(format!("{label}: {found}"), address.href(page.site))
        })
        .collect();
    let words = if ways_out.is_empty() {
        "The data have no customer."
    } else {
        "No customer meets all the filters together. Loosen one of them:"
    };
    EmptyState { title: "No customers in this scope".to_owned(), words: words.to_owned(), ways_out }.render()
}
