//! A folder of eight CSV files, named like the tables, with the columns' names in the first line.

use std::fs::File;
use std::path::{Path, PathBuf};

use analytics::schema::{Cell, Kind, Table};
use anyhow::{Context, bail};
use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::catalogue::position;
use crate::copy_text::MAX_COLUMNS;
use crate::rows::Rows;

struct Folder(Vec<TableFile>);

struct TableFile {
    table: Table,
    path: PathBuf,
    /// Where each of [`Table::columns`] stands in a record.
    positions: Vec<usize>,
}

/// Finds the eight files and reads their first lines.
pub(super) fn open(folder: &Path) -> anyhow::Result<Box<dyn Rows>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(
            entry.with_context(|| folder.display().to_string())?.file_name().to_string_lossy().into_owned(),
        );
    }
    names.sort();
    let files = Table::ALL.iter().map(|&table| {
        let wanted = format!("{}.csv", table.name());
        let Some(at) = position(&names, &wanted) else {
            let found = if names.is_empty() { "nothing".into() } else { names.join(", ") };
            bail!("the folder {} has no file {wanted}; found: {found}", folder.display());
        };
        read_header(table, folder.join(&names[at]))
    });
    Ok(Box::new(Folder(files.collect::<anyhow::Result<_>>()?)))
}

fn reader(path: &Path) -> anyhow::Result<Reader<File>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(ReaderBuilder::new().has_headers(false).from_reader(file))
}

fn read_header(table: Table, path: PathBuf) -> anyhow::Result<TableFile> {
    let place = path.display();
    let mut header = ByteRecord::new();
    if !reader(&path)?.read_byte_record(&mut header).with_context(|| format!("{place}, line 1"))? {
        bail!("{place} is empty; its first line must name the columns");
    }
    let names: Vec<String> = header
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let mut positions = Vec::new();
    for column in table.columns() {
        let Some(at) = position(&names, column.name) else {
            bail!("{place}, line 1: there is no column {}; found: {}", column.name, names.join(", "));
        };
        positions.push(at);
    }
    Ok(TableFile { table, positions, path })
}

impl Rows for Folder {
    fn estimate(&self, _table: Table) -> Option<u64> {
        None
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let file = self.0.iter().find(|file| file.table == table).expect("every table has a file");
        let place = file.path.display();
        let mut reader = reader(&file.path)?;
        let mut record = ByteRecord::new();
        // The header once more.
        reader.read_byte_record(&mut record)?;
        while reader.read_byte_record(&mut record).with_context(|| place.to_string())? {
            let line = record.position().map_or(0, csv::Position::line);
            let mut cells = [Cell::Null; MAX_COLUMNS];
            for (index, (column, &at)) in table.columns().iter().zip(&file.positions).enumerate() {
                let Ok(text) = std::str::from_utf8(&record[at]) else {
                    bail!(
                        "{place}, line {line}, column {}: the text is not UTF-8; save the file as UTF-8",
                        column.name
                    );
                };
                cells[index] = match text {
                    // An empty text may be one: only a column that can be NULL tells the two apart.
                    "" if column.required && column.kind == Kind::Text => Cell::Text(""),
                    "" | "\\N" if column.required && column.kind != Kind::Text => {
                        bail!("{place}, line {line}, column {}: there must be a value", column.name)
                    }
                    "" | "\\N" => Cell::Null,
                    text if column.kind == Kind::Blob => Cell::Blob(text.as_bytes()),
                    text => Cell::Text(text),
                };
            }
            take(&cells[..table.columns().len()]).with_context(|| format!("{place}, line {line}"))?;
        }
        Ok(())
    }
}
