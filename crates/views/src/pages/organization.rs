//! The organization: who reports to whom, what each office has, who looks after which customer.

mod customers;
mod offices;
mod tree;
mod workload;

use analytics::answers::coverage::Coverage;
use analytics::answers::reporting_tree::ReportingTree;
use analytics::snapshot::Snapshot;
use analytics::table::Table;
use analytics::table_query::TablePage;
use maud::{Markup, html};
use units::Format;

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::{Span, stack};
use crate::export_links::export_links;
use crate::frame::{ScopeLine, Site};
use crate::scope_words::{count, rep_name};

/// Title of the page.
pub const TITLE: &str = "Organization";

/// The options of the page: an employee whose team it is about, which customers are listed, by which column of the dataset (`-column`
/// for the greatest first), and where in the list.
pub const OPTIONS: &[PageOption] = &[
    PageOption { name: "team", values: &[] },
    PageOption { name: "customers", values: &["with-rep", "without-rep"] },
    PageOption { name: "sort", values: &[] },
    PageOption { name: "q", values: &[] },
    PageOption { name: "page", values: &[] },
];

/// The option that charts share with the page.
const TEAM: &[PageOption] = &[PageOption { name: "team", values: &[] }];

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state; it has no scope.
    pub address: &'a Address,
    /// The data.
    pub snapshot: &'a Snapshot,
    /// The employee whose team it is about; none for everybody.
    pub team: Option<usize>,
    /// Everybody.
    pub tree: &'a ReportingTree,
    /// The reps of the team with their customers.
    pub coverage: &'a Coverage,
    /// The dataset `offices`.
    pub offices: &'a Table,
    /// The dataset `sales_coverage` of the team, or `customers_without_rep`, as the option says.
    pub customers: &'a Table,
    /// Which rows of it are shown.
    pub shown: &'a TablePage,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl OrganizationPage<'_> {
    /// The second line of the page.
    pub fn scope_line(&self) -> ScopeLine {
        let people = match self.tree.people.len() {
            1 => "1 person".to_owned(),
            number => format!("{} people", self.format.integer(number as i128)),
        };
        ScopeLine {
            words: "The whole company and all its orders, whatever the filters of other pages".to_owned(),
            result: format!(
                "{people}, {}",
                count(self.snapshot.offices.len() as i128, "office", self.format)
            ),
        }
    }

    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! {
            (tree::section(self))
            (stack(Span::Five, &[offices::panel(self), workload::panel(self)]))
            (customers::section(self))
        }
    }

    /// Who reports to whom.
    pub fn tree_chart(&self) -> Chart {
        tree::chart(self)
    }

    /// Customers per sales rep.
    pub fn workload_chart(&self) -> Chart {
        workload::chart(self)
    }

    /// Links to a dataset, which is of the whole company, and to a chart of the team that is shown, as files.
    fn files(&self, dataset: &str, chart: ChartFile) -> Vec<charts::Link> {
        let team = Address::new("", TEAM).with_option("team", self.address.option("team")).query();
        let exports = export_links(self.site, dataset, "");
        exports.into_iter().chain(chart.links(self.site, &team)).map(Into::into).collect()
    }

    /// An employee's name.
    fn name(&self, employee: usize) -> String {
        rep_name(self.snapshot, self.snapshot.employees[employee].number)
    }

    /// The page about an employee: their own if they sell and there is one, else this page about their team.
    fn person_href(&self, employee: usize) -> Option<String> {
        let person = &self.snapshot.employees[employee];
        let path = format!("/sales-reps/{}", person.number);
        let is_manager = self.snapshot.employees.iter().any(|other| other.manager == Some(employee as u32));
        if person.is_sales_rep() && !is_manager && self.site.has(&path) {
            return Some(self.site.href(&path));
        }
        (self.team != Some(employee)).then(|| self.team_href(&person.number.to_string()))
    }

    /// This page about a team, from the top of its lists; the empty text stands for everybody.
    fn team_href(&self, number: &str) -> String {
        let address = self.address.with_option("team", number).with_option("sort", "");
        address.with_option("q", "").with_option("page", "").href(self.site)
    }
}
