//! Whom to call before they are gone.

use std::cmp::Reverse;

use units::Fraction;

use crate::activity::{self, Activity};
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Whom to call before they are gone.
pub const DATASET: Dataset = Dataset {
    name: "churn_calls",
    title: "Churn call list",
    kind: Kind::State,
    definition: "Customers who churn: stale, and silent for longer than the churn factor times their own mean gap between orders where there is one; with whom to call, and who should.",
    formula: "revenue_at_risk = revenue of the 365 days that end with the day of the last order; times_own_gap = days_since_last_order / avg_gap_days; avg_order_value = revenue / orders",
    source: "customers; employees; orders.orderDate; orderdetails.quantityOrdered, priceEach",
    order: "revenue at risk descending, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("contact", "First and last name of the contact."),
        Column::text("phone", "Phone number."),
        Column::text("country", "Country of the customer."),
        Column::integer("employee_number", "", "Employee number of the sales rep; empty without one."),
        Column::text("employee_name", "Who should call: the sales rep."),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::date("last_order_date", "Day of the last order."),
        Column::integer("days_since_last_order", "days", "Days from the last order to as-of."),
        Column::ratio("avg_gap_days", "days", "Mean days between orders; empty with one order."),
        Column::ratio(
            "times_own_gap",
            "times",
            "How many times the own gap the silence is; empty without one.",
        ),
        Column::money("avg_order_value", "Revenue / orders."),
        Column::money("revenue_at_risk", "Revenue of the last year of activity.").summed(),
    ],
    rows,
};

/// The churning customers of the filters, the most revenue at risk first.
pub fn churning(view: &View<'_>, activities: &[Activity]) -> Vec<usize> {
    let as_of = view.snapshot.as_of;
    let mut churning: Vec<usize> =
        view.customers().filter(|&customer| activities[customer].is_churned(as_of, view.policy)).collect();
    churning.sort_by_key(|&customer| (Reverse(activities[customer].last_year_cents), customer));
    churning
}

/// How many times a customer's own gap between orders its silence is; none without a gap.
pub fn times_own_gap(view: &View<'_>, activity: &Activity) -> Option<Fraction> {
    let days = activity.days_since_last_order(view.snapshot.as_of)?;
    Fraction::new(days, 1)?.over(activity.mean_gap_days()?)
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let activities = activity::of_customers(view);
    for index in churning(view, &activities) {
        let (customer, activity) = (&snapshot.customers[index], &activities[index]);
        let rep = customer.rep.map(|rep| &snapshot.employees[rep as usize]);
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&customer.contact).into(),
            (&customer.phone).into(),
            (&snapshot.country_of(index).name).into(),
            rep.map(|rep| rep.number).into(),
            rep.map(|rep| Value::text(&rep.name)).into(),
            activity.num_orders.into(),
            activity.last_order.into(),
            activity.days_since_last_order(snapshot.as_of).into(),
            Value::quotient(activity.mean_gap_days(), 1),
            Value::quotient(times_own_gap(view, activity), 2),
            Value::mean_money(activity.revenue_cents, activity.num_orders),
            Value::cents(activity.last_year_cents),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check};

    /// As of 31 December 2004: One is silent for 300 days, three times its gap of 100; Two has no rhythm; Three is within its own.
    #[test]
    fn the_list_says_whom_to_call_and_who_should() {
        let snapshot = Fixture::new()
            .dated("2004-12-31")
            .employees("7 | Ann | Lee | | | Sales Rep")
            .products("P | Pin | Pins")
            .customers("1 | One | Norway | 7\n2 | Two | Japan |\n3 | Three | Japan |")
            .orders(
                "1 | 2003-11-27 | | | Shipped | 1
                 2 | 2004-03-06 | | | Shipped | 1
                 3 | 2004-01-01 | | | Shipped | 2
                 4 | 2003-01-01 | | | Shipped | 3
                 5 | 2004-03-06 | | | Shipped | 3",
            )
            .lines("1 | P | 1 | 30\n2 | P | 1 | 10\n3 | P | 1 | 90\n5 | P | 1 | 99")
            .snapshot();
        let two = "2,Two,- -,-,Japan,,,1,2004-01-01,365,,,90.00,90.00";
        let one = "1,One,- -,-,Norway,7,Ann Lee,2,2004-03-06,300,100.0,3.00,20.00,40.00";
        check(&DATASET, &snapshot, "", &format!("{two}\n{one}"));
        check(&DATASET, &snapshot, "country=Norway&period=2003&line=Pins", one);
    }
}
