//! One refresh: loads a new snapshot aside, looks at it and swaps it in; when that fails, the last good one goes on serving.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::Result;
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use super::outcome::{Kind, Outcome};
use super::{acceptance, backoff};
use crate::clock::Clock;
use crate::host::{Host, Served};
use crate::metrics::Metrics;
use crate::settings::RefreshSettings;

/// How long after a refresh that somebody asked for the next one may be started.
const ASKING_PAUSE: Duration = Duration::from_secs(10);

/// Loads the data anew; called once for each refresh. Dropping what it returns cancels the load.
pub(crate) type Load = Box<dyn Fn(Errand) -> BoxFuture<'static, Result<Served>> + Send + Sync>;

/// What to do once new data is served, such as warming the cache.
pub(crate) type Afterwards = Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// What a load is to bring.
#[derive(Clone, Debug)]
pub(crate) struct Errand {
    /// What is served now.
    pub current: Option<Served>,
    /// What is wanted.
    pub kind: Kind,
}

/// Somebody asked for a refresh a moment ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooSoon {
    /// When the next one may be started.
    pub retry_after: Duration,
}

/// Runs refreshes: never two at once, and none any more once it is stopped.
pub(crate) struct Refresher {
    pub(super) host: Arc<Host>,
    pub(super) settings: RefreshSettings,
    pub(super) clock: Clock,
    load: Load,
    afterwards: Afterwards,
    metrics: Arc<Metrics>,
    /// Told whenever a refresh has ended, however it did.
    pub(crate) ended: Notify,
    running: Arc<Mutex<()>>,
    num_begun: AtomicU32,
    accepts_shrinking: AtomicBool,
    last_asked: std::sync::Mutex<Option<Instant>>,
    pub(super) plan: std::sync::Mutex<Plan>,
    pub(super) stop: CancellationToken,
    pub(super) tasks: TaskTracker,
}

/// What comes next.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plan {
    /// When the schedule is due.
    pub(super) scheduled: Option<DateTime<Utc>>,
    /// Not before this a refresh that failed is tried again, and then without waiting for the schedule.
    pub(super) retry: Option<Instant>,
}

impl Refresher {
    /// A refresher that fills `host` from `load`.
    pub(crate) fn new(
        host: Arc<Host>,
        settings: RefreshSettings,
        load: Load,
        afterwards: Afterwards,
        metrics: Arc<Metrics>,
        clock: Clock,
    ) -> Arc<Refresher> {
        Arc::new(Refresher {
            host,
            settings,
            clock,
            load,
            afterwards,
            metrics,
            ended: Notify::new(),
            running: Arc::default(),
            num_begun: AtomicU32::new(0),
            accepts_shrinking: AtomicBool::new(false),
            last_asked: std::sync::Mutex::default(),
            plan: std::sync::Mutex::default(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        })
    }

    /// Loads what is new, unless a load is under way; everything when it is time for that.
    pub(crate) async fn run(&self) -> Outcome {
        self.run_for(Kind::Usual).await
    }

    /// Loads what is wanted, unless a load is under way.
    pub(super) async fn run_for(&self, kind: Kind) -> Outcome {
        let Ok(running) = Arc::clone(&self.running).try_lock_owned() else {
            tracing::info!("refresh skipped: the one before is still running");
            return Outcome::Busy;
        };
        self.run_holding(running, kind).await
    }

    /// Loads what is wanted, and lets go of the lock that keeps other loads away.
    async fn run_holding(&self, running: OwnedMutexGuard<()>, kind: Kind) -> Outcome {
        if self.stop.is_cancelled() {
            return Outcome::Stopped;
        }
        let is_full_due = kind == Kind::Usual && {
            let number = self.num_begun.fetch_add(1, Ordering::Relaxed);
            number % self.settings.full_every == self.settings.full_every - 1
        };
        let kind = if is_full_due { Kind::Full } else { kind };
        let begun = Instant::now();
        let outcome = match self.load(kind).await {
            None => return Outcome::Stopped,
            Some(Ok(served)) => self.take_over(served, begun),
            Some(Err(error)) => {
                let message = format!("{error:#}");
                tracing::error!(duration_ms = millis(begun.elapsed()), error = message, "refresh failed");
                self.host.fail(message, self.clock.now());
                Outcome::Failed
            }
        };
        self.metrics.count_refresh(outcome, begun.elapsed(), self.clock.now());
        self.plan_after(outcome);
        self.ended.notify_one();
        // Who asks from now on wants to know what the source holds from now on.
        drop(running);
        if outcome.is_success() {
            (self.afterwards)().await;
        }
        outcome
    }

    /// What the load brings; none when the server stops first.
    async fn load(&self, kind: Kind) -> Option<Result<Served>> {
        let errand = Errand { current: self.host.state().served.clone(), kind };
        // A task of its own, so that a panic in a load is a failed refresh and not the end of the refreshing.
        let mut load = tokio::spawn((self.load)(errand));
        let deadline = self.settings.deadline;
        tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                load.abort();
                None
            }
            ended = tokio::time::timeout(deadline, &mut load) => Some(match ended {
                Ok(result) => result.unwrap_or_else(|error| Err(anyhow::anyhow!("the load panicked: {error}"))),
                Err(_) => {
                    load.abort();
                    let deadline = humantime::format_duration(deadline);
                    Err(anyhow::anyhow!(
                        "the load did not end within {deadline} and was given up; see whether the database hangs, \
                         or raise REFRESH_DEADLINE"
                    ))
                }
            }),
        }
    }

    /// Serves what was loaded, unless it does not look right.
    fn take_over(&self, served: Served, begun: Instant) -> Outcome {
        let accepts_shrinking = self.accepts_shrinking.swap(false, Ordering::Relaxed);
        let state = self.host.state();
        let current = state.served.as_ref();
        let objection = current.filter(|_| !accepts_shrinking).and_then(|current| {
            acceptance::objection(&current.snapshot, &served.snapshot, self.settings.max_shrink_percent)
        });
        let is_unchanged = current
            .is_some_and(|current| !current.is_saved && current.snapshot.version == served.snapshot.version);
        let (version, num_orders) = (served.snapshot.version.clone(), served.snapshot.orders.len());
        let read = served.extent.name();
        let (duration_ms, load_ms) = (millis(begun.elapsed()), millis(served.load_duration));
        if let Some(message) = objection {
            tracing::error!(duration_ms, version, num_orders, reason = message, "refresh refused");
            self.host.refuse(message, self.clock.now());
            return Outcome::Refused;
        }
        self.host.serve(served);
        if is_unchanged {
            tracing::info!(duration_ms, read, version, "refresh done: nothing changed");
            Outcome::Unchanged
        } else {
            tracing::info!(duration_ms, read, load_ms, version, num_orders, "refresh done");
            Outcome::Loaded
        }
    }

    /// Says when the next attempt comes: by the schedule, or after a failure when the pause is over.
    fn plan_after(&self, outcome: Outcome) {
        let retry = (!outcome.is_success()).then(|| {
            let state = self.host.state();
            let num_in_a_row = state.failure.as_ref().map_or(1, |failure| failure.num_in_a_row);
            let has_live_data = state.served.as_ref().is_some_and(|served| !served.is_saved);
            backoff::after_failures(num_in_a_row, self.settings.max_backoff, has_live_data)
        });
        self.change_plan(|plan| plan.retry = retry.map(|pause| Instant::now() + pause));
    }

    /// Changes the plan and tells the readers.
    pub(super) fn change_plan(&self, change: impl FnOnce(&mut Plan)) {
        let mut plan = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut plan);
        let retry = plan.retry.map(|at| self.clock.now() + at.saturating_duration_since(Instant::now()));
        self.host.plan(retry.or(plan.scheduled));
    }

    /// Starts a load because somebody asks for it, or joins the one that is under way, and waits for its end.
    /// The load goes on when the caller waits no longer. With `accepts_shrinking` the next data may be as small as it likes.
    ///
    /// # Errors
    /// When it would have to be started and somebody else did that a moment ago.
    pub(crate) async fn start_or_join(self: &Arc<Self>, accepts_shrinking: bool) -> Result<Outcome, TooSoon> {
        // Taken here and not by the task, so that of two who ask at the same moment one starts the load and the other joins.
        let idle = Arc::clone(&self.running).try_lock_owned().ok();
        if idle.is_some() {
            let mut last_asked = self.last_asked.lock().unwrap_or_else(PoisonError::into_inner);
            let since = last_asked.map_or(ASKING_PAUSE, |at| at.elapsed());
            if since < ASKING_PAUSE {
                return Err(TooSoon { retry_after: ASKING_PAUSE - since });
            }
            *last_asked = Some(Instant::now());
        }
        if accepts_shrinking {
            tracing::warn!("the next data is accepted however small it is, because somebody says so");
            self.accepts_shrinking.store(true, Ordering::Relaxed);
        }
        let refresher = Arc::clone(self);
        let task = self.tasks.spawn(async move {
            if let Some(idle) = idle {
                return refresher.run_holding(idle, Kind::Usual).await;
            }
            drop(refresher.running.lock().await);
            if refresher.stop.is_cancelled() {
                return Outcome::Stopped;
            }
            match &refresher.host.state().failure {
                Some(failure) if failure.is_refusal => Outcome::Refused,
                Some(_) => Outcome::Failed,
                None => Outcome::Loaded,
            }
        });
        Ok(task.await.unwrap_or(Outcome::Stopped))
    }

    /// Starts a load that nobody waits for, because the operator says so; does nothing while one is under way.
    pub(crate) fn start_now(self: &Arc<Self>) {
        if !self.stop.is_cancelled() {
            let refresher = Arc::clone(self);
            self.tasks.spawn(async move { refresher.run().await });
        }
    }

    /// Gives up a load that is under way, begins no other, and returns when nothing runs any more.
    pub(crate) async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl std::fmt::Debug for Refresher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refresher").field("settings", &self.settings).finish_non_exhaustive()
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::host::fixture::{served, with_orders};
    use crate::http::endpoint;
    use crate::settings::settings_of;
    use poem::test::TestClient;

    fn refresher(host: &Arc<Host>, load: Load) -> Arc<Refresher> {
        let settings =
            settings_of(&[("REFRESH_INTERVAL", "1h"), ("REFRESH_FULL_EVERY", "3")]).unwrap().refresh;
        Refresher::new(
            Arc::clone(host),
            settings,
            load,
            Box::new(|| Box::pin(async {})),
            Arc::new(Metrics::new()),
            Clock::system(),
        )
    }

    #[tokio::test]
    async fn a_failure_keeps_what_is_served_and_is_recorded() {
        let host = Arc::new(Host::default());
        host.serve(served());
        let unreachable: Load = Box::new(|_| Box::pin(async { anyhow::bail!("no route to host") }));
        let broken: Load = Box::new(|_| Box::pin(async { panic!("bad row") }));
        for (load, expected) in [(unreachable, "no route to host"), (broken, "the load panicked")] {
            assert_eq!(refresher(&host, load).run().await, Outcome::Failed);
            let state = host.state();
            assert!(state.served.is_some());
            let message = &state.failure.as_ref().unwrap().message;
            assert!(message.contains(expected), "{message}");
        }
        let same: Load = Box::new(|_| Box::pin(async { Ok(served()) }));
        assert_eq!(refresher(&host, same).run().await, Outcome::Unchanged);
        assert_eq!(host.state().failure, None);
    }

    #[tokio::test]
    async fn every_nth_refresh_reads_everything() {
        let host = Arc::new(Host::default());
        let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
        let kinds = Arc::clone(&asked);
        let load: Load = Box::new(move |errand| {
            kinds.lock().unwrap().push(errand.kind);
            Box::pin(async { Ok(served()) })
        });
        let refresher = refresher(&host, load);
        for kind in [Kind::Usual, Kind::Usual, Kind::NewDay, Kind::Usual, Kind::Usual] {
            refresher.run_for(kind).await;
        }
        assert_eq!(*asked.lock().unwrap(), [Kind::Usual, Kind::Usual, Kind::NewDay, Kind::Full, Kind::Usual]);
    }

    #[tokio::test]
    async fn data_that_shrank_is_taken_over_when_somebody_says_so() {
        let host = Arc::new(Host::default());
        let sizes = Arc::new(std::sync::Mutex::new(vec![100, 10, 10, 100, 10]));
        let load: Load = Box::new(move |_| {
            let num_orders = sizes.lock().unwrap().pop().unwrap();
            Box::pin(async move { Ok(Served { snapshot: Arc::new(with_orders(num_orders)), ..served() }) })
        });
        let refresher = refresher(&host, load);
        let num_served = || host.state().served.as_ref().unwrap().snapshot.orders.len();
        for (accepts_shrinking, outcome, num_orders) in [
            (false, Outcome::Loaded, 10),
            (false, Outcome::Loaded, 100),
            (false, Outcome::Refused, 100),
            (true, Outcome::Loaded, 10),
            (false, Outcome::Loaded, 100),
        ] {
            refresher.accepts_shrinking.store(accepts_shrinking, Ordering::Relaxed);
            assert_eq!((refresher.run().await, num_served()), (outcome, num_orders));
            let says_why = host.state().failure.as_ref().is_some_and(|failure| {
                failure.is_refusal && failure.message.starts_with("orders has 10 rows that count")
            });
            assert_eq!(says_why, outcome == Outcome::Refused);
        }
    }

    #[tokio::test]
    async fn old_data_is_freed_with_the_last_request_that_uses_it() {
        let host = Arc::new(Host::default());
        let loaded = Arc::new(std::sync::Mutex::new(Vec::new()));
        let known = Arc::clone(&loaded);
        let load: Load = Box::new(move |_| {
            let mut known = known.lock().unwrap();
            let snapshot = Arc::new(with_orders(known.len() as i64 + 1));
            known.push(Arc::downgrade(&snapshot));
            Box::pin(async { Ok(Served { snapshot, ..served() }) })
        });
        let refresher = refresher(&host, load);
        refresher.run().await;
        let request = host.state();
        for _ in 0..9 {
            assert_eq!(refresher.run().await, Outcome::Loaded);
        }
        let alive = || loaded.lock().unwrap().iter().map(|weak| weak.strong_count() > 0).collect::<Vec<_>>();
        let only = |kept: &[usize]| (0..10).map(|number| kept.contains(&number)).collect::<Vec<_>>();
        assert_eq!(alive(), only(&[0, 9]));
        drop(request);
        assert_eq!(alive(), only(&[9]));
    }

    #[tokio::test(start_paused = true)]
    async fn a_first_load_that_fails_is_tried_again_soon() {
        let host = Arc::new(Host::default());
        let num_tries = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let tries = Arc::clone(&num_tries);
        let second_time: Load = Box::new(move |_| {
            let is_first = tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
            Box::pin(async move { if is_first { anyhow::bail!("starting up") } else { Ok(served()) } })
        });
        refresher(&host, second_time).run_until_loaded().await;
        assert_eq!(num_tries.load(std::sync::atomic::Ordering::SeqCst), 2);
        assert!(host.state().served.is_some() && host.state().failure.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_joins_a_load_or_starts_one_now_and_then() {
        let host = Arc::new(Host::default());
        let num_loads = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let loads = Arc::clone(&num_loads);
        let slow: Load = Box::new(move |_| {
            let number = loads.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Box::pin(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                if number == 1 { anyhow::bail!("no route to host") } else { Ok(served()) }
            })
        });
        let refresher = refresher(&host, slow);
        let ask = || refresher.start_or_join(false);
        for (expected, num_expected, pause_s) in [(Outcome::Loaded, 1, 9), (Outcome::Failed, 2, 9)] {
            let (first, second) = tokio::join!(ask(), async {
                tokio::time::sleep(Duration::from_millis(500)).await;
                ask().await
            });
            assert_eq!((first, second), (Ok(expected), Ok(expected)));
            assert_eq!(num_loads.load(std::sync::atomic::Ordering::SeqCst), num_expected);
            assert_eq!(ask().await, Err(TooSoon { retry_after: Duration::from_secs(pause_s) }));
            tokio::time::sleep(Duration::from_secs(pause_s)).await;
        }
    }

    #[tokio::test]
    async fn readers_see_the_old_data_while_loads_panic() {
        let num_loads = std::sync::atomic::AtomicUsize::new(0);
        let second_panics: Load = Box::new(move |_| {
            let number = num_loads.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                assert!(number != 1, "bad row");
                Ok(served())
            })
        });
        let app = App::new(settings_of(&[]).unwrap(), second_panics);
        let client = TestClient::new(endpoint(&app));
        let text = async |path: &str| {
            let response = client.get(path).send().await;
            response.assert_status_is_ok();
            response.0.into_body().into_string().await.unwrap()
        };
        let version = format!("data-snapshot=\"{}\"", served().snapshot.version);
        for (outcome, ready) in [
            (Outcome::Loaded, "ready\n"),
            (Outcome::Failed, "ready, stale: the last refresh failed\n"),
            (Outcome::Unchanged, "ready\n"),
        ] {
            assert_eq!(app.refresher.run().await, outcome);
            assert_eq!(text("/readyz").await, ready);
            let page = text("/").await;
            assert!(page.contains(&version), "{outcome:?}");
            assert_eq!(page.contains("The last refresh failed."), outcome == Outcome::Failed);
            assert_eq!(text("/status").await.contains("the load panicked"), outcome != Outcome::Loaded);
        }
    }

    #[tokio::test]
    async fn the_first_reader_need_not_wait() {
        let load: Load = Box::new(|_| Box::pin(async { Ok(served()) }));
        let app = App::new(settings_of(&[]).unwrap(), load);
        app.refresher.run_until_loaded().await;
        let num_computed = app.cache.figures().num_computed;
        assert!(num_computed > 0);
        TestClient::new(endpoint(&app)).get("/").send().await.assert_status_is_ok();
        assert_eq!(app.cache.figures().num_computed, num_computed);
    }

    #[tokio::test]
    async fn two_never_run_at_once_and_stopping_ends_a_load() {
        let host = Arc::new(Host::default());
        let begun = Arc::new(Notify::new());
        let signal = Arc::clone(&begun);
        let endless: Load = Box::new(move |_| {
            let signal = Arc::clone(&signal);
            Box::pin(async move {
                signal.notify_one();
                std::future::pending().await
            })
        });
        let refresher = refresher(&host, endless);
        refresher.start().await.unwrap();
        begun.notified().await;
        assert!(host.state().next_refresh.is_some());
        assert_eq!(refresher.run().await, Outcome::Busy);
        refresher.stop().await;
        assert!(host.state().served.is_none());
        assert_eq!(refresher.run().await, Outcome::Stopped);
    }
}
