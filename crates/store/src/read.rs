//! Reading a database, one file an engine: each delivers [`Rows`] out of one read-only transaction.

mod mariadb;
mod postgres;
mod sqlite;

use std::collections::BTreeMap;

use analytics::schema::{Cell, Kind, Table};
use tokio_util::sync::CancellationToken;

use crate::address::Address;
use crate::catalogue::{Catalogue, Found};
use crate::recount::{Dialect, TextRow};
use crate::rows::Rows;

/// What is wanted of binary columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blobs {
    /// Whether there is one: an empty one then stands for it.
    Presence,
    /// Their bytes.
    Whole,
}

/// What tells one state of a database from every other, for as long as somebody can compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// Differs when anything was committed in between.
    pub(crate) text: String,
    /// Whether a change may show in it a moment before or after it shows in the rows, so that it is to be trusted only
    /// once it has stood still for that long.
    pub(crate) must_settle: bool,
}

/// The rows of a table, counted and summed up by block of order numbers: equal sums mean equal rows.
pub(crate) type Sums = BTreeMap<i64, String>;

/// A database in the middle of a read-only transaction.
pub(crate) trait Reader: Rows {
    /// How many columns the source's table has, known to us or not.
    fn num_columns(&self, table: Table) -> usize;

    /// The name of the database, for people.
    fn database(&self) -> &str;

    /// The state that is being read, or one before it; none where nothing tells it for certain.
    ///
    /// # Errors
    /// What hinders the asking.
    fn state(&mut self) -> anyhow::Result<Option<State>>;

    /// Whether the order numbers of `orders` or `orderdetails` are whole numbers that the database compares as such.
    ///
    /// # Errors
    /// What hinders the asking.
    fn has_whole_order_numbers(&mut self, table: Table) -> anyhow::Result<bool>;

    /// The sums of `orders` or `orderdetails`; none if some row is in no block, or if that would spare nothing.
    ///
    /// # Errors
    /// What hinders the asking.
    fn sums(&mut self, table: Table) -> anyhow::Result<Option<Sums>>;

    /// As [`Rows::for_each`], for the rows of `orders` or `orderdetails` with order numbers in these ranges, ends included.
    ///
    /// # Errors
    /// As [`Rows::for_each`].
    fn for_each_within(
        &mut self,
        table: Table,
        ranges: &[(i64, i64)],
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()>;

    /// The names of tables and columns.
    fn catalogue(&self) -> &Catalogue;

    /// How statements are written.
    fn dialect(&self) -> Dialect;

    /// The rows that a statement gives, so many values each.
    ///
    /// # Errors
    /// What hinders the asking.
    fn ask(&mut self, sql: &str, num_columns: usize) -> anyhow::Result<Vec<TextRow>>;

    /// Breaks off whatever blocks once the token is cancelled.
    fn heed(&mut self, cancelled: CancellationToken);
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

/// A condition on the first column, which is the order number.
fn within(found: &Found, quote: char, ranges: &[(i64, i64)]) -> String {
    let column = crate::catalogue::quoted(&found.columns[0], quote);
    let ranges: Vec<String> =
        ranges.iter().map(|(first, last)| format!("{column} BETWEEN {first} AND {last}")).collect();
    if ranges.is_empty() { "1 = 0".to_owned() } else { ranges.join(" OR ") }
}

/// Waits for what a database answers, unless nobody wants to know any more.
fn answer<T>(
    runtime: &tokio::runtime::Handle,
    cancelled: &CancellationToken,
    asked: impl Future<Output = T>,
) -> anyhow::Result<T> {
    let answer = runtime.block_on(cancelled.run_until_cancelled(asked));
    answer.ok_or_else(|| anyhow::anyhow!("cancelled"))
}
