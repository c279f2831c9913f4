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

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{check_kpi, small};

    #[test]
    fn an_order_without_lines_makes_a_buyer_unless_a_line_is_asked_for() {
        check_kpi(
            &KPI,
            &small(),
            &[
                ("", "3"),
                ("country=Norway", "2"),
                ("country=Japan", "0"),
                ("period=2004-06", "1"),
                ("period=2004-12-15..2004-12-15", "1"),
                ("period=2004-12-15..2004-12-15&line=Ships", "0"),
                // 111 of Beta.
                ("period=2004-12&line=Ships", "1"),
            ],
        );
    }
}
