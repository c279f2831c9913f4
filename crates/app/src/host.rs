//! The data that is being served, and how fresh it is: written by the refresh job, read once by each request.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use analytics::snapshot::Snapshot;
use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};

use crate::jobs::reconcile::Reconciling;

/// How late a planned refresh may begin before pages say that it is overdue.
const PATIENCE: chrono::Duration = chrono::Duration::seconds(90);

/// So many failures are remembered after a load succeeded.
const MOST_FAILURES: usize = 10;

/// Holds the current [`State`] and swaps it as a whole, so that a page never mixes two versions.
#[derive(Debug, Default)]
pub(crate) struct Host {
    state: ArcSwap<State>,
    writing: Mutex<()>,
}

/// One version of everything that pages say about the data.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// The data; none before the first load.
    pub served: Option<Served>,
    /// When the next refresh is planned.
    pub next_refresh: Option<DateTime<Utc>>,
    /// The failures since the last load that succeeded.
    pub failure: Option<Failure>,
    /// The last failures whatever came after them, the latest first.
    pub recent_failures: Vec<Failure>,
}

/// A snapshot and where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Served {
    /// The data.
    pub snapshot: Arc<Snapshot>,
    /// The database in a few words.
    pub source: String,
    /// When its load ended.
    pub loaded_at: DateTime<Utc>,
    /// When the source was last seen to hold just these rows.
    pub checked_at: DateTime<Utc>,
    /// How long its load took.
    pub load_duration: Duration,
    /// How much of the source was read at `checked_at`.
    pub extent: Extent,
    /// Whether it was read from the copy on disk because the source gave nothing since the start.
    pub is_saved: bool,
    /// How it compares with what the source says about itself.
    pub reconciling: Reconciling,
}

/// How much of the source a refresh read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Every row.
    Everything,
    /// What had changed; so many blocks of orders out of so many were taken over from the data before.
    Changes { num_kept: usize, num_blocks: usize },
    /// Nothing, because nothing had changed.
    Nothing,
}

impl Extent {
    /// The names of all, for programs.
    pub(crate) const NAMES: [&str; 3] = ["everything", "changes", "nothing"];

    /// One word for programs.
    pub(crate) fn name(self) -> &'static str {
        let [everything, changes, nothing] = Extent::NAMES;
        match self {
            Extent::Everything => everything,
            Extent::Changes { .. } => changes,
            Extent::Nothing => nothing,
        }
    }
}

/// Why the data is older than it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What went wrong, in one line.
    pub message: String,
    /// When it last did.
    pub at: DateTime<Utc>,
    /// How many times in a row.
    pub num_in_a_row: u32,
    /// Whether the source could be read, and what it gave was not taken over.
    pub is_refusal: bool,
}

impl Host {
    /// What is served now. Take it once a request and use nothing else.
    pub(crate) fn state(&self) -> Arc<State> {
        self.state.load_full()
    }

    /// Serves new data from now on.
    ///
    /// Data of the version that is served already keeps its place in memory, so that nothing is held twice.
    pub(crate) fn serve(&self, mut served: Served) {
        self.change(|state| {
            if let Some(current) = &state.served
                && current.snapshot.version == served.snapshot.version
            {
                served.snapshot = Arc::clone(&current.snapshot);
            }
            state.served = Some(served);
            state.failure = None;
        });
    }

    /// Serves the copy on disk, unless the source gave something in the meantime; what failed so far stays on record.
    pub(crate) fn serve_saved(&self, saved: Served) {
        self.change(|state| {
            state.served.get_or_insert(saved);
        });
    }

    /// Records that a refresh failed; what is served stays.
    pub(crate) fn fail(&self, message: String, at: DateTime<Utc>) {
        self.record(message, at, false);
    }

    /// Records that new data was not taken over; what is served stays.
    pub(crate) fn refuse(&self, message: String, at: DateTime<Utc>) {
        self.record(message, at, true);
    }

    fn record(&self, message: String, at: DateTime<Utc>, is_refusal: bool) {
        self.change(|state| {
            let num_in_a_row = state.failure.as_ref().map_or(0, |failure| failure.num_in_a_row) + 1;
            let failure = Failure { message, at, num_in_a_row, is_refusal };
            state.recent_failures.insert(0, failure.clone());
            state.recent_failures.truncate(MOST_FAILURES);
            state.failure = Some(failure);
        });
    }

    /// Records when the next refresh is planned.
    pub(crate) fn plan(&self, next_refresh: Option<DateTime<Utc>>) {
        self.change(|state| state.next_refresh = next_refresh);
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = State::clone(&self.state.load());
        change(&mut state);
        self.state.store(Arc::new(state));
    }
}

impl State {
    /// Whether a planned refresh should have begun by now and did not.
    pub(crate) fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.next_refresh.is_some_and(|planned| planned + PATIENCE < now)
    }

    /// Everything that pages say about freshness, as a part of their keys: a cached page cannot hide a failed refresh.
    pub(crate) fn freshness_key(&self, now: DateTime<Utc>) -> String {
        let millis = |time: Option<DateTime<Utc>>| time.map_or(0, |time| time.timestamp_millis());
        format!(
            "{}.{}.{}.{}.{}",
            millis(self.served.as_ref().map(|served| served.loaded_at)),
            millis(self.served.as_ref().map(|served| served.checked_at)),
            millis(self.next_refresh),
            millis(self.failure.as_ref().map(|failure| failure.at)),
            u8::from(self.is_overdue(now)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn failures_are_counted_and_show_in_the_key() {
        let host = Host::default();
        let before = host.state().freshness_key(at("2026-01-01T00:00:00Z"));
        host.fail("no route to host".to_owned(), at("2026-01-01T00:00:00Z"));
        host.fail("timeout".to_owned(), at("2026-01-01T00:05:00Z"));
        let state = host.state();
        let expected = Failure {
            message: "timeout".to_owned(),
            at: at("2026-01-01T00:05:00Z"),
            num_in_a_row: 2,
            is_refusal: false,
        };
        assert_eq!(state.failure, Some(expected));
        assert_eq!(state.recent_failures.len(), 2);
        assert_eq!(state.recent_failures[0].message, "timeout");
        assert_ne!(state.freshness_key(at("2026-01-01T00:00:00Z")), before);
    }

    #[test]
    fn overdue_changes_the_key_without_anybody_writing() {
        let host = Host::default();
        host.plan(Some(at("2026-01-01T00:05:00Z")));
        let state = host.state();
        for (now, is_overdue) in [("2026-01-01T00:06:00Z", false), ("2026-01-01T00:07:00Z", true)] {
            assert_eq!(state.is_overdue(at(now)), is_overdue, "{now}");
            assert!(state.freshness_key(at(now)).ends_with(if is_overdue { ".1" } else { ".0" }));
        }
    }
}

/// Data for the tests of other files.
#[cfg(test)]
pub(crate) mod fixture {
    use analytics::intake::Intake;
    use analytics::policy::{AsOf, Regions};
    use analytics::schema::{Cell, Table};
    use units::Day;

    use super::*;

    /// The snapshot of a database with eight empty tables.
    pub(crate) fn served() -> Served {
        let mut intake = Intake::new(Regions::default(), AsOf::LastOrder);
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
        }
        Served {
            snapshot: Arc::new(intake.finish()),
            source: "SQLite, test".to_owned(),
            loaded_at: "2026-01-01T00:00:00Z".parse().expect("a time"),
            checked_at: "2026-01-01T00:00:00Z".parse().expect("a time"),
            load_duration: Duration::from_millis(5),
            extent: Extent::Everything,
            is_saved: false,
            reconciling: Reconciling::default(),
        }
    }
    /// The snapshot of a database with so many orders of one customer, one a day from the second of January 2004.
    pub(crate) fn with_orders(num_orders: i64) -> Snapshot {
        with_orders_as_of(num_orders, AsOf::LastOrder)
    }

    /// As [`with_orders`], as of some day.
    pub(crate) fn with_orders_as_of(num_orders: i64, as_of: AsOf) -> Snapshot {
        let mut intake = Intake::new(Regions::default(), as_of);
        let first = Day::from_ymd(2004, 1, 1).expect("a day");
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
            if table == Table::Customers {
                intake.row(table, &vec![Cell::Text("1"); table.columns().len()]);
            }
            for number in (1..=num_orders).filter(|_| table == Table::Orders) {
                let date = Day::from_number(first.number() + number as i32).to_string();
                let [number, date, one] = [Cell::Integer(number), Cell::Text(&date), Cell::Integer(1)];
                intake.row(table, &[number, date, date, date, Cell::Text("Shipped"), Cell::Null, one]);
            }
        }
        intake.finish()
    }
}
