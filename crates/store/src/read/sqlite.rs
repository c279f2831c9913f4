//! Reads a SQLite file, which may hold any kind of value in any column.

mod file_state;

use std::path::Path;
use std::time::Duration;

use analytics::schema::{Cell, Table};
use anyhow::{Context, bail};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use tokio_util::sync::CancellationToken;

use super::{Blobs, Reader, State, Sums, select, within};
use crate::catalogue::{Catalogue, Listed};
use crate::copy_text::MAX_COLUMNS;
use crate::recount::{Dialect, TextRow};
use crate::rows::Rows;

/// How long to wait for somebody who is writing.
const BUSY_WAIT: Duration = Duration::from_secs(10);

struct SqliteReader {
    connection: Connection,
    catalogue: Catalogue,
    blobs: Blobs,
    database: String,
    state: Option<State>,
}

pub(super) fn connect(path: &Path, blobs: Blobs) -> anyhow::Result<Box<dyn Reader>> {
    if !path.is_file() {
        bail!("there is no SQLite file {}; check DB_PATH or DATABASE_URL", path.display());
    }
    let wrong = || format!("the SQLite file {} cannot be read", path.display());
    let state = file_state::of(path);
    let connection = open(path).with_context(wrong)?;
    // The first query of the transaction fixes the state of the file that all later ones see.
    connection.execute_batch("BEGIN").with_context(wrong)?;
    let listed = list(&connection).with_context(wrong)?;
    let catalogue = Catalogue::new(&listed).with_context(|| path.display().to_string())?;
    let database = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Box::new(SqliteReader { connection, catalogue, blobs, database, state }))
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

    fn state(&mut self) -> anyhow::Result<Option<State>> {
        // A view may ask for the time, and a virtual table may read what it likes.
        let is_table = "SELECT count(*) FROM sqlite_master
                        WHERE name = ?1 AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
        for table in Table::ALL {
            let name = &self.catalogue.get(table).listed.name;
            let count: i64 = self.connection.query_row(is_table, [name], |row| row.get(0))?;
            if count != 1 {
                return Ok(None);
            }
        }
        Ok(self.state.clone())
    }

    /// Any column may hold anything, but NULL sorts before numbers, and text and bytes after them.
    fn has_whole_order_numbers(&mut self, table: Table) -> anyhow::Result<bool> {
        let found = self.catalogue.get(table);
        let column = crate::catalogue::quoted(&found.columns[0], '"');
        let is_whole = |end: &str| {
            let sql = format!(
                "SELECT typeof({column}) = 'integer' FROM {} ORDER BY {column} {end} LIMIT 1",
                found.quoted_name('"')
            );
            match self.connection.query_row(&sql, [], |row| row.get::<_, bool>(0)) {
                Err(rusqlite::Error::QueryReturnedNoRows) => Ok(true),
                other => other,
            }
        };
        Ok(is_whole("ASC")? && is_whole("DESC")?)
    }

    /// Reading all rows to add them up costs as much as reading all rows.
    fn sums(&mut self, _table: Table) -> anyhow::Result<Option<Sums>> {
        Ok(None)
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
        Dialect { quote: '"', text: "TEXT", is_binary: true, exactly: str::to_owned }
    }

    fn ask(&mut self, sql: &str, num_columns: usize) -> anyhow::Result<Vec<TextRow>> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            let value = |index| {
                Ok(match row.get_ref(index)? {
                    ValueRef::Null => None,
                    ValueRef::Integer(value) => Some(value.to_string()),
                    ValueRef::Real(value) => Some(value.to_string()),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        Some(String::from_utf8_lossy(bytes).into_owned())
                    }
                })
            };
            answer.push((0..num_columns).map(value).collect::<rusqlite::Result<TextRow>>()?);
        }
        Ok(answer)
    }

    fn heed(&mut self, cancelled: CancellationToken) {
        let interrupt = self.connection.get_interrupt_handle();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                cancelled.cancelled().await;
                interrupt.interrupt();
            });
        }
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
        self.read(table, "", take)
    }
}

impl SqliteReader {
    /// Hands over the rows for which the condition, a WHERE clause if there is one, holds.
    fn read(
        &self,
        table: Table,
        condition: &str,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let presence = |column: &str| format!("CASE WHEN {column} IS NULL THEN NULL ELSE x'' END");
        let sql =
            format!("{}{condition}", select(table, self.catalogue.get(table), '"', self.blobs, presence));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Folder, contents};

    /// The eight tables without types or constraints, columns as `spell` spells them.
    fn untyped(folder: &Folder, spell: fn(&str) -> String) -> (Connection, String) {
        let path = folder.path("d.db");
        let connection = Connection::open(&path).unwrap();
        for table in Table::ALL {
            let columns: Vec<_> = table.columns().iter().map(|column| spell(column.name)).collect();
            connection
                .execute_batch(&format!("CREATE TABLE {} ({}, more)", table.name(), columns.join(", ")))
                .unwrap();
        }
        (connection, path)
    }

    #[tokio::test]
    async fn every_kind_of_value_is_delivered_in_every_column() {
        let folder = Folder::new();
        let (connection, path) = untyped(&folder, str::to_lowercase);
        for values in [
            "1, 'CK', '', 12.5",
            "'x', 2, x'ff', '7.10 '",
            "NULL, NULL, NULL, NULL",
            "1, cast(x'41ff' AS text), 0, 1",
        ] {
            connection.execute_batch(&format!("INSERT INTO payments VALUES ({values}, 0)")).unwrap();
        }
        let expected = [
            r#"payments: Integer(1) Text("CK") Text("") Real(12.5)"#,
            r#"payments: Text("x") Integer(2) Blob([255]) Text("7.10 ")"#,
            "payments: Null Null Null Null",
            "payments: Integer(1) Text(\"A\u{fffd}\") Integer(0) Integer(1)",
        ];
        assert_eq!(contents(&path).await, expected);
    }

    #[test]
    fn the_columns_of_the_source_are_counted_and_pictures_only_noticed() {
        let folder = Folder::new();
        let (connection, path) = untyped(&folder, str::to_owned);
        connection.execute_batch("INSERT INTO productlines VALUES ('a', '', NULL, x'0102', 0)").unwrap();
        let mut reader = connect(Path::new(&path), Blobs::Presence).unwrap();
        assert_eq!((reader.num_columns(Table::Payments), reader.estimate(Table::ProductLines)), (5, Some(1)));
        let take = &mut |cells: &[Cell<'_>]| {
            assert_eq!(cells, [Cell::Text("a"), Cell::Text(""), Cell::Null, Cell::Blob(&[])]);
            Ok(())
        };
        reader.for_each(Table::ProductLines, take).unwrap();
    }

    #[test]
    fn a_reader_sees_one_state_and_cannot_write() {
        let folder = Folder::new();
        let (connection, path) = untyped(&folder, str::to_owned);
        connection
            .execute_batch("PRAGMA journal_mode = WAL; INSERT INTO offices (officeCode) VALUES (1)")
            .unwrap();
        let mut reader = connect(Path::new(&path), Blobs::Presence).unwrap();
        connection.execute_batch("INSERT INTO offices (officeCode) VALUES (2)").unwrap();
        let mut count = 0;
        let take = &mut |_: &[Cell<'_>]| {
            count += 1;
            Ok(())
        };
        reader.for_each(Table::Offices, take).unwrap();
        assert_eq!(count, 1);
        let read_only = open(Path::new(&path)).unwrap();
        assert!(read_only.execute_batch("DELETE FROM offices").is_err());
    }

    #[test]
    fn what_is_missing_is_named_with_the_file() {
        let folder = Folder::new();
        let (connection, path) = untyped(&folder, str::to_owned);
        connection.execute_batch("ALTER TABLE orderdetails DROP COLUMN priceEach").unwrap();
        let fails =
            |path: &str| format!("{:#}", connect(Path::new(path), Blobs::Presence).err().expect(path));
        assert!(
            fails(&path).contains("d.db: table orderdetails has no column priceEach; found: orderNumber")
        );
        connection.execute_batch("DROP TABLE orderdetails").unwrap();
        assert!(fails(&path).contains("d.db: the database has no table orderdetails; found: customers"));
        assert!(fails("/nowhere/d.db").contains("there is no SQLite file /nowhere/d.db"));
        let text = folder.file("x.db", &"no database ".repeat(100));
        assert!(fails(&text).contains("x.db cannot be read: file is not a database"), "{}", fails(&text));
    }
}
