//! The manifest of a copy: what it is of, which files belong to it, and their checksums.

use std::collections::BTreeMap;

use analytics::policy::AsOf;
use analytics::quality::{Check, OffendingRow, Rule};
use analytics::schema::Table;
use analytics::snapshot::TableProfile;
use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use units::Day;

use super::findings::Finding;

/// First word of the file.
const KIND: &str = "dashboard-last-good";

/// Goes up when older programs could not read what is written, or would misread it.
const FORMAT: u32 = 1;

/// What a copy is of, and its files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of the program that wrote it.
    pub program: String,
    /// Digest of the address of the source, without password.
    pub source: String,
    /// The database in a few words.
    pub source_name: String,
    /// When its load ended, in milliseconds since 1970.
    pub loaded_at_ms: i64,
    /// The snapshot's version.
    pub version: String,
    /// The snapshot's as-of, in days since 1970.
    pub as_of_day: i32,
    /// Whether that is the day of its last order.
    pub is_of_last_order: bool,
    /// Whether the source had rows dated later, which are not here.
    pub lacks_later_rows: bool,
    /// Digest of the regions.
    pub regions: String,
    /// The eight tables in load order.
    pub tables: Vec<SavedTable>,
    /// The broken checks.
    pub checks: Vec<SavedCheck>,
    /// The rows that break them.
    pub findings: SavedFile,
}

/// A file of the copy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SavedFile {
    /// Its name, which begins with what is in it.
    pub name: String,
    /// Its size.
    pub num_bytes: u64,
    /// BLAKE3 digest of its bytes, in hexadecimal.
    pub blake3: String,
}

/// A table of the copy, and what the source had.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SavedTable {
    pub table: String,
    pub num_rows: u64,
    pub num_columns: usize,
    pub num_quarantined: u64,
    pub file: SavedFile,
}

impl SavedTable {
    /// What the source had.
    pub(super) fn profile(&self) -> TableProfile {
        TableProfile {
            num_rows: self.num_rows,
            num_columns: self.num_columns,
            num_quarantined: self.num_quarantined,
        }
    }
}

/// A broken check; its rows are in a file of their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SavedCheck {
    pub rule: String,
    pub table: String,
    pub num_violations: u64,
}

impl SavedCheck {
    /// Without the rows.
    pub(super) fn of(check: &Check) -> SavedCheck {
        SavedCheck {
            rule: check.rule.name().to_owned(),
            table: check.table.name().to_owned(),
            num_violations: check.num_violations,
        }
    }
}

impl Manifest {
    /// As it is written: a line with format and checksum, then JSON.
    pub(super) fn to_text(&self) -> anyhow::Result<String> {
        let json = serde_json::to_string_pretty(self)?;
        Ok(format!("{KIND} {FORMAT} {}\n{json}", blake3::hash(json.as_bytes()).to_hex()))
    }

    /// Reads what [`Manifest::to_text`] wrote.
    ///
    /// # Errors
    /// Another format, or any byte that is not as it was written.
    pub(super) fn parse(bytes: &[u8]) -> anyhow::Result<Manifest> {
        let text = str::from_utf8(bytes).context("its manifest is damaged: it is no text")?;
        let damaged = || "its manifest is damaged: the checksum is wrong";
        let (head, json) = text.split_once('\n').with_context(damaged)?;
        let mut words = head.split(' ');
        ensure!(words.next() == Some(KIND), "its manifest is damaged: it does not begin with {KIND}");
        let format = words.next().with_context(damaged)?;
        let checksum = words.next().with_context(damaged)?;
        ensure!(
            format == FORMAT.to_string(),
            "it has format {format:.8}; this program reads format {FORMAT} alone"
        );
        ensure!(
            words.next().is_none() && checksum == blake3::hash(json.as_bytes()).to_hex().as_str(),
            damaged()
        );
        serde_json::from_str(json).context("its manifest cannot be understood")
    }

    /// All files but the manifest itself.
    pub(super) fn files(&self) -> impl Iterator<Item = &SavedFile> {
        self.tables.iter().map(|table| &table.file).chain([&self.findings])
    }

    /// Size of all files.
    pub(super) fn num_bytes(&self) -> u64 {
        self.files().map(|file| file.num_bytes).sum()
    }

    /// Which day to speak of when `wanted` is set: none for which rows would be missing.
    pub(super) fn as_of_for(&self, wanted: AsOf) -> AsOf {
        let day = Day::from_number(self.as_of_day);
        match wanted {
            _ if !self.lacks_later_rows => wanted,
            AsOf::On(wanted) => AsOf::On(wanted.min(day)),
            AsOf::LastOrder => AsOf::On(day),
        }
    }

    /// Whether the snapshot was made with these settings, so that reading it back must give the same version.
    pub(super) fn has_settings(&self, regions: &str, as_of: AsOf) -> bool {
        let is_same_day = match as_of {
            AsOf::LastOrder => self.is_of_last_order,
            AsOf::On(day) => !self.is_of_last_order && day.number() == self.as_of_day,
        };
        is_same_day && self.regions == regions
    }

    /// The broken checks with their rows.
    ///
    /// # Errors
    /// A rule or table that this program does not know.
    pub(super) fn checks(&self, findings: Vec<Finding>) -> anyhow::Result<Vec<Check>> {
        let mut rows: BTreeMap<String, Vec<OffendingRow>> = BTreeMap::new();
        for (id, row) in findings {
            rows.entry(id).or_default().push(row);
        }
        let check = |saved: &SavedCheck| {
            let rule = Rule::ALL.into_iter().find(|rule| rule.name() == saved.rule);
            let table = Table::ALL.into_iter().find(|table| table.name() == saved.table);
            let id = format!("{}.{}", saved.rule, saved.table);
            let (rule, table) = rule
                .zip(table)
                .filter(|(rule, table)| rule.tables().contains(table))
                .with_context(|| format!("it has a check {id}, which this program does not have"))?;
            let rows = rows.remove(&id).unwrap_or_default();
            Ok(Check { id, rule, table, num_violations: saved.num_violations, rows })
        };
        self.checks.iter().map(check).collect()
    }
}
