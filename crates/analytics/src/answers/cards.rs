//! The KPI cards of the Executive View.

use std::collections::BTreeMap;

use units::{Fraction, Money};

use super::monthly_kpis::MonthKpis;
use crate::kpis::{KPIS, Measure, PeriodReadings, Reading};

/// The KPIs that have a card, in order.
pub const CARDS: [&str; 8] = [
    "revenue",
    "orders",
    "average_order_value",
    "on_time_pct",
    "top10_product_share_pct",
    "gross_margin_pct",
    "active_customers",
    "payment_coverage_pct",
];

/// Targets by KPI, in hundredths of its unit: cents, hundredths of a percent, or of a count.
pub type Targets = BTreeMap<String, i64>;

/// A KPI with its change, its course and its target.
#[derive(Clone, Debug)]
pub struct Card {
    /// The figure of the scope's period.
    pub now: Reading,
    /// The figure whose change is shown: the same, or under all time that of the year to date.
    pub change: Reading,
    /// The figure month by month.
    pub course: Vec<Option<Measure>>,
    /// The configured target and whether the figure reaches it.
    pub target: Option<(Measure, bool)>,
}

/// The cards from the readings of the scope's period, of the period whose change is shown, and of the months.
pub fn cards(
    now: &PeriodReadings,
    change: &PeriodReadings,
    monthly: &[MonthKpis],
    targets: &Targets,
) -> Vec<Card> {
    CARDS
        .iter()
        .filter_map(|id| {
            let index = KPIS.iter().position(|kpi| kpi.id == *id)?;
            let reading = *now.reading(id)?;
            Some(Card {
                now: reading,
                change: *change.reading(id)?,
                course: monthly.iter().map(|month| month.values[index]).collect(),
                target: reading.value.zip(targets.get(*id).copied()).and_then(|(value, hundredths)| {
                    let target = in_unit_of(value, hundredths)?;
                    Some((target, value.fraction() >= target.fraction()))
                }),
            })
        })
        .collect()
}

/// A target in the unit of a figure.
fn in_unit_of(value: Measure, hundredths: i64) -> Option<Measure> {
    let exact = Fraction::new(hundredths, 100)?;
    Some(match value {
        Measure::Money(_) => Measure::Money(Money::from_cents(hundredths)),
        Measure::MeanMoney(_) => Measure::MeanMoney(exact),
        // A count reaches a target with decimals when it reaches the next whole number.
        Measure::Count(_) => Measure::Count(hundredths.div_euclid(100) + i64::from(hundredths % 100 != 0)),
        Measure::Percent(_) => Measure::Percent(exact),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_is_a_kpi() {
        for id in CARDS {
            assert!(KPIS.iter().any(|kpi| kpi.id == id), "{id}");
        }
    }

    #[test]
    fn targets_take_the_unit_of_the_figure() {
        let percent = Fraction::percent(19, 20).map(Measure::Percent).unwrap();
        for (value, hundredths, expected) in [
            (Measure::Money(Money::ZERO), 150, "1.5"),
            (Measure::Count(3), 250, "3"),
            (Measure::Count(3), 300, "3"),
            (percent, 9750, "97.5"),
        ] {
            let target = in_unit_of(value, hundredths).unwrap().fraction();
            assert_eq!(target.to_f64().to_string(), expected);
        }
    }
}
