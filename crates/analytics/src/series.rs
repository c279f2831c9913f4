//! Dense monthly series and their changes.

use units::{Fraction, Month};

use crate::table::Value;

/// Revenue of consecutive months, in cents.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// First month.
    pub start: Month,
    /// One amount for each month from the first.
    pub cents: &'a [i64],
    /// Whether the month is partial, likewise.
    pub is_partial: &'a [bool],
}

impl Series<'_> {
    /// The amount so many months before a month of the series (after it if negative); none outside.
    pub fn lag(&self, index: usize, months: isize) -> Option<i64> {
        index.checked_add_signed(-months).and_then(|index| self.cents.get(index)).copied()
    }

    /// Change against so many months before, in cents and in percent: only where both months are whole and inside the series;
    /// in percent only from something.
    pub fn change(&self, index: usize, months: usize) -> Option<(i64, Option<Fraction>)> {
        let before = index.checked_sub(months)?;
        if self.is_partial[index] || self.is_partial[before] {
            return None;
        }
        let change = self.cents[index] - self.cents[before];
        Some((change, Fraction::percent(change, self.cents[before])))
    }

    /// Mean of the month and the two before, times 3, in cents: only where all are whole and inside the series.
    pub fn rolling_3m_sum(&self, index: usize) -> Option<i64> {
        let first = index.checked_sub(2)?;
        let is_whole = !self.is_partial[first..=index].contains(&true);
        is_whole.then(|| self.cents[first..=index].iter().sum())
    }

    /// Month-on-month change and percent, year-on-year change and percent, 3-month mean.
    pub fn change_values(&self, index: usize) -> [Value; 5] {
        let values = |months| {
            let change = self.change(index, months);
            let percent = change.and_then(|(_, percent)| percent);
            (change.map_or(Value::None, |(cents, _)| Value::cents(cents)), Value::quotient(percent, 2))
        };
        let (mom, mom_percent) = values(1);
        let (yoy, yoy_percent) = values(12);
        let mean = self.rolling_3m_sum(index).map_or(Value::None, |cents| Value::mean_money(cents, 3));
        [mom, mom_percent, yoy, yoy_percent, mean]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_need_whole_months_inside_the_series() {
        let series = Series {
            start: Month::new(2004, 1),
            cents: &[100, 0, 300, 600],
            is_partial: &[false, false, false, true],
        };
        assert_eq!(series.change(0, 1), None);
        assert_eq!(series.change(1, 1), Some((-100, Fraction::new(-100, 1))));
        assert_eq!(series.change(2, 1), Some((300, None)), "no percentage from zero");
        assert_eq!(series.change(3, 1), None, "the last month is partial");
        assert_eq!((series.rolling_3m_sum(2), series.rolling_3m_sum(3)), (Some(400), None));
        assert_eq!((series.lag(3, 2), series.lag(3, -1), series.lag(0, 1)), (Some(0), None, None));
    }
}
