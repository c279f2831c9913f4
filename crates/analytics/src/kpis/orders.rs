//! Orders.

use super::{Direction, Kpi, Measure};

/// Orders.
pub(super) const KPI: Kpi = Kpi {
    id: "orders",
    title: "Orders",
    definition: "Orders placed, each counted once.",
    formula: "number of orders",
    source: "orders.orderNumber, orderDate",
    no_value: "It always has a value; 0 without orders.",
    direction: Direction::UpIsGood,
    measure: |totals| Some(Measure::Count(totals.num_orders)),
};

#[cfg(test)]
mod tests {
    use super::KPI;
    use crate::fixture::{check_kpi, small};

    #[test]
    fn each_order_counts_once_whatever_its_lines() {
        check_kpi(
            &KPI,
            &small(),
            &[
                ("", "12"),
                ("status=Shipped", "8"),
                ("status=On Hold&status=Cancelled", "2"),
                // Orders with such a line, so 112 is in neither.
                ("line=Cars", "7"),
                ("line=Ships", "6"),
                ("line=Cars&line=Ships", "11"),
                ("line=Trains", "0"),
                ("rep=20&country=USA", "0"),
            ],
        );
    }
}
