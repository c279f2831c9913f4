//! Customer concentration.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// Customer concentration.
pub(super) const KPI: Kpi = Kpi {
    id: "customer_concentration_pct",
    title: "Customer concentration",
    definition: "How much of the revenue the top fifth of the buyers bring (rounded down, at least one).",
    formula: "100 × revenue of the ⌊buyers / 5⌋ buyers with the most / revenue",
    source: "orders.customerNumber; orderdetails.quantityOrdered, priceEach",
    no_value: "There is no revenue.",
    direction: Direction::Neutral,
    measure: |totals| {
        let num_top = (totals.num_buyers() / 5).max(1);
        Fraction::percent(totals.top_customers_cents(num_top), totals.revenue_cents).map(Measure::Percent)
    },
};
