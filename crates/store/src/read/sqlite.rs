//! Reads a SQLite file, which may hold any kind of value in any column.

use std::path::Path;
use std::time::Duration;

use analytics::schema::{Cell, Table};
use anyhow::{Context, bail};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Blobs, Reader, select};
use crate::catalogue::{Catalogue, Listed};
use crate::copy_text::MAX_COLUMNS;
use crate::rows::Rows;

/// How long to wait for somebody who is writing.
const BUSY_WAIT: Duration = Duration::from_secs(10);

struct SqliteReader {
    connection: Connection,
    catalogue: Catalogue,
    blobs: Blobs,
    database: String,
}

pub(super) fn connect(path: &Path, blobs: Blobs) -> anyhow::Result<Box<dyn Reader>> {
    if !path.is_file() {
        bail!("there is no SQLite file {}; check DB_PATH or DATABASE_URL", path.display());
    }
    let wrong = || format!("the SQLite file {} cannot be read", path.display());
    let connection = open(path).with_context(wrong)?;
    // The first query of the transaction fixes the state of the file that all later ones see.
    connection.execute_batch("BEGIN").with_context(wrong)?;
    let listed = list(&connection).with_context(wrong)?;
    let catalogue = Catalogue::new(&listed).with_context(|| path.display().to_string())?;
    let database = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Box::new(SqliteReader { connection, catalogue, blobs, database }))
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    match connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())) {
        // A file in WAL mode needs its side files; in a folder where they can neither be nor be made nobody else writes.
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::CannotOpen => {
            let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let uri = format!("file:{escaped}?immutable=1");
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
        }
        other => other.map(|()| connection),
    }
}

fn list(connection: &Connection) -> rusqlite::Result<Vec<Listed>> {
    let mut tables =
        connection.prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")?;
    let names = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    // A view over what is gone fails here; it is only an error if it is one of ours, and then its columns are missing.
    let mut columns =
        connection.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid")?;
    names
        .into_iter()
        .map(|name| {
            let columns =
                columns.query_map([&name], |row| row.get(0)).and_then(Iterator::collect).unwrap_or_default();
            Ok(Listed { name, columns, ..Listed::default() })
        })
        .collect()
}

impl Reader for SqliteReader {
    fn num_columns(&self, table: Table) -> usize {
        self.catalogue.get(table).listed.columns.len()
    }

    fn database(&self) -> &str {
        &self.database
    }
}

impl Rows for SqliteReader {
    fn estimate(&self, table: Table) -> Option<u64> {
        let sql = format!("SELECT count(*) FROM {}", self.catalogue.get(table).quoted_name('"'));
        let count: i64 = self.connection.query_row(&sql, [], |row| row.get(0)).ok()?;
        u64::try_from(count).ok()
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let presence = |column: &str| format!("CASE WHEN {column} IS NULL THEN NULL ELSE x'' END");
        let sql = select(table, self.catalogue.get(table), '"', self.blobs, presence);
        let num_columns = table.columns().len();
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next().with_context(|| format!("reading table {}", table.name()))? {
            let mut cells = [Cell::Null; MAX_COLUMNS];
            let mut repaired: [Option<String>; MAX_COLUMNS] = [const { None }; MAX_COLUMNS];
            for index in 0..num_columns {
                match row.get_ref(index)? {
                    ValueRef::Null => {}
                    ValueRef::Integer(value) => cells[index] = Cell::Integer(value),
                    ValueRef::Real(value) => cells[index] = Cell::Real(value),
                    ValueRef::Blob(bytes) => cells[index] = Cell::Blob(bytes),
                    ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                        Ok(text) => cells[index] = Cell::Text(text),
                        Err(_) => repaired[index] = Some(String::from_utf8_lossy(bytes).into_owned()),
                    },
                }
            }
            for (cell, repaired) in cells.iter_mut().zip(&repaired) {
                if let Some(text) = repaired {
                    *cell = Cell::Text(text);
                }
            }
            take(&cells[..num_columns])?;
        }
        Ok(())
    }
}
