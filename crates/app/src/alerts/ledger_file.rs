//! The ledger on disk, replaced as a whole, so that a restart says nothing twice.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::ledger::Ledger;

/// The file of a ledger.
#[derive(Clone, Debug)]
pub(super) struct LedgerFile(PathBuf);

impl LedgerFile {
    /// In the data directory; nothing is read or written yet.
    pub(super) fn in_folder(data_dir: &Path) -> LedgerFile {
        LedgerFile(data_dir.join("alerts.json"))
    }

    /// What an earlier run left; nothing where there is none.
    ///
    /// # Errors
    /// When it cannot be read or understood.
    pub(super) fn read(&self) -> Result<Ledger> {
        let text = match fs::read_to_string(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Ledger::default()),
            text => text.with_context(|| format!("{} cannot be read", self.0.display()))?,
        };
        serde_json::from_str(&text).with_context(|| format!("{} is damaged", self.0.display()))
    }

    /// Replaces it.
    ///
    /// # Errors
    /// When the data directory cannot be written.
    pub(super) fn write(&self, ledger: &Ledger) -> Result<()> {
        let unfinished = self.0.with_extension("json.new");
        let write = || -> std::io::Result<()> {
            if let Some(folder) = self.0.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::create(&unfinished)?;
            file.write_all(&serde_json::to_vec_pretty(ledger)?)?;
            file.sync_all()?;
            fs::rename(&unfinished, &self.0)
        };
        write().with_context(|| {
            format!(
                "{} cannot be written; see DATA_DIR; after a restart alerts may come twice",
                self.0.display()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = std::env::temp_dir().join(format!("dashboard ledger {}", std::process::id()));
        let file = LedgerFile::in_folder(&folder);
        assert_eq!(file.read().unwrap(), Ledger::default());
        let ledger = Ledger { last_digest_ms: Some(5), ..Ledger::default() };
        file.write(&ledger).unwrap();
        assert_eq!(file.read().unwrap(), ledger);
        fs::write(folder.join("alerts.json"), "{").unwrap();
        assert!(format!("{:#}", file.read().unwrap_err()).contains("alerts.json is damaged"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
