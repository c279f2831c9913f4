//! The job: looks at the rules after each refresh, makes digests when they are due, and delivers what is to be delivered.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::ledger::{Ledger, Turn};
use super::ledger_file::LedgerFile;
use super::message::{Place, parcels};
use super::outbox::Parcel;
use super::rule::{Channel, Condition};
use super::{Undelivered, digest, finding, mail, webhook};
use crate::app::App;
use crate::settings::{DeliverySettings, Settings};

/// How often it is looked whether something is due that no refresh brings: stale data, a digest, another attempt.
const BEAT: Duration = Duration::from_secs(1);

/// The alerts of a running server.
#[derive(Debug)]
pub(crate) struct Alerts {
    file: LedgerFile,
    ledger: Mutex<Ledger>,
    unsaved: Mutex<Option<String>>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// How an attempt ended.
#[derive(Debug)]
struct Attempt {
    channel: Channel,
    id: String,
    result: Result<(), Undelivered>,
}

impl Alerts {
    /// Nothing found and nothing said yet; nothing is read, written or sent before [`Alerts::start`].
    pub(crate) fn new(settings: &Settings) -> Alerts {
        Alerts {
            file: LedgerFile::in_folder(&settings.data_dir),
            ledger: Mutex::default(),
            unsaved: Mutex::default(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        }
    }

    /// How everything stands.
    pub(crate) fn ledger(&self) -> Ledger {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Why the ledger is not on the disk; none when it is.
    pub(crate) fn unsaved(&self) -> Option<String> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes up what an earlier run left, and watches from then on until [`Alerts::stop`]; nothing without rules and digest.
    pub(crate) fn start(app: &Arc<App>) {
        if app.settings.alerts.is_empty() && app.settings.delivery.digest.is_none() {
            return;
        }
        let alerts = &app.alerts;
        match alerts.file.read() {
            Ok(ledger) => alerts.change(|current| *current = ledger),
            Err(error) => {
                tracing::warn!("{error:#}; alerts that were sent already may come again");
            }
        }
        alerts.change(|ledger| ledger.keep_only(&app.settings.alerts));
        alerts.tasks.spawn(watch(Arc::clone(app)));
    }

    /// Ends the watching. An attempt under way is given up, and made again by the next run.
    pub(crate) async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }

    fn change<T>(&self, change: impl FnOnce(&mut Ledger) -> T) -> T {
        change(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes the ledger, if it is not on the disk as it is.
    async fn save(&self, saved: &mut Option<Ledger>) {
        let ledger = self.ledger();
        if saved.as_ref() == Some(&ledger) {
            return;
        }
        let (file, copy) = (self.file.clone(), ledger.clone());
        let written = tokio::task::spawn_blocking(move || file.write(&copy)).await;
        let failure = match written {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(format!("{error:#}")),
            Err(error) => Some(format!("the writer broke off: {error}")),
        };
        if let Some(failure) = &failure {
            tracing::warn!("{failure}");
        }
        *self.unsaved.lock().unwrap_or_else(PoisonError::into_inner) = failure;
        // One that cannot be written is tried again with the next change, not every second.
        *saved = Some(ledger);
    }
}

async fn watch(app: Arc<App>) {
    let (sender, mut attempts) = unbounded_channel();
    let (mut saved, mut busy) = (None, BTreeSet::new());
    let mut previous = Utc::now();
    let mut has_refreshed = false;
    loop {
        let now = Utc::now();
        look(&app, has_refreshed, now).await;
        if add_digest(&app, previous, now).await {
            previous = now;
        }
        // What was said is on the disk before anybody hears it: after a crash it is not said anew.
        app.alerts.save(&mut saved).await;
        begin_attempts(&app, &mut busy, &sender, now);
        has_refreshed = tokio::select! {
            () = app.alerts.stop.cancelled() => return,
            () = app.refresher.ended.notified() => true,
            () = take_attempts(&app, &mut attempts, &mut busy) => false,
            () = tokio::time::sleep(BEAT) => false,
        };
    }
}

/// Looks at the rules: at those about figures when the data may have changed, at those about time always.
async fn look(app: &Arc<App>, has_refreshed: bool, now: DateTime<Utc>) {
    let looking = Arc::clone(app);
    let looked = tokio::task::spawn_blocking(move || {
        let (settings, state) = (&looking.settings, looking.host.state());
        let as_of = state.served.as_ref().map(|served| served.snapshot.as_of.to_string());
        let place = Place {
            site_name: &looking.site.name,
            public_url: settings.delivery.public_url.as_deref(),
            as_of,
            now,
        };
        let wanted = settings
            .alerts
            .iter()
            .filter(|rule| has_refreshed || matches!(rule.condition, Condition::Stale(_)));
        for rule in wanted {
            let format = &settings.display.format;
            let found = finding::of(rule, &state, &settings.meaning.policy, format, looking.started_at, now);
            looking.alerts.change(|ledger| {
                let Some(turn) = ledger.note(rule, found, now) else { return };
                match &turn {
                    Turn::Fired(said) => tracing::warn!(rule = rule.name, said.words, "alert"),
                    Turn::Recovered(said, _) => tracing::info!(rule = rule.name, said.words, "alert is over"),
                }
                for parcel in parcels(rule, &turn, &place) {
                    ledger.outbox.add(parcel, now);
                }
            });
        }
    });
    if let Err(error) = looked.await {
        tracing::error!(%error, "the alert rules cannot be looked at");
    }
}

/// Makes the digest if it is due; false while it has to wait for data.
async fn add_digest(app: &Arc<App>, previous: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let Some(settings) = &app.settings.delivery.digest else { return true };
    let last_made_ms = app.alerts.ledger().last_digest_ms;
    let Some(due) = digest::due(&settings.cron, previous, last_made_ms, now) else { return true };
    let Some(served) = app.host.state().served.clone() else { return false };
    let making = Arc::clone(app);
    let made = tokio::task::spawn_blocking(move || {
        let settings = making.settings.delivery.digest.as_ref();
        settings.map(|settings| digest::parcel(&making, settings, &served, now))
    });
    let made = match made.await {
        Ok(made) => made.transpose().map_err(|error| format!("{error:#}")),
        Err(error) => Err(error.to_string()),
    };
    app.alerts.change(|ledger| {
        ledger.last_digest_ms = Some(due.timestamp_millis());
        match made {
            Ok(made) => made.into_iter().for_each(|parcel| ledger.outbox.add(parcel, now)),
            Err(error) => tracing::error!(error, "the digest cannot be made"),
        }
    });
    true
}

/// Begins the attempts that are due, one at a time for each channel.
fn begin_attempts(
    app: &App,
    busy: &mut BTreeSet<Channel>,
    sender: &UnboundedSender<Attempt>,
    now: DateTime<Utc>,
) {
    for channel in Channel::ALL {
        if busy.contains(&channel) {
            continue;
        }
        let due = app.alerts.change(|ledger| ledger.outbox.due(channel, now).cloned());
        let Some(parcel) = due else { continue };
        busy.insert(channel);
        let (delivery, sender) = (app.settings.delivery.clone(), sender.clone());
        // A thread of its own, which the end of the program does not wait for: a receiver may take long to answer.
        let began =
            std::thread::Builder::new().name(format!("deliver {}", channel.name())).spawn(move || {
                let result = deliver(&delivery, &parcel);
                // Nobody listens when the server has stopped; the next run delivers it again.
                let _ = sender.send(Attempt { channel, id: parcel.id, result });
            });
        if let Err(error) = began {
            busy.remove(&channel);
            tracing::error!(%error, "no thread for a delivery");
        }
    }
}

fn deliver(settings: &DeliverySettings, parcel: &Parcel) -> Result<(), Undelivered> {
    let missing = |what: &str| Undelivered { message: format!("{what} is not set any more"), is_final: true };
    match parcel.channel {
        Channel::Webhook => {
            webhook::post(settings.webhook.as_ref().ok_or_else(|| missing("WEBHOOK_URL"))?, parcel)
        }
        Channel::Email => mail::send(settings.mail.as_ref().ok_or_else(|| missing("SMTP_URL"))?, parcel),
    }
}

/// Waits for the end of an attempt and records it.
async fn take_attempts(app: &App, attempts: &mut UnboundedReceiver<Attempt>, busy: &mut BTreeSet<Channel>) {
    let Some(Attempt { channel, id, result }) = attempts.recv().await else { return };
    busy.remove(&channel);
    let channel = channel.name();
    match &result {
        Ok(()) => tracing::info!(channel, id, "delivered"),
        Err(undelivered) => tracing::warn!(channel, id, error = undelivered.message, "not delivered"),
    }
    app.alerts.change(|ledger| ledger.outbox.attempted(&id, result, Utc::now()));
}
