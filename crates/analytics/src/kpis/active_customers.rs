//! Active customers.

use super::{Direction, Kpi, Measure};

/// Active customers.
pub(super) const KPI: Kpi = Kpi {
    id: "active_customers",
    title: "Active customers",
    definition: "Customers with an order in the period.",
    formula: "number of distinct customers of orders",
    source: "orders.customerNumber, orderDate",
    no_value: "It always has a value; 0 without orders.",
    direction: Direction::UpIsGood,
    measure: |totals| Some(Measure::Count(totals.num_buyers() as i64)),
};
