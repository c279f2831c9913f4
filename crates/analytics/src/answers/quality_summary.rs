//! The data-quality report in one line.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::quality::{Rule, Severity};
use crate::snapshot::Snapshot;

/// What is wrong with the source data, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualitySummary {
    /// Checks that found errors.
    pub num_errors: usize,
    /// Checks that found something doubtful.
    pub num_warnings: usize,
    /// Checks that found something worth knowing.
    pub num_notes: usize,
    /// Rows read from the source.
    pub num_rows: u64,
    /// Those of them that every metric leaves out.
    pub num_left_out: u64,
    /// What was found, over all tables: worst first, then most often.
    pub findings: Vec<(Rule, u64)>,
}

impl QualitySummary {
    /// Sums the report of a snapshot up.
    pub fn of(snapshot: &Snapshot) -> QualitySummary {
        let quality = &snapshot.quality;
        let (num_rows, num_left_out) = snapshot.num_source_rows();
        let mut counts: BTreeMap<Rule, u64> = BTreeMap::new();
        for check in quality.checks.iter().filter(|check| check.num_violations > 0) {
            *counts.entry(check.rule).or_default() += check.num_violations;
        }
        let mut findings: Vec<(Rule, u64)> = counts.into_iter().collect();
        findings.sort_by_key(|&(rule, count)| (rule.severity(), Reverse(count), rule));
        QualitySummary {
            num_errors: quality.broken(Severity::Error).count(),
            num_warnings: quality.broken(Severity::Warning).count(),
            num_notes: quality.broken(Severity::Info).count(),
            num_rows,
            num_left_out,
            findings,
        }
    }
}
