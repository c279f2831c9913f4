//! The period that a question is about, and the one it is compared with.

use std::fmt;
use std::str::FromStr;

use crate::{Day, DayRange, Month};

/// A period as people choose it; [`Period::days`] gives it its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// From the data's first order to as-of.
    #[default]
    All,
    /// From the first day of as-of's month.
    MonthToDate,
    /// From the first day of as-of's quarter.
    QuarterToDate,
    /// From the first day of as-of's year.
    YearToDate,
    /// The twelve months that end on as-of.
    TrailingYear,
    /// A calendar year.
    Year(i32),
    /// A calendar quarter, 1 to 4, of a year.
    Quarter(i32, u32),
    /// A calendar month.
    Month(Month),
    /// Any days, both ends included.
    Range(DayRange),
}

/// What a period is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compare {
    /// The same days one year earlier.
    #[default]
    Year,
    /// The period just before.
    Previous,
}

impl Period {
    /// The days of the period, given the data's first order day and as-of; a running period ends at as-of.
    pub fn days(self, first_order: Day, as_of: Day) -> DayRange {
        let month = as_of.month();
        let unit = |first: Month, months: i32| {
            let end = first.plus(months - 1).last_day();
            let start = first.first_day();
            DayRange::new(start, if start <= as_of { end.min(as_of) } else { end })
        };
        match self {
            Period::All => DayRange::new(first_order, as_of),
            Period::MonthToDate => DayRange::new(month.first_day(), as_of),
            Period::QuarterToDate => DayRange::new(first_month_of_quarter(month).first_day(), as_of),
            Period::YearToDate => DayRange::new(Month::new(month.year(), 1).first_day(), as_of),
            Period::TrailingYear => trailing_year(as_of),
            Period::Year(year) => unit(Month::new(year, 1), 12),
            Period::Quarter(year, quarter) => unit(Month::new(year, 3 * quarter - 2), 3),
            Period::Month(month) => unit(month, 1),
            Period::Range(days) if days.start <= as_of => DayRange::new(days.start, days.end.min(as_of)),
            Period::Range(days) => days,
        }
    }

    /// The days that the period is compared with; none for [`Period::All`], and none when the data's first order falls in a later
    /// month than the comparison starts.
    pub fn comparison(self, compare: Compare, first_order: Day, as_of: Day) -> Option<DayRange> {
        let days = self.days(first_order, as_of);
        let comparison = match (self, compare) {
            (Period::All, _) => return None,
            (Period::TrailingYear, Compare::Year) => trailing_year(days.start.plus_days(-1)),
            (Period::YearToDate, Compare::Previous) => year_earlier(days),
            (_, Compare::Year) => year_earlier(days),
            (_, Compare::Previous) => match (whole_unit_months(days), self) {
                (Some(months), _) => {
                    let first = days.start.month().plus(-months);
                    DayRange::new(first.first_day(), days.start.plus_days(-1))
                }
                (None, Period::MonthToDate) => unit_before_to_date(days, 1),
                (None, Period::QuarterToDate) => unit_before_to_date(days, 3),
                (None, _) => DayRange::new(days.start.plus_days(-days.num_days()), days.start.plus_days(-1)),
            },
        };
        (first_order.month() <= comparison.start.month()).then_some(comparison)
    }
}

/// From one year before the day after `end`, to `end`.
fn trailing_year(end: Day) -> DayRange {
    DayRange::new(end.next().plus_years(-1), end)
}

/// The same days one year earlier; the whole month, quarter or year for a whole one.
fn year_earlier(days: DayRange) -> DayRange {
    let end = match whole_unit_months(days) {
        Some(_) => days.end.month().plus(-12).last_day(),
        None => days.end.plus_years(-1),
    };
    DayRange::new(days.start.plus_years(-1), end)
}

/// As many days from the start of the unit of so many months before, at most to its end.
fn unit_before_to_date(days: DayRange, months: i32) -> DayRange {
    let start = days.start.month().plus(-months).first_day();
    DayRange::new(start, start.plus_days(days.num_days() - 1).min(days.start.plus_days(-1)))
}

/// 1, 3 or 12 if the days are exactly one calendar month, quarter or year.
fn whole_unit_months(days: DayRange) -> Option<i32> {
    let first = days.start.month();
    let starts = |months: i32| match months {
        1 => true,
        3 => first.month_of_year() % 3 == 1,
        _ => first.month_of_year() == 1,
    };
    [1, 3, 12].into_iter().find(|&months| {
        starts(months) && days == DayRange::new(first.first_day(), first.plus(months - 1).last_day())
    })
}

fn first_month_of_quarter(month: Month) -> Month {
    Month::new(month.year(), 3 * month.quarter() - 2)
}

/// As in the address bar: `all`, `mtd`, `qtd`, `ytd`, `ttm`, `2004`, `2004-Q3`, `2004-05`, `2003-07-01..2004-06-30`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::All => f.write_str("all"),
            Period::MonthToDate => f.write_str("mtd"),
            Period::QuarterToDate => f.write_str("qtd"),
            Period::YearToDate => f.write_str("ytd"),
            Period::TrailingYear => f.write_str("ttm"),
            Period::Year(year) => write!(f, "{year:04}"),
            Period::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Period::Month(month) => month.fmt(f),
            Period::Range(days) => write!(f, "{}..{}", days.start, days.end),
        }
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Period, String> {
        let unknown = || {
            format!(
                "`{text}` is no period: write all, mtd, qtd, ytd, ttm, a year 2004, quarter 2004-Q3, month 2004-05 or range 2003-07-01..2004-06-30"
            )
        };
        let year = |digits: &str| -> Option<i32> {
            (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| digits.parse().ok())?
                .filter(|&year| year > 0)
        };
        match text {
            "all" => return Ok(Period::All),
            "mtd" => return Ok(Period::MonthToDate),
            "qtd" => return Ok(Period::QuarterToDate),
            "ytd" => return Ok(Period::YearToDate),
            "ttm" => return Ok(Period::TrailingYear),
            _ => {}
        }
        if let Some((start, end)) = text.split_once("..") {
            let days = DayRange::new(start.parse()?, end.parse()?);
            return if days.end < days.start {
                Err(format!("the period `{text}` ends before it starts"))
            } else {
                Ok(Period::Range(days))
            };
        }
        if let Some((digits, quarter)) = text.split_once("-Q") {
            let quarter = match quarter {
                "1" => 1,
                "2" => 2,
                "3" => 3,
                "4" => 4,
                _ => return Err(unknown()),
            };
            return year(digits).map(|year| Period::Quarter(year, quarter)).ok_or_else(unknown);
        }
        if let Some(year) = year(text) {
            return Ok(Period::Year(year));
        }
        text.parse().map(Period::Month).map_err(|_| unknown())
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Compare::Year => "year",
            Compare::Previous => "previous",
        })
    }
}

impl FromStr for Compare {
    type Err = String;

    fn from_str(text: &str) -> Result<Compare, String> {
        match text {
            "year" => Ok(Compare::Year),
            "previous" => Ok(Compare::Previous),
            _ => Err(format!("`{text}` is no comparison: write year or previous")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(period: &str, compare: &str, as_of: &str, days: &str, comparison: &str) {
        let (first, as_of) = ("2000-01-10".parse().unwrap(), as_of.parse().unwrap());
        let parsed: Period = period.parse().unwrap();
        assert_eq!(parsed.to_string(), period);
        let write = |days: DayRange| format!("{}..{}", days.start, days.end);
        assert_eq!(write(parsed.days(first, as_of)), days, "{period} at {as_of}");
        let found =
            parsed.comparison(compare.parse().unwrap(), first, as_of).map_or("none".to_owned(), write);
        assert_eq!(found, comparison, "{period} at {as_of}, {compare}");
    }

    #[test]
    fn periods_and_their_comparisons() {
        for (period, compare, as_of, days, comparison) in [
            ("all", "year", "2005-05-31", "2000-01-10..2005-05-31", "none"),
            ("mtd", "year", "2005-05-20", "2005-05-01..2005-05-20", "2004-05-01..2004-05-20"),
            // A month that ends on as-of is a whole one, and compares with a whole one.
            ("mtd", "year", "2005-02-28", "2005-02-01..2005-02-28", "2004-02-01..2004-02-29"),
            ("mtd", "previous", "2005-02-28", "2005-02-01..2005-02-28", "2005-01-01..2005-01-31"),
            ("mtd", "previous", "2005-03-30", "2005-03-01..2005-03-30", "2005-02-01..2005-02-28"),
            ("qtd", "previous", "2005-05-20", "2005-04-01..2005-05-20", "2005-01-01..2005-02-19"),
            ("ytd", "previous", "2004-02-29", "2004-01-01..2004-02-29", "2003-01-01..2003-02-28"),
            ("ttm", "year", "2005-05-31", "2004-06-01..2005-05-31", "2003-06-01..2004-05-31"),
            ("ttm", "year", "2005-02-28", "2004-03-01..2005-02-28", "2003-03-01..2004-02-29"),
            ("ttm", "previous", "2005-02-28", "2004-03-01..2005-02-28", "2003-03-02..2004-02-29"),
            ("2004", "year", "2005-05-31", "2004-01-01..2004-12-31", "2003-01-01..2003-12-31"),
            ("2005", "year", "2005-05-31", "2005-01-01..2005-05-31", "2004-01-01..2004-05-31"),
            ("2005", "previous", "2005-05-31", "2005-01-01..2005-05-31", "2004-08-03..2004-12-31"),
            ("2004-Q3", "previous", "2005-05-31", "2004-07-01..2004-09-30", "2004-04-01..2004-06-30"),
            ("2004-02", "year", "2005-05-31", "2004-02-01..2004-02-29", "2003-02-01..2003-02-28"),
            (
                "2003-07-15..2004-06-30",
                "year",
                "2005-05-31",
                "2003-07-15..2004-06-30",
                "2002-07-15..2003-06-30",
            ),
            (
                "2003-07-15..2003-07-16",
                "previous",
                "2005-05-31",
                "2003-07-15..2003-07-16",
                "2003-07-13..2003-07-14",
            ),
            (
                "2005-05-01..2005-12-31",
                "year",
                "2005-05-30",
                "2005-05-01..2005-05-30",
                "2004-05-01..2004-05-30",
            ),
            // The first order is on 10 January: a comparison from 1 January exists, from December does not.
            ("2001-01", "year", "2005-05-31", "2001-01-01..2001-01-31", "2000-01-01..2000-01-31"),
            ("2000-01", "previous", "2005-05-31", "2000-01-01..2000-01-31", "none"),
        ] {
            check(period, compare, as_of, days, comparison);
        }
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "2004-Q5",
            "2004-13",
            "04",
            "ALL",
            "2004-06-30..2003-07-01",
            "2004-02-30..2004-03-01",
            "0000",
            "+204",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
