//! Everything that the Executive View shows.

use units::Money;

use super::Change;
use super::breakdown::{Breakdown, Dimension, Movers};
use super::cards::{Card, Targets, cards};
use super::concentration::Concentration;
use super::loosened::{Loosened, loosened};
use super::monthly_kpis::monthly_kpis;
use super::quality_summary::QualitySummary;
use super::sellers::Sellers;
use super::top::Top;
use super::trend::Trend;
use super::trend_summary::TrendSummary;
use crate::kpis::{self, Measure, PeriodReadings};
use crate::view::View;

/// How many movers are shown in each direction.
const NUM_MOVERS: usize = 6;

/// The answers of the Executive View.
#[derive(Clone, Debug)]
pub struct Executive {
    /// The KPIs of the scope's period.
    pub now: PeriodReadings,
    /// Which period changes speak of: that of the scope, or the year to date where the scope is all time.
    pub change: Change,
    /// The KPIs of the period that changes speak of.
    pub changed: PeriodReadings,
    /// The KPI cards.
    pub cards: Vec<Card>,
    /// Revenue by month.
    pub trend: Trend,
    /// What the trend says.
    pub trend_summary: TrendSummary,
    /// Where revenue comes from.
    pub top: Top,
    /// What movers are.
    pub movers_dimension: Dimension,
    /// What rose and fell most; none without comparison.
    pub movers: Option<Movers>,
    /// How revenue is spread over customers.
    pub concentration: Concentration,
    /// Who sells.
    pub sellers: Sellers,
    /// The state of the source data.
    pub quality: QualitySummary,
    /// Where the scope has no order: what it would have without each of its filters.
    pub loosened: Vec<Loosened>,
}

impl Executive {
    /// Revenue of the scope.
    pub fn revenue(&self) -> Money {
        match self.now.reading("revenue").and_then(|reading| reading.value) {
            Some(Measure::Money(money)) => money,
            _ => Money::ZERO,
        }
    }

    /// Asks everything of a view: `top` is ranked, of `movers` the changes are shown.
    pub fn of(view: &View<'_>, top: Dimension, movers: Dimension, targets: &Targets) -> Executive {
        let change = Change::of(view);
        let now = kpis::read(view, view.scope.period);
        let changed =
            if change.period == view.scope.period { now.clone() } else { kpis::read(view, change.period) };
        let trend = Trend::of(view);
        Executive {
            cards: cards(&now, &changed, &monthly_kpis(view, &trend), targets),
            trend_summary: TrendSummary::of(view, &trend),
            trend,
            top: Top::of(view, top),
            movers_dimension: movers,
            movers: change
                .before
                .map(|before| Breakdown::of(view, movers, change.days, Some(before)).movers(NUM_MOVERS)),
            concentration: Concentration::of(view),
            sellers: Sellers::of(view, &change),
            quality: QualitySummary::of(view.snapshot),
            loosened: if now.num_orders == 0 { loosened(view) } else { Vec::new() },
            now,
            change,
            changed,
        }
    }
}
