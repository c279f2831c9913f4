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
