//! The key figures: one file each, listed here in the order in which they are shown.

mod active_customers;
mod average_order_value;
mod customer_concentration;
mod gross_margin;
mod on_time;
mod orders;
mod payment_coverage;
mod revenue;
mod top10_product_share;

use units::{DayRange, Fraction, Money, Period};

use crate::table::Value;
use crate::totals::Totals;
use crate::view::View;

/// All KPIs, in the order of the `kpis` dataset.
pub const KPIS: [&Kpi; 9] = [
    &revenue::KPI,
    &orders::KPI,
    &average_order_value::KPI,
    &on_time::KPI,
    &top10_product_share::KPI,
    &payment_coverage::KPI,
    &customer_concentration::KPI,
    &active_customers::KPI,
    &gross_margin::KPI,
];

/// A key figure: its definition and how it follows from the totals of a flow.
#[derive(Debug)]
pub struct Kpi {
    /// Name in exports and addresses.
    pub id: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// What it is.
    pub definition: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// Source columns.
    pub source: &'static str,
    /// When it has no value.
    pub no_value: &'static str,
    /// Which way is good.
    pub direction: Direction,
    /// Computes it.
    pub measure: fn(&Totals) -> Option<Measure>,
}

/// Which way of a change is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    UpIsGood,
    /// A change is only described.
    Neutral,
}

/// A figure with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// An amount of money.
    Money(Money),
    /// A mean amount of money, in whole currency units.
    MeanMoney(Fraction),
    /// A count.
    Count(i64),
    /// A percentage.
    Percent(Fraction),
}

impl Measure {
    /// The exact figure: currency units, count, or percent.
    pub fn fraction(self) -> Fraction {
        let exact = |numerator: i64, denominator: i64| {
            Fraction::new(numerator, denominator).expect("the denominator is a constant above 0")
        };
        match self {
            Measure::Money(money) => exact(money.cents(), 100),
            Measure::Count(count) => exact(count, 1),
            Measure::MeanMoney(fraction) | Measure::Percent(fraction) => fraction,
        }
    }

    /// The difference in the same unit (points for percentages).
    #[must_use]
    pub fn minus(self, other: Measure) -> Measure {
        match (self, other) {
            (Measure::Money(one), Measure::Money(other)) => Measure::Money(one - other),
            (Measure::Count(one), Measure::Count(other)) => Measure::Count(one - other),
            (Measure::Percent(one), _) => Measure::Percent(one.minus(other.fraction())),
            _ => Measure::MeanMoney(self.fraction().minus(other.fraction())),
        }
    }

    /// Whether a change of it is told in points, not in percent.
    pub const fn is_percent(self) -> bool {
        matches!(self, Measure::Percent(_))
    }
}

impl From<Measure> for Value {
    fn from(measure: Measure) -> Value {
        match measure {
            Measure::Money(money) => Value::Money(money),
            Measure::Count(count) => Value::Integer(count),
            Measure::MeanMoney(fraction) | Measure::Percent(fraction) => Value::Quotient(fraction, 2),
        }
    }
}

/// A KPI of a period beside that of the comparison period.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Which KPI.
    pub kpi: &'static Kpi,
    /// The figure; none where it has no value.
    pub value: Option<Measure>,
    /// The figure of the comparison period.
    pub comparison: Option<Measure>,
    /// Value minus comparison.
    pub delta: Option<Measure>,
    /// `100 × delta / comparison`, for amounts and counts only.
    pub delta_percent: Option<Fraction>,
}

/// All KPIs of one period.
#[derive(Clone, Debug)]
pub struct PeriodReadings {
    /// The period.
    pub period: Period,
    /// Its days.
    pub days: DayRange,
    /// The days it is compared with.
    pub comparison_days: Option<DayRange>,
    /// Orders in the scope in these days.
    pub num_orders: i64,
    /// A reading of each of [`KPIS`].
    pub readings: Vec<Reading>,
}

impl PeriodReadings {
    /// The reading of a KPI.
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.kpi.id == id)
    }
}

/// Reads all KPIs of a period under the filters of the view (whose own period does not matter).
pub fn read(view: &View<'_>, period: Period) -> PeriodReadings {
    let flow = view.flow_in(period);
    let totals = Totals::of(flow);
    let comparison_days = view.comparison_of(period);
    let comparison_totals = comparison_days.map(|days| Totals::of(view.flow_on(days)));
    let readings = KPIS
        .into_iter()
        .map(|kpi| {
            let value = (kpi.measure)(&totals);
            let comparison = comparison_totals.as_ref().and_then(|totals| (kpi.measure)(totals));
            let delta = value.zip(comparison).map(|(value, comparison)| value.minus(comparison));
            let delta_percent =
                delta.zip(comparison).and_then(|(delta, comparison)| change_percent(delta, comparison));
            Reading { kpi, value, comparison, delta, delta_percent }
        })
        .collect();
    PeriodReadings { period, days: flow.days, comparison_days, num_orders: totals.num_orders, readings }
}

/// A change in percent of what it is a change from; none from zero, and none for percentages.
fn change_percent(delta: Measure, base: Measure) -> Option<Fraction> {
    if delta.is_percent() {
        return None;
    }
    let percent = Fraction::new(100, 1)?;
    delta.fraction().times(percent).over(base.fraction())
}
