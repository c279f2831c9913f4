//! A calendar month.

use std::fmt;
use std::str::FromStr;

use crate::{Day, DayRange};

/// A month of a year, as months since January of year 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month `month_of_year` (1 to 12) of `year`.
    pub const fn new(year: i32, month_of_year: u32) -> Month {
        Month(year * 12 + month_of_year as i32 - 1)
    }

    /// Calendar year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// Month of the year, 1 to 12.
    pub const fn month_of_year(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// Quarter of the year, 1 to 4.
    pub const fn quarter(self) -> u32 {
        (self.month_of_year() - 1) / 3 + 1
    }

    /// The month so many months later (earlier if negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Month {
        Month(self.0 + months)
    }

    /// Months from `earlier` to this one.
    pub const fn months_since(self, earlier: Month) -> i32 {
        self.0 - earlier.0
    }

    /// First day of the month.
    pub fn first_day(self) -> Day {
        Day::from_ymd(self.year(), self.month_of_year(), 1).unwrap_or_default()
    }

    /// Last day of the month.
    pub fn last_day(self) -> Day {
        self.plus(1).first_day().plus_days(-1)
    }

    /// All days of the month.
    pub fn days(self) -> DayRange {
        DayRange::new(self.first_day(), self.last_day())
    }
}

/// ISO 8601: `2005-05`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month_of_year())
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Month, String> {
        Day::parse(&format!("{text}-01"))
            .map(Day::month)
            .ok_or_else(|| format!("`{text}` is no month, write YYYY-MM"))
    }
}
