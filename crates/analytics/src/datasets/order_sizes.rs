//! Lines, value and units of each order.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Lines, value and units of each order.
pub const DATASET: Dataset = Dataset {
    name: "order_sizes",
    title: "Order sizes",
    kind: Kind::Flow,
    definition: "Each order of the scope that has lines; under a line filter only the lines of that product line count.",
    formula: "order_value = Σ quantityOrdered × priceEach of the order.",
    source: "orders.orderNumber; orderdetails.productCode, quantityOrdered, priceEach",
    order: "order value descending, order number",
    columns: &[
        Column::integer("order_number", "", "Order number."),
        Column::integer("unique_products", "products", "Lines, each of another product.").summed(),
        Column::money("order_value", "Value of the lines.").summed(),
        Column::integer("units", "units", "Σ quantityOrdered.").summed(),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let mut orders: Vec<_> = view.flow().orders().filter(|order| order.num_lines > 0).collect();
    let number = |order: usize| view.snapshot.orders.number[order];
    orders.sort_unstable_by_key(|order| (std::cmp::Reverse(order.revenue_cents), number(order.order)));
    for order in orders {
        table.push([
            number(order.order).into(),
            Value::count(order.num_lines),
            Value::cents(order.revenue_cents),
            order.units.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{assert_rows, check, rows_under, small};
    use crate::policy::Policy;

    /// 112 has no lines.
    #[test]
    fn the_largest_come_first_and_equal_ones_by_number() {
        check(
            &DATASET,
            &small(),
            "",
            "106,2,300.00,14
             107,3,300.00,17
             109,1,300.00,6
             102,1,200.00,4
             103,2,200.00,15
             108,2,200.00,15
             101,1,100.00,10
             104,1,100.00,2
             105,1,100.00,5
             110,1,100.00,10
             111,1,100.00,2",
        );
    }

    #[test]
    fn only_the_lines_of_a_product_line_count() {
        check(&DATASET, &small(), "line=Cars&country=USA", "106,1,100.00,10");
        check(&DATASET, &small(), "period=2004-12-15..2004-12-15", "");
    }

    /// Of Beta's orders 103, 105 and 111 the second is cancelled.
    #[test]
    fn cancelled_orders_can_be_left_out() {
        for (count_cancelled, expected) in [
            (true, "103,2,200.00,15\n105,1,100.00,5\n111,1,100.00,2"),
            (false, "103,2,200.00,15\n111,1,100.00,2"),
        ] {
            let policy = Policy { count_cancelled, ..Policy::default() };
            let mut found = rows_under(&policy, &DATASET, &small(), "country=Norway");
            found.retain(|row| ["103,", "105,", "111,"].iter().any(|order| row.starts_with(order)));
            assert_rows(&found, expected, &format!("count_cancelled {count_cancelled}"));
        }
    }
}
