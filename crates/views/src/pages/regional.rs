//! The Regional View: where revenue comes from, how it is spread, and what sells there through whom.

mod bars;
mod cards;
mod concentration;
mod map;
mod table;

use analytics::answers::regional::Regional;
use analytics::view::View;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span, stack};
use crate::export_links::{chart_links, export_links};
use crate::frame::Site;
use crate::pages::empty_scope::EmptyScope;

/// Title of the page.
pub const TITLE: &str = "Regional view";

/// The option of the page: what the table of countries is sorted by.
pub const OPTIONS: &[PageOption] = &[PageOption { name: "sort", values: table::SORTS }];

/// A table of up to so many rows is too low to stand beside the other panels.
const FEW_ROWS: usize = 20;

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct RegionalPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The answers.
    pub answers: &'a Regional,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl RegionalPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        let &RegionalPage { site, address, view, answers, format } = self;
        if answers.total.sales.num_orders == 0 {
            return html! { (EmptyScope { site, address, view, loosened: &answers.loosened, format }) };
        }
        let num_rows: usize = answers.regions.iter().map(|region| 2 + region.countries.len()).sum();
        let beside = [bars::lines(self), bars::reps(self), concentration::section(self)];
        html! {
            (cards::section(self))
            (map::section(self))
            @if num_rows > FEW_ROWS {
                (table::section(self, Span::TwoThirds))
                (stack(Span::Third, &beside))
            } @else {
                (table::section(self, Span::Full))
                @for panel in beside { (Panel { span: Span::Third, ..panel }) }
            }
        }
    }

    /// Revenue by country.
    pub fn map_chart(&self) -> Chart {
        map::chart(self)
    }

    /// What the first three countries bring.
    pub fn shares_chart(&self) -> Chart {
        cards::shares_chart(self)
            .unwrap_or_else(|| Chart::nothing(cards::FIRST_THREE, "There is no revenue to divide."))
    }

    /// Links to a dataset and a chart as files under the same scope, where the server answers.
    fn files(&self, dataset: &str, chart: ChartFile) -> Vec<charts::Link> {
        chart_links(self.site, dataset, chart, &self.address.scope_query())
    }

    /// Links to the files of a dataset under the same scope, where the server answers.
    fn exports(&self, dataset: &str) -> Vec<crate::Link> {
        export_links(self.site, dataset, &self.address.scope_query())
    }

    /// Revenue by product line.
    pub fn lines_chart(&self) -> Chart {
        bars::lines_chart(self)
    }

    /// Revenue by sales rep.
    pub fn reps_chart(&self) -> Chart {
        bars::reps_chart(self)
    }

    /// A link to another page under the same scope, if the server answers there.
    fn link(&self, label: &str, path: &str) -> Option<crate::Link> {
        self.site.link(label, path, &self.address.scope_query())
    }
}
