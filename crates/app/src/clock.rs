//! The time of day, which can jump, and which tests set. What must not jump is measured by `tokio::time::Instant`.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use units::Day;

/// Tells the time.
#[derive(Clone)]
pub(crate) struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The clock of the machine.
    pub(crate) fn system() -> Clock {
        Clock(Arc::new(Utc::now))
    }

    /// Another clock.
    #[cfg(test)]
    pub(crate) fn of(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(now))
    }

    /// The time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }

    /// The day in UTC.
    pub(crate) fn today(&self) -> Day {
        let days_since_epoch = self.now().timestamp().div_euclid(24 * 60 * 60);
        Day::from_number(i32::try_from(days_since_epoch).unwrap_or(i32::MAX))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}
