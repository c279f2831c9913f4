//! Writing a new database, one file an engine: all rows or none.

mod mariadb;
mod postgres;
mod sqlite;

use std::fmt::Write;

use analytics::schema::{Cell, Table};
use anyhow::bail;
use tokio::runtime::Handle;

use crate::address::Address;
use crate::relay::{Relay, on_blocking_thread};
use crate::rows::{Progress, Rows};

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteReport {
    /// The number of rows of each table, in the order of writing.
    pub rows: Vec<(Table, u64)>,
}

/// Writes the eight tables into the database `into`: `sqlite:PATH` or a plain path, `postgres://…`, `mysql://…`.
///
/// All or nothing: whatever fails, or if the future is dropped, the database is left as it was. Other tables in it stay.
///
/// # Errors
/// A database that cannot be reached; one of the tables is there already and `replace` is false; whatever `rows` cannot
/// read; a row that the database cannot hold, named, with what to do. Never tells a password.
pub async fn write(
    rows: Box<dyn Rows>,
    into: &str,
    replace: bool,
    progress: &dyn Progress,
) -> anyhow::Result<WriteReport> {
    let address = Address::parse(into)?;
    let runtime = Handle::current();
    on_blocking_thread(progress, move |relay| match &address {
        Address::Sqlite(path) => sqlite::write(rows, path, replace, relay),
        Address::Postgres(options) => postgres::write(rows, options, replace, relay, &runtime),
        Address::MariaDb(options) => mariadb::write(rows, options, replace, relay, &runtime),
    })
    .await
}

/// Hands every row of every table to `store`, with its number within the table, and counts.
fn each_row(
    rows: &mut dyn Rows,
    table: Table,
    relay: &Relay,
    store: &mut dyn FnMut(u64, &[Cell<'_>]) -> anyhow::Result<()>,
) -> anyhow::Result<u64> {
    relay.stage(table.name(), rows.estimate(table))?;
    let mut number = 0;
    rows.for_each(table, &mut |cells| {
        number += 1;
        // Some engines would invent a number here, and others complain in their own words.
        for (column, cell) in table.columns().iter().zip(cells).take(table.key_columns()) {
            if *cell == Cell::Null {
                return Err(cannot_store(
                    table,
                    number,
                    cells,
                    &format!("its key column {} is empty", column.name),
                ));
            }
        }
        store(number, cells)?;
        relay.step()
    })?;
    Ok(number)
}

/// Refuses to overwrite, unless that was asked for.
fn refuse_existing(found: &[String], replace: bool, place: &dyn std::fmt::Display) -> anyhow::Result<()> {
    if !found.is_empty() && !replace {
        bail!("{place} already has {}; give --replace to overwrite, or another place", found.join(", "));
    }
    Ok(())
}

/// The error for a row that the database does not take.
fn cannot_store(
    table: Table,
    number: u64,
    cells: &[Cell<'_>],
    cause: &dyn std::fmt::Display,
) -> anyhow::Error {
    let mut key = String::new();
    for (column, cell) in table.columns().iter().zip(cells).take(table.key_columns()) {
        let separator = if key.is_empty() { "" } else { ", " };
        // Writing into a String cannot fail.
        let _ = match cell {
            Cell::Null => write!(key, "{separator}{} NULL", column.name),
            Cell::Integer(value) => write!(key, "{separator}{} {value}", column.name),
            Cell::Real(value) => write!(key, "{separator}{} {value}", column.name),
            Cell::Text(text) => write!(key, "{separator}{} {text}", column.name),
            Cell::Blob(bytes) => write!(key, "{separator}{} of {} bytes", column.name, bytes.len()),
        };
    }
    anyhow::anyhow!("row {number} of {} ({key}) cannot be stored: {cause}; {WHAT_TO_DO}", table.name())
}

const WHAT_TO_DO: &str = "nothing was written; correct the row, or let the dashboard read the source itself, \
                          where such rows are reported under data quality";
