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

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{Fixture, check_kpi, small};

    /// The first two buyers have 30 each, the others 5 each; the last one's order has no line.
    fn check_buyers(num_buyers: usize, expected: &str) {
        let (mut customers, mut orders, mut lines) = (String::new(), String::new(), String::new());
        for number in 1..=num_buyers {
            customers += &format!("{number} | C | Norway\n");
            orders += &format!("{number} | 2004-01-01 | | | Shipped | {number}\n");
            if number < num_buyers {
                lines += &format!("{number} | P | 1 | {}\n", if number <= 2 { 30 } else { 5 });
            }
        }
        let fixture = Fixture::new().products("P | Pin | Pins").customers(&customers);
        check_kpi(&KPI, &fixture.orders(&orders).lines(&lines).snapshot(), &[("", expected)]);
    }

    #[test]
    fn a_fifth_of_the_buyers_is_rounded_down_but_at_least_one() {
        // 30 of 60 + 6 × 5; 60 of 60 + 7 × 5.
        check_buyers(9, "33.33");
        check_buyers(10, "63.16");
        check_buyers(1, "");
        check_buyers(2, "100.00");
    }

    #[test]
    fn of_the_revenue_of_the_scope() {
        check_kpi(
            &KPI,
            &small(),
            &[("", "40.00"), ("country=Norway", "66.67"), ("period=2003", "40.00"), ("country=Japan", "")],
        );
    }
}
