//! Top-10 product share.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// Top-10 product share.
pub(super) const KPI: Kpi = Kpi {
    id: "top10_product_share_pct",
    title: "Top-10 product share",
    definition: "How much of the revenue the ten products with the most revenue of the period bring.",
    formula: "100 × revenue of the 10 products with the most / revenue",
    source: "orderdetails.productCode, quantityOrdered, priceEach",
    no_value: "There is no revenue.",
    direction: Direction::Neutral,
    measure: |totals| {
        Fraction::percent(totals.top_products_cents(10), totals.revenue_cents).map(Measure::Percent)
    },
};
