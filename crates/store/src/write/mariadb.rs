//! Writes into MariaDB or MySQL: tables under other names, which take their places together when they are complete.

use analytics::schema::{Cell, Table};
use anyhow::{Context, anyhow, bail};
use migration::schema::Schema;
use sea_orm::DbBackend;
use sea_orm::sqlx::mysql::{MySqlArguments, MySqlConnectOptions};
use sea_orm::sqlx::{self, Arguments, AssertSqlSafe, Connection, MySqlConnection, SqlSafeStr};
use tokio::runtime::Handle;

use super::{WHAT_TO_DO, WriteReport, cannot_store, each_row, refuse_existing};
use crate::address::Address;
use crate::catalogue::quoted;
use crate::relay::Relay;
use crate::rows::Rows;

/// Rows of one INSERT: thirteen columns of them are well below the 65,535 parameters that a statement may have.
const ROWS_AT_ONCE: usize = 1000;
/// Bytes of one INSERT: well below the smallest packet that a server accepts by default.
const BYTES_AT_ONCE: usize = 1 << 20;

/// Table names while they are written.
const NEW: &str = "import_new_";
/// Names of the tables that are replaced, for the moment until they are dropped.
const OLD: &str = "import_old_";

pub(super) fn write(
    mut rows: Box<dyn Rows>,
    options: &MySqlConnectOptions,
    replace: bool,
    relay: &Relay,
    runtime: &Handle,
) -> anyhow::Result<WriteReport> {
    let address = Address::MariaDb(Box::new(options.clone()));
    let connection = runtime.block_on(MySqlConnection::connect_with(&options.clone().charset("utf8mb4")));
    let connection = connection.with_context(|| format!("cannot connect to {address}"))?;
    let mut target = Target { connection, runtime };
    // Impossible dates and orphans are kept, as everything is, and reported by the dashboard. What the types cannot hold
    // is an error instead of being cut to fit.
    target.run("SET SESSION sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION'")?;
    target.run("SET SESSION foreign_key_checks = 0, unique_checks = 0, lock_wait_timeout = 30")?;
    let existing =
        target.tables(|name| Table::ALL.iter().any(|table| table.name().eq_ignore_ascii_case(name)))?;
    let names: Vec<String> = existing.iter().map(|(name, _)| name.clone()).collect();
    refuse_existing(&names, replace, &address)?;
    if let Some((view, _)) = existing.iter().find(|(_, kind)| kind != "BASE TABLE") {
        bail!("{view} in {address} is a view; drop it first, or import into another database");
    }
    // Leftovers of an import that was killed.
    target.drop_prefixed(NEW)?;
    target.drop_prefixed(OLD)?;
    let written = write_new(&mut target, &mut rows, relay);
    drop(rows);
    let report = match written.and_then(|report| relay.flush().map(|()| report)) {
        Ok(report) => report,
        Err(error) => {
            if let Err(leftover) = target.drop_prefixed(NEW) {
                tracing::warn!(%leftover, "tables named {NEW}… are left over; the next import drops them");
            }
            return Err(error);
        }
    };
    let away = existing.iter().map(|(name, _)| (name.clone(), format!("{OLD}{name}")));
    let here = Table::ALL.iter().map(|table| (format!("{NEW}{}", table.name()), table.name().to_owned()));
    let renames: Vec<String> = away
        .chain(here)
        .map(|(from, to)| format!("{} TO {}", quoted(&from, '`'), quoted(&to, '`')))
        .collect();
    if let Err(error) = target.run(&format!("RENAME TABLE {}", renames.join(", "))) {
        target.drop_prefixed(NEW)?;
        return Err(error.context("the new tables could not take their places; nothing was changed"));
    }
    target.drop_prefixed(OLD)?;
    Ok(report)
}

fn write_new(
    target: &mut Target<'_>,
    rows: &mut Box<dyn Rows>,
    relay: &Relay,
) -> anyhow::Result<WriteReport> {
    let version: String = target.block_on(sqlx::query_scalar("SELECT CAST(VERSION() AS CHAR)"))?;
    // Keys that differ by case, accents or blanks at the end are different keys, as they are in every other engine.
    let collation = if version.contains("MariaDB") { "utf8mb4_nopad_bin" } else { "utf8mb4_0900_bin" };
    let schema = Schema::new(DbBackend::MySql).with_prefix(NEW).with_collation(collation);
    for statement in schema.tables() {
        target.run(&statement)?;
    }
    let mut report = WriteReport { rows: Vec::new() };
    for table in Table::LOAD_ORDER {
        report.rows.push((table, write_table(target, rows.as_mut(), table, relay)?));
    }
    relay.stage("indexes", None)?;
    for statement in schema.indexes() {
        target.run(&statement)?;
    }
    Ok(report)
}

fn write_table(
    target: &mut Target<'_>,
    rows: &mut dyn Rows,
    table: Table,
    relay: &Relay,
) -> anyhow::Result<u64> {
    target.run("START TRANSACTION")?;
    let mut batch =
        Batch { table, arguments: MySqlArguments::default(), num_rows: 0, num_bytes: 0, first: 1 };
    let written = each_row(rows, table, relay, &mut |number, cells| {
        batch.add(cells).map_err(|error| cannot_store(table, number, cells, &error))?;
        if batch.num_rows >= ROWS_AT_ONCE || batch.num_bytes >= BYTES_AT_ONCE {
            batch.insert(target)
        } else {
            Ok(())
        }
    })?;
    batch.insert(target)?;
    target.run("COMMIT")?;
    Ok(written)
}

/// Rows that are inserted together.
struct Batch {
    table: Table,
    arguments: MySqlArguments,
    num_rows: usize,
    num_bytes: usize,
    /// The number of its first row within the table.
    first: usize,
}

impl Batch {
    fn add(&mut self, cells: &[Cell<'_>]) -> Result<(), sqlx::error::BoxDynError> {
        for cell in cells {
            match *cell {
                Cell::Null => self.arguments.add(None::<&str>)?,
                Cell::Integer(value) => self.arguments.add(value)?,
                // As text: a binary number would reach a text column in another notation than everywhere else.
                Cell::Real(value) => self.arguments.add(value.to_string())?,
                Cell::Text(text) => self.arguments.add(text)?,
                Cell::Blob(bytes) => self.arguments.add(bytes)?,
            }
            self.num_bytes += match cell {
                Cell::Text(text) => text.len(),
                Cell::Blob(bytes) => bytes.len(),
                _ => 8,
            };
        }
        self.num_rows += 1;
        Ok(())
    }

    fn insert(&mut self, target: &mut Target<'_>) -> anyhow::Result<()> {
        if self.num_rows == 0 {
            return Ok(());
        }
        let (table, columns) = (self.table.name(), self.table.columns());
        let names: Vec<String> = columns.iter().map(|column| quoted(column.name, '`')).collect();
        let row = format!("({})", vec!["?"; columns.len()].join(", "));
        let places = vec![row.as_str(); self.num_rows].join(", ");
        let name = quoted(&format!("{NEW}{table}"), '`');
        let sql = format!("INSERT INTO {name} ({}) VALUES {places}", names.join(", "));
        let arguments = std::mem::take(&mut self.arguments);
        let query = sqlx::query_with(AssertSqlSafe(sql).into_sql_str(), arguments);
        // Full batches share one prepared statement; the last one of a table comes once.
        let query = query.persistent(self.num_rows == ROWS_AT_ONCE);
        let (first, last) = (self.first, self.first + self.num_rows - 1);
        target.runtime.block_on(query.execute(&mut target.connection)).map_err(|error| {
            let told = message(&error);
            // MariaDB says `… at row 3`, counting within the statement.
            let place = match told.rsplit_once(" at row ").and_then(|(_, row)| row.parse::<usize>().ok()) {
                Some(row) => format!("row {} of {table}", self.first + row - 1),
                None => format!("a row of {table} between {first} and {last}"),
            };
            anyhow!("{place} cannot be stored: {told}; {WHAT_TO_DO}")
        })?;
        self.first = last + 1;
        self.num_rows = 0;
        self.num_bytes = 0;
        Ok(())
    }
}

struct Target<'a> {
    connection: MySqlConnection,
    runtime: &'a Handle,
}

impl Target<'_> {
    fn run(&mut self, sql: &str) -> anyhow::Result<()> {
        let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut self.connection);
        self.runtime.block_on(done).map(drop).map_err(|error| anyhow!("MariaDB: {}", message(&error)))
    }

    fn block_on(
        &mut self,
        query: sqlx::query::QueryScalar<'_, sqlx::MySql, String, MySqlArguments>,
    ) -> anyhow::Result<String> {
        let answer = self.runtime.block_on(query.fetch_one(&mut self.connection));
        answer.map_err(|error| anyhow!("MariaDB: {}", message(&error)))
    }

    /// The tables and views of the database whose names are wanted, with their kinds.
    fn tables(&mut self, wanted: impl Fn(&str) -> bool) -> anyhow::Result<Vec<(String, String)>> {
        let query = sqlx::query_as(
            "SELECT CAST(table_name AS CHAR), CAST(table_type AS CHAR) FROM information_schema.tables
             WHERE table_schema = DATABASE() ORDER BY table_name",
        );
        let tables: Vec<(String, String)> = self
            .runtime
            .block_on(query.fetch_all(&mut self.connection))
            .map_err(|error| anyhow!("MariaDB: {}", message(&error)))?;
        Ok(tables.into_iter().filter(|(name, _)| wanted(name)).collect())
    }

    /// Drops those of our own making: one of the eight names behind the prefix.
    fn drop_prefixed(&mut self, prefix: &str) -> anyhow::Result<()> {
        let is_ours = |name: &str| {
            let rest = name.strip_prefix(prefix);
            rest.is_some_and(|rest| Table::ALL.iter().any(|table| table.name().eq_ignore_ascii_case(rest)))
        };
        let names: Vec<String> = self.tables(is_ours)?.iter().map(|(name, _)| quoted(name, '`')).collect();
        if names.is_empty() { Ok(()) } else { self.run(&format!("DROP TABLE {}", names.join(", "))) }
    }
}

fn message(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| error.to_string(), |told| told.message().to_owned())
}
