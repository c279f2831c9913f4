//! Nothing in this scope: which filter to loosen.

use maud::{Markup, Render};
use units::Money;

use super::ExecutivePage;
use crate::components::EmptyState;
use crate::link::Link;
use crate::scope_words::{count, period_name, rep_name};

/// A sentence, and the page without each filter that leads to orders.
pub(super) fn section(page: &ExecutivePage<'_>) -> Markup {
    let helping: Vec<_> = page.answers.loosened.iter().filter(|loosened| loosened.num_orders > 0).collect();
    let ways_out = helping
        .iter()
        .map(|loosened| {
            let found = count(loosened.num_orders, "order", page.format);
            let revenue = page.format.money_short(Money::from_cents(loosened.revenue_cents));
            let label = match loosened.filter {
                "" => "Clear all filters".to_owned(),
                filter => format!("Leave out {}", filter_words(page, filter)),
            };
            let address = page.address.with_scope(|scope| *scope = loosened.scope.clone());
            Link::new(format!("{label}: {found}, {revenue}"), address.href(page.site))
        })
        .collect();
    let words = match (helping.as_slice(), page.answers.loosened.is_empty()) {
        (_, true) => "The data have no order that could be counted.",
        ([], _) => "The data have no order that could be counted, whatever the filters.",
        ([only], _) if only.filter.is_empty() => {
            "No single filter is to blame: only without all of them there are orders."
        }
        _ => "No order meets all the filters together. Loosen one of them:",
    };
    EmptyState { title: "No orders in this scope".to_owned(), words: words.to_owned(), ways_out }.render()
}

/// A filter with what it is set to: `the period 2010`, `the country France`.
fn filter_words(page: &ExecutivePage<'_>, filter: &str) -> String {
    let scope = page.view.scope;
    match filter {
        "period" => {
            format!("the period {}", period_name(scope.period, page.view.days(), page.format))
        }
        "region" => format!("the region {}", scope.regions.join(", ")),
        "country" => format!("the country {}", scope.countries.join(", ")),
        "line" => format!("the line {}", scope.lines.join(", ")),
        "rep" => {
            let names: Vec<String> =
                scope.reps.iter().map(|&number| rep_name(page.view.snapshot, number)).collect();
            format!("the rep {}", names.join(", "))
        }
        _ => format!("the status {}", scope.statuses.join(", ")),
    }
}
