//! What the pages ask beyond the datasets: breakdowns, movers, trends, concentration, the team, the filters' choices.
//!
//! Each is built from the same flows as the datasets, so that a page, an export and a chart show one figure.

pub mod breakdown;
pub mod cancelled;
pub mod cards;
pub mod concentration;
pub mod coverage;
pub mod customer;
pub mod entity;
pub mod executive;
pub mod facets;
pub mod loosened;
pub mod monthly_kpis;
pub mod offending_rows;
pub mod opportunities;
pub mod order;
pub mod product;
pub mod quality_summary;
pub mod recommendations;
pub mod regional;
pub mod reporting_tree;
pub mod revenue_change;
pub mod risk_overview;
pub mod search;
pub mod sellers;
pub mod spread;
pub mod table_summary;
pub mod team;
pub mod top;
pub mod trend;
pub mod trend_summary;

use units::{DayRange, Period};

use crate::view::View;

/// Which period the changes on a page speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The period: that of the scope, or year to date where the scope is all time, which has no comparison.
    pub period: Period,
    /// Its days.
    pub days: DayRange,
    /// The days it is compared with; none where the data do not reach back.
    pub before: Option<DayRange>,
}

impl Change {
    /// The change that a scope's page shows.
    pub fn of(view: &View<'_>) -> Change {
        let period = if view.scope.period == Period::All { Period::YearToDate } else { view.scope.period };
        Change {
            period,
            days: period.days(view.snapshot.first_order_day(), view.snapshot.as_of),
            before: view.comparison_of(period),
        }
    }
}
