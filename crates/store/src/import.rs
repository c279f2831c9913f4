//! Copying a Classic Models database, whatever form it comes in, into a new one.

mod csv_folder;
mod database;
mod dump;
mod statements;
mod values;

use std::path::Path;

use anyhow::{Context, bail};

use crate::address::Address;
use crate::rows::{Progress, Rows};
use crate::write::{WriteReport, write};

/// What was copied.
pub type ImportReport = WriteReport;

/// Copies the eight tables from `source` into the database `into`, all or nothing (see [`crate::write()`]).
///
/// `source` is a MySQL, MariaDB, PostgreSQL or SQLite dump (`.sql`), a SQLite file, a folder of eight CSV files, or a
/// database URL.
///
/// # Errors
/// As [`crate::write()`]; a source that is none of these, or whose statement, line or column cannot be read, named.
pub async fn import(
    source: &str,
    into: &str,
    replace: bool,
    progress: &dyn Progress,
) -> anyhow::Result<ImportReport> {
    // A target that cannot be meant is told before a long source is read.
    Address::parse(into)?;
    let rows = open(source).await?;
    write(rows, into, replace, progress).await
}

async fn open(source: &str) -> anyhow::Result<Box<dyn Rows>> {
    if Address::is_url(source) {
        return database::open(source).await;
    }
    let path = Path::new(source).to_owned();
    let kind = std::fs::metadata(&path).with_context(|| format!("{source} cannot be read"))?;
    let is_dump = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("sql"));
    if kind.is_dir() {
        tokio::task::spawn_blocking(move || csv_folder::open(&path)).await?
    } else if is_dump {
        tokio::task::spawn_blocking(move || dump::open(&path)).await?
    } else if begins_as_sqlite(&path)? {
        database::open(source).await
    } else {
        bail!("{source} is neither a .sql dump, a SQLite file, a folder of CSV files nor a database URL")
    }
}

fn begins_as_sqlite(path: &Path) -> anyhow::Result<bool> {
    use std::io::Read;
    let mut start = Vec::new();
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    file.take(16).read_to_end(&mut start).with_context(|| path.display().to_string())?;
    Ok(start == b"SQLite format 3\0")
}
