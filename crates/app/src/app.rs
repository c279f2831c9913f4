//! The running application: everything that requests and jobs share.

use std::sync::{Arc, OnceLock, Weak};

use chrono::{DateTime, Utc};
use store::Rights;
use tokio::sync::Semaphore;
use views::Site;

use crate::access::Access;
use crate::alerts::Alerts;
use crate::cache::AnswerCache;
use crate::clock::Clock;
use crate::host::Host;
use crate::http::assets::Assets;
use crate::http::page;
use crate::jobs::keep::Keeper;
use crate::jobs::refresh::{Load, Refresher};
use crate::metrics::Metrics;
use crate::pages;
use crate::settings::Settings;

/// Name of the dashboard on every page.
const NAME: &str = "Classic Models";

/// Everything that requests and jobs share.
#[derive(Debug)]
pub(crate) struct App {
    /// What the operator set.
    pub settings: Settings,
    /// Who may come in.
    pub access: Access,
    /// The data that is being served.
    pub host: Arc<Host>,
    /// Rendered answers.
    pub cache: AnswerCache,
    /// Style sheet, script, icon.
    pub assets: Assets,
    /// What is the same on every page.
    pub site: Site,
    /// Keeps the last good data on disk; none where nothing is to be written.
    pub keeper: Option<Arc<Keeper>>,
    /// Loads the data anew.
    pub refresher: Arc<Refresher>,
    /// Watches the data and tells people.
    pub alerts: Alerts,
    /// Room for answers that are being computed.
    pub computing: Arc<Semaphore>,
    /// Room for files that are being sent, each of which keeps its rows until its reader has them.
    pub sending: Arc<Semaphore>,
    /// Digest of what else decides about a number: the settings that give it its meaning, and which program this is.
    pub meaning_key: String,
    /// What Prometheus is told.
    pub metrics: Arc<Metrics>,
    /// Whether the database would let its user write, as it told at the start.
    pub rights: OnceLock<Rights>,
    /// When the server started.
    pub started_at: DateTime<Utc>,
}

impl App {
    /// An application that gets its data from `load` and writes nothing; nothing is loaded yet.
    #[cfg(test)]
    pub(crate) fn new(settings: Settings, load: Load) -> Arc<App> {
        let access = Access::open(&settings).expect("tests have users files that can be read");
        App::keeping(settings, access, load, None, Arc::new(Metrics::new()), Clock::system())
    }

    /// An application that gets its data from `load`, which `keeper` keeps on disk; nothing is loaded yet.
    pub(crate) fn keeping(
        settings: Settings,
        access: Access,
        load: Load,
        keeper: Option<Arc<Keeper>>,
        metrics: Arc<Metrics>,
        clock: Clock,
    ) -> Arc<App> {
        Arc::new_cyclic(|app: &Weak<App>| {
            let host = Arc::new(Host::default());
            let assets = Assets::new();
            let base_path = settings.server.base_path.clone();
            let href = |name: &str| format!("{base_path}/assets/{name}");
            let site = Site {
                name: NAME.to_owned(),
                css_href: href(&assets.css.name),
                htmx_href: assets.htmx.as_ref().map(|asset| href(&asset.name)),
                icon_href: Some(href(&assets.icon.name)),
                routes: pages::ALL.iter().map(|page| page.address.to_owned()).collect(),
                base_path,
            };
            let app = Weak::clone(app);
            let warm = Box::new(move || -> futures_util::future::BoxFuture<'static, ()> {
                let app = app.upgrade();
                Box::pin(async move {
                    if let Some(app) = app {
                        if let Some(keeper) = &app.keeper {
                            keeper.keep(&app.host);
                        }
                        page::warm(&app).await;
                    }
                })
            });
            let refresh = settings.refresh.clone();
            let refresher =
                Refresher::new(Arc::clone(&host), refresh, load, warm, Arc::clone(&metrics), clock);
            App {
                access,
                alerts: Alerts::new(&settings),
                cache: AnswerCache::new(settings.cache.bytes),
                computing: Arc::new(Semaphore::new(settings.limits.max_computing)),
                sending: Arc::new(Semaphore::new(settings.limits.max_computing)),
                meaning_key: meaning_key(&settings),
                settings,
                host,
                assets,
                site,
                keeper,
                refresher,
                metrics,
                rights: OnceLock::new(),
                started_at: Utc::now(),
            }
        })
    }
}

/// The settings that give numbers their meaning, and this build of the program: with another of either, equal
/// questions about equal data can have other answers, and nobody may be told that theirs still holds.
fn meaning_key(settings: &Settings) -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let build = program.and_then(|file| Ok((file.len(), file.modified()?)));
    // Where the system does not tell, the version has to do.
    let build = build.map_or_else(|_| env!("CARGO_PKG_VERSION").to_owned(), |build| format!("{build:?}"));
    blake3::hash(format!("{:?} {build}", settings.meaning).as_bytes()).to_hex().to_string()
}
