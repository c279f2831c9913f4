//! The Executive View: how sales stand, where they come from, what changed, who sells, and how good the data is.

mod cards;
mod concentration;
mod empty;
mod item;
mod movers;
mod organization;
mod quality;
mod top;
mod trend;

use analytics::answers::breakdown::Dimension;
use analytics::answers::executive::Executive;
use analytics::view::View;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::frame::Site;

/// Title of the page.
pub const TITLE: &str = "Executive view";

/// The options of the page: what is ranked, and what movers are.
pub const OPTIONS: &[PageOption] = &[
    PageOption { name: "top", values: &["countries", "products", "reps", "lines"] },
    PageOption { name: "movers", values: &["customers", "products", "countries", "reps"] },
];

/// The dimension that an option of the page chooses.
pub fn dimension(address: &Address, option: &str) -> Dimension {
    match address.option(option) {
        "products" => Dimension::Products,
        "reps" => Dimension::Reps,
        "lines" => Dimension::Lines,
        "customers" => Dimension::Customers,
        _ => Dimension::Countries,
    }
}

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct ExecutivePage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The answers.
    pub answers: &'a Executive,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl ExecutivePage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! {
            @if self.answers.now.num_orders == 0 {
                (empty::section(self))
            } @else {
                (cards::section(self))
                (trend::section(self))
                (top::section(self))
                (concentration::section(self))
                (movers::section(self))
                (organization::section(self))
            }
            (quality::section(self))
        }
    }

    /// A link to a file of a dataset under the same scope, if the server answers there.
    fn export(&self, dataset: &str) -> Option<charts::Link> {
        let path = format!("/export/{dataset}.csv");
        self.site.link("CSV", &path, &self.address.scope_query()).map(Into::into)
    }

    /// A link to another page under the same scope, if the server answers there.
    fn link(&self, label: &str, path: &str) -> Option<charts::Link> {
        self.site.link(label, path, &self.address.scope_query()).map(Into::into)
    }
}
