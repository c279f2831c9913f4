//! Reads a PostgreSQL database through COPY, which delivers every type as text.

use analytics::schema::{Cell, Table};
use anyhow::Context;
use futures_util::StreamExt;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgRow};
use sea_orm::sqlx::{self, Connection, PgConnection, Row};
use tokio::runtime::Handle;

use super::{Blobs, Reader, select};
use crate::address::Address;
use crate::catalogue::{Catalogue, Listed};
use crate::copy_text::Line;
use crate::rows::Rows;

/// How many messages to take at once when they are there: waking up for each would cost more than reading it.
const MESSAGES_AT_ONCE: usize = 256;

struct PostgresReader {
    connection: PgConnection,
    runtime: Handle,
    catalogue: Catalogue,
    blobs: Blobs,
    database: String,
}

pub(super) async fn connect(
    options: &PgConnectOptions,
    schema: Option<&str>,
    blobs: Blobs,
) -> anyhow::Result<Box<dyn Reader>> {
    let address = Address::Postgres(Box::new(options.clone()));
    let connection = PgConnection::connect_with(options).await;
    let mut connection = connection.with_context(|| format!("cannot connect to {address}"))?;
    for statement in [
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET datestyle = 'ISO'",
        "SET bytea_output = 'hex'",
        // A table that somebody rebuilds must not hold a refresh for ever.
        "SET lock_timeout = '60s'",
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    ] {
        sqlx::raw_sql(statement).execute(&mut connection).await.with_context(|| address.to_string())?;
    }
    let listed =
        list(&mut connection, schema).await.with_context(|| format!("reading the catalogue of {address}"))?;
    let catalogue = Catalogue::new(&listed).with_context(|| address.to_string())?;
    let database: String =
        sqlx::query_scalar("SELECT current_database()::text").fetch_one(&mut connection).await?;
    Ok(Box::new(PostgresReader { connection, runtime: Handle::current(), catalogue, blobs, database }))
}

/// Tables and views of the schema, or of those on the connection's search path, in its order.
async fn list(connection: &mut PgConnection, schema: Option<&str>) -> sqlx::Result<Vec<Listed>> {
    let rows = sqlx::query(
        "SELECT n.nspname::text, c.relname::text, a.attname::text, c.relkind::text, c.reltuples::bigint
         FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
           AND CASE WHEN $1::text IS NULL THEN n.nspname = ANY(pg_catalog.current_schemas(false)) ELSE n.nspname = $1 END
         ORDER BY array_position(pg_catalog.current_schemas(false), n.nspname), c.relname, a.attnum",
    )
    .bind(schema)
    .fetch_all(connection)
    .await?;
    let mut listed: Vec<Listed> = Vec::new();
    for row in &rows {
        let (schema, name): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        if listed.last().is_none_or(|last| last.name != name || last.schema.as_ref() != Some(&schema)) {
            listed.push(Listed { schema: Some(schema), name, columns: Vec::new(), num_rows: num_rows(row)? });
        }
        if let Some(last) = listed.last_mut() {
            last.columns.push(row.try_get(2)?);
        }
    }
    Ok(listed)
}

/// The planner's guess; −1 where it never looked, and views have none.
fn num_rows(row: &PgRow) -> sqlx::Result<Option<u64>> {
    let kind: String = row.try_get(3)?;
    Ok(u64::try_from(row.try_get::<i64, _>(4)?).ok().filter(|_| kind != "v"))
}

impl Reader for PostgresReader {
    fn num_columns(&self, table: Table) -> usize {
        self.catalogue.get(table).listed.columns.len()
    }

    fn database(&self) -> &str {
        &self.database
    }
}

impl Rows for PostgresReader {
    fn estimate(&self, table: Table) -> Option<u64> {
        self.catalogue.get(table).listed.num_rows
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let reading = || format!("reading table {} from PostgreSQL", table.name());
        let presence = |column: &str| format!("CASE WHEN {column} IS NULL THEN NULL ELSE '' END");
        let query = select(table, self.catalogue.get(table), '"', self.blobs, presence);
        let copy = format!("COPY ({query}) TO STDOUT");
        let stream = self.runtime.block_on(self.connection.copy_out_raw(&copy)).with_context(reading)?;
        let mut stream = stream.ready_chunks(MESSAGES_AT_ONCE);
        let positions: Vec<usize> = (0..table.columns().len()).collect();
        let mut line = Line::default();
        // A message is a line in every known server, but the protocol does not promise it.
        let mut partial: Vec<u8> = Vec::new();
        while let Some(messages) = self.runtime.block_on(stream.next()) {
            for message in messages {
                let message = message.with_context(reading)?;
                let mut rest: &[u8] = &message;
                while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
                    if partial.is_empty() {
                        line.read(&rest[..end]);
                    } else {
                        partial.extend_from_slice(&rest[..end]);
                        line.read(&partial);
                        partial.clear();
                    }
                    line.hand_over(table, &positions, take)?;
                    rest = &rest[end + 1..];
                }
                partial.extend_from_slice(rest);
            }
        }
        Ok(())
    }
}
