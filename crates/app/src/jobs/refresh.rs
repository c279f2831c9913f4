//! The refresh: loads a new snapshot aside and swaps it in; when that fails, the last good one goes on serving.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::Utc;
use futures_util::future::BoxFuture;
use tokio::sync::Mutex;
use tokio::time::Instant;
use tokio_cron_scheduler::{Job, JobScheduler};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::host::{Host, Served, State};
use crate::metrics::Metrics;
use crate::settings::Schedule;

/// How soon a first load that failed is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// How long after a refresh that somebody asked for the next one may be started.
const ASKING_PAUSE: Duration = Duration::from_secs(10);

/// Loads the data anew; called once for each refresh.
pub(crate) type Load = Box<dyn Fn() -> BoxFuture<'static, Result<Served>> + Send + Sync>;

/// What to do once new data is served, such as warming the cache.
pub(crate) type Afterwards = Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// How a refresh ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// New data is being served.
    Loaded,
    /// The load failed; the failure is recorded.
    Failed,
    /// Another refresh was under way; nothing was done.
    Busy,
    /// The server is stopping.
    Stopped,
}

impl Outcome {
    /// One word for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Outcome::Loaded => "loaded",
            Outcome::Failed => "failed",
            Outcome::Busy => "busy",
            Outcome::Stopped => "stopped",
        }
    }
}

/// Somebody asked for a refresh a moment ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooSoon {
    /// When the next one may be started.
    pub retry_after: Duration,
}

/// Runs refreshes: never two at once, and none any more once it is stopped.
pub(crate) struct Refresher {
    host: Arc<Host>,
    schedule: Schedule,
    load: Load,
    afterwards: Afterwards,
    metrics: Arc<Metrics>,
    running: Mutex<()>,
    last_asked: std::sync::Mutex<Option<Instant>>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Refresher {
    /// A refresher that fills `host` from `load`.
    pub(crate) fn new(
        host: Arc<Host>,
        schedule: Schedule,
        load: Load,
        afterwards: Afterwards,
        metrics: Arc<Metrics>,
    ) -> Arc<Refresher> {
        Arc::new(Refresher {
            host,
            schedule,
            load,
            afterwards,
            metrics,
            running: Mutex::new(()),
            last_asked: std::sync::Mutex::default(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        })
    }

    /// Loads now, unless a load is under way.
    pub(crate) async fn run(&self) -> Outcome {
        let Ok(_running) = self.running.try_lock() else {
            tracing::info!("refresh skipped: the one before is still running");
            return Outcome::Busy;
        };
        let begun = Instant::now();
        // A task of its own, so that a panic in a load is a failed refresh and not the end of the refreshing.
        let mut load = tokio::spawn((self.load)());
        let result = tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                load.abort();
                return Outcome::Stopped;
            }
            result = &mut load => result.unwrap_or_else(|error| Err(anyhow::anyhow!("the load panicked: {error}"))),
        };
        let outcome = match result {
            Ok(served) => {
                let version = served.snapshot.version.clone();
                let load_ms = u64::try_from(served.load_duration.as_millis()).unwrap_or(u64::MAX);
                let num_orders = served.snapshot.orders.number.len();
                self.host.serve(served);
                tracing::info!(
                    duration_ms = millis_since(begun),
                    load_ms,
                    version,
                    num_orders,
                    "refresh done"
                );
                Outcome::Loaded
            }
            Err(error) => {
                let message = format!("{error:#}");
                tracing::error!(duration_ms = millis_since(begun), error = message, "refresh failed");
                self.host.fail(message, Utc::now());
                Outcome::Failed
            }
        };
        self.metrics.count_refresh(outcome, begun.elapsed(), Utc::now());
        if outcome == Outcome::Loaded {
            (self.afterwards)().await;
        }
        outcome
    }

    /// Starts a load because somebody asks for it, or joins the one that is under way, and waits for its end.
    /// The load goes on when the caller waits no longer.
    ///
    /// # Errors
    /// When it would have to be started and somebody else did that a moment ago.
    pub(crate) async fn start_or_join(self: &Arc<Self>) -> Result<Outcome, TooSoon> {
        let is_idle = self.running.try_lock().is_ok();
        if is_idle {
            let mut last_asked = self.last_asked.lock().unwrap_or_else(PoisonError::into_inner);
            let since = last_asked.map_or(ASKING_PAUSE, |at| at.elapsed());
            if since < ASKING_PAUSE {
                return Err(TooSoon { retry_after: ASKING_PAUSE - since });
            }
            *last_asked = Some(Instant::now());
        }
        let refresher = Arc::clone(self);
        let task = self.tasks.spawn(async move {
            let outcome = if is_idle { refresher.run().await } else { Outcome::Busy };
            if outcome != Outcome::Busy {
                return outcome;
            }
            drop(refresher.running.lock().await);
            if refresher.stop.is_cancelled() {
                Outcome::Stopped
            } else if refresher.host.state().failure.is_some() {
                Outcome::Failed
            } else {
                Outcome::Loaded
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

    /// Refreshes at once, and from then on by the schedule.
    ///
    /// # Errors
    /// When the scheduler cannot be started.
    pub(crate) async fn start(self: &Arc<Self>) -> Result<JobScheduler> {
        let first = Arc::clone(self);
        self.tasks.spawn(async move { first.run_until_loaded().await });
        let scheduler = JobScheduler::new().await.context("the scheduler cannot be created")?;
        let refresher = Arc::clone(self);
        let run = move |_id, _scheduler| -> BoxFuture<'static, ()> {
            // The scheduler starts a job again though it is still running: the lock in `run` keeps them apart.
            refresher.spawn();
            Box::pin(std::future::ready(()))
        };
        let job = match &self.schedule {
            Schedule::Every(interval) => Job::new_repeated_async(*interval, run),
            Schedule::Cron(cron) => Job::new_async(cron.as_str(), run),
        }
        .context("the refresh schedule cannot be understood")?;
        scheduler.add(job).await.context("the refresh cannot be scheduled")?;
        scheduler.start().await.context("the scheduler cannot be started")?;
        Ok(scheduler)
    }

    /// Loads until there is something to serve: nobody wants to wait for the schedule with nothing on the screen.
    async fn run_until_loaded(&self) {
        loop {
            // Before the load: pages say when the next one is, so a later change would make those just warmed useless.
            self.host.plan(self.schedule.next_after(Utc::now()));
            let has_live_data = |state: &State| state.served.as_ref().is_some_and(|served| !served.is_saved);
            if self.run().await != Outcome::Failed || has_live_data(&self.host.state()) {
                return;
            }
            self.host.plan(Some(Utc::now() + RETRY_AFTER));
            tokio::select! {
                () = self.stop.cancelled() => {}
                () = tokio::time::sleep(RETRY_AFTER) => {}
            }
        }
    }

    /// Starts a refresh that nobody waits for, and says when the next one is due.
    fn spawn(self: &Arc<Self>) {
        // One more tick can come after the scheduler was shut down.
        if self.stop.is_cancelled() {
            return;
        }
        self.host.plan(self.schedule.next_after(Utc::now()));
        self.start_now();
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
        f.debug_struct("Refresher").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

fn millis_since(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use poem::test::TestClient;
    use tokio::sync::Notify;

    use super::*;
    use crate::app::App;
    use crate::host::fixture::served;
    use crate::http::endpoint;
    use crate::settings::settings_of;

    fn refresher(host: &Arc<Host>, load: Load) -> Arc<Refresher> {
        let schedule = Schedule::Every(Duration::from_secs(3600));
        Refresher::new(
            Arc::clone(host),
            schedule,
            load,
            Box::new(|| Box::pin(async {})),
            Arc::new(Metrics::new()),
        )
    }

    #[tokio::test]
    async fn a_failure_keeps_what_is_served_and_is_recorded() {
        let host = Arc::new(Host::default());
        host.serve(served());
        let unreachable: Load = Box::new(|| Box::pin(async { anyhow::bail!("no route to host") }));
        let broken: Load = Box::new(|| Box::pin(async { panic!("bad row") }));
        for (load, expected) in [(unreachable, "no route to host"), (broken, "the load panicked")] {
            assert_eq!(refresher(&host, load).run().await, Outcome::Failed);
            let state = host.state();
            assert!(state.served.is_some());
            let message = &state.failure.as_ref().unwrap().message;
            assert!(message.contains(expected), "{message}");
        }
        let good: Load = Box::new(|| Box::pin(async { Ok(served()) }));
        assert_eq!(refresher(&host, good).run().await, Outcome::Loaded);
        assert_eq!(host.state().failure, None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_first_load_that_fails_is_tried_again_soon() {
        let host = Arc::new(Host::default());
        let num_tries = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let tries = Arc::clone(&num_tries);
        let second_time: Load = Box::new(move || {
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
        let slow: Load = Box::new(move || {
            let number = loads.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Box::pin(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                if number == 1 { anyhow::bail!("no route to host") } else { Ok(served()) }
            })
        });
        let refresher = refresher(&host, slow);
        let ask = || refresher.start_or_join();
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
    async fn the_first_reader_need_not_wait() {
        let load: Load = Box::new(|| Box::pin(async { Ok(served()) }));
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
        let endless: Load = Box::new(move || {
            let signal = Arc::clone(&signal);
            Box::pin(async move {
                signal.notify_one();
                std::future::pending().await
            })
        });
        let refresher = refresher(&host, endless);
        let mut scheduler = refresher.start().await.unwrap();
        begun.notified().await;
        assert!(host.state().next_refresh.is_some());
        assert_eq!(refresher.run().await, Outcome::Busy);
        scheduler.shutdown().await.unwrap();
        refresher.stop().await;
        assert!(host.state().served.is_none());
        assert_eq!(refresher.run().await, Outcome::Stopped);
    }
}
