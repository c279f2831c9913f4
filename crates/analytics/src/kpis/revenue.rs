//! Revenue.

use units::Money;

use super::{Direction, Kpi, Measure};

/// Revenue.
pub(super) const KPI: Kpi = Kpi {
    id: "revenue",
    title: "Revenue",
    definition: "What the ordered goods are worth at the prices of the order lines, whatever the order's status.",
    formula: "Σ quantityOrdered × priceEach",
    source: "orderdetails.quantityOrdered, priceEach; orders.orderDate",
    no_value: "It always has a value; 0 without orders.",
    direction: Direction::UpIsGood,
    measure: |totals| Some(Measure::Money(Money::from_cents(totals.revenue_cents))),
};

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{check_kpi, small};

    #[test]
    fn filters_combine_and_values_of_one_are_alternatives() {
        check_kpi(
            &KPI,
            &small(),
            &[
                ("", "2000.00"),
                ("period=2003", "500.00"),
                ("period=ytd", "1500.00"),
                ("period=2004-Q1", "500.00"),
                ("status=Cancelled", "100.00"),
                ("country=Norway&country=USA", "2000.00"),
                ("region=Europe&country=USA", "0.00"),
                ("rep=20", "1200.00"),
                ("line=Cars&country=USA", "100.00"),
                ("country=Atlantis", "0.00"),
            ],
        );
    }
}
