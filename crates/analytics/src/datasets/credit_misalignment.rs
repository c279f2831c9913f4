//! Over- and under-credited customers.

use crate::activity;
use crate::credit::{CreditFactors, Misalignment};
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
    let factors = CreditFactors::of(&activities, view.policy);
    let mut misaligned: Vec<(Misalignment, usize)> = view
        .customers()
        .filter_map(|customer| {
            let limit = snapshot.customers[customer].credit_limit;
            let (cents, factor) = (activities[customer].revenue_cents, factors.hundredths_of(customer));
            Some((Misalignment::of(limit, cents, factor)?, customer))
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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, assert_rows, check, rows_under, small};
    use crate::policy::Policy;

    /// Beta's limit is exactly twice its revenue, Alpha's revenue exactly twice its limit; Gamma's limit is not known.
    #[test]
    fn exactly_twice_is_misaligned() {
        let both = "2,Beta,Norway,800.00,400.00,2.00,0.50,over_credited
                    1,Alpha,Norway,400.00,800.00,0.50,2.00,under_credited";
        check(&DATASET, &small(), "", both);
        check(&DATASET, &small(), "period=2003&line=Trains", both);
        check(&DATASET, &small(), "country=USA", "");
    }

    /// Without the order in process Alpha has 700.
    #[test]
    fn status_chooses_the_orders() {
        check(&DATASET, &small(), "status=Shipped", "2,Beta,Norway,800.00,200.00,4.00,0.25,over_credited");
    }

    #[test]
    fn by_category_country_name_and_number() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins")
            .customers(
                "1 | Bee  | Norway |  | 200
                 2 | Ant  | Norway |  | 200
                 3 | Ant  | Norway |  | 200
                 4 | Zoe  | Japan  |  | 200
                 5 | Even | Japan  |  | 199.99
                 6 | Free | Japan  |  | 0",
            )
            .orders(
                "1 | 2004-01-01 | | | Shipped | 1
                 2 | 2004-01-01 | | | Shipped | 2
                 3 | 2004-01-01 | | | Shipped | 3
                 4 | 2004-01-01 | | | Shipped | 4
                 5 | 2004-01-01 | | | Shipped | 5
                 6 | 2004-01-01 | | | Shipped | 6",
            )
            .lines(
                "1 | P | 1 | 100
                 2 | P | 1 | 100
                 3 | P | 1 | 100
                 4 | P | 1 | 100
                 5 | P | 1 | 100
                 6 | P | 1 | 100",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "4,Zoe,Japan,200.00,100.00,2.00,0.50,over_credited
             2,Ant,Norway,200.00,100.00,2.00,0.50,over_credited
             3,Ant,Norway,200.00,100.00,2.00,0.50,over_credited
             1,Bee,Norway,200.00,100.00,2.00,0.50,over_credited",
        );
    }

    /// Both are off by exactly 2.00. Alpha is of class A (the first 40 % of revenue), Beta of class B (from 80 % on).
    #[test]
    fn factors_of_all_and_of_a_class() {
        let beta = "2,Beta,Norway,800.00,400.00,2.00,0.50,over_credited";
        let alpha = "1,Alpha,Norway,400.00,800.00,0.50,2.00,under_credited";
        let both = format!("{beta}\n{alpha}");
        for (factor, of_class, expected) in [
            (200, [None; 3], &*both),
            (201, [None; 3], ""),
            (201, [Some(200), None, None], alpha),
            (201, [None, Some(200), None], beta),
            (200, [None, Some(201), None], alpha),
            (201, [None, None, Some(200)], ""),
        ] {
            let policy = Policy {
                credit_factor_hundredths: factor,
                credit_factor_of_class_hundredths: of_class,
                ..Policy::default()
            };
            let what = format!("{factor} and {of_class:?}");
            assert_rows(&rows_under(&policy, &DATASET, &small(), ""), expected, &what);
        }
    }

    /// Without the cancelled order Beta has 300, so its limit of 800 is more than twice as much.
    #[test]
    fn cancelled_orders_can_be_left_out() {
        let policy = Policy { count_cancelled: false, ..Policy::default() };
        let expected = "2,Beta,Norway,800.00,300.00,2.67,0.38,over_credited
                        1,Alpha,Norway,400.00,800.00,0.50,2.00,under_credited";
        assert_rows(&rows_under(&policy, &DATASET, &small(), ""), expected, "without the cancelled order");
    }
}
