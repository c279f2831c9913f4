//! When the source is loaded again.

use std::time::Duration;

use anyhow::Result;
use chrono::{DateTime, Utc};
use croner::Cron;
use croner::parser::{CronParser, Seconds};

use super::Layers;

/// When the source is loaded again.
#[derive(Clone, Debug)]
pub(crate) struct RefreshSettings {
    /// The rhythm of the refreshes.
    pub schedule: Schedule,
}

/// The rhythm of the refreshes.
#[derive(Clone, Debug)]
pub(crate) enum Schedule {
    /// So long from one to the next.
    Every(Duration),
    /// At the times (UTC) that a six-field cron expression names.
    Cron(Box<Cron>),
}

impl Schedule {
    /// The first time of a refresh after `now`; none for a cron expression that has no more.
    pub(crate) fn next_after(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Schedule::Every(interval) => now.checked_add_signed(chrono::Duration::from_std(*interval).ok()?),
            Schedule::Cron(cron) => cron.find_next_occurrence(&now, false).ok(),
        }
    }
}

impl RefreshSettings {
    pub(super) fn judge(layers: &Layers) -> Result<RefreshSettings> {
        let cron = layers.get("refresh.cron")?;
        let interval = layers.get("refresh.interval")?.read(
            "a time of at least one second such as 30s, 5m or 1h",
            |text| {
                // The scheduler counts whole seconds.
                humantime::parse_duration(text).ok().filter(|interval| interval.as_secs() >= 1)
            },
        )?;
        let schedule = match cron.given() {
            None => Schedule::Every(interval),
            Some(_) => Schedule::Cron(Box::new(cron.read(
                "six fields (second minute hour day month weekday), such as `0 */15 * * * *`",
                |text| CronParser::builder().seconds(Seconds::Required).build().parse(text).ok(),
            )?)),
        };
        Ok(RefreshSettings { schedule })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn next_times() {
        let now = "2026-03-01T10:07:00Z".parse().unwrap();
        let cases = [
            (("REFRESH_INTERVAL", "30s"), "2026-03-01T10:07:30Z"),
            (("REFRESH_INTERVAL", "1h"), "2026-03-01T11:07:00Z"),
            (("REFRESH_CRON", "0 */15 * * * *"), "2026-03-01T10:15:00Z"),
            (("REFRESH_CRON", "0 0 6 * * Mon"), "2026-03-02T06:00:00Z"),
        ];
        for (variable, expected) in cases {
            let schedule = settings_of(&[variable]).unwrap().refresh.schedule;
            assert_eq!(schedule.next_after(now), Some(expected.parse().unwrap()), "{variable:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_rhythm() {
        check_refused("REFRESH_INTERVAL", &[("0s", "one second"), ("5", "5m"), ("often", "5m")]);
        check_refused("REFRESH_CRON", &[("*/5 * * * *", "six fields"), ("61 * * * * *", "six fields")]);
    }
}
