//! When the source is loaded again.

use std::time::Duration;

use anyhow::Result;
use chrono::{DateTime, Utc};
use croner::Cron;
use croner::parser::{CronParser, Seconds};
use store::Thrift;

use super::{Layers, Setting};

/// When the source is loaded again.
#[derive(Clone, Debug)]
pub(crate) struct RefreshSettings {
    /// The rhythm of the refreshes.
    pub schedule: Schedule,
    /// A scheduled refresh begins up to so much later, so that several servers do not ask at the same moment.
    pub jitter: Duration,
    /// How much a refresh may leave unread.
    pub thrift: Thrift,
    /// Every so many refreshes everything is read, whatever the database says.
    pub full_every: u32,
    /// After so long a refresh is given up.
    pub deadline: Duration,
    /// The longest pause between two attempts while refreshes fail.
    pub max_backoff: Duration,
    /// Share of its rows that a table may lose from one refresh to the next.
    pub max_shrink_percent: u32,
    /// Whether the numbers speak of today, so that each midnight (UTC) brings a new snapshot.
    pub follows_calendar: bool,
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

/// A cron expression of six fields.
///
/// # Errors
/// When it is none.
pub(super) fn read_cron(setting: &Setting) -> Result<Cron> {
    setting.read("six fields (second minute hour day month weekday), such as `0 */15 * * * *`", |text| {
        CronParser::builder().seconds(Seconds::Required).build().parse(text).ok()
    })
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
            Some(_) => Schedule::Cron(Box::new(read_cron(cron)?)),
        };
        let longest_jitter = match &schedule {
            // Not so long that the rhythm would be lost.
            Schedule::Every(interval) => *interval / 10,
            Schedule::Cron(_) => Duration::MAX,
        };
        let a_day = Duration::from_secs(24 * 60 * 60);
        let time = |key: &str, accepted: &str, least: Duration| {
            layers.get(key)?.read(accepted, |text| {
                humantime::parse_duration(text).ok().filter(|time| (least..=a_day).contains(time))
            })
        };
        let second = Duration::from_secs(1);
        Ok(RefreshSettings {
            schedule,
            jitter: time("refresh.jitter", "a time such as 0s or 5s", Duration::ZERO)?.min(longest_jitter),
            thrift: layers.get("refresh.mode")?.read("auto, append or full", |text| match text {
                "auto" => Some(Thrift::Proven),
                "append" => Some(Thrift::Append),
                "full" => Some(Thrift::None),
                _ => None,
            })?,
            full_every: layers
                .get("refresh.full_every")?
                .read("a whole number, at least 1", |text| text.parse().ok().filter(|&number| number >= 1))?,
            deadline: time("refresh.deadline", "a time from 1s to 1d, such as 10m", second)?,
            max_backoff: time("refresh.max_backoff", "a time from 1s to 1d, such as 5m", second)?,
            max_shrink_percent: layers
                .get("refresh.max_shrink_percent")?
                .read("a whole number from 0 to 100", |text| text.parse().ok().filter(|&it| it <= 100))?,
            follows_calendar: layers.get("meaning.as_of")?.text == "today",
        })
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
        check_refused("REFRESH_MODE", &[("often", "auto, append or full")]);
        check_refused("REFRESH_FULL_EVERY", &[("0", "at least 1"), ("x", "whole number")]);
        check_refused("REFRESH_DEADLINE", &[("0s", "1s to 1d"), ("2days", "1s to 1d"), ("ten", "10m")]);
        check_refused("REFRESH_MAX_BACKOFF", &[("10ms", "1s to 1d")]);
        check_refused("REFRESH_JITTER", &[("soon", "5s")]);
        check_refused("REFRESH_MAX_SHRINK_PERCENT", &[("101", "0 to 100"), ("-1", "0 to 100")]);
        check_refused("REFRESH_CRON", &[("*/5 * * * *", "six fields"), ("61 * * * * *", "six fields")]);
    }
}
