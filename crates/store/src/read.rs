//! Reading a database, one file an engine: each delivers [`Rows`] out of one read-only transaction.

mod mariadb;
mod postgres;
mod sqlite;

use analytics::schema::{Kind, Table};

use crate::address::Address;
use crate::catalogue::Found;
use crate::rows::Rows;

/// What is wanted of binary columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blobs {
    /// Whether there is one: an empty one then stands for it.
    Presence,
    /// Their bytes.
    Whole,
}

/// A database in the middle of a read-only transaction.
pub(crate) trait Reader: Rows {
    /// How many columns the source's table has, known to us or not.
    fn num_columns(&self, table: Table) -> usize;

    /// The name of the database, for people.
    fn database(&self) -> &str;
}

/// Connects, looks at the catalogue and begins the transaction.
///
/// # Errors
/// What hinders the connection; a table or column that is missing.
pub(crate) async fn connect(
    address: &Address,
    schema: Option<&str>,
    blobs: Blobs,
) -> anyhow::Result<Box<dyn Reader>> {
    match address {
        Address::Sqlite(path) => {
            let path = path.clone();
            tokio::task::spawn_blocking(move || sqlite::connect(&path, blobs)).await?
        }
        Address::Postgres(options) => postgres::connect(options, schema, blobs).await,
        Address::MariaDb(options) => mariadb::connect(options, schema, blobs).await,
    }
}

/// `SELECT` of [`Table::columns`] as the engine quotes them; `presence` makes an expression for whether a column is NULL.
fn select(table: Table, found: &Found, quote: char, blobs: Blobs, presence: fn(&str) -> String) -> String {
    let columns: Vec<String> = found
        .columns
        .iter()
        .zip(table.columns())
        .map(|(name, column)| {
            let name = crate::catalogue::quoted(name, quote);
            if column.kind == Kind::Blob && blobs == Blobs::Presence { presence(&name) } else { name }
        })
        .collect();
    format!("SELECT {} FROM {}", columns.join(", "), found.quoted_name(quote))
}
