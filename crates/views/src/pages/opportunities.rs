//! Opportunities: whom to sell to, when, and what.

mod cards;
mod credit;
mod demand;
mod next_orders;
mod pairs;
mod rfm;
mod sellers;

use analytics::answers::opportunities::Opportunities;
use analytics::view::View;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::{Cell, Column};
use crate::entity_link::EntityLinks;
use crate::export_links::export_links;
use crate::frame::Site;
use crate::link::Link;
use crate::pages::empty_scope::EmptyScope;

/// Title of the page.
pub const TITLE: &str = "Opportunities";

/// The page has no options of its own.
pub const OPTIONS: &[PageOption] = &[];

/// What panels about how things stand say of the filters.
const STATE_NOTE: &str = "As things stand: period and line filters do not apply here.";

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct OpportunitiesPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The answers.
    pub answers: &'a Opportunities,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl OpportunitiesPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        let &OpportunitiesPage { site, address, view, answers, format } = self;
        html! {
            (cards::section(self))
            (next_orders::section(self))
            (rfm::tiers(self))
            (rfm::grid(self))
            (demand::section(self))
            @if answers.num_orders == 0 {
                (EmptyScope { site, address, view, loosened: &answers.loosened, format })
            } @else {
                (pairs::section(self))
            }
            (sellers::section(self))
        }
    }

    /// Rows of a table of the Deep Dive under the same scope, chosen by one of its own filters.
    fn rows_href(&self, path: &str, choice: &str) -> Option<String> {
        let scope = self.address.scope_query();
        let query = [scope.as_str(), choice].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        self.site.link("", path, &query.join("&")).map(|link| link.href)
    }

    /// Customers by RFM tier.
    pub fn tiers_chart(&self) -> Chart {
        rfm::tiers_chart(self)
    }

    /// Buyers by recency and frequency.
    pub fn grid_chart(&self) -> Chart {
        rfm::grid_chart(self)
    }

    /// Links to a table of the Deep Dive, a dataset and a chart as files under the same scope, where the server answers.
    fn files(&self, table: Option<&str>, dataset: &str, chart: ChartFile) -> Vec<charts::Link> {
        let query = self.address.scope_query();
        self.ways(table, dataset).into_iter().chain(chart.links(self.site, &query)).map(Into::into).collect()
    }

    fn links(&self) -> EntityLinks<'_> {
        EntityLinks { site: self.site, address: self.address, snapshot: self.view.snapshot }
    }

    /// A table of the Deep Dive and a dataset as a file, under the same scope, where the server answers.
    fn ways(&self, table: Option<&str>, dataset: &str) -> Vec<Link> {
        let query = self.address.scope_query();
        let table = table.and_then(|path| self.site.link("All", path, &query));
        table.into_iter().chain(export_links(self.site, dataset, &query)).collect()
    }
}

fn column(label: &str, is_number: bool, priority: u8) -> Column {
    Column { label: label.to_owned(), is_number, priority, ..Column::default() }
}

/// A cell with a name that gives way before numbers do.
fn name_cell(name: &Markup) -> Cell {
    Cell(html! { span .name { (name) } })
}
