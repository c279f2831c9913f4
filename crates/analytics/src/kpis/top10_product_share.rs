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

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{Fixture, check_kpi, small};

    #[test]
    fn the_ten_products_of_the_scope_with_the_most() {
        let (mut products, mut lines) = (String::new(), String::new());
        for number in 10..30 {
            products += &format!("P{number} | Pin | L{}\n", number / 11);
            lines += &format!("1 | P{number} | 1 | 10\n");
        }
        let snapshot = Fixture::new()
            .products(&products)
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-01 | | | Shipped | 1")
            .lines(&lines)
            .snapshot();
        // Ten of twenty; of the eleven P11 to P21; of the one P10.
        check_kpi(&KPI, &snapshot, &[("", "50.00"), ("line=L1", "90.91"), ("line=L0", "100.00")]);
        check_kpi(&KPI, &small(), &[("", "100.00"), ("country=Japan", "")]);
    }
}
