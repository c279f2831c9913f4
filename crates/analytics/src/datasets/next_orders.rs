//! The expected next order of each repeat buyer.

use crate::activity::{self, Activity};
use crate::dataset::{Dataset, Kind};
use crate::policy::Policy;
use crate::table::{Column, Table, Value};
use crate::view::View;
use units::Day;

/// The expected next order of each repeat buyer.
pub const DATASET: Dataset = Dataset {
    name: "next_orders",
    title: "Next orders",
    kind: Kind::State,
    definition: "Customers with at least two orders, when their next one is expected by their own rhythm, and whether it is overdue. Confidence is low with fewer than three gaps.",
    formula: "expected = last order + ⌊(last − first) / (orders − 1)⌋ days. lapsed: expected before as-of and more than 365 days since the last order; overdue: likewise and more than 60; due_soon: expected within 30 days of as-of; else on_track.",
    source: "orders.orderDate, customerNumber",
    order: "expected date, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::integer("num_orders", "orders", "Orders."),
        Column::integer("num_gaps", "gaps", "Gaps between orders."),
        Column::date("last_order_date", "Day of the last order."),
        Column::integer("days_since_last_order", "days", "Days from the last order to as-of."),
        Column::ratio("avg_gap_days", "days", "Mean days between orders."),
        Column::date("expected_next_order_date", "Last order plus the mean gap."),
        Column::integer("days_overdue", "days", "Days from the expected date to as-of; 0 before it."),
        Column::text("status", "lapsed, overdue, due_soon or on_track."),
        Column::text("confidence", "low with fewer than three gaps, else normal."),
    ],
    rows,
};

/// When a customer's next order is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextOrder {
    /// The day by the customer's own rhythm.
    pub expected: Day,
    /// Days from then to as-of; 0 before it.
    pub days_overdue: i64,
    /// lapsed, overdue, `due_soon` or `on_track`.
    pub status: &'static str,
}

/// The expected next order; none with fewer than two orders.
pub fn next_order(activity: &Activity, as_of: Day, policy: &Policy) -> Option<NextOrder> {
    let gap_days = activity.mean_gap_days()?.floor() as i32;
    let expected = activity.last_order?.plus_days(gap_days);
    let days_since_last = activity.days_since_last_order(as_of)?;
    let status = if expected < as_of && days_since_last > i64::from(policy.lapsed_days) {
        "lapsed"
    } else if expected < as_of && days_since_last > i64::from(policy.overdue_days) {
        "overdue"
    } else if i64::from(expected.days_since(as_of)) <= i64::from(policy.due_soon_days) {
        "due_soon"
    } else {
        "on_track"
    };
    Some(NextOrder { expected, days_overdue: i64::from(as_of.days_since(expected)).max(0), status })
}

fn rows(view: &View<'_>, table: &mut Table) {
    let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
    let activities = activity::of_customers(view);
    let mut expected: Vec<(NextOrder, usize)> = view
        .customers()
        .filter_map(|customer| Some((next_order(&activities[customer], as_of, view.policy)?, customer)))
        .collect();
    expected.sort_by_key(|&(next, customer)| (next.expected, customer));
    for (next, index) in expected {
        let (customer, activity) = (&snapshot.customers[index], &activities[index]);
        let num_gaps = activity.num_orders - 1;
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(index).name).into(),
            activity.num_orders.into(),
            num_gaps.into(),
            activity.last_order.into(),
            activity.days_since_last_order(as_of).into(),
            Value::quotient(activity.mean_gap_days(), 1),
            next.expected.into(),
            next.days_overdue.into(),
            next.status.into(),
            if num_gaps < 3 { "low" } else { "normal" }.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::{DATASET, next_order};
    use crate::activity::Activity;
    use crate::fixture::{check, small};
    use crate::policy::Policy;
    use units::Day;

    /// Alpha ordered 5 times in 387 days, Gamma 4 times in 391, Beta 3 times in 375.
    #[test]
    fn the_last_order_plus_whole_days_of_the_mean_gap() {
        check(
            &DATASET,
            &small(),
            "",
            "1,Alpha,Norway,5,4,2004-12-01,14,96.8,2005-03-07,0,on_track,normal
             3,Gamma,USA,4,3,2004-12-15,0,130.3,2005-04-24,0,on_track,normal
             2,Beta,Norway,3,2,2004-12-10,5,187.5,2005-06-15,0,on_track,low",
        );
        check(
            &DATASET,
            &small(),
            "country=USA&period=2003",
            "3,Gamma,USA,4,3,2004-12-15,0,130.3,2005-04-24,0,on_track,normal",
        );
    }

    /// Two orders, so many days before as-of.
    #[test]
    fn statuses_at_their_limits() {
        let as_of: Day = "2004-12-31".parse().unwrap();
        let next = |num_orders, first: i32, last: i32| {
            let activity = Activity {
                num_orders,
                first_order: Some(as_of.plus_days(-first)),
                last_order: Some(as_of.plus_days(-last)),
                ..Activity::default()
            };
            next_order(&activity, as_of, &Policy::default())
        };
        for (first, last, status, days_overdue) in [
            (367, 366, "lapsed", 365),
            (366, 365, "overdue", 364),
            (62, 61, "overdue", 60),
            (61, 60, "due_soon", 59),
            // Expected on as-of itself.
            (800, 400, "due_soon", 0),
            (122, 61, "due_soon", 0),
            (30, 0, "due_soon", 0),
            (31, 0, "on_track", 0),
            // Two orders of one day have a gap of none.
            (0, 0, "due_soon", 0),
            (61, 61, "overdue", 61),
        ] {
            let next = next(2, first, last).unwrap();
            assert_eq!(
                (next.status, next.days_overdue),
                (status, days_overdue),
                "{first} and {last} days ago"
            );
        }
        assert_eq!(next(1, 100, 100), None, "one order has no rhythm");
    }

    /// Two orders, so many days before as-of.
    #[test]
    fn other_thresholds() {
        let as_of: Day = "2004-12-31".parse().unwrap();
        let default = Policy::default;
        for (first, last, policy, expected) in [
            (62, 61, default(), "overdue"),
            (62, 61, Policy { overdue_days: 61, ..default() }, "due_soon"),
            (62, 61, Policy { lapsed_days: 60, ..default() }, "lapsed"),
            (62, 61, Policy { lapsed_days: 61, ..default() }, "overdue"),
            (31, 0, default(), "on_track"),
            (31, 0, Policy { due_soon_days: 31, ..default() }, "due_soon"),
            (30, 0, Policy { due_soon_days: 29, ..default() }, "on_track"),
        ] {
            let activity = Activity {
                num_orders: 2,
                first_order: Some(as_of.plus_days(-first)),
                last_order: Some(as_of.plus_days(-last)),
                ..Activity::default()
            };
            let next = next_order(&activity, as_of, &policy).unwrap();
            assert_eq!(next.status, expected, "{first} and {last} days ago under {policy:?}");
        }
    }
}
