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

/// How soon the data is tried to be brought to a new day once more.
const NEW_DAY_RETRY: Duration = Duration::from_secs(60);

/// What the beat remembers.
struct Beat {
    wall: DateTime<Utc>,
    at: Instant,
    new_day_tried: Option<Instant>,
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
        let is_new_day = retry.is_none()
            && self.is_new_day(self.clock.today())
            && beat.new_day_tried.is_none_or(|tried| at - tried >= NEW_DAY_RETRY);
        let wants = if is_new_day {
            beat.new_day_tried = Some(at);
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
