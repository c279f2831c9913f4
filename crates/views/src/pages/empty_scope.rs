//! No orders in the scope of a page: which filter to loosen.

use analytics::answers::loosened::Loosened;
use analytics::view::View;
use maud::{Markup, Render};
use units::{Format, Money};

use crate::address::Address;
use crate::components::EmptyState;
use crate::frame::Site;
use crate::link::Link;
use crate::scope_words::{count, period_name, rep_name};

/// A scope without orders.
#[derive(Clone, Copy, Debug)]
pub struct EmptyScope<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// What each filter in force keeps away.
    pub loosened: &'a [Loosened],
    /// Writes numbers and days.
    pub format: &'a Format,
}

/// A sentence, and the page without each filter that leads to orders.
impl Render for EmptyScope<'_> {
    fn render(&self) -> Markup {
        let helping: Vec<_> = self.loosened.iter().filter(|loosened| loosened.num_orders > 0).collect();
        let ways_out = helping
            .iter()
            .map(|loosened| {
                let found = count(loosened.num_orders, "order", self.format);
                let revenue = self.format.money_short(Money::from_cents(loosened.revenue_cents));
                let label = match loosened.filter {
                    "" => "Clear all filters".to_owned(),
                    filter => format!("Leave out {}", filter_words(self.view, filter, self.format)),
                };
                let address = self.address.with_scope(|scope| *scope = loosened.scope.clone());
                Link::new(format!("{label}: {found}, {revenue}"), address.href(self.site))
            })
            .collect();
        let words = match (helping.as_slice(), self.loosened.is_empty()) {
            (_, true) => "The data have no order that could be counted.",
            ([], _) => "The data have no order that could be counted, whatever the filters.",
            ([only], _) if only.filter.is_empty() => {
                "No single filter is to blame: only without all of them there are orders."
            }
            _ => "No order meets all the filters together. Loosen one of them:",
        };
        EmptyState { title: "No orders in this scope".to_owned(), words: words.to_owned(), ways_out }.render()
    }
}

/// A filter with what it is set to: `the period 2010`, `the country France`.
pub(super) fn filter_words(view: &View<'_>, filter: &str, format: &Format) -> String {
    let scope = view.scope;
    match filter {
        "period" => {
            format!("the period {}", period_name(scope.period, view.days(), format))
        }
        "region" => format!("the region {}", scope.regions.join(", ")),
        "country" => format!("the country {}", scope.countries.join(", ")),
        "line" => format!("the line {}", scope.lines.join(", ")),
        "rep" => {
            let names: Vec<String> =
                scope.reps.iter().map(|&number| rep_name(view.snapshot, number)).collect();
            format!("the rep {}", names.join(", "))
        }
        _ => format!("the status {}", scope.statuses.join(", ")),
    }
}
