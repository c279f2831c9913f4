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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, rows_under};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;

    /// As of 31 December 2004, day 366 of the year:
    /// One ordered 180 days ago, Two and Six 181. Three has a gap of 200 days and is silent for exactly 1.5 times that, Four a day longer.
    /// Five ordered 365 and 364 days before its last order, whose year of activity leaves the first of them out.
    fn company() -> Snapshot {
        Fixture::new()
            .dated("2004-12-31")
            .products("P | Pin | Pins")
            .customers(
                "1 | One   | Norway
                 2 | Two   | Norway
                 3 | Three | Norway
                 4 | Four  | Norway
                 5 | Five  | Norway
                 6 | Six   | Japan
                 7 | Never | Japan",
            )
            .orders(
                "11 | 2004-07-04 | | | Shipped | 1
                 21 | 2004-07-03 | | | Shipped | 2
                 31 | 2003-08-19 | | | Shipped | 3
                 32 | 2004-03-06 | | | Shipped | 3
                 41 | 2003-08-18 | | | Shipped | 4
                 42 | 2004-03-05 | | | Shipped | 4
                 51 | 2003-01-01 | | | Shipped | 5
                 52 | 2003-01-02 | | | Shipped | 5
                 53 | 2004-01-01 | | | Shipped | 5
                 61 | 2004-07-03 | | | On Hold | 6",
            )
            .lines(
                "21 | P | 1 | 100
                 41 | P | 1 | 100
                 42 | P | 1 |  50
                 51 | P | 1 | 100
                 52 | P | 1 |  10
                 53 | P | 1 |   1
                 61 | P | 1 | 100",
            )
            .snapshot()
    }

    #[test]
    fn stale_and_beyond_the_own_rhythm() {
        check(
            &DATASET,
            &company(),
            "",
            "4,Four,Norway,2,2004-03-05,301,200.0,150.00,150.00
             2,Two,Norway,1,2004-07-03,181,,100.00,100.00
             6,Six,Japan,1,2004-07-03,181,,100.00,100.00
             5,Five,Norway,3,2004-01-01,365,182.5,111.00,11.00",
        );
    }

    #[test]
    fn status_chooses_orders_country_chooses_rows_and_period_nothing() {
        let six = "6,Six,Japan,1,2004-07-03,181,,100.00,100.00";
        check(&DATASET, &company(), "status=On Hold", six);
        check(&DATASET, &company(), "country=Japan&period=2003", six);
    }

    /// Silent for: One 180 days, Two and Six 181; Three 300 at a gap of 200, Four 301 at 200, Five 365 at 182.5.
    #[test]
    fn other_thresholds_choose_other_customers() {
        for (stale_days, churn_gap_factor_hundredths, expected) in [
            (180, 150, &["4", "2", "6", "5"][..]),
            (181, 150, &["4", "5"]),
            (179, 150, &["4", "2", "6", "5", "1"]),
            (364, 150, &["5"]),
            (365, 150, &[]),
            (180, 149, &["4", "2", "6", "5", "3"]),
            (180, 151, &["2", "6", "5"]),
            (180, 200, &["2", "6"]),
        ] {
            let policy = Policy { stale_days, churn_gap_factor_hundredths, ..Policy::default() };
            let rows = rows_under(&policy, &DATASET, &company(), "");
            let numbers: Vec<&str> = rows.iter().filter_map(|row| row.split(',').next()).collect();
            assert_eq!(numbers, expected, "{stale_days} days, {churn_gap_factor_hundredths} hundredths");
        }
    }
}
