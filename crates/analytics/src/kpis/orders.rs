//! Orders.

use super::{Direction, Kpi, Measure};

/// Orders.
pub(super) const KPI: Kpi = Kpi {
    id: "orders",
    title: "Orders",
    definition: "Orders placed, each counted once.",
    formula: "number of orders",
    source: "orders.orderNumber, orderDate",
    no_value: "It always has a value; 0 without orders.",
    direction: Direction::UpIsGood,
    measure: |totals| Some(Measure::Count(totals.num_orders)),
};
