//! Buyers who churn.

use std::cmp::Reverse;

use crate::activity;
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Buyers who churn.
pub const DATASET: Dataset = Dataset {
    name: "churn_risk",
    title: "Churn risk",
    kind: Kind::State,
    definition: "Customers who are stale, and beyond 1.5 times their own mean gap between orders where there is one.",
    formula: "revenue_at_risk = revenue of the 365 days that end with the day of the last order; avg_gap_days = (last − first order) / (orders − 1).",
    source: "customers; orders.orderDate; orderdetails.quantityOrdered, priceEach",
    order: "revenue at risk descending, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::date("last_order_date", "Day of the last order."),
        Column::integer("days_since_last_order", "days", "Days from the last order to as-of."),
        Column::ratio("avg_gap_days", "days", "Mean days between orders; empty with one order."),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::money("revenue_at_risk", "Revenue of the last year of activity.").summed(),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
    let activities = activity::of_customers(view);
    let mut churned: Vec<usize> =
        view.customers().filter(|&customer| activities[customer].is_churned(as_of, view.policy)).collect();
    churned.sort_by_key(|&customer| (Reverse(activities[customer].last_year_cents), customer));
    for index in churned {
        let (customer, activity) = (&snapshot.customers[index], &activities[index]);
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(index).name).into(),
            activity.num_orders.into(),
            activity.last_order.into(),
            activity.days_since_last_order(as_of).into(),
            Value::quotient(activity.mean_gap_days(), 1),
            Value::cents(activity.revenue_cents),
            Value::cents(activity.last_year_cents),
        ]);
    }
}
