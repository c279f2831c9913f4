//! From source rows to a [`Snapshot`]: cleans, quarantines, reports, sorts.

use crate::policy::{AsOf, Regions};
use crate::schema::{Cell, Table};
use crate::snapshot::Snapshot;

/// Collects the rows of the eight tables and turns them into a [`Snapshot`].
///
/// Tables arrive in [`Table::LOAD_ORDER`]: `begin` once for each, then `row` for each of its rows.
#[derive(Debug)]
pub struct Intake {
    #[expect(dead_code, reason = "placeholder")]
    regions: Regions,
}

impl Intake {
    /// An intake that maps countries by `regions` and dates the snapshot by `as_of`.
    pub fn new(regions: Regions, _as_of: AsOf) -> Intake {
        Intake { regions }
    }

    /// Starts a table of which the source has `num_columns` columns (known to us or not).
    pub fn begin(&mut self, _table: Table, _num_columns: usize) {}

    /// Takes one row: a cell for each of [`Table::columns`], in that order. Never fails: a bad row is quarantined and reported.
    pub fn row(&mut self, _table: Table, _cells: &[Cell<'_>]) {}

    /// Resolves references and duplicates, sorts, and hands over the snapshot.
    pub fn finish(self) -> Snapshot {
        Snapshot {}
    }
}
