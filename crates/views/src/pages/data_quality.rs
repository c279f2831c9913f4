//! The state of the source data: every check with what it found, the rows behind it, the tables as read.

mod checks;
mod found;
mod reconciliation;
mod tables;

use analytics::answers::quality_summary::QualitySummary;
use analytics::quality::{Check, Severity};
use analytics::snapshot::Snapshot;
use analytics::table::Table;
use analytics::table_query::TablePage;
use maud::{Markup, html};
use units::Format;

pub use reconciliation::Reconciled;

use crate::address::{Address, PageOption};
use crate::components::{Badge, BadgeKind};
use crate::frame::{ScopeLine, Site};
use crate::scope_words::count;

/// Title of the page.
pub const TITLE: &str = "Data quality";

/// The options of the page: a check by its id, a search in its rows, and their page.
pub const OPTIONS: &[PageOption] = &[
    PageOption { name: "check", values: &[] },
    PageOption { name: "q", values: &[] },
    PageOption { name: "page", values: &[] },
];

/// What the page is made of.
#[derive(Clone, Debug)]
pub struct DataQualityPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state; it has no scope.
    pub address: &'a Address,
    /// The data.
    pub snapshot: &'a Snapshot,
    /// The checks summed up.
    pub summary: &'a QualitySummary,
    /// The check whose rows are shown, the first that found something unless one is chosen; none where nothing was found.
    pub found: Option<FoundRows<'a>>,
    /// How the data compares with its source.
    pub reconciled: Reconciled<'a>,
    /// Writes numbers and days.
    pub format: &'a Format,
}

/// The rows that break a check.
#[derive(Clone, Copy, Debug)]
pub struct FoundRows<'a> {
    /// The check.
    pub check: &'a Check,
    /// Its rows, as [`analytics::answers::offending_rows`] lists them.
    pub table: &'a Table,
    /// Which of them are shown.
    pub shown: &'a TablePage,
}

impl DataQualityPage<'_> {
    /// The second line of the page.
    pub fn scope_line(&self) -> ScopeLine {
        let rows = count(self.summary.num_rows, "row", self.format);
        ScopeLine {
            words: "All eight source tables as read, whatever the filters of other pages".to_owned(),
            result: format!("{} of {rows} left out", self.format.integer(self.summary.num_left_out)),
        }
    }

    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! {
            (checks::section(self))
            (tables::section(self))
            (found::section(self))
            (reconciliation::section(self))
        }
    }

    /// The page with the rows of a check, from the first.
    fn check_href(&self, check: &Check) -> String {
        let address =
            self.address.with_option("check", &check.id).with_option("q", "").with_option("page", "");
        address.href(self.site)
    }
}

/// How bad a check is.
fn severity_badge(severity: Severity) -> Badge {
    match severity {
        Severity::Error => Badge::new(BadgeKind::Bad, "error"),
        Severity::Warning => Badge::new(BadgeKind::Warn, "warning"),
        Severity::Info => Badge::new(BadgeKind::Plain, "note"),
    }
}
