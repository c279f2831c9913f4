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

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{Fixture, check_kpi, small};

    #[test]
    fn payments_dated_in_the_period_over_its_revenue() {
        check_kpi(
            &KPI,
            &small(),
            &[
                ("", "60.00"),
                ("period=2003", "20.00"),
                ("period=2004", "73.33"),
                ("country=Norway", "58.33"),
                // Paid 500 in April, but nothing was sold.
                ("period=2004-04", ""),
                ("period=2004-11", "0.00"),
                ("line=Cars&line=Ships", ""),
                // The status is of orders: 1200 paid against 1700.
                ("status=Shipped", "70.59"),
            ],
        );
    }

    #[test]
    fn a_payment_without_date_counts_in_no_period_but_in_all() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins")
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-01 | | | Shipped | 1")
            .lines("1 | P | 1 | 100")
            .payments("1 | a | | 50\n1 | b | 2004-01-01 | 10\n1 | c | 1999-01-01 | 1\n1 | d | 2004-13-01 | 5")
            .snapshot();
        check_kpi(&KPI, &snapshot, &[("", "66.00"), ("period=2004", "10.00")]);
    }
}
