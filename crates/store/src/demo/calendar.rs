//! The years that the demo covers, and how busy each day of them is.

use units::Day;

/// Orders in a month relative to the others, January first: a quiet spring, and a November three times as strong.
const MONTH_WEIGHTS: [u64; 12] = [80, 85, 90, 95, 95, 100, 95, 95, 110, 150, 310, 100];

/// Orders on a weekday relative to the others, Monday first.
const WEEKDAY_WEIGHTS: [u64; 7] = [50, 56, 64, 59, 66, 17, 11];

/// What every further year adds to the weight of the first, which is 100.
const GROWTH_PER_YEAR: i32 = 32;

/// The days from the first order to the last, and business time: a clock that runs as fast as orders come in.
///
/// Something spread evenly over business time has the seasons, the growth and the weekdays of the whole.
#[derive(Debug)]
pub(super) struct Calendar {
    first: Day,
    /// Business time at the end of each day.
    clock: Vec<u64>,
}

impl Calendar {
    /// From January 2003 to 24 May 2005 at scale 1; every doubling of the scale adds a year before.
    pub(super) fn new(scale: u32) -> Calendar {
        let first_year = 2003 - scale.max(1).ilog2() as i32;
        let day = |year, month, day| Day::from_ymd(year, month, day).expect("these days exist in every year");
        let (first, last) = (day(first_year, 1, 6), day(2005, 5, 24));
        let clock = (first.number()..=last.number())
            .map(Day::from_number)
            .scan(0, |time, day| {
                let growth = 100 + GROWTH_PER_YEAR * (day.year() - first_year);
                // 1970-01-01 was a Thursday.
                let weekday = (day.number() + 3).rem_euclid(7) as usize;
                *time += u64::from(growth.unsigned_abs())
                    * MONTH_WEIGHTS[day.month_of_year() as usize - 1]
                    * WEEKDAY_WEIGHTS[weekday];
                Some(*time)
            })
            .collect();
        Calendar { first, clock }
    }

    /// The day of the first order.
    pub(super) fn first(&self) -> Day {
        self.first
    }

    /// The day of the last order, in the middle of a month.
    pub(super) fn last(&self) -> Day {
        self.first.plus_days(self.clock.len() as i32 - 1)
    }

    /// Business time in the middle of a day, which is moved into the calendar if it lies outside.
    pub(super) fn time_of(&self, day: Day) -> u64 {
        let index = day.days_since(self.first).clamp(0, self.clock.len() as i32 - 1) as usize;
        let before = if index == 0 { 0 } else { self.clock[index - 1] };
        before.midpoint(self.clock[index])
    }

    /// The day in which a point of business time falls.
    pub(super) fn day_at(&self, time: u64) -> Day {
        let index = self.clock.partition_point(|&end| end <= time);
        self.first.plus_days(index as i32).min(self.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_scales_cover_more_years() {
        for (scale, first, last) in [
            (0, "2003-01-06", "2005-05-24"),
            (1, "2003-01-06", "2005-05-24"),
            (100, "1997-01-06", "2005-05-24"),
            (3400, "1992-01-06", "2005-05-24"),
        ] {
            let calendar = Calendar::new(scale);
            assert_eq!(
                (calendar.first().to_string(), calendar.last().to_string()),
                (first.into(), last.into())
            );
        }
    }

    #[test]
    fn business_time_and_days_agree() {
        let calendar = Calendar::new(1);
        for text in ["2003-01-06", "2003-11-30", "2004-02-29", "2005-05-24"] {
            let day = Day::parse(text).unwrap();
            assert_eq!(calendar.day_at(calendar.time_of(day)), day);
        }
        assert_eq!(calendar.day_at(0), calendar.first());
        assert_eq!(calendar.day_at(u64::MAX), calendar.last());
        assert_eq!(calendar.day_at(calendar.time_of(Day::parse("1990-01-01").unwrap())), calendar.first());
    }
}
