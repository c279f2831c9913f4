//! Over- and under-credited customers.

use crate::activity;
use crate::credit::Misalignment;
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Over- and under-credited customers.
pub const DATASET: Dataset = Dataset {
    name: "credit_misalignment",
    title: "Credit misalignment",
    kind: Kind::State,
    definition: "Customers whose credit limit is at least twice their revenue (over_credited, with revenue) or the reverse (under_credited, with a limit).",
    formula: "credit_to_revenue_ratio = creditLimit / revenue; the factor 2 is configuration.",
    source: "customers.creditLimit; orders; orderdetails.quantityOrdered, priceEach",
    order: "category, country, customer name, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("credit_limit", "Credit limit.").summed(),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::ratio("credit_to_revenue_ratio", "times", "Limit / revenue."),
        Column::ratio("revenue_to_credit_ratio", "times", "Revenue / limit."),
        Column::text("category", "over_credited or under_credited."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let activities = activity::of_customers(view);
    let mut misaligned: Vec<(Misalignment, usize)> = view
        .customers()
        .filter_map(|customer| {
            let limit = snapshot.customers[customer].credit_limit;
            Some((Misalignment::of(limit, activities[customer].revenue_cents, view.policy)?, customer))
        })
        .collect();
    misaligned.sort_by_key(|&(category, index)| {
        let customer = &snapshot.customers[index];
        (category, customer.country, &*customer.name, index)
    });
    for (category, index) in misaligned {
        let customer = &snapshot.customers[index];
        let (limit, revenue) = (customer.credit_limit.unwrap_or_default(), activities[index].revenue_cents);
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(index).name).into(),
            limit.into(),
            Value::cents(revenue),
            Value::ratio(limit.cents(), revenue),
            Value::ratio(revenue, limit.cents()),
            category.name().into(),
        ]);
    }
}
