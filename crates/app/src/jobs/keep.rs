//! The copy of the last good data on disk: written after a load that brought other data, served when the source gives none.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use analytics::policy::Regions;
use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use store::{Circumstances, Restored, SavedCopy};
use tokio::time::Instant;

use crate::host::{Extent, Host, Served};
use crate::jobs::reconcile::Reconciling;
use crate::settings::{AsOfChoice, Settings};
use crate::source::today;

/// How long a start waits for the source before the copy is served: longer than most loads take, so that nobody sees old
/// figures for a moment at each start, and shorter than people like to wait.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked whether the source has answered.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How soon a copy that could not be written is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(60);

/// Keeps the copy of one source.
#[derive(Debug)]
pub(crate) struct Keeper {
    copy: SavedCopy,
    regions: Regions,
    as_of: AsOfChoice,
    kept: Mutex<Kept>,
    writing: tokio::sync::Mutex<()>,
}

/// What became of the copy since the start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    /// What is on the disk, if it was written or read since the start.
    pub saved: Option<Saved>,
    /// Why it could not be written or used the last time; none when it could.
    pub failure: Option<Unkept>,
    /// How many times it could not be written or used.
    pub num_failures: u64,
}

/// A copy on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    /// Version of the data.
    pub version: String,
    /// When the data was loaded.
    pub loaded_at: DateTime<Utc>,
    /// Size in bytes.
    pub num_bytes: u64,
}

/// Why there is no copy of what is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unkept {
    /// What went wrong, in one line.
    pub message: String,
    /// When it did.
    pub at: DateTime<Utc>,
}

impl Keeper {
    /// Keeps the source at `url` in the data directory; nothing is read or written yet.
    ///
    /// # Errors
    /// An address that cannot be read.
    pub(crate) fn new(settings: &Settings, url: &str) -> Result<Arc<Keeper>> {
        Ok(Arc::new(Keeper {
            copy: SavedCopy::new(&settings.data_dir, url, settings.database.schema.as_deref())?,
            regions: settings.meaning.regions.clone(),
            as_of: settings.meaning.as_of,
            kept: Mutex::default(),
            writing: tokio::sync::Mutex::default(),
        }))
    }

    /// How the copy stands.
    pub(crate) fn kept(&self) -> Kept {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes what is served now, unless it is on the disk or being written. Returns at once; readers never wait for a disk.
    pub(crate) fn keep(self: &Arc<Self>, host: &Arc<Host>) {
        tokio::spawn(Arc::clone(self).write_all(Arc::clone(host)));
    }

    async fn write_all(self: Arc<Self>, host: Arc<Host>) {
        // What is loaded just when a writer stops looking is found by the look after it.
        while self.unsaved(&host).is_some() {
            let Ok(_writing) = self.writing.try_lock() else { return };
            while let Some(served) = self.unsaved(&host) {
                if !self.write(served).await {
                    tokio::time::sleep(RETRY_AFTER).await;
                }
            }
        }
    }

    /// What is served, if it came from the source and is not on the disk.
    fn unsaved(&self, host: &Host) -> Option<Served> {
        let served = host.state().served.clone().filter(|served| !served.is_saved)?;
        let saved = self.kept().saved;
        saved.is_none_or(|saved| saved.version != served.snapshot.version).then_some(served)
    }

    /// Whether it could be written.
    async fn write(self: &Arc<Self>, served: Served) -> bool {
        let begun = Instant::now();
        let (version, loaded_at) = (served.snapshot.version.clone(), served.loaded_at);
        let keeper = Arc::clone(self);
        let written = tokio::task::spawn_blocking(move || {
            let circumstances = Circumstances {
                source: &served.source,
                loaded_at_ms: served.loaded_at.timestamp_millis(),
                regions: &keeper.regions,
                is_of_last_order: keeper.as_of == AsOfChoice::LastOrder,
            };
            keeper.copy.save(&served.snapshot, &circumstances)
        });
        match written.await.context("the writer broke off").flatten() {
            Ok(num_bytes) => {
                let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
                tracing::info!(version, num_bytes, duration_ms, "data saved for a start without its source");
                self.note(Saved { version, loaded_at, num_bytes });
                true
            }
            Err(error) => {
                self.note_failure(format!("the data cannot be saved: {error:#}"));
                false
            }
        }
    }

    /// Serves the copy when the first load has failed, or takes longer than people like to wait.
    pub(crate) async fn stand_in(self: Arc<Self>, host: Arc<Host>) {
        let begun = Instant::now();
        loop {
            let state = host.state();
            if state.served.is_some() {
                return;
            }
            if state.failure.is_some() || begun.elapsed() >= PATIENCE {
                break;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let keeper = Arc::clone(&self);
        let read = tokio::task::spawn_blocking(move || {
            keeper.copy.restore(&keeper.regions, keeper.as_of.on(today()))
        });
        match read.await.context("its reader broke off").flatten() {
            Ok(Some(restored)) => self.serve(restored, begun.elapsed(), &host),
            Ok(None) => tracing::info!("no data was saved by an earlier run"),
            Err(error) => self.note_failure(format!("the saved data is ignored: {error:#}")),
        }
    }

    fn serve(&self, restored: Restored, duration: Duration, host: &Host) {
        let loaded_at = DateTime::from_timestamp_millis(restored.loaded_at_ms).unwrap_or_default();
        self.note(Saved { version: restored.saved_version, loaded_at, num_bytes: restored.num_bytes });
        host.serve_saved(Served {
            snapshot: Arc::new(restored.snapshot),
            source: restored.source,
            loaded_at,
            checked_at: loaded_at,
            load_duration: duration,
            is_saved: true,
            extent: Extent::Nothing,
            reconciling: Reconciling::of_saved_copy(),
        });
        if host.state().served.as_ref().is_some_and(|served| served.is_saved) {
            tracing::warn!(%loaded_at, "saved data is served until the source can be read");
        }
    }

    fn note(&self, saved: Saved) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.saved = Some(saved);
        kept.failure = None;
    }

    fn note_failure(&self, message: String) {
        tracing::warn!("{message}");
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.num_failures += 1;
        kept.failure = Some(Unkept { message, at: Utc::now() });
    }
}
