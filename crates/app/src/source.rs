//! Where the data comes from: the configured database, or the embedded demo, built when it is not there yet.

use std::sync::Arc;
use std::time::Instant;

use analytics::intake::Intake;
use analytics::snapshot::Snapshot;
use anyhow::{Context, Result};
use chrono::Utc;
use store::demo::Demo;
use store::{Progress, Source, Unwatched};
use tokio::sync::OnceCell;
use tracing::Instrument;
use units::Day;

use crate::host::Served;
use crate::jobs::refresh::Load;
use crate::settings::Settings;

/// File name of the embedded demo database in the data directory.
const DEMO_FILE: &str = "demo.sqlite";

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

/// Loads the source at `url` for each refresh; it is opened by the first one that can reach it.
pub(crate) fn loader(settings: &Settings, url: String) -> Load {
    let settings = Arc::new(settings.clone());
    let opened: Arc<OnceCell<Source>> = Arc::default();
    Box::new(move || {
        let (settings, opened, url) = (Arc::clone(&settings), Arc::clone(&opened), url.clone());
        let load = async move {
            let begun = Instant::now();
            let open = || Source::open(&url, settings.database.schema.as_deref());
            let source = opened.get_or_try_init(open).await?;
            let snapshot = source.load(intake(&settings), &Unwatched).await?;
            Ok(Served {
                snapshot: Arc::new(snapshot),
                source: source.describe().to_owned(),
                loaded_at: Utc::now(),
                load_duration: begun.elapsed(),
                is_saved: false,
            })
        };
        Box::pin(load.instrument(tracing::info_span!("load")))
    })
}

fn intake(settings: &Settings) -> Intake {
    Intake::new(settings.meaning.regions.clone(), settings.meaning.as_of.on(today()))
}

/// The day in UTC.
pub(crate) fn today() -> Day {
    let days_since_epoch = Utc::now().timestamp().div_euclid(24 * 60 * 60);
    Day::from_number(i32::try_from(days_since_epoch).unwrap_or(i32::MAX))
}
