//! Revenue by month with the year before behind it.

use units::Month;

use crate::datasets::company_monthly::Months;
use crate::view::View;

/// A month of the trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrendMonth {
    /// Which month.
    pub month: Month,
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Orders.
    pub num_orders: i64,
    /// Whether the month still runs or only partly belongs to the period.
    pub is_partial: bool,
    /// Revenue of the same month a year before in cents; none before the data's first month.
    pub before_cents: Option<i64>,
}

/// Fewer months than this make no line; then the twelve months that end with the period are shown.
const FEWEST_MONTHS: usize = 3;

/// The months of the scope's period, or twelve months up to its end where it is shorter than a quarter.
#[derive(Clone, Debug)]
pub struct Trend {
    /// The months, oldest first; none where the period lies outside the data.
    pub months: Vec<TrendMonth>,
    /// Whether more months are shown than the period has.
    pub is_widened: bool,
}

impl Trend {
    /// The scope's trend.
    pub fn of(view: &View<'_>) -> Trend {
        let whole = Months::of(view.whole_in_filters());
        let mut shown = Months::of(view.flow());
        let is_widened = !shown.is_empty() && shown.len() < FEWEST_MONTHS;
        if is_widened {
            let last = shown.month(shown.len() - 1);
            let first = last.plus(-11).max(whole.start);
            let from = first.months_since(whole.start) as usize;
            let to = last.months_since(whole.start) as usize;
            shown = Months {
                start: first,
                revenue_cents: whole.revenue_cents[from..=to].to_vec(),
                is_partial: whole.is_partial[from..=to].to_vec(),
                num_orders: whole.num_orders[from..=to].to_vec(),
                num_buyers: whole.num_buyers[from..=to].to_vec(),
                num_with_dates: whole.num_with_dates[from..=to].to_vec(),
                num_on_time: whole.num_on_time[from..=to].to_vec(),
            };
        }
        let months = (0..shown.len())
            .map(|index| {
                let month = shown.month(index);
                let before = usize::try_from(month.plus(-12).months_since(whole.start)).ok();
                TrendMonth {
                    month,
                    revenue_cents: shown.revenue_cents[index],
                    num_orders: shown.num_orders[index],
                    is_partial: shown.is_partial[index],
                    before_cents: before.map(|index| whole.revenue_cents[index]),
                }
            })
            .collect();
        Trend { months, is_widened }
    }
}
