//! Rows of another database, read as the dashboard reads its own, pictures included.

use analytics::schema::{Cell, Table};

use crate::address::Address;
use crate::read::{Blobs, Reader, connect};
use crate::rows::Rows;

struct Database(Box<dyn Reader>);

/// Connects to a database, as [`crate::Source::open`] does.
pub(super) async fn open(url: &str) -> anyhow::Result<Box<dyn Rows>> {
    let reader = connect(&Address::parse(url)?, None, Blobs::Whole).await?;
    Ok(Box::new(Database(reader)))
}

impl Rows for Database {
    fn estimate(&self, table: Table) -> Option<u64> {
        self.0.estimate(table)
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.0.for_each(table, take)
    }
}
