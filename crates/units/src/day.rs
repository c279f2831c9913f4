//! A calendar day, and ranges of days.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use crate::Month;

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day with this many days since 1970-01-01.
    pub const fn from_number(days_since_epoch: i32) -> Day {
        Day(days_since_epoch)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a calendar date; none if there is no such date.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).map(Day::from_naive)
    }

    /// Reads `YYYY-MM-DD`, with an optional time after a blank or `T`; none unless it is a calendar day of the years 1 to 9999.
    pub fn parse(text: &str) -> Option<Day> {
        let date = text.get(..10)?;
        if !matches!(text.as_bytes().get(10), None | Some(b' ' | b'T')) {
            return None;
        }
        let bytes = date.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            bytes[range].iter().try_fold(0, |number, byte| {
                byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
            })
        };
        if bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = i32::try_from(digits(0..4)?).ok().filter(|&year| year > 0)?;
        Day::from_ymd(year, digits(5..7)?, digits(8..10)?)
    }

    fn from_naive(date: NaiveDate) -> Day {
        Day(date.to_epoch_days())
    }

    fn naive(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or(NaiveDate::MAX)
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.naive().year()
    }

    /// Calendar month of the year, 1 to 12.
    pub fn month_of_year(self) -> u32 {
        self.naive().month()
    }

    /// Day of the month, 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.naive().day()
    }

    /// The calendar month of the day.
    pub fn month(self) -> Month {
        Month::new(self.year(), self.month_of_year())
    }

    /// This many days later (earlier if negative).
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// The same day of the month so many months later; the month's last day where there is no such day (29 February maps to 28).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        let month = self.month().plus(months);
        let last = month.last_day();
        last.min(month.first_day().plus_days(self.day_of_month() as i32 - 1))
    }

    /// The same day of another year; 29 February maps to 28.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Day {
        self.plus_months(12 * years)
    }

    /// Whole days from `earlier` to this day.
    pub const fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// The next day.
    #[must_use]
    pub fn next(self) -> Day {
        self.naive().checked_add_days(Days::new(1)).map_or(self, Day::from_naive)
    }
}

/// ISO 8601: `2005-05-31`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.naive();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Day, String> {
        Day::parse(text)
            .filter(|_| text.len() == 10)
            .ok_or_else(|| format!("`{text}` is no calendar day, write YYYY-MM-DD"))
    }
}

/// Days from `start` to `end`, both included; empty when `end` is before `start`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayRange {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
}

impl DayRange {
    /// The days from `start` to `end`.
    pub const fn new(start: Day, end: Day) -> DayRange {
        DayRange { start, end }
    }

    /// Whether the day is one of these.
    pub fn contains(&self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }

    /// Number of days; 0 when empty.
    pub fn num_days(&self) -> i32 {
        (self.end.days_since(self.start) + 1).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_calendar_days() {
        let cases = [
            ("2005-05-31", Some("2005-05-31")),
            ("2005-05-31 13:45:00", Some("2005-05-31")),
            ("2005-05-31T13:45:00Z", Some("2005-05-31")),
            ("2020-02-29", Some("2020-02-29")),
            ("2019-02-29", None),
            ("0000-00-00", None),
            ("2024-13-01", None),
            ("2005-05-311", None),
            ("2005-5-3", None),
            ("", None),
            ("２００５-05-31", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn february_29_maps_to_28() {
        let leap = Day::from_ymd(2024, 2, 29).unwrap();
        assert_eq!(leap.plus_years(-1).to_string(), "2023-02-28");
        assert_eq!(leap.plus_years(-4).to_string(), "2020-02-29");
    }
}
