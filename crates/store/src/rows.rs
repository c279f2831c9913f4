//! Rows on their way into a database, whatever they come from.

use analytics::schema::{Cell, Table};

/// Anything that can deliver the rows of the eight tables: a dump, a folder of CSV files, another database, the demo generator.
///
/// Rows are pushed one at a time, so that memory does not grow with the table. It runs on a blocking thread.
pub trait Rows: Send {
    /// How many rows the table has, if that is known beforehand: for the progress bar only.
    fn estimate(&self, table: Table) -> Option<u64>;

    /// Hands every row of the table to `take`, a cell for each of [`Table::columns`] in that order.
    ///
    /// # Errors
    /// What cannot be read (naming file, line and row), and whatever `take` returns; the first error ends the table.
    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()>;
}

/// Hears how far a long piece of work has come; the binary shows it as a progress bar on a terminal.
pub trait Progress: Send + Sync {
    /// A new stage begins, such as `orderdetails`, of `total` steps if known.
    fn stage(&self, label: &str, total: Option<u64>);

    /// So many more steps of the stage are done.
    fn advance(&self, steps: u64);
}

/// For work that nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn stage(&self, _label: &str, _total: Option<u64>) {}

    fn advance(&self, _steps: u64) {}
}
