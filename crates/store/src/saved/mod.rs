//! The copy of the last good snapshot on disk: written aside, swapped in as a whole, and believed only when every byte is right.
//!
//! ```text
//! DATA_DIR/last-good/manifest              format, checksum of itself, what the copy is of, size and checksum of each file
//!                    orders-CHECKSUM.arrow one Arrow file a table, named by its content; findings-….arrow
//! ```
//!
//! The manifest is renamed into place last, so that a crash at any moment leaves the old copy or the new one.

mod columns;
mod findings;
mod folder;
mod manifest;
#[cfg(test)]
mod tests;

use std::path::Path;

use analytics::intake::Intake;
use analytics::policy::{AsOf, Regions};
use analytics::saved::Reading;
use analytics::schema::Table;
use analytics::snapshot::{Snapshot, TableProfile};
use anyhow::{Context, bail, ensure};

use crate::address::Address;
use folder::Folder;
use manifest::{Manifest, SavedCheck, SavedTable};

/// Name of the folder in the data directory.
const FOLDER: &str = "last-good";

/// The place of the copy of one source.
#[derive(Clone, Debug)]
pub struct SavedCopy {
    folder: Folder,
    source: String,
}

/// What is kept with a snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The database in a few words.
    pub source: &'a str,
    /// When the load ended, in milliseconds since 1970.
    pub loaded_at_ms: i64,
    /// The regions that the snapshot was made with.
    pub regions: &'a Regions,
    /// Whether it is dated by its last order.
    pub is_of_last_order: bool,
}

/// A snapshot that was read back.
#[derive(Debug)]
pub struct Restored {
    /// The data, with the regions and the as-of day that are in force now.
    pub snapshot: Snapshot,
    /// The version that was saved; that of the snapshot unless settings have changed.
    pub saved_version: String,
    /// The database in a few words.
    pub source: String,
    /// When it was loaded from there, in milliseconds since 1970.
    pub loaded_at_ms: i64,
    /// Size of the copy in bytes.
    pub num_bytes: u64,
}

impl SavedCopy {
    /// The copy in this data directory of the database at `url`; nothing is looked at yet.
    ///
    /// # Errors
    /// An address that cannot be read.
    pub fn new(data_dir: &Path, url: &str, schema: Option<&str>) -> anyhow::Result<SavedCopy> {
        let address = match Address::parse(url)? {
            Address::Sqlite(path) => std::path::absolute(&path).unwrap_or(path).display().to_string(),
            // Without the password: a new one is no new source.
            server => server.to_string(),
        };
        let source = digest(&format!("{address}\n{}", schema.unwrap_or_default()));
        Ok(SavedCopy { folder: Folder::new(data_dir.join(FOLDER)), source })
    }

    /// Replaces the copy by this snapshot, and returns its size in bytes. Blocks until it is on the disk.
    ///
    /// # Errors
    /// When the folder cannot be written or another process is writing it; the copy before stays.
    pub fn save(&self, snapshot: &Snapshot, of: &Circumstances<'_>) -> anyhow::Result<u64> {
        let writing = self.folder.begin()?;
        let reading = Reading::of(snapshot);
        let mut tables = Vec::new();
        for table in Table::LOAD_ORDER {
            let file = writing.file(table.name(), |file| columns::write(file, snapshot, table))?;
            let profile = snapshot.profile_of(table);
            tables.push(SavedTable {
                table: table.name().to_owned(),
                num_rows: profile.num_rows,
                num_columns: profile.num_columns,
                num_quarantined: profile.num_quarantined,
                file,
            });
        }
        let findings = writing.file("findings", |file| findings::write(file, &reading.checks))?;
        let manifest = Manifest {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            source: self.source.clone(),
            source_name: of.source.to_owned(),
            loaded_at_ms: of.loaded_at_ms,
            version: snapshot.version.clone(),
            as_of_day: snapshot.as_of.number(),
            is_of_last_order: of.is_of_last_order,
            lacks_later_rows: snapshot.lacks_later_rows(),
            regions: digest_of(of.regions),
            tables,
            checks: reading.checks.iter().map(SavedCheck::of).collect(),
            findings,
        };
        writing.finish(&manifest)?;
        Ok(manifest.num_bytes())
    }

    /// Reads the copy back under these settings; none when there is none.
    ///
    /// # Errors
    /// When it is damaged, of another format or of another source: then it must not be used.
    pub fn restore(&self, regions: &Regions, as_of: AsOf) -> anyhow::Result<Option<Restored>> {
        let Some(manifest) = self.folder.manifest()? else { return Ok(None) };
        ensure!(
            manifest.source == self.source,
            "it is of another source ({}); a successful load replaces it",
            manifest.source_name
        );
        for file in manifest.files() {
            self.folder.verify(file)?;
        }
        let snapshot = self.read(&manifest, regions.clone(), manifest.as_of_for(as_of))?;
        if manifest.has_settings(&digest_of(regions), manifest.as_of_for(as_of)) {
            ensure!(
                snapshot.version == manifest.version,
                "its data has the version {} and not {} as it says; program {} wrote it, this is {}",
                snapshot.version,
                manifest.version,
                manifest.program,
                env!("CARGO_PKG_VERSION")
            );
        }
        Ok(Some(Restored {
            snapshot,
            num_bytes: manifest.num_bytes(),
            saved_version: manifest.version,
            source: manifest.source_name,
            loaded_at_ms: manifest.loaded_at_ms,
        }))
    }

    fn read(&self, manifest: &Manifest, regions: Regions, as_of: AsOf) -> anyhow::Result<Snapshot> {
        let mut intake = Intake::new(regions, as_of);
        let mut profile = [TableProfile::default(); 8];
        for table in Table::LOAD_ORDER {
            let Some(saved) = manifest.tables.iter().find(|saved| saved.table == table.name()) else {
                bail!("it has no table {}", table.name());
            };
            profile[table as usize] = saved.profile();
            intake.begin(table, saved.num_columns);
            columns::read(self.folder.open(&saved.file)?, table, |row| intake.saved_row(table, row))
                .with_context(|| format!("{} cannot be read", saved.file.name))?;
        }
        let rows = findings::read(self.folder.open(&manifest.findings)?)
            .with_context(|| format!("{} cannot be read", manifest.findings.name))?;
        let checks = manifest.checks(rows)?;
        Ok(intake.finish_saved(&Reading { profile, checks }))
    }
}

fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

/// Every country and region in the order of their names tells two mappings apart.
fn digest_of(regions: &Regions) -> String {
    digest(&format!("{:?}", regions.0))
}
