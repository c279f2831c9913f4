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
