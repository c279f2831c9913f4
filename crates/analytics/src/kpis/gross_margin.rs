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
        let revenue_cents = i128::from(totals.costed_revenue_cents);
        Fraction::percent(revenue_cents - totals.cost_cents, revenue_cents).map(Measure::Percent)
    },
};

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{Fixture, check_kpi, small};

    #[test]
    fn what_is_left_after_the_buy_price() {
        check_kpi(
            &KPI,
            &small(),
            &[
                ("", "42.00"),
                // 600 + 400 less 360 + 200.
                ("line=Cars", "44.00"),
                ("line=Ships", "40.00"),
                ("country=Japan", ""),
            ],
        );
    }

    #[test]
    fn lines_without_buy_price_do_not_count_and_a_loss_is_negative() {
        let snapshot = Fixture::new()
            .products(
                "A | Ant | Known   |  6 |
                 B | Bee | Unknown |    |
                 C | Cat | Dear    | 15 |
                 D | Dog | Free    |  0 |",
            )
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-01 | | | Shipped | 1")
            .lines("1 | A | 10 | 10\n1 | B | 10 | 10\n1 | C | 1 | 10\n1 | D | 1 | 10")
            .snapshot();
        check_kpi(
            &KPI,
            &snapshot,
            &[
                ("line=Known&line=Unknown", "40.00"),
                ("line=Unknown", ""),
                ("line=Dear", "-50.00"),
                ("line=Free", "100.00"),
            ],
        );
    }

    #[test]
    fn the_dearest_goods_in_the_largest_quantity_do_not_overflow() {
        let snapshot = Fixture::new()
            .products("A | Ant | Ants | 99999999999 |")
            .customers("1 | One | Norway")
            .orders("1 | 2003-01-01 | | | Shipped | 1\n2 | 2004-01-01 | | | Shipped | 1")
            .lines("1 | A | 2147483647 | 0.01\n2 | A | 2147483647 | 0.02")
            .snapshot();
        // 1 − 99,999,999,999 / 0.01, in percent.
        check_kpi(
            &KPI,
            &snapshot,
            &[("period=2003", "-999999999989900.00"), ("period=2004", "-499999999994900.00")],
        );
    }
}
