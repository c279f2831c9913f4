//! What is wrong with the source data: checks that run at every load, and the rows that break them.

mod rule;

use std::collections::BTreeMap;

pub use rule::{Rule, Severity};
use units::Money;

use crate::schema::Table;

/// Offending rows kept for each check. All are counted; this many can be looked at, so that a column of rubbish in ten million
/// rows does not take more memory than the data.
pub const MAX_ROWS_KEPT: usize = 100_000;

/// The results of all checks.
#[derive(Clone, Debug)]
pub struct Quality {
    /// By severity, then id.
    pub checks: Vec<Check>,
}

/// One check on one table.
#[derive(Clone, Debug)]
pub struct Check {
    /// `rule.table`.
    pub id: String,
    /// What it looks for.
    pub rule: Rule,
    /// Where it looks.
    pub table: Table,
    /// How many rows break it (columns for checks of columns).
    pub num_violations: u64,
    /// The rows that break it by key, at most [`MAX_ROWS_KEPT`].
    pub rows: Vec<OffendingRow>,
}

/// A row that breaks a check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OffendingRow {
    /// The row's key in the source, parts joined by `/`.
    pub key: String,
    /// What is wrong with it, as the source has it.
    pub value: String,
}

impl OffendingRow {
    /// What is wrong with a row that is left out, and what it would be worth, where that can be read.
    pub(crate) fn with_worth(wrong: &str, cents: Option<i64>) -> String {
        let worth = cents.map(|cents| format!("worth {}", Money::from_cents(cents)));
        [wrong, worth.as_deref().unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// What a row that is left out would be worth in cents, as [`OffendingRow::value`] says; none where that cannot be read.
    pub fn worth_cents(&self) -> Option<i64> {
        let (_, amount) = self.value.rsplit_once("worth ")?;
        let (units, cents) = amount.rsplit_once('.').filter(|(_, cents)| cents.len() == 2)?;
        format!("{units}{cents}").parse().ok()
    }
}

impl Quality {
    /// Checks of a severity that some row breaks.
    pub fn broken(&self, severity: Severity) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.rule.severity() == severity && check.num_violations > 0)
    }

    /// How many rows of the table break the rule.
    pub fn num_violations(&self, rule: Rule, table: Table) -> u64 {
        self.checks
            .iter()
            .find(|check| check.rule == rule && check.table == table)
            .map_or(0, |check| check.num_violations)
    }
}

/// Collects what breaks the checks while the data are loaded.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: BTreeMap<(Rule, Table), (u64, Vec<OffendingRow>)>,
}

impl Findings {
    /// What was found before.
    pub(crate) fn of(checks: &[Check]) -> Findings {
        let found = |check: &Check| ((check.rule, check.table), (check.num_violations, check.rows.clone()));
        Findings { found: checks.iter().map(found).collect() }
    }

    /// Reports a row; `row` is asked for key and value only while rows are still kept.
    pub(crate) fn report(&mut self, rule: Rule, table: Table, row: impl FnOnce() -> (String, String)) {
        debug_assert!(rule.tables().contains(&table), "{rule:?} does not concern {table:?}");
        let (count, rows) = self.found.entry((rule, table)).or_default();
        *count += 1;
        if rows.len() < MAX_ROWS_KEPT {
            let (key, value) = row();
            rows.push(OffendingRow { key, value });
        }
    }

    /// The results: every check of every table, broken or not.
    pub(crate) fn finish(mut self) -> Quality {
        let mut checks: Vec<Check> = Rule::ALL
            .into_iter()
            .flat_map(|rule| rule.tables().into_iter().map(move |table| (rule, table)))
            .map(|(rule, table)| {
                let (num_violations, mut rows) = self.found.remove(&(rule, table)).unwrap_or_default();
                rows.sort();
                Check { id: format!("{}.{}", rule.name(), table.name()), rule, table, num_violations, rows }
            })
            .collect();
        checks.sort_by(|a, b| (a.rule.severity(), &a.id).cmp(&(b.rule.severity(), &b.id)));
        Quality { checks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_once_and_has_a_table() {
        let distinct: std::collections::BTreeSet<_> = Rule::ALL.into_iter().collect();
        assert_eq!(distinct.len(), Rule::ALL.len());
        assert!(Rule::ALL.into_iter().all(|rule| !rule.tables().is_empty()));
    }

    #[test]
    fn worth_is_written_and_read() {
        for (wrong, cents, value) in [
            ("no order", Some(-1_234), "no order; worth -12.34"),
            ("", Some(5), "worth 0.05"),
            ("no order", None, "no order"),
            ("productCode = 'worth 1.0'", None, "productCode = 'worth 1.0'"),
        ] {
            let row = OffendingRow { key: String::new(), value: OffendingRow::with_worth(wrong, cents) };
            assert_eq!((&*row.value, row.worth_cents()), (value, cents));
        }
    }

    #[test]
    fn checks_come_by_severity_then_id_and_count_all() {
        let mut findings = Findings::default();
        for key in ["2", "1"] {
            findings.report(Rule::StrayBlanks, Table::Customers, || (key.to_owned(), "x".to_owned()));
        }
        let quality = findings.finish();
        let order: Vec<_> =
            quality.checks.iter().map(|check| (check.rule.severity(), check.id.clone())).collect();
        assert!(order.is_sorted());
        let broken: Vec<_> = quality.broken(Severity::Warning).collect();
        assert_eq!(broken.len(), 1);
        assert_eq!((broken[0].num_violations, &*broken[0].rows[0].key), (2, "1"));
    }
}
