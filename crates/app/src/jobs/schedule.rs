//! When a refresh begins: at the start, by the schedule, after a pause when one failed, and when a new day begins.
//!
//! The scheduler goes by the clock of the machine, which can jump. So once a second the time of day is compared with how
//! much time has really passed, and after a jump the schedule is made anew.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use tokio::time::Instant;
use tokio_cron_scheduler::{Job, JobScheduler};
use units::Day;

use super::backoff;
use super::refresh::{Kind, Refresher};
use crate::settings::Schedule;

/// How often somebody looks whether something is due.
const BEAT: Duration = Duration::from_secs(1);

/// The clock is set by small steps all the time; this is a jump.
const JUMP: chrono::Duration = chrono::Duration::seconds(5);

/// How soon the data is tried to be brought to the same day once more.
const NEW_DAY_RETRY: Duration = Duration::from_secs(60);

/// What the beat remembers.
struct Beat {
    wall: DateTime<Utc>,
    at: Instant,
    new_day_tried: Option<(Day, Instant)>,
}

/// What a beat found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Found {
    has_jumped: bool,
    wants: Option<Kind>,
}

impl Refresher {
    /// Refreshes at once, and from then on by the schedule until [`Refresher::stop`].
    ///
    /// # Errors
    /// When the scheduler cannot be started.
    pub(crate) async fn start(self: &Arc<Self>) -> Result<()> {
        self.begin();
        let scheduler = self.schedule().await?;
        let refresher = Arc::clone(self);
        self.tasks.spawn(async move { refresher.beat(scheduler).await });
        Ok(())
    }

    /// The first refresh. Its successor is planned before it begins: pages say when that is, so a later change would
    /// make those just warmed useless.
    fn begin(self: &Arc<Self>) {
        let now = self.clock.now();
        self.change_plan(|plan| plan.scheduled = self.settings.schedule.next_after(now));
        self.start_now();
    }

    async fn schedule(self: &Arc<Self>) -> Result<JobScheduler> {
        let scheduler = JobScheduler::new().await.context("the scheduler cannot be created")?;
        let refresher = Arc::clone(self);
        let run = move |_id, _scheduler| -> BoxFuture<'static, ()> {
            // The scheduler starts a job again though it is still running: the lock in `run` keeps them apart.
            refresher.tick();
            Box::pin(std::future::ready(()))
        };
        let job = match &self.settings.schedule {
            Schedule::Every(interval) => Job::new_repeated_async(*interval, run),
            Schedule::Cron(cron) => Job::new_async(cron.as_str(), run),
        }
        .context("the refresh schedule cannot be understood")?;
        scheduler.add(job).await.context("the refresh cannot be scheduled")?;
        scheduler.start().await.context("the scheduler cannot be started")?;
        Ok(scheduler)
    }

    /// The schedule is due: starts a refresh within the jitter and plans the next, unless one failed a moment ago.
    fn tick(self: &Arc<Self>) {
        // One more tick can come after the scheduler was shut down.
        if self.stop.is_cancelled() {
            return;
        }
        let now = self.clock.now();
        self.change_plan(|plan| plan.scheduled = self.settings.schedule.next_after(now));
        if self.is_backing_off() {
            tracing::debug!(
                "the schedule is due, but the last refresh failed; it is tried again after a pause"
            );
            return;
        }
        let refresher = Arc::clone(self);
        let pause = backoff::at_random(self.settings.jitter);
        self.tasks.spawn(async move {
            let pause = tokio::time::sleep(pause);
            if refresher.stop.run_until_cancelled(pause).await.is_some() {
                refresher.run().await;
            }
        });
    }

    fn is_backing_off(&self) -> bool {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner).retry.is_some()
    }

    /// Looks once a second whether something is due that the scheduler does not know of.
    async fn beat(self: Arc<Self>, mut scheduler: JobScheduler) {
        let mut beat = Beat { wall: self.clock.now(), at: Instant::now(), new_day_tried: None };
        while self.stop.run_until_cancelled(tokio::time::sleep(BEAT)).await.is_some() {
            let found = self.look(&mut beat);
            if found.has_jumped {
                end(&mut scheduler).await;
                match self.schedule().await {
                    Ok(anew) => scheduler = anew,
                    Err(error) => {
                        tracing::error!(error = format!("{error:#}"), "the refresh is not scheduled")
                    }
                }
            }
            if let Some(kind) = found.wants {
                let refresher = Arc::clone(&self);
                self.tasks.spawn(async move { refresher.run_for(kind).await });
            }
        }
        end(&mut scheduler).await;
    }

    /// One beat.
    fn look(&self, beat: &mut Beat) -> Found {
        let (now, at) = (self.clock.now(), Instant::now());
        let passed = chrono::Duration::from_std(at - beat.at).unwrap_or(chrono::Duration::MAX);
        let ahead = now - beat.wall - passed;
        (beat.wall, beat.at) = (now, at);
        let has_jumped = ahead.abs() > JUMP;
        let mut is_due = false;
        if has_jumped {
            tracing::warn!(
                seconds = ahead.num_seconds(),
                "the clock has jumped; the next refresh is planned anew"
            );
            self.change_plan(|plan| {
                is_due = plan.scheduled.is_some_and(|scheduled| scheduled <= now) && plan.retry.is_none();
                plan.scheduled = self.settings.schedule.next_after(now);
            });
        }
        let retry = self.plan.lock().unwrap_or_else(PoisonError::into_inner).retry;
        let is_retry_due = retry.is_some_and(|retry| retry <= at);
        let today = self.clock.today();
        // After a jump of the clock yet another day can come within a moment.
        let was_tried =
            (beat.new_day_tried).is_some_and(|(day, tried)| day == today && at - tried < NEW_DAY_RETRY);
        let is_new_day = retry.is_none() && self.is_new_day(today) && !was_tried;
        let wants = if is_new_day {
            beat.new_day_tried = Some((today, at));
            Some(Kind::NewDay)
        } else {
            (is_retry_due || is_due).then_some(Kind::Usual)
        };
        Found { has_jumped, wants }
    }

    /// Whether the data speaks of another day than it should.
    fn is_new_day(&self, today: Day) -> bool {
        let state = self.host.state();
        self.settings.follows_calendar
            && state.served.as_ref().is_some_and(|served| served.snapshot.as_of != today)
    }
}

async fn end(scheduler: &mut JobScheduler) {
    if let Err(error) = scheduler.shutdown().await {
        tracing::warn!(%error, "the scheduler does not stop");
    }
}

/// Begins and waits for data: for tests of what comes after that.
#[cfg(test)]
impl Refresher {
    pub(crate) async fn run_until_loaded(self: &Arc<Self>) {
        self.change_plan(|plan| plan.scheduled = self.settings.schedule.next_after(self.clock.now()));
        while self.run().await != super::refresh::Outcome::Loaded {
            let retry = self.plan.lock().unwrap_or_else(PoisonError::into_inner).retry;
            tokio::time::sleep_until(retry.expect("after a failure there is a retry")).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use analytics::policy::AsOf;

    use super::super::refresh::Outcome;
    use super::*;
    use crate::clock::Clock;
    use crate::host::fixture::{served, with_orders_as_of};
    use crate::host::{Host, Served};
    use crate::metrics::Metrics;
    use crate::settings::settings_of;

    /// A refresher by a clock that tests set, and loads that succeed or fail as tests say.
    struct Trial {
        refresher: Arc<Refresher>,
        host: Arc<Host>,
        wall: Arc<Mutex<DateTime<Utc>>>,
        fails: Arc<Mutex<bool>>,
        beat: Beat,
    }

    impl Trial {
        fn new(now: &str, settings: &[(&str, &str)]) -> Trial {
            let now = now.parse().unwrap();
            let (wall, fails) = (Arc::new(Mutex::new(now)), Arc::new(Mutex::new(false)));
            let (read, is_down) = (Arc::clone(&wall), Arc::clone(&fails));
            let host = Arc::new(Host::default());
            let refresher = Refresher::new(
                Arc::clone(&host),
                settings_of(settings).unwrap().refresh,
                Box::new(move |_| {
                    let is_down = *is_down.lock().unwrap();
                    Box::pin(
                        async move { if is_down { anyhow::bail!("no route to host") } else { Ok(served()) } },
                    )
                }),
                Box::new(|| Box::pin(async {})),
                Arc::new(Metrics::new()),
                Clock::of(move || *read.lock().unwrap()),
            );
            let next = refresher.settings.schedule.next_after(now);
            refresher.change_plan(|plan| plan.scheduled = next);
            Trial {
                refresher,
                host,
                wall,
                fails,
                beat: Beat { wall: now, at: Instant::now(), new_day_tried: None },
            }
        }

        /// What is found when so many seconds have really passed, and so many by the clock of the machine.
        async fn look_after(&mut self, real_s: u64, wall_s: i64) -> Found {
            tokio::time::advance(Duration::from_secs(real_s)).await;
            *self.wall.lock().unwrap() += chrono::Duration::seconds(wall_s);
            self.refresher.look(&mut self.beat)
        }

        fn next(&self) -> String {
            self.host.state().next_refresh.unwrap().format("%Y-%m-%d %H:%M:%S").to_string()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_jump_of_the_clock_the_schedule_is_made_anew() {
        let (nothing, refresh) = (None, Some(Kind::Usual));
        for (real_s, wall_s, has_jumped, wants, next) in [
            (1, 1, false, nothing, "2026-03-01 00:05:00"),
            (1, 4, false, nothing, "2026-03-01 00:05:00"),
            (60, 60, false, nothing, "2026-03-01 00:05:00"),
            (1, 61, true, nothing, "2026-03-01 00:06:01"),
            (1, 3600, true, refresh, "2026-03-01 01:05:00"),
            (1, -3600, true, nothing, "2026-02-28 23:05:00"),
            (1, 86_400, true, refresh, "2026-03-02 00:05:00"),
            // A machine that slept.
            (7200, 0, true, nothing, "2026-03-01 00:05:00"),
        ] {
            let mut trial = Trial::new("2026-03-01T00:00:00Z", &[("REFRESH_INTERVAL", "5m")]);
            let found = trial.look_after(real_s, wall_s).await;
            assert_eq!(found, Found { has_jumped, wants }, "{wall_s} s within {real_s} s");
            assert_eq!(trial.next(), next, "{wall_s} s within {real_s} s");
            assert_eq!(trial.look_after(1, 1).await, Found::default(), "a jump is seen once");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn midnight_brings_a_new_day_when_the_numbers_speak_of_today() {
        for (as_of, evening, expected) in [
            ("today", "2004-02-28T23:59:58Z", Some(Kind::NewDay)),
            ("today", "2004-02-29T23:59:58Z", Some(Kind::NewDay)),
            ("today", "2004-12-31T23:59:58Z", Some(Kind::NewDay)),
            ("last-order", "2004-12-31T23:59:58Z", None),
        ] {
            let mut trial = Trial::new(evening, &[("AS_OF", as_of)]);
            let day = AsOf::On(trial.refresher.clock.today());
            trial.host.serve(Served { snapshot: Arc::new(with_orders_as_of(5, day)), ..served() });
            assert_eq!(trial.look_after(1, 1).await.wants, None, "{evening}");
            assert_eq!(trial.look_after(1, 1).await.wants, expected, "{evening}");
            // It is given some time before it is tried again.
            assert_eq!(trial.look_after(1, 1).await.wants, None, "{evening}");
            assert_eq!(trial.look_after(59, 59).await.wants, expected, "{evening}");
            let day = AsOf::On(trial.refresher.clock.today());
            trial.host.serve(Served { snapshot: Arc::new(with_orders_as_of(5, day)), ..served() });
            assert_eq!(trial.look_after(100, 100).await.wants, None, "{evening}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_failed_is_tried_again_after_a_pause_and_not_by_the_schedule() {
        let mut trial =
            Trial::new("2026-03-01T00:00:00Z", &[("REFRESH_INTERVAL", "1s"), ("REFRESH_JITTER", "0s")]);
        trial.host.serve(served());
        *trial.fails.lock().unwrap() = true;
        for longest_s in [5, 10, 20, 40] {
            assert_eq!(trial.refresher.run().await, Outcome::Failed);
            trial.refresher.tick();
            assert!(trial.refresher.tasks.is_empty(), "the schedule starts nothing");
            let early = longest_s * 4 / 5 - 1;
            assert_eq!(trial.look_after(early, early as i64).await, Found::default(), "after {early} s");
            let rest = longest_s - early;
            assert_eq!(
                trial.look_after(rest, rest as i64).await.wants,
                Some(Kind::Usual),
                "after {longest_s} s"
            );
        }
        *trial.fails.lock().unwrap() = false;
        assert!(trial.refresher.run().await.is_success());
        assert_eq!(trial.look_after(600, 600).await, Found::default(), "nothing is left to be tried again");
        trial.refresher.tick();
        assert_eq!(trial.refresher.tasks.len(), 1, "the schedule is in force again");
    }
}
