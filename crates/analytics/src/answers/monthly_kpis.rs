//! Each KPI month by month, for the sparklines of the cards.

use units::Month;

use super::trend::Trend;
use crate::kpis::{KPIS, Measure};
use crate::totals::Totals;
use crate::view::View;

/// The KPIs of one month.
#[derive(Clone, Debug)]
pub struct MonthKpis {
    /// Which month.
    pub month: Month,
    /// Whether the month still runs or only partly belongs to the period.
    pub is_partial: bool,
    /// The figure of each of [`KPIS`]; none where it has no value.
    pub values: [Option<Measure>; KPIS.len()],
}

/// At most this many of the last months are drawn: more make no legible line on a card.
const MOST_MONTHS: usize = 36;

/// The KPIs of the months that the trend shows.
pub fn monthly_kpis(view: &View<'_>, trend: &Trend) -> Vec<MonthKpis> {
    let period_days = view.days();
    let months = &trend.months[trend.months.len().saturating_sub(MOST_MONTHS)..];
    months
        .iter()
        .map(|trend_month| {
            let mut days = trend_month.month.days();
            if !trend.is_widened {
                days.start = days.start.max(period_days.start);
            }
            days.end = days.end.min(if trend.is_widened { view.snapshot.as_of } else { period_days.end });
            let totals = Totals::of(view.flow_on(days));
            MonthKpis {
                month: trend_month.month,
                is_partial: trend_month.is_partial,
                values: KPIS.map(|kpi| (kpi.measure)(&totals)),
            }
        })
        .collect()
}
