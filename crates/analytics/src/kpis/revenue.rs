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
