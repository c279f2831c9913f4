//! Average order value.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// Average order value.
pub(super) const KPI: Kpi = Kpi {
    id: "average_order_value",
    title: "Average order value",
    definition: "What an order is worth on average: never a mean of monthly means.",
    formula: "revenue / orders",
    source: "orderdetails.quantityOrdered, priceEach; orders.orderNumber",
    no_value: "There is no order.",
    direction: Direction::UpIsGood,
    measure: |totals| {
        Fraction::new(totals.revenue_cents, 100 * i128::from(totals.num_orders)).map(Measure::MeanMoney)
    },
};

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{check_kpi, small};

    #[test]
    fn revenue_over_orders_without_lines_too() {
        check_kpi(
            &KPI,
            &small(),
            &[
                // 2000 / 12; the mean of the means of its eight months with orders would be another.
                ("", "166.67"),
                ("country=USA", "200.00"),
                ("period=2004-12-15..2004-12-15", "0.00"),
                // 1000 in the 6 orders that have a ship.
                ("line=Ships", "166.67"),
                ("country=Japan", ""),
            ],
        );
    }
}
