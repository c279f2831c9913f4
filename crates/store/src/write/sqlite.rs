//! Writes a SQLite file: a temporary one beside it, which takes its place when it is complete.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use analytics::schema::{Cell, Table};
use anyhow::{Context, bail};
use migration::schema::Schema;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use sea_orm::DbBackend;

use super::{WriteReport, cannot_store, each_row, refuse_existing};
use crate::catalogue::quoted;
use crate::relay::Relay;
use crate::rows::Rows;

/// Nobody else sees the temporary file, and after a crash it is worthless: it needs neither journal nor flushes of its own.
const FAST: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA foreign_keys = OFF; PRAGMA cache_size = -131072; PRAGMA temp_store = FILE";

pub(super) fn write(
    mut rows: Box<dyn Rows>,
    path: &Path,
    replace: bool,
    relay: &Relay,
) -> anyhow::Result<WriteReport> {
    // A symbolic link goes on pointing to the file that is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let temporary = Temporary::beside(path)?;
    let wrong = || format!("the SQLite file {} cannot be written", path.display());
    copy_others(path, &temporary.0, replace)?;
    let connection = Connection::open(&temporary.0).with_context(wrong)?;
    connection.execute_batch(FAST).with_context(wrong)?;
    let schema = Schema::new(DbBackend::Sqlite);
    connection.execute_batch("BEGIN").with_context(wrong)?;
    for statement in schema.tables() {
        connection.execute_batch(&statement).with_context(wrong)?;
    }
    let mut report = WriteReport { rows: Vec::new() };
    for table in Table::LOAD_ORDER {
        report.rows.push((table, write_table(&connection, rows.as_mut(), table, relay)?));
    }
    relay.stage("indexes", None)?;
    for statement in schema.indexes() {
        connection.execute_batch(&statement).with_context(wrong)?;
    }
    connection.execute_batch("COMMIT").with_context(wrong)?;
    // Closed before it is flushed and renamed, and so is the source, which may be the very file that is replaced.
    drop(rows);
    connection.close().map_err(|(_, error)| error).with_context(wrong)?;
    relay.flush()?;
    temporary.take_place_of(path).with_context(wrong)?;
    Ok(report)
}

fn write_table(
    connection: &Connection,
    rows: &mut dyn Rows,
    table: Table,
    relay: &Relay,
) -> anyhow::Result<u64> {
    let columns: Vec<String> = table.columns().iter().map(|column| quoted(column.name, '"')).collect();
    let places = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({places})", quoted(table.name(), '"'), columns.join(", "));
    let mut statement = connection.prepare(&sql)?;
    each_row(rows, table, relay, &mut |number, cells| {
        for (index, cell) in cells.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, Parameter(cell))?;
        }
        let done = statement.raw_execute();
        done.map(drop).map_err(|error| cannot_store(table, number, cells, &error))
    })
}

struct Parameter<'a>(&'a Cell<'a>);

impl ToSql for Parameter<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self.0 {
            Cell::Null => ValueRef::Null,
            Cell::Integer(value) => ValueRef::Integer(value),
            Cell::Real(value) => ValueRef::Real(value),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Where there is a database already: copies it without the eight tables, so that what else is in it is kept.
fn copy_others(path: &Path, temporary: &Path, replace: bool) -> anyhow::Result<()> {
    if !fs::metadata(path).is_ok_and(|file| file.len() > 0) {
        return Ok(());
    }
    let wrong = || format!("{} is there already and cannot be read as a SQLite database", path.display());
    let existing =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).with_context(wrong)?;
    let tables = {
        let sql = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name";
        let mut statement = existing.prepare(sql).with_context(wrong)?;
        let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        tables.and_then(Iterator::collect::<rusqlite::Result<Vec<(String, String)>>>).with_context(wrong)?
    };
    let is_ours = |name: &str| Table::ALL.iter().any(|table| table.name().eq_ignore_ascii_case(name));
    let (ours, others): (Vec<_>, Vec<_>) = tables.into_iter().partition(|(name, _)| is_ours(name));
    let names: Vec<String> = ours.iter().map(|(name, _)| name.clone()).collect();
    refuse_existing(&names, replace, &path.display())?;
    // The side file of a database in WAL mode would be taken for the new file's own.
    let mode: String = existing
        .query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
        .with_context(|| format!("{} is in use by another program; stop it first", path.display()))?;
    if mode != "delete" {
        bail!("{} is in use by another program; stop it first", path.display());
    }
    if others.iter().all(|(name, _)| name.starts_with("sqlite_")) {
        return Ok(());
    }
    existing.execute("VACUUM INTO ?1", [temporary.to_string_lossy()]).with_context(wrong)?;
    let copy = Connection::open(temporary)?;
    copy.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")?;
    for (name, kind) in &ours {
        copy.execute_batch(&format!("DROP {kind} {}", quoted(name, '"')))?;
    }
    Ok(())
}

/// A file that is gone when this is dropped, unless it took its place.
struct Temporary(PathBuf);

impl Temporary {
    fn beside(path: &Path) -> anyhow::Result<Temporary> {
        let Some(name) = path.file_name() else { bail!("{} is no name for a file", path.display()) };
        if path.is_dir() {
            bail!("{} is a folder; name a file in it", path.display());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            bail!("there is no folder {}; make it first", folder.display());
        }
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.new", std::process::id()));
        let temporary = folder.join(hidden);
        match fs::remove_file(&temporary) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| temporary.display().to_string())
            }
            _ => Ok(Temporary(temporary)),
        }
    }

    fn take_place_of(self, path: &Path) -> anyhow::Result<()> {
        File::open(&self.0)?.sync_all()?;
        fs::rename(&self.0, path)?;
        // The new name is safe once the folder is; where a folder cannot be flushed, the rename is as safe as it gets.
        if let Some(Ok(folder)) = self.0.parent().map(File::open) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Usually it has been renamed away and there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}
