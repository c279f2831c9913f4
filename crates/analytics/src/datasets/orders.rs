//! Orders: who, when, how large, and whether they were shipped on time.

use std::cmp::Reverse;

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Orders: who, when, how large, and whether they were shipped on time.
pub const DATASET: Dataset = Dataset {
    name: "orders",
    title: "Orders",
    kind: Kind::Flow,
    definition: "Each order of the scope, the newest first; under a line filter those that have such a line, with the value of these lines only.",
    formula: "days_late = shippedDate − requiredDate where that is above 0; on time when it is not.",
    source: "orders; customers.customerName, country; orderdetails.quantityOrdered, priceEach",
    order: "order date descending, order number descending",
    columns: &[
        Column::integer("order_number", "", "Order number."),
        Column::date("order_date", "Day of the order."),
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::text("status", "Status of the order."),
        Column::integer("num_lines", "lines", "Lines of the order.").summed(),
        Column::integer("units", "units", "Σ quantityOrdered.").summed(),
        Column::money("revenue", "Value of the lines.").summed(),
        Column::date("required_date", "Day by which the goods are required."),
        Column::date("shipped_date", "Day on which they were shipped."),
        Column::integer(
            "days_late",
            "days",
            "Days from the required to the shipped date; 0 on time, empty unless both are known.",
        ),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let (snapshot, orders) = (view.snapshot, &view.snapshot.orders);
    let mut found: Vec<_> = view.flow().orders().collect();
    found.sort_unstable_by_key(|order| Reverse((orders.date[order.order], orders.number[order.order])));
    for found in found {
        let order = found.order;
        let customer = &snapshot.customers[found.customer];
        let (required, shipped) = (orders.required[order], orders.shipped[order]);
        let days_late =
            required.zip(shipped).map(|(required, shipped)| i64::from(shipped.days_since(required)).max(0));
        table.push([
            orders.number[order].into(),
            orders.date[order].into(),
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(found.customer).name).into(),
            (&snapshot.statuses[orders.status[order] as usize]).into(),
            Value::count(found.num_lines),
            found.units.into(),
            Value::cents(found.revenue_cents),
            required.into(),
            shipped.into(),
            days_late.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn the_newest_first_and_late_by_days() {
        check(
            &DATASET,
            &small(),
            "period=2003",
            "103,2003-12-01,2,Beta,Norway,Shipped,2,15,200.00,2003-12-11,2003-12-05,0
             102,2003-11-20,3,Gamma,USA,Shipped,1,4,200.00,2003-11-30,2003-12-01,1
             101,2003-11-10,1,Alpha,Norway,Shipped,1,10,100.00,2003-11-20,2003-11-20,0",
        );
        check(
            &DATASET,
            &small(),
            "status=Cancelled",
            "105,2004-03-01,2,Beta,Norway,Cancelled,1,5,100.00,2004-03-11,,",
        );
    }

    #[test]
    fn an_order_without_lines_is_one_until_a_line_is_asked_for() {
        check(
            &DATASET,
            &small(),
            "period=2004-12-15..2004-12-15",
            "112,2004-12-15,3,Gamma,USA,In Process,0,0,0.00,2004-12-25,,",
        );
        check(
            &DATASET,
            &small(),
            "line=Cars&country=USA",
            "106,2004-03-05,3,Gamma,USA,Shipped,1,10,100.00,2004-03-15,2004-03-20,5",
        );
    }

    #[test]
    fn orders_of_one_day_come_by_number() {
        let snapshot = Fixture::new()
            .customers("1 | One")
            .orders("8 | 2004-01-01 | | | S | 1\n9 | 2004-01-01 | | | | 1")
            .snapshot();
        check(&DATASET, &snapshot, "", "9,2004-01-01,1,One,,,0,0,0.00,,,\n8,2004-01-01,1,One,,S,0,0,0.00,,,");
    }
}
