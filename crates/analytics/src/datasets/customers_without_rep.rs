//! Customers with no sales rep.

use crate::activity;
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table};
use crate::view::View;

/// Customers with no sales rep.
pub const DATASET: Dataset = Dataset {
    name: "customers_without_rep",
    title: "Customers without a rep",
    kind: Kind::State,
    definition: "Customers without a sales rep's number, or with one that is no employee.",
    formula: "num_orders counts all orders of the status filter.",
    source: "customers.salesRepEmployeeNumber, creditLimit; orders.customerNumber",
    order: "customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("credit_limit", "Credit limit.").summed(),
        Column::integer("num_orders", "orders", "Orders.").summed(),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let activities = activity::of_customers(view);
    for index in view.customers().filter(|&customer| snapshot.customers[customer].rep.is_none()) {
        let customer = &snapshot.customers[index];
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(index).name).into(),
            customer.credit_limit.into(),
            activities[index].num_orders.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn an_unknown_limit_is_not_zero_and_an_unknown_rep_is_none() {
        check(&DATASET, &small(), "", "3,Gamma,USA,,4");
        let snapshot = Fixture::new()
            .customers("9 | Nine | Norway | 99 | 0\n8 | Eight | Norway | | 10\n7 | Seven | Norway | 1 | 10")
            .employees("1 | Ann | Ay")
            .snapshot();
        check(&DATASET, &snapshot, "", "8,Eight,Norway,10.00,0\n9,Nine,Norway,0.00,0");
    }

    #[test]
    fn status_chooses_the_orders_and_filters_the_rows() {
        check(&DATASET, &small(), "status=Shipped&period=2003", "3,Gamma,USA,,3");
        check(&DATASET, &small(), "rep=20", "");
    }
}
