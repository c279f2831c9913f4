//! Work on a blocking thread whose progress is heard by a [`Progress`] of the caller's.

use std::cell::Cell;

use anyhow::{Context, bail};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

use crate::rows::Progress;

/// Steps are reported in bundles, so that counting costs nothing beside the work.
const STEPS_A_MESSAGE: u64 = 4096;

enum Event {
    Stage(String, Option<u64>),
    Advance(u64),
}

/// The blocking thread's end of the line.
pub(crate) struct Relay {
    events: UnboundedSender<Event>,
    pending: Cell<u64>,
    cancelled: CancellationToken,
}

impl Relay {
    /// Is cancelled when nobody waits for the work any more; for whatever blocks between two reports.
    pub(crate) fn cancelled(&self) -> CancellationToken {
        self.cancelled.clone()
    }

    /// Starts a stage of `total` steps, if known.
    pub(crate) fn stage(&self, label: &str, total: Option<u64>) -> anyhow::Result<()> {
        self.flush()?;
        self.send(Event::Stage(label.into(), total))
    }

    /// Counts one step.
    pub(crate) fn step(&self) -> anyhow::Result<()> {
        self.pending.set(self.pending.get() + 1);
        if self.pending.get() >= STEPS_A_MESSAGE { self.flush() } else { Ok(()) }
    }

    /// Reports the steps that were counted and not yet told.
    pub(crate) fn flush(&self) -> anyhow::Result<()> {
        match self.pending.take() {
            0 => Ok(()),
            steps => self.send(Event::Advance(steps)),
        }
    }

    fn send(&self, event: Event) -> anyhow::Result<()> {
        // Nobody listens any more when the caller was cancelled: then the work ends too, and undoes what it began.
        if self.events.send(event).is_err() {
            bail!("cancelled");
        }
        Ok(())
    }
}

/// Runs `work` on a blocking thread and tells `progress` of it; dropping the future cancels the work: at its next report,
/// or earlier if it heeds [`Relay::cancelled`].
pub(crate) async fn on_blocking_thread<T: Send + 'static>(
    progress: &dyn Progress,
    work: impl FnOnce(&Relay) -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let (events, mut heard) = unbounded_channel();
    let cancelled = CancellationToken::new();
    let _guard = cancelled.clone().drop_guard();
    let job = tokio::task::spawn_blocking(move || {
        let relay = Relay { events, pending: Cell::new(0), cancelled };
        let result = work(&relay)?;
        relay.flush()?;
        Ok(result)
    });
    while let Some(event) = heard.recv().await {
        match event {
            Event::Stage(label, total) => progress.stage(&label, total),
            Event::Advance(steps) => progress.advance(steps),
        }
    }
    job.await.context("the work on the database broke off")?
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Heard(Mutex<Vec<(String, Option<u64>, u64)>>);

    impl Progress for Heard {
        fn stage(&self, label: &str, total: Option<u64>) {
            self.0.lock().unwrap().push((label.into(), total, 0));
        }

        fn advance(&self, steps: u64) {
            self.0.lock().unwrap().last_mut().unwrap().2 += steps;
        }
    }

    #[tokio::test]
    async fn every_step_is_heard() {
        let heard = Heard::default();
        let work = |relay: &Relay| {
            relay.stage("orders", Some(5000))?;
            (0..5000).try_for_each(|_| relay.step())?;
            relay.stage("payments", None)?;
            relay.step()
        };
        on_blocking_thread(&heard, work).await.unwrap();
        let expected = vec![("orders".into(), Some(5000), 5000), ("payments".into(), None, 1)];
        assert_eq!(heard.0.into_inner().unwrap(), expected);
    }
}
