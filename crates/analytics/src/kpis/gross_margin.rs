//! Gross margin.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// Gross margin.
pub(super) const KPI: Kpi = Kpi {
    id: "gross_margin_pct",
    title: "Gross margin",
    definition: "What is left of the revenue after the buy price of the goods, over the lines whose product has a buy price.",
    formula: "100 × (revenue − Σ quantityOrdered × buyPrice) / revenue",
    source: "orderdetails.quantityOrdered, priceEach; products.buyPrice",
    no_value: "There is no revenue of products with a buy price.",
    direction: Direction::UpIsGood,
    measure: |totals| {
        Fraction::percent(totals.costed_revenue_cents - totals.cost_cents, totals.costed_revenue_cents)
            .map(Measure::Percent)
    },
};
