//! What a trend says: its sum, how it stands against the year before, its peak, its season.

use units::Month;

use super::trend::{Trend, TrendMonth};
use crate::datasets::company_monthly::Months;
use crate::view::View;

/// A trend in a few figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrendSummary {
    /// Revenue of the months shown, in cents.
    pub total_cents: i64,
    /// Whole months that have a month of the year before to compare with.
    pub num_compared: usize,
    /// Those of them with more revenue than the year before.
    pub num_above: usize,
    /// Those of them with less revenue than the year before.
    pub below: Vec<Month>,
    /// The month with the most revenue, if any has revenue and no other has as much.
    pub peak: Option<TrendMonth>,
    /// The month of the year (1 to 12) that was the best of every whole calendar year of the data, and these years, at least two.
    pub season: Option<(u32, Vec<i32>)>,
}

impl TrendSummary {
    /// Sums a trend up.
    pub fn of(view: &View<'_>, trend: &Trend) -> TrendSummary {
        let compared: Vec<(&TrendMonth, i64)> = (trend.months.iter().filter(|month| !month.is_partial))
            .filter_map(|month| Some((month, month.before_cents?)))
            .collect();
        let most = trend.months.iter().map(|month| month.revenue_cents).max().filter(|&cents| cents > 0);
        let mut best = trend.months.iter().filter(|month| Some(month.revenue_cents) == most);
        TrendSummary {
            total_cents: trend.months.iter().map(|month| month.revenue_cents).sum(),
            num_compared: compared.len(),
            num_above: compared.iter().filter(|(month, before)| month.revenue_cents > *before).count(),
            below: (compared.iter().filter(|(month, before)| month.revenue_cents < *before))
                .map(|(month, _)| month.month)
                .collect(),
            peak: best.next().copied().filter(|_| best.next().is_none()),
            season: season(&Months::of(view.whole_in_filters())),
        }
    }
}

/// The best month of the year, if it is the same in every whole calendar year of a series.
fn season(months: &Months) -> Option<(u32, Vec<i32>)> {
    let months: Vec<(Month, i64)> = (0..months.len())
        .filter(|&index| !months.is_partial[index])
        .map(|index| (months.month(index), months.revenue_cents[index]))
        .collect();
    let mut years = Vec::new();
    let mut best_of_all = None;
    for year in months.chunk_by(|one, next| one.0.year() == next.0.year()).filter(|year| year.len() == 12) {
        let best = year.iter().max_by_key(|(_, cents)| *cents)?;
        let is_alone = year.iter().filter(|(_, cents)| cents == &best.1).count() == 1;
        let month_of_year = best.0.month_of_year();
        if !is_alone || best_of_all.is_some_and(|earlier| earlier != month_of_year) {
            return None;
        }
        best_of_all = Some(month_of_year);
        years.push(best.0.year());
    }
    best_of_all.filter(|_| years.len() > 1).map(|month_of_year| (month_of_year, years))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(first: Month, revenue_cents: Vec<i64>) -> Months {
        let count = revenue_cents.len();
        Months {
            start: first,
            is_partial: vec![false; count],
            num_orders: vec![0; count],
            num_buyers: vec![0; count],
            num_with_dates: vec![0; count],
            num_on_time: vec![0; count],
            revenue_cents,
        }
    }

    /// A year of ones with a two in the given month of the year.
    fn year(best: usize) -> Vec<i64> {
        (1..=12).map(|month| if month == best { 2 } else { 1 }).collect()
    }

    #[test]
    fn a_season_must_hold_in_every_whole_year() {
        let january = Month::new(2003, 1);
        for (first, revenue_cents, expected) in [
            (january, [year(11), year(11)].concat(), Some((11, vec![2003, 2004]))),
            (january, [year(11), year(11), vec![9]].concat(), Some((11, vec![2003, 2004]))),
            (january.plus(-1), [vec![9], year(11), year(11)].concat(), Some((11, vec![2003, 2004]))),
            (january, year(11), None),
            (january, [year(11), year(10)].concat(), None),
            (january, vec![1; 24], None),
        ] {
            assert_eq!(season(&series(first, revenue_cents.clone())), expected, "{revenue_cents:?}");
        }
    }
}
