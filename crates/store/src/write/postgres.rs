//! Writes into PostgreSQL: tables, rows by COPY and indexes in one transaction.

use analytics::schema::Table;
use anyhow::{Context, anyhow, bail};
use migration::schema::Schema;
use sea_orm::DbBackend;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgDatabaseError};
use sea_orm::sqlx::{self, AssertSqlSafe, Connection, PgConnection};
use tokio::runtime::Handle;

use super::{WHAT_TO_DO, WriteReport, each_row, refuse_existing};
use crate::address::Address;
use crate::catalogue::quoted;
use crate::copy_text::write_row;
use crate::relay::Relay;
use crate::rows::Rows;

/// How much is collected before it is sent.
const CHUNK_BYTES: usize = 1 << 18;

pub(super) fn write(
    mut rows: Box<dyn Rows>,
    options: &PgConnectOptions,
    replace: bool,
    relay: &Relay,
    runtime: &Handle,
) -> anyhow::Result<WriteReport> {
    let address = Address::Postgres(Box::new(options.clone()));
    let connection = runtime.block_on(PgConnection::connect_with(options));
    let mut connection = connection.with_context(|| format!("cannot connect to {address}"))?;
    let run = |connection: &mut PgConnection, sql: String| {
        let done = runtime.block_on(sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection));
        done.map(drop).map_err(|error| explain(&error))
    };
    // Whatever goes wrong before COMMIT: the connection is dropped, and the server undoes everything.
    run(&mut connection, "BEGIN; SET LOCAL lock_timeout = '30s'; SET LOCAL datestyle = 'ISO'".into())?;
    let existing = runtime.block_on(existing(&mut connection)).map_err(|error| explain(&error))?;
    let names: Vec<String> = existing.iter().map(|(name, _)| name.clone()).collect();
    refuse_existing(&names, replace, &address)?;
    for (name, kind) in &existing {
        let kind = match kind.as_str() {
            "v" => "VIEW",
            "m" => "MATERIALIZED VIEW",
            "f" => "FOREIGN TABLE",
            _ => "TABLE",
        };
        // All in one: they refer to each other. Anything else that refers to them stops the import.
        run(&mut connection, drop_references(name, kind))?;
    }
    for (name, kind) in &existing {
        if matches!(kind.as_str(), "r" | "p") {
            run(&mut connection, format!("DROP TABLE {}", quoted(name, '"')))?;
        }
    }
    let schema = Schema::new(DbBackend::Postgres);
    for statement in schema.tables() {
        run(&mut connection, statement)?;
    }
    let references = runtime.block_on(references(&mut connection)).map_err(|error| explain(&error))?;
    for reference in &references {
        run(&mut connection, format!("ALTER TABLE {} DROP CONSTRAINT {}", reference.table, reference.name))?;
    }
    let mut report = WriteReport { rows: Vec::new() };
    for table in Table::LOAD_ORDER {
        report.rows.push((table, write_table(&mut connection, rows.as_mut(), table, relay, runtime)?));
    }
    drop(rows);
    relay.stage("indexes", None)?;
    for statement in schema.indexes() {
        run(&mut connection, statement)?;
    }
    for Reference { table, name, definition } in &references {
        // Orphans are kept, as everything is, and reported by the dashboard; new rows are held to the reference.
        run(&mut connection, format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID"))?;
        run(&mut connection, "SAVEPOINT validation".into())?;
        if let Err(error) = run(&mut connection, format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}")) {
            tracing::warn!(table, constraint = name, %error, "some rows refer to nothing; they are kept");
            run(&mut connection, "ROLLBACK TO SAVEPOINT validation".into())?;
        }
    }
    relay.flush()?;
    run(&mut connection, "COMMIT".into())?;
    Ok(report)
}

fn write_table(
    connection: &mut PgConnection,
    rows: &mut dyn Rows,
    table: Table,
    relay: &Relay,
    runtime: &Handle,
) -> anyhow::Result<u64> {
    let columns: Vec<String> = table.columns().iter().map(|column| quoted(column.name, '"')).collect();
    let sql = format!("COPY {} ({}) FROM STDIN", quoted(table.name(), '"'), columns.join(", "));
    let mut copy = runtime.block_on(connection.copy_in_raw(&sql)).map_err(|error| explain(&error))?;
    let mut chunk = Vec::with_capacity(CHUNK_BYTES * 2);
    let written = each_row(rows, table, relay, &mut |_, cells| {
        write_row(table, cells, &mut chunk);
        if chunk.len() >= CHUNK_BYTES {
            runtime.block_on(copy.send(chunk.as_slice())).map_err(|error| explain(&error))?;
            chunk.clear();
        }
        Ok(())
    });
    let number = match written {
        Ok(number) => number,
        Err(error) => {
            // The server may have complained about an earlier row meanwhile: that is then the true reason.
            return Err(match runtime.block_on(copy.abort("the import failed")) {
                Err(sqlx::Error::Database(earlier)) => explain(&sqlx::Error::Database(earlier)),
                _ => error,
            });
        }
    };
    runtime.block_on(copy.send(chunk.as_slice())).map_err(|error| explain(&error))?;
    let stored = runtime.block_on(copy.finish()).map_err(|error| explain(&error))?;
    if stored != number {
        bail!("PostgreSQL stored {stored} of {number} rows of {}", table.name());
    }
    Ok(number)
}

/// Those of the eight tables that the schema of the connection has already, and what kind of relation they are.
async fn existing(connection: &mut PgConnection) -> sqlx::Result<Vec<(String, String)>> {
    let names: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    sqlx::query_as(
        "SELECT c.relname::text, c.relkind::text
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND lower(c.relname) = ANY($1)
         ORDER BY c.relname",
    )
    .bind(names)
    .fetch_all(connection)
    .await
}

/// Takes away what ties one of the tables to the others, so that they can be dropped in any order.
fn drop_references(name: &str, kind: &str) -> String {
    if kind != "TABLE" {
        return format!("DROP {kind} {}", quoted(name, '"'));
    }
    // Runs on the server, where the names of the constraints are known; the table's name is a literal with quotes doubled.
    let literal = quoted(&quoted(name, '"'), '\'');
    format!(
        "DO $do$ DECLARE reference record; BEGIN
           FOR reference IN SELECT conname FROM pg_catalog.pg_constraint WHERE contype = 'f' AND conrelid = {literal}::regclass
           LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', {literal}::regclass, reference.conname); END LOOP;
         END $do$"
    )
}

struct Reference {
    table: String,
    name: String,
    definition: String,
}

/// The foreign keys of the eight tables, as PostgreSQL writes them.
async fn references(connection: &mut PgConnection) -> sqlx::Result<Vec<Reference>> {
    let names: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT r.conrelid::regclass::text, quote_ident(r.conname), pg_get_constraintdef(r.oid)
         FROM pg_catalog.pg_constraint r
         JOIN pg_catalog.pg_class c ON c.oid = r.conrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE r.contype = 'f' AND n.nspname = current_schema() AND c.relname = ANY($1)
         ORDER BY r.oid",
    )
    .bind(names)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(table, name, definition)| Reference { table, name, definition }).collect())
}

/// What PostgreSQL says, with its detail and the row and column that it names.
fn explain(error: &sqlx::Error) -> anyhow::Error {
    let Some(told) = error.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>())
    else {
        return anyhow!("PostgreSQL: {error}");
    };
    let detail = told.detail().map(|detail| format!(" ({detail})")).unwrap_or_default();
    match told.r#where() {
        // `COPY orders, line 17, column orderDate: "2019-02-29"`: the line is the row's number.
        Some(place) if place.starts_with("COPY") => {
            let place = place.replacen("COPY ", "", 1).replacen(", line ", ", row ", 1);
            anyhow!("{place} cannot be stored: {}{detail}; {WHAT_TO_DO}", told.message())
        }
        _ => anyhow!("PostgreSQL: {}{detail}", told.message()),
    }
}
