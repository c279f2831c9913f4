//! What the source says about itself beside the data made of it: asked while each load is served already, so that nobody
//! waits for it and nothing depends on it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use analytics::reconciliation::{Reconciliation, SourceFigures};
use analytics::snapshot::Snapshot;
use anyhow::Result;
use chrono::{DateTime, Utc};
use store::Recount;
use tokio::sync::Semaphore;
use units::Day;

use crate::clock::Clock;

/// A source that answers this soon has answered before its data is served: then no page ever says that it is being asked.
const PATIENCE: Duration = Duration::from_millis(300);

/// How a load compares with its source, once that is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reconciling(Arc<OnceLock<Reconciled>>);

/// How a load compares with its source.
#[derive(Clone, Debug)]
pub(crate) enum Reconciled {
    /// The source has answered.
    Compared(Box<Compared>),
    /// It could not: why, and when that was known.
    Failed(String, DateTime<Utc>),
    /// The copy on disk has no source.
    SavedCopy,
}

/// An answer of the source beside the data.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// When the source answered.
    pub at: DateTime<Utc>,
    /// Both.
    pub reconciliation: Reconciliation,
    source: SourceFigures,
}

impl Reconciling {
    /// For the copy on disk.
    pub(crate) fn of_saved_copy() -> Reconciling {
        Reconciling::known(Reconciled::SavedCopy)
    }

    fn known(reconciled: Reconciled) -> Reconciling {
        Reconciling(Arc::new(OnceLock::from(reconciled)))
    }

    /// What is known by now; none while the source is being asked.
    pub(crate) fn get(&self) -> Option<&Reconciled> {
        self.0.get()
    }

    /// What pages that show it depend on.
    pub(crate) fn key(&self) -> String {
        match self.get() {
            None => "asking".to_owned(),
            Some(Reconciled::Compared(compared)) => compared.at.timestamp_millis().to_string(),
            Some(Reconciled::Failed(_, at)) => format!("failed {}", at.timestamp_millis()),
            Some(Reconciled::SavedCopy) => "saved".to_owned(),
        }
    }

    /// The same rows as of another day: the source says the same unless it has rows that only one of the days knows.
    pub(crate) fn dated(&self, from: Day, snapshot: &Snapshot, clock: &Clock) -> Reconciling {
        let Some(Reconciled::Compared(compared)) = self.get() else { return self.clone() };
        let is_same = compared.source.later == Default::default() && from <= snapshot.as_of;
        Reconciling::known(if is_same {
            let reconciliation = Reconciliation::of(snapshot, &compared.source);
            Reconciled::Compared(Box::new(Compared { reconciliation, ..Compared::clone(compared) }))
        } else {
            let why = "the day of the data changed and the source has rows dated around it; it is asked again when it is read";
            Reconciled::Failed(why.to_owned(), clock.now())
        })
    }
}

/// Asks sources, one at a time.
#[derive(Debug)]
pub(crate) struct Reconciler {
    limit: Duration,
    clock: Clock,
    turn: Arc<Semaphore>,
}

impl Reconciler {
    /// One that waits so long for an answer.
    pub(crate) fn new(limit: Duration, clock: Clock) -> Reconciler {
        Reconciler { limit, clock, turn: Arc::new(Semaphore::new(1)) }
    }

    /// Compares in the background; returns when that is done, or soon.
    pub(crate) async fn begin(&self, recount: Option<Recount>, snapshot: &Arc<Snapshot>) -> Reconciling {
        let failed = |why: &str| Reconciling::known(Reconciled::Failed(why.to_owned(), self.clock.now()));
        let Some(recount) = recount else { return failed("the source was not asked") };
        let Ok(turn) = Arc::clone(&self.turn).try_acquire_owned() else {
            return failed(
                "the source is still adding up for the load before; it is asked again at the next one",
            );
        };
        let reconciling = Reconciling::default();
        let (cell, clock) = (Arc::clone(&reconciling.0), self.clock.clone());
        let (snapshot, limit) = (Arc::clone(snapshot), self.limit);
        let mut asking = tokio::spawn(async move {
            let answer = tokio::time::timeout(limit, recount.answer()).await;
            let answer = answer.unwrap_or_else(|_| {
                Err(anyhow::anyhow!(
                    "the source did not answer within {}; REFRESH_DEADLINE is the limit",
                    humantime::format_duration(limit)
                ))
            });
            let compared = match answer {
                Ok(source) => compare(snapshot, source).await,
                Err(error) => Err(error),
            };
            let reconciled = match compared {
                Ok((reconciliation, source)) => {
                    report(&reconciliation);
                    Reconciled::Compared(Box::new(Compared { at: clock.now(), reconciliation, source }))
                }
                Err(error) => {
                    let why = format!("{error:#}");
                    tracing::warn!(error = why, "the source could not recompute the figures");
                    Reconciled::Failed(why, clock.now())
                }
            };
            let _ = cell.set(reconciled);
            drop(turn);
        });
        // Whether it has answered by then or not: what is known is asked of the cell.
        let _ = tokio::time::timeout(PATIENCE, &mut asking).await;
        reconciling
    }
}

async fn compare(snapshot: Arc<Snapshot>, source: SourceFigures) -> Result<(Reconciliation, SourceFigures)> {
    Ok(tokio::task::spawn_blocking(move || (Reconciliation::of(&snapshot, &source), source)).await?)
}

fn report(reconciliation: &Reconciliation) {
    let (num_differing, num_figures) = (reconciliation.differing().count(), reconciliation.comparisons.len());
    if reconciliation.is_explained() {
        tracing::info!(num_figures, num_differing, "the source agrees, but for rows that are left out");
    } else {
        tracing::warn!(
            num_figures,
            num_differing,
            "the source says something else than the data, and rows that are left out do not explain all of it"
        );
    }
}

#[cfg(test)]
mod tests {
    use analytics::policy::AsOf;
    use analytics::reconciliation::Figures;

    use super::*;
    use crate::host::fixture::{with_orders, with_orders_as_of};

    #[tokio::test]
    async fn nothing_to_ask_is_said() {
        let reconciler = Reconciler::new(Duration::from_secs(1), Clock::system());
        let reconciling = reconciler.begin(None, &Arc::new(with_orders(1))).await;
        assert!(matches!(reconciling.get(), Some(Reconciled::Failed(why, _)) if why.contains("not asked")));
        assert!(Reconciling::default().get().is_none());
        assert_ne!(reconciling.key(), Reconciling::default().key());
    }

    /// Three orders on the second to fourth of January.
    #[test]
    fn another_day_of_the_same_rows_is_compared_again_or_known_to_be_unknown() {
        let day = |text: &str| AsOf::On(text.parse().unwrap());
        let compared = |num_later| {
            let source = SourceFigures {
                figures: Figures { num_orders: 3 - num_later, ..Figures::default() },
                later: Figures { num_orders: num_later, ..Figures::default() },
            };
            let reconciliation = Reconciliation::of(&with_orders(3), &source);
            let compared = Compared { at: Utc::now(), reconciliation, source };
            Reconciling::known(Reconciled::Compared(Box::new(compared)))
        };
        for (num_later, from, to, is_known) in [
            (0, "2004-01-04", "2004-01-05", true),
            (0, "2004-01-04", "2004-01-03", false),
            (1, "2004-01-03", "2004-01-05", false),
        ] {
            let snapshot = with_orders_as_of(3, day(to));
            let dated = compared(num_later).dated(from.parse().unwrap(), &snapshot, &Clock::system());
            let Some(reconciled) = dated.get() else { panic!("nothing is known") };
            match reconciled {
                Reconciled::Compared(compared) => {
                    assert!(is_known && compared.reconciliation.comparisons[0].difference() == 0);
                }
                _ => assert!(!is_known, "{reconciled:?}"),
            }
        }
    }
}
