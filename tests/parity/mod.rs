//! The numbers: every dataset equals the expected file of the reference data, byte for byte, row order included.
//!
//! The cases are the folders and files that lie there; a new one needs no new code.

mod command;
mod insights;
mod mariadb;
mod postgres;
mod reconciliation;
mod refresh;
mod saved;
mod sqlite;
mod thresholds;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use analytics::catalogue::{self, DATASETS};
use analytics::dataset::Dataset;
use analytics::intake::Intake;
use analytics::policy::{AsOf, Policy, Regions};
use analytics::scope::Scope;
use analytics::snapshot::Snapshot;
use analytics::view::View;
use store::{Source, Unwatched};

use crate::harness::shared;

/// The datasets whose rows the reference data do not prescribe, in the order of the catalogue.
const NOT_PRESCRIBED: [&str; 14] = [
    "country_potential",
    "cross_sell_offers",
    "orders",
    "product_lines",
    "revenue_change",
    "churn_calls",
    "credit_proposals",
    "delivery_watch",
    "rep_balance",
    "rep_moves",
    "stock",
    "data_quality",
    "data_quality_rows",
    "quality_priorities",
];

/// The expected values of one database under one scope.
#[derive(Debug)]
struct Golden {
    folder: PathBuf,
    /// File name of the database in the reference data.
    database: String,
    /// The query string, blanks plain; empty for everything.
    scope: String,
}

/// All expected values, or `None` after saying that the test is skipped.
#[track_caller]
fn golden() -> Option<Vec<Golden>> {
    let root = shared::path("golden")?;
    let mut found = Vec::new();
    for folder in shared::entries(&root) {
        if folder.ends_with("scopes") {
            found.extend(shared::entries(&folder).into_iter().map(|folder| {
                let line = |name: &str| fs::read_to_string(folder.join(name)).unwrap().trim().to_owned();
                Golden { database: line("DATABASE"), scope: line("SCOPE"), folder }
            }));
        } else {
            let name = folder.file_name().unwrap().to_str().unwrap();
            found.push(Golden { database: format!("{name}.sqlite"), scope: String::new(), folder });
        }
    }
    assert!(found.len() >= 14, "three databases and eleven scopes: {found:?}");
    Some(found)
}

impl Golden {
    /// Every dataset with its expected file.
    fn files(&self) -> Vec<(&'static Dataset, String)> {
        let csv = shared::entries(&self.folder)
            .into_iter()
            .filter(|file| file.extension().is_some_and(|end| end == "csv"));
        let files = csv.map(|file| {
            let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
            let dataset = catalogue::dataset(&name).unwrap_or_else(|| panic!("there is no dataset {name}"));
            (dataset, fs::read_to_string(file).unwrap())
        });
        let files: Vec<_> = files.collect();
        let has_file = |name: &str| files.iter().any(|(dataset, _)| dataset.name == name);
        let without: Vec<&str> =
            DATASETS.iter().map(|dataset| dataset.name).filter(|name| !has_file(name)).collect();
        assert_eq!(without, NOT_PRESCRIBED, "{}", self.folder.display());
        files
    }

    /// What is wrong with the snapshot's answers, in the order of the datasets.
    fn differences(&self, snapshot: &Snapshot) -> String {
        let scope = scope(&self.scope);
        let policy = Policy::default();
        scope.check(snapshot).unwrap_or_else(|problem| panic!("{problem}"));
        let view = View::new(snapshot, &scope, &policy);
        let mut report = String::new();
        for (dataset, expected) in self.files() {
            report.push_str(&self.difference(dataset.name, &expected, &csv(&dataset.compute(&view))));
        }
        report
    }

    /// Empty, or the first line of the dataset that differs and how many do.
    fn difference(&self, dataset: &str, expected: &str, actual: &str) -> String {
        if expected == actual {
            return String::new();
        }
        let (wanted, got): (Vec<&str>, Vec<&str>) =
            (expected.split('\n').collect(), actual.split('\n').collect());
        let line = |lines: &[&str], index: usize| {
            lines.get(index).map_or("(no line)".to_owned(), |line| format!("{line:?}"))
        };
        let differing: Vec<usize> =
            (0..wanted.len().max(got.len())).filter(|&index| wanted.get(index) != got.get(index)).collect();
        let first = differing[0];
        let mut report = String::new();
        writeln!(
            report,
            "{dataset} of {} under {:?}: {} of {} lines differ, the first is line {}\n  expected {}\n  actual   {}",
            self.database,
            self.scope,
            differing.len(),
            wanted.len(),
            first + 1,
            line(&wanted, first),
            line(&got, first),
        )
        .unwrap();
        report
    }
}

/// The scope that a query string means.
fn scope(query: &str) -> Scope {
    let mut scope = Scope::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("{pair} has no value"));
        let known = scope.take(name, value).unwrap_or_else(|problem| panic!("{problem}"));
        assert!(known, "{name} is a filter");
    }
    scope
}

/// The table as CSV, written here anew so that the exports' own writer is not its own witness.
fn csv(table: &analytics::table::Table) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.name)).unwrap();
    for row in table.rows() {
        writer.write_record(row.iter().map(|value| value.to_plain())).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The snapshot of a database under the default settings.
fn load(url: &str, schema: Option<&str>) -> Snapshot {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let loaded = runtime.block_on(async {
        let source = Source::open(url, schema).await?;
        source.load(Intake::new(Regions::default(), AsOf::LastOrder), &Unwatched).await
    });
    loaded.unwrap_or_else(|error| panic!("{url} does not load: {error:#}"))
}

/// Checks a copy of the Classic Models data in another database: the same snapshot, the same answers under every scope,
/// the same sums by its own SQL.
#[track_caller]
fn check_same_as_sqlite(url: &str, schema: Option<&str>) {
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    let Some(golden) = golden() else { return };
    let snapshot = load(url, schema);
    assert_eq!(
        snapshot.version,
        load(&sqlite_url(&file), None).version,
        "digest of {url}, and of the SQLite file"
    );
    check(&snapshot, golden.iter().filter(|golden| golden.database == "classicmodels.sqlite"));
    reconciliation::check_agrees(url, schema);
}

#[track_caller]
fn check<'a>(snapshot: &Snapshot, golden: impl Iterator<Item = &'a Golden>) {
    let report: String = golden.map(|golden| golden.differences(snapshot)).collect();
    assert!(report.is_empty(), "{report}");
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

#[test]
fn a_difference_is_noticed_and_told() {
    let Some(golden) = golden() else { return };
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    let everything = golden
        .into_iter()
        .find(|golden| golden.scope.is_empty() && golden.database == "classicmodels.sqlite");
    let wrong = Golden { scope: "country=USA".to_owned(), ..everything.unwrap() };
    let report = wrong.differences(&load(&sqlite_url(&file), None));
    let told = |dataset: &str| {
        report.lines().any(|line| line.starts_with(&format!("{dataset} of classicmodels.sqlite")))
    };
    assert!(told("kpis") && told("customers") && told("customer_rfm"), "{report}");
    assert!(!told("offices") && !told("reporting_lines"), "structure ignores the scope: {report}");
}
