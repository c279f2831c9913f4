//! Reads a PostgreSQL database through COPY, which delivers every type as text.

use analytics::intake::ORDERS_A_BLOCK;
use analytics::schema::{Cell, Table};
use anyhow::Context;
use futures_util::StreamExt;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgRow};
use sea_orm::sqlx::{self, AssertSqlSafe, Connection, PgConnection, Row};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::{Blobs, Reader, State, Sums, answer, select, within};
use crate::address::Address;
use crate::catalogue::{Catalogue, Listed};
use crate::copy_text::Line;
use crate::recount::{Dialect, TextRow};
use crate::rows::Rows;

/// How many messages to take at once when they are there: waking up for each would cost more than reading it.
const MESSAGES_AT_ONCE: usize = 256;

struct PostgresReader {
    connection: PgConnection,
    runtime: Handle,
    catalogue: Catalogue,
    blobs: Blobs,
    database: String,
    replayed: String,
    cancelled: CancellationToken,
}

/// How far a standby has replayed the log of its primary.
const REPLAYED: &str =
    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text ELSE 'primary' END";

/// Which transactions this one sees, on which run of the server.
const SEEN: &str = "SELECT txid_current_snapshot()::text || ' since ' || pg_postmaster_start_time()::text";

/// Whether a change of any of these relations takes a transaction, and a reader always gets all of its rows.
const ARE_TABLES: &str =
    "SELECT bool_and(relkind IN ('r', 'm') AND NOT relrowsecurity AND NOT relhassubclass)
     FROM pg_catalog.pg_class WHERE oid = ANY($1::text[]::regclass[]::oid[])";

pub(super) async fn connect(
    options: &PgConnectOptions,
    schema: Option<&str>,
    blobs: Blobs,
) -> anyhow::Result<Box<dyn Reader>> {
    let address = Address::Postgres(Box::new(options.clone()));
    let connection = PgConnection::connect_with(options).await;
    let mut connection = connection.with_context(|| format!("cannot connect to {address}"))?;
    let mut replayed = None;
    for statement in [
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET datestyle = 'ISO'",
        "SET bytea_output = 'hex'",
        // A table that somebody rebuilds must not hold a refresh for ever.
        "SET lock_timeout = '60s'",
        // A long question ends when nobody waits for the answer any more; servers before version 14 cannot do that.
        "SELECT set_config('client_connection_check_interval', '5s', false)
         FROM pg_catalog.pg_settings WHERE name = 'client_connection_check_interval'",
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    ] {
        if statement.starts_with("BEGIN") {
            // Asked for before the transaction, so that the rows are not older than what it says.
            replayed = sqlx::query_scalar(REPLAYED).fetch_one(&mut connection).await.unwrap_or_default();
        }
        sqlx::raw_sql(statement).execute(&mut connection).await.with_context(|| address.to_string())?;
    }
    let listed =
        list(&mut connection, schema).await.with_context(|| format!("reading the catalogue of {address}"))?;
    let catalogue = Catalogue::new(&listed).with_context(|| address.to_string())?;
    let database: String =
        sqlx::query_scalar("SELECT current_database()::text").fetch_one(&mut connection).await?;
    Ok(Box::new(PostgresReader {
        connection,
        runtime: Handle::current(),
        catalogue,
        blobs,
        database,
        replayed: replayed.unwrap_or_default(),
        cancelled: CancellationToken::new(),
    }))
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

    /// Two transactions that see the same others committed see the same rows: that is how the server itself decides.
    /// A standby does not list those that run, but cannot see any end without having replayed the log further.
    fn state(&mut self) -> anyhow::Result<Option<State>> {
        let names: Vec<String> =
            Table::ALL.iter().map(|&table| self.catalogue.get(table).quoted_name('"')).collect();
        let are_tables = sqlx::query_scalar(ARE_TABLES).bind(names).fetch_one(&mut self.connection);
        let are_tables: Option<bool> = answer(&self.runtime, &self.cancelled, are_tables)??;
        if are_tables != Some(true) || self.replayed.is_empty() {
            return Ok(None);
        }
        let seen = sqlx::query_scalar(SEEN).fetch_one(&mut self.connection);
        let seen: String = answer(&self.runtime, &self.cancelled, seen)??;
        Ok(Some(State { text: format!("{} {seen}", self.replayed), must_settle: false }))
    }

    fn has_whole_order_numbers(&mut self, table: Table) -> anyhow::Result<bool> {
        let found = self.catalogue.get(table);
        let column = crate::catalogue::quoted(&found.columns[0], '"');
        let sql = format!(
            "SELECT pg_typeof({column})::text IN ('smallint', 'integer', 'bigint') FROM {} LIMIT 1",
            found.quoted_name('"')
        );
        let asked = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_optional(&mut self.connection);
        let is_whole: Option<bool> = answer(&self.runtime, &self.cancelled, asked)??;
        Ok(is_whole.unwrap_or(false))
    }

    fn sums(&mut self, table: Table) -> anyhow::Result<Option<Sums>> {
        let found = self.catalogue.get(table);
        let columns: Vec<String> =
            found.columns.iter().map(|column| crate::catalogue::quoted(column, '"')).collect();
        // The sum of 64-bit hashes has arbitrary precision.
        let sql = format!(
            "SELECT ({number}::bigint / {ORDERS_A_BLOCK})::bigint,
                    count(*)::text || ':' || sum(hashtextextended(ROW({columns})::text, 0))::text
             FROM {table} GROUP BY 1",
            number = columns[0],
            columns = columns.join(", "),
            table = found.quoted_name('"'),
        );
        let asked = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut self.connection);
        let rows = answer(&self.runtime, &self.cancelled, asked)??;
        let mut sums = Sums::new();
        for row in &rows {
            let Some(block) = row.try_get::<Option<i64>, _>(0)? else { return Ok(None) };
            sums.insert(block, row.try_get(1)?);
        }
        Ok(Some(sums))
    }

    fn for_each_within(
        &mut self,
        table: Table,
        ranges: &[(i64, i64)],
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let condition = format!(" WHERE {}", within(self.catalogue.get(table), '"', ranges));
        self.read(table, &condition, take)
    }

    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn dialect(&self) -> Dialect {
        Dialect { quote: '"', text: "TEXT", is_binary: false, exactly: |text| format!("{text}::text") }
    }

    fn ask(&mut self, sql: &str, num_columns: usize) -> anyhow::Result<Vec<TextRow>> {
        // Asked in this way, the server writes every value as text.
        let asked = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).fetch_all(&mut self.connection);
        let rows = answer(&self.runtime, &self.cancelled, asked)??;
        let read = |row: &PgRow| (0..num_columns).map(|index| row.try_get_unchecked(index)).collect();
        Ok(rows.iter().map(read).collect::<sqlx::Result<Vec<TextRow>>>()?)
    }

    fn heed(&mut self, cancelled: CancellationToken) {
        self.cancelled = cancelled;
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
        self.read(table, "", take)
    }
}

impl PostgresReader {
    /// Hands over the rows for which the condition, a WHERE clause if there is one, holds.
    fn read(
        &mut self,
        table: Table,
        condition: &str,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let reading = || format!("reading table {} from PostgreSQL", table.name());
        let presence = |column: &str| format!("CASE WHEN {column} IS NULL THEN NULL ELSE '' END");
        let query = select(table, self.catalogue.get(table), '"', self.blobs, presence);
        let copy = format!("COPY ({query}{condition}) TO STDOUT");
        let stream = answer(&self.runtime, &self.cancelled, self.connection.copy_out_raw(&copy))?;
        let stream = stream.with_context(reading)?;
        let mut stream = stream.ready_chunks(MESSAGES_AT_ONCE);
        let positions: Vec<usize> = (0..table.columns().len()).collect();
        let mut line = Line::default();
        // A message is a line in every known server, but the protocol does not promise it.
        let mut partial: Vec<u8> = Vec::new();
        while let Some(messages) = answer(&self.runtime, &self.cancelled, stream.next())? {
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
