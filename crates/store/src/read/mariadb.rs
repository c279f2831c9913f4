//! Reads a MariaDB or MySQL database through its text protocol, which delivers every type as the text that people see.

use analytics::schema::{Cell, Kind, Table};
use anyhow::{Context, bail};
use futures_util::StreamExt;
use sea_orm::sqlx::mysql::MySqlConnectOptions;
use sea_orm::sqlx::{self, AssertSqlSafe, Connection, MySqlConnection, Row};
use tokio::runtime::Handle;

use super::{Blobs, Reader, select};
use crate::address::Address;
use crate::catalogue::{Catalogue, Listed};
use crate::copy_text::MAX_COLUMNS;
use crate::rows::Rows;

/// How many rows to take at once when they are there: waking up for each would cost more than reading it.
const ROWS_AT_ONCE: usize = 256;

struct MariaDbReader {
    connection: MySqlConnection,
    runtime: Handle,
    catalogue: Catalogue,
    blobs: Blobs,
    database: String,
}

pub(super) async fn connect(
    options: &MySqlConnectOptions,
    schema: Option<&str>,
    blobs: Blobs,
) -> anyhow::Result<Box<dyn Reader>> {
    let address = Address::MariaDb(Box::new(options.clone()));
    let connection = MySqlConnection::connect_with(&options.clone().charset("utf8mb4")).await;
    let mut connection = connection.with_context(|| format!("cannot connect to {address}"))?;
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
    let listed = list(&mut connection, &database).await;
    let listed = listed.with_context(|| format!("reading the catalogue of {address}"))?;
    let catalogue = Catalogue::new(&listed).with_context(|| address.to_string())?;
    Ok(Box::new(MariaDbReader { connection, runtime: Handle::current(), catalogue, blobs, database }))
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
        let presence = |column: &str| format!("IF({column} IS NULL, NULL, '')");
        let query = select(table, self.catalogue.get(table), '`', self.blobs, presence);
        let columns = table.columns();
        let mut rows =
            sqlx::raw_sql(AssertSqlSafe(query)).fetch(&mut self.connection).ready_chunks(ROWS_AT_ONCE);
        while let Some(chunk) = self.runtime.block_on(rows.next()) {
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
