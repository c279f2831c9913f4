//! Where the data comes from: the configured database, or the embedded demo, built when it is not there yet.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use analytics::intake::Intake;
use analytics::policy::AsOf;
use analytics::snapshot::Snapshot;
use anyhow::{Context, Result};
use store::demo::Demo;
use store::{Memory, Progress, Rights, Source, Wanted};
use tokio::sync::OnceCell;
use tracing::Instrument;
use units::Day;

use crate::clock::Clock;
use crate::host::{Extent, Served};
use crate::jobs::reconcile::Reconciler;
use crate::jobs::refresh::{Errand, Kind, Load};
use crate::metrics::Metrics;
use crate::settings::Settings;

/// File name of the embedded demo database in the data directory.
const DEMO_FILE: &str = "demo.sqlite";

/// A database that needs longer to say what its user may do is not asked again: that is a courtesy.
const RIGHTS_PATIENCE: Duration = Duration::from_secs(30);

/// The embedded demo is about the size of Classic Models, and the same everywhere.
const DEMO_SCALE: u32 = 1;
const DEMO_SEED: u64 = 1;

/// The address of the source: what is configured, or the demo database, which is built first if need be.
///
/// # Errors
/// When the data directory or the demo database cannot be written.
pub(crate) async fn address(settings: &Settings, progress: &dyn Progress) -> Result<String> {
    if let Some(url) = &settings.database.url {
        return Ok(url.clone());
    }
    let directory = &settings.data_dir;
    let path = directory.join(DEMO_FILE);
    let url = crate::settings::sqlite_url(&path.to_string_lossy());
    if !path.exists() {
        std::fs::create_dir_all(directory).with_context(|| {
            format!("DATA_DIR {} cannot be made; name a directory that can be written", directory.display())
        })?;
        let demo = Box::new(Demo::for_sqlite(DEMO_SCALE, DEMO_SEED));
        store::write(demo, &url, false, progress)
            .await
            .context("the embedded demo database cannot be built")?;
    }
    Ok(url)
}

/// Opens the source and loads it once.
///
/// # Errors
/// When the source cannot be reached, or lacks a table or column.
pub(crate) async fn snapshot(settings: &Settings, progress: &dyn Progress) -> Result<Snapshot> {
    let url = address(settings, progress).await?;
    let source = Source::open(&url, settings.database.schema.as_deref()).await?;
    source.load(intake(settings), progress).await
}

/// Asks the source at `url` whether its user could write, and says so in the log; none when it does not tell.
///
/// The connections that load are read-only all the same.
pub(crate) async fn rights(settings: &Settings, url: &str) -> Option<Rights> {
    let asked = store::rights(url, settings.database.schema.as_deref());
    match tokio::time::timeout(RIGHTS_PATIENCE, asked).await {
        Ok(Ok(rights @ Rights::ReadOnly)) => {
            tracing::info!("opened read-only; {rights}");
            Some(rights)
        }
        // The demo is ours to write.
        Ok(Ok(rights @ Rights::MayWrite)) if settings.database.url.is_none() => Some(rights),
        Ok(Ok(rights @ Rights::MayWrite)) => {
            tracing::warn!("opened read-only, though {rights}");
            Some(rights)
        }
        Ok(Err(error)) => {
            tracing::warn!(
                error = format!("{error:#}"),
                "whether the database lets its user write is not known"
            );
            None
        }
        Err(_) => {
            tracing::warn!("whether the database lets its user write is not known: it does not answer");
            None
        }
    }
}

/// Loads the source at `url` for each refresh; it is opened by the first one that can reach it.
pub(crate) fn loader(settings: &Settings, url: String, clock: Clock, metrics: Arc<Metrics>) -> Load {
    let loader = Arc::new(Loader {
        reconciler: Reconciler::new(settings.refresh.deadline, clock.clone()),
        settings: settings.clone(),
        url,
        clock,
        metrics,
        opened: OnceCell::new(),
        memory: Mutex::default(),
    });
    Box::new(move |errand| {
        let loader = Arc::clone(&loader);
        Box::pin(async move { loader.load(errand).await }.instrument(tracing::info_span!("load")))
    })
}

struct Loader {
    settings: Settings,
    url: String,
    clock: Clock,
    metrics: Arc<Metrics>,
    opened: OnceCell<Source>,
    /// What the last load that succeeded left behind.
    memory: Mutex<Memory>,
    reconciler: Reconciler,
}

impl Loader {
    async fn load(self: &Arc<Self>, errand: Errand) -> Result<Served> {
        let as_of = self.settings.meaning.as_of.on(self.clock.today());
        if let (Kind::NewDay, Some(current), AsOf::On(day)) = (errand.kind, &errand.current, as_of)
            && let Some(dated) = self.dated(current, day).await?
        {
            return Ok(dated);
        }
        let refreshed = self.refresh(errand.current.as_ref(), errand.kind == Kind::Full, as_of).await?;
        match (refreshed, errand.current, as_of) {
            (Some(served), _, _) => Ok(served),
            (None, Some(current), AsOf::On(day)) if current.snapshot.as_of != day => {
                if let Some(dated) = self.dated(&current, day).await? {
                    return Ok(self.unchanged(dated));
                }
                let everything = self.refresh(Some(&current), true, as_of).await?;
                everything.context("a full load always brings data")
            }
            (None, Some(current), _) => Ok(self.unchanged(current)),
            (None, None, _) => anyhow::bail!("nothing can be unchanged before the first load"),
        }
    }

    /// What is new in the source; none if nothing is.
    async fn refresh(&self, current: Option<&Served>, is_full: bool, as_of: AsOf) -> Result<Option<Served>> {
        let begun = Instant::now();
        let open = || Source::open(&self.url, self.settings.database.schema.as_deref());
        let source = self.opened.get_or_try_init(open).await?;
        let wanted = Wanted {
            base: current.map(|current| Arc::clone(&current.snapshot)),
            thrift: self.settings.refresh.thrift,
            is_full,
            as_of,
        };
        let memory = self.memory().clone();
        let regions = self.settings.meaning.regions.clone();
        let refreshed = source.refresh(wanted, memory, move || Intake::new(regions.clone(), as_of)).await?;
        *self.memory() = refreshed.memory;
        if let Some(mismatch) = &refreshed.mismatch {
            tracing::error!(
                mismatch,
                "a full load disproved what was taken for unchanged; its result is used"
            );
            self.metrics.count_mismatch();
        }
        let Some(snapshot) = refreshed.snapshot else {
            self.metrics.count_read(Extent::Nothing);
            return Ok(None);
        };
        let extent = match refreshed.taken_over {
            (0, _) => Extent::Everything,
            (num_kept, num_blocks) => Extent::Changes { num_kept, num_blocks },
        };
        self.metrics.count_read(extent);
        tracing::debug!(?extent, "read");
        let (now, load_duration) = (self.clock.now(), begun.elapsed());
        let snapshot = Arc::new(snapshot);
        let reconciling = self.reconciler.begin(refreshed.recount, &snapshot).await;
        Ok(Some(Served {
            snapshot,
            source: source.describe().to_owned(),
            loaded_at: now,
            checked_at: now,
            load_duration,
            extent,
            is_saved: false,
            reconciling,
        }))
    }

    /// What is served, now that the source was seen to hold just that.
    fn unchanged(&self, current: Served) -> Served {
        Served { checked_at: self.clock.now(), extent: Extent::Nothing, ..current }
    }

    /// The same rows as of another day; none if that takes a load.
    async fn dated(&self, current: &Served, day: Day) -> Result<Option<Served>> {
        let snapshot = Arc::clone(&current.snapshot);
        let dated = tokio::task::spawn_blocking(move || analytics::intake::dated(&snapshot, day)).await?;
        let Some(dated) = dated else { return Ok(None) };
        let mut memory = self.memory();
        *memory = memory.renamed(&current.snapshot.version, &dated.version);
        let reconciling = current.reconciling.dated(current.snapshot.as_of, &dated, &self.clock);
        Ok(Some(Served { snapshot: Arc::new(dated), reconciling, ..current.clone() }))
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn intake(settings: &Settings) -> Intake {
    Intake::new(settings.meaning.regions.clone(), settings.meaning.as_of.on(today()))
}

/// The day in UTC.
pub(crate) fn today() -> Day {
    Clock::system().today()
}
