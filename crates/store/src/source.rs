//! The database that the dashboard reads.

use analytics::intake::Intake;
use analytics::schema::Table;
use analytics::snapshot::Snapshot;

use crate::address::Address;
use crate::read::{self, Blobs};
use crate::relay::on_blocking_thread;
use crate::rows::Progress;

/// A source database that was reached once and had all tables and columns; each load connects anew, so that a restart of
/// the database in between does no harm.
#[derive(Clone, Debug)]
pub struct Source {
    address: Address,
    schema: Option<String>,
    description: String,
}

impl Source {
    /// Connects to `sqlite:PATH`, `postgres://…` or `mysql://…`, read-only, and looks whether the eight tables are there.
    ///
    /// `schema` names the PostgreSQL schema or MariaDB database that holds them, if that is not the connection's own.
    ///
    /// # Errors
    /// An address that cannot be read, a database that cannot be reached, a missing table or column. Never tells a password.
    pub async fn open(url: &str, schema: Option<&str>) -> anyhow::Result<Source> {
        let address = Address::parse(url)?;
        let reader = read::connect(&address, schema, Blobs::Presence).await?;
        let description = format!("{}, {}", address.engine(), reader.database());
        Ok(Source { address, schema: schema.map(str::to_owned), description })
    }

    /// Engine and name of the database, for the foot of a page: `SQLite, classicmodels`.
    pub fn describe(&self) -> &str {
        &self.description
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    pub(crate) fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// Asks whether the database can be reached and still has all tables and columns.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub async fn ping(&self) -> anyhow::Result<()> {
        read::connect(&self.address, self.schema.as_deref(), Blobs::Presence).await.map(drop)
    }

    /// Streams every row into `intake` out of one transaction, and lets it build the snapshot.
    ///
    /// # Errors
    /// A database that cannot be reached or breaks off, a missing table or column. A bad row is never an error.
    pub async fn load(&self, mut intake: Intake, progress: &dyn Progress) -> anyhow::Result<Snapshot> {
        let mut reader = read::connect(&self.address, self.schema.as_deref(), Blobs::Presence).await?;
        on_blocking_thread(progress, move |relay| {
            reader.heed(relay.cancelled());
            for table in Table::LOAD_ORDER {
                relay.stage(table.name(), reader.estimate(table))?;
                intake.begin(table, reader.num_columns(table));
                reader.for_each(table, &mut |cells| {
                    intake.row(table, cells);
                    relay.step()
                })?;
            }
            // The transaction ends before the snapshot is built: nobody has to wait for it.
            drop(reader);
            Ok(intake.finish())
        })
        .await
    }
}
