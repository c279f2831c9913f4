//! Reads a MariaDB or MySQL database through its text protocol, which delivers every type as the text that people see.

use std::time::Duration;

use analytics::intake::ORDERS_A_BLOCK;
use analytics::schema::{Cell, Kind, Table};
use anyhow::{Context, bail};
use futures_util::StreamExt;
use sea_orm::sqlx::mysql::{MySqlConnectOptions, MySqlRow};
use sea_orm::sqlx::{self, AssertSqlSafe, Connection, MySqlConnection, Row};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::{Blobs, Reader, State, Sums, answer, select, within};
use crate::address::Address;
use crate::catalogue::{Catalogue, Listed};
use crate::copy_text::MAX_COLUMNS;
use crate::recount::{Dialect, TextRow};
use crate::rows::Rows;

/// How many rows to take at once when they are there: waking up for each would cost more than reading it.
const ROWS_AT_ONCE: usize = 256;

/// How long to try to reach a server in order to end a question on it.
const KILL_PATIENCE: Duration = Duration::from_secs(10);

struct MariaDbReader {
    connection: MySqlConnection,
    /// For a second connection to the same server, and the number that it knows the first by.
    options: MySqlConnectOptions,
    connection_id: u64,
    runtime: Handle,
    catalogue: Catalogue,
    blobs: Blobs,
    database: String,
    written: Option<String>,
    cancelled: CancellationToken,
}

/// How far `InnoDB` has written its log (MariaDB and MySQL call it differently), and for how long the server runs.
const WRITTEN: &str = "SHOW GLOBAL STATUS WHERE Variable_name IN
     ('Innodb_lsn_current', 'Innodb_redo_log_current_lsn', 'Uptime')";

/// Rounds when the server was started: it follows from two clocks that do not tick at the same moment.
const STARTED_GRAIN_S: i64 = 10;

pub(super) async fn connect(
    options: &MySqlConnectOptions,
    schema: Option<&str>,
    blobs: Blobs,
) -> anyhow::Result<Box<dyn Reader>> {
    let address = Address::MariaDb(Box::new(options.clone()));
    let connection = MySqlConnection::connect_with(&options.clone().charset("utf8mb4")).await;
    let mut connection = connection.with_context(|| format!("cannot connect to {address}"))?;
    // Asked for before the transaction, so that the rows are not older than what it says.
    let written = written(&mut connection).await.unwrap_or_else(|error| {
        tracing::debug!(%error, "the position of the log is not told");
        None
    });
    for statement in [
        "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        "SET SESSION TRANSACTION READ ONLY",
        // A table that somebody rebuilds must not hold a refresh for ever.
        "SET SESSION lock_wait_timeout = 60",
        "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
    ] {
        sqlx::raw_sql(statement).execute(&mut connection).await.with_context(|| address.to_string())?;
    }
    let Some(database) = schema.or(options.get_database()).map(str::to_owned) else {
        bail!("{address} names no database; add it to the address, or name it by DB_SCHEMA");
    };
    let connection_id = sqlx::query_scalar("SELECT CONNECTION_ID()").fetch_one(&mut connection).await?;
    let listed = list(&mut connection, &database).await;
    let listed = listed.with_context(|| format!("reading the catalogue of {address}"))?;
    let catalogue = Catalogue::new(&listed).with_context(|| address.to_string())?;
    Ok(Box::new(MariaDbReader {
        connection,
        options: options.clone(),
        connection_id,
        runtime: Handle::current(),
        catalogue,
        blobs,
        database,
        written,
        cancelled: CancellationToken::new(),
    }))
}

/// Position of the log and start of the server.
async fn written(connection: &mut MySqlConnection) -> sqlx::Result<Option<String>> {
    let (mut position, mut uptime_s) = (None, None);
    for row in sqlx::raw_sql(WRITTEN).fetch_all(&mut *connection).await? {
        let (name, value): (String, String) = (row.try_get_unchecked(0)?, row.try_get_unchecked(1)?);
        if name.eq_ignore_ascii_case("Uptime") {
            uptime_s = value.parse::<i64>().ok()
        } else {
            position = Some(value)
        }
    }
    let now = sqlx::raw_sql("SELECT CAST(UNIX_TIMESTAMP() AS SIGNED)").fetch_one(connection).await?;
    let now_s: Option<i64> = now.try_get_unchecked::<String, _>(0)?.parse().ok();
    let started = now_s.zip(uptime_s).map(|(now_s, uptime_s)| (now_s - uptime_s) / STARTED_GRAIN_S);
    Ok(position.zip(started).map(|(position, started)| format!("{position} since {started}")))
}

async fn list(connection: &mut MySqlConnection, database: &str) -> sqlx::Result<Vec<Listed>> {
    let rows = sqlx::query(
        "SELECT CAST(t.table_name AS CHAR), CAST(c.column_name AS CHAR), CAST(t.table_rows AS UNSIGNED)
         FROM information_schema.tables t
         JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
         WHERE t.table_schema = ?
         ORDER BY t.table_name, c.ordinal_position",
    )
    .bind(database)
    .fetch_all(connection)
    .await?;
    let mut listed: Vec<Listed> = Vec::new();
    for row in &rows {
        let name: String = row.try_get(0)?;
        if listed.last().is_none_or(|last| last.name != name) {
            let schema = Some(database.to_owned());
            listed.push(Listed { schema, name, columns: Vec::new(), num_rows: row.try_get(2)? });
        }
        if let Some(last) = listed.last_mut() {
            last.columns.push(row.try_get(1)?);
        }
    }
    Ok(listed)
}

impl Reader for MariaDbReader {
    fn num_columns(&self, table: Table) -> usize {
        self.catalogue.get(table).listed.columns.len()
    }

    fn database(&self) -> &str {
        &self.database
    }

    /// `InnoDB` logs every change before it commits. A transaction that has just logged its end becomes visible a moment
    /// later, hence the position must settle. Dates of changes and counters that the server keeps beside are lost or
    /// late now and then, so they prove nothing.
    fn state(&mut self) -> anyhow::Result<Option<State>> {
        let mut num_tables = 0;
        for table in Table::ALL {
            let asked = sqlx::query_scalar(
                "SELECT COUNT(*) FROM information_schema.tables
                 WHERE table_schema = ? AND table_name = ? AND engine = 'InnoDB' AND table_type = 'BASE TABLE'",
            )
            .bind(&self.database)
            .bind(&self.catalogue.get(table).listed.name)
            .fetch_one(&mut self.connection);
            let count: i64 = answer(&self.runtime, &self.cancelled, asked)??;
            num_tables += count;
        }
        let written = self.written.as_ref().filter(|_| num_tables == Table::ALL.len() as i64);
        Ok(written.map(|text| State { text: text.clone(), must_settle: true }))
    }

    fn has_whole_order_numbers(&mut self, table: Table) -> anyhow::Result<bool> {
        let found = self.catalogue.get(table);
        let asked = sqlx::query_scalar(
            "SELECT COUNT(*) FROM information_schema.columns
             WHERE table_schema = ? AND table_name = ? AND column_name = ?
               AND data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint')",
        )
        .bind(&self.database)
        .bind(&found.listed.name)
        .bind(&found.columns[0])
        .fetch_one(&mut self.connection);
        let count: i64 = answer(&self.runtime, &self.cancelled, asked)??;
        Ok(count == 1)
    }

    fn sums(&mut self, table: Table) -> anyhow::Result<Option<Sums>> {
        let found = self.catalogue.get(table);
        let columns: Vec<String> =
            found.columns.iter().map(|column| crate::catalogue::quoted(column, '`')).collect();
        let quoted: Vec<String> = columns.iter().map(|column| format!("QUOTE({column})")).collect();
        // The first 64 bits of a digest as a whole number; their sum is a decimal of up to 65 digits.
        let sql = format!(
            "SELECT CAST({number} DIV {ORDERS_A_BLOCK} AS SIGNED), CAST(CONCAT(COUNT(*), ':',
                    SUM(CAST(CONV(LEFT(MD5(CONCAT_WS(',', {row})), 16), 16, 10) AS UNSIGNED))) AS CHAR)
             FROM {table} GROUP BY 1",
            number = columns[0],
            row = quoted.join(", "),
            table = found.quoted_name('`'),
        );
        let asked = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut self.connection);
        let rows = answer(&self.runtime, &self.cancelled, asked)??;
        let mut sums = Sums::new();
        for row in &rows {
            let Some(block) = row.try_get::<Option<i64>, _>(0)? else { return Ok(None) };
            sums.insert(block, row.try_get_unchecked(1)?);
        }
        Ok(Some(sums))
    }

    fn for_each_within(
        &mut self,
        table: Table,
        ranges: &[(i64, i64)],
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let condition = format!(" WHERE {}", within(self.catalogue.get(table), '`', ranges));
        self.read(table, &condition, take)
    }

    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn dialect(&self) -> Dialect {
        // The collation of a column may take `norway` for `Norway`.
        let exactly = |text: &str| format!("CONVERT({text} USING utf8mb4) COLLATE utf8mb4_bin");
        Dialect { quote: '`', text: "CHAR", is_binary: false, exactly }
    }

    fn ask(&mut self, sql: &str, num_columns: usize) -> anyhow::Result<Vec<TextRow>> {
        let asked = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).fetch_all(&mut self.connection);
        let rows = answer(&self.runtime, &self.cancelled, asked)??;
        let value = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let read = |row: &MySqlRow| {
            (0..num_columns)
                .map(|index| Ok(row.try_get_unchecked::<Option<&[u8]>, _>(index)?.map(value)))
                .collect()
        };
        Ok(rows.iter().map(read).collect::<sqlx::Result<Vec<TextRow>>>()?)
    }

    fn heed(&mut self, cancelled: CancellationToken) {
        self.cancelled = cancelled;
    }
}

/// The server goes on with a question whose asker has gone away, until it has an answer that it cannot send: it must be told.
impl Drop for MariaDbReader {
    fn drop(&mut self) {
        if !self.cancelled.is_cancelled() {
            return;
        }
        let (options, connection_id) = (self.options.clone(), self.connection_id);
        self.runtime.spawn(async move {
            let kill = async {
                let mut connection = MySqlConnection::connect_with(&options).await?;
                let kill = format!("KILL CONNECTION {connection_id}");
                sqlx::raw_sql(AssertSqlSafe(kill)).execute(&mut connection).await
            };
            // It is the rule that there is nothing to end any more.
            let ended = tokio::time::timeout(KILL_PATIENCE, kill).await;
            tracing::debug!(connection_id, ?ended, "asked the server to end what was broken off");
        });
    }
}

impl Rows for MariaDbReader {
    fn estimate(&self, table: Table) -> Option<u64> {
        self.catalogue.get(table).listed.num_rows
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.read(table, "", take)
    }
}

impl MariaDbReader {
    /// Hands over the rows for which the condition, a WHERE clause if there is one, holds.
    fn read(
        &mut self,
        table: Table,
        condition: &str,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let presence = |column: &str| format!("IF({column} IS NULL, NULL, '')");
        let query = select(table, self.catalogue.get(table), '`', self.blobs, presence);
        let query = format!("{query}{condition}");
        let columns = table.columns();
        let mut rows =
            sqlx::raw_sql(AssertSqlSafe(query)).fetch(&mut self.connection).ready_chunks(ROWS_AT_ONCE);
        while let Some(chunk) = answer(&self.runtime, &self.cancelled, rows.next())? {
            for row in chunk {
                let row = row.with_context(|| format!("reading table {} from MariaDB", table.name()))?;
                let mut cells = [Cell::Null; MAX_COLUMNS];
                let mut repaired: [Option<String>; MAX_COLUMNS] = [const { None }; MAX_COLUMNS];
                for (index, column) in columns.iter().enumerate() {
                    let Some(bytes) = row.try_get_unchecked::<Option<&[u8]>, _>(index)? else { continue };
                    match std::str::from_utf8(bytes) {
                        _ if column.kind == Kind::Blob => cells[index] = Cell::Blob(bytes),
                        Ok(text) => cells[index] = Cell::Text(text),
                        Err(_) => repaired[index] = Some(String::from_utf8_lossy(bytes).into_owned()),
                    }
                }
                for (cell, repaired) in cells.iter_mut().zip(&repaired) {
                    if let Some(text) = repaired {
                        *cell = Cell::Text(text);
                    }
                }
                take(&cells[..columns.len()])?;
            }
        }
        Ok(())
    }
}
