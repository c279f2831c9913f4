//! Payment coverage.

use units::Fraction;

use super::{Direction, Kpi, Measure};

/// Payment coverage.
pub(super) const KPI: Kpi = Kpi {
    id: "payment_coverage_pct",
    title: "Payment coverage",
    definition: "Payments dated in the period, in percent of the revenue of the period. Payments are not linked to orders, so this is no collection rate.",
    formula: "100 × Σ amount / revenue",
    source: "payments.amount, paymentDate; orderdetails.quantityOrdered, priceEach",
    no_value: "There is no revenue, or a product line is chosen: payments cannot be split by product.",
    direction: Direction::UpIsGood,
    measure: |totals| {
        totals.paid_cents.and_then(|paid| Fraction::percent(paid, totals.revenue_cents)).map(Measure::Percent)
    },
};
