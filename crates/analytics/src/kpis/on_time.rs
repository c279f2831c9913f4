//! On-time shipping.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// On-time shipping.
pub(super) const KPI: Kpi = Kpi {
    id: "on_time_pct",
    title: "On-time shipping",
    definition: "Orders shipped on or before their required date, among the orders that have both dates. Delivery is not recorded, so this is not on-time-in-full.",
    formula: "100 × orders with shippedDate ≤ requiredDate / orders with both dates",
    source: "orders.shippedDate, requiredDate",
    no_value: "No order has both dates.",
    direction: Direction::UpIsGood,
    measure: |totals| {
        Fraction::percent(totals.num_on_time_orders, totals.num_orders_with_dates).map(Measure::Percent)
    },
};
