//! Largest, smallest and mean credit limit.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Largest, smallest and mean credit limit.
pub const DATASET: Dataset = Dataset {
    name: "credit_profile",
    title: "Credit profile",
    kind: Kind::State,
    definition: "Largest, smallest and mean credit limit among the limits above 0 of the customers that the filters choose.",
    formula: "avg = Σ creditLimit / customers with a limit above 0.",
    source: "customers.creditLimit",
    order: "max, min, avg",
    columns: &[
        Column::text("statistic", "max, min or avg."),
        Column::money("credit_limit", "The figure; empty where no customer has a limit above 0."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let limits = || {
        let limits = view.customers().filter_map(|customer| view.snapshot.customers[customer].credit_limit);
        limits.map(|limit| limit.cents()).filter(|&cents| cents > 0)
    };
    let cents = |cents: Option<i64>| cents.map_or(Value::None, Value::cents);
    table.push(["max".into(), cents(limits().max())]);
    table.push(["min".into(), cents(limits().min())]);
    table.push(["avg".into(), Value::mean_money(limits().sum(), limits().count() as i64)]);
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn unknown_limits_and_zero_do_not_count() {
        check(&DATASET, &small(), "", "max,800.00\nmin,400.00\navg,566.67");
        let snapshot = Fixture::new().customers("1 | One | | | 0\n2 | Two | | | 100").snapshot();
        check(&DATASET, &snapshot, "", "max,100.00\nmin,100.00\navg,100.00");
    }

    #[test]
    fn it_is_a_sum_over_the_customers_of_the_filters() {
        check(&DATASET, &small(), "rep=20&period=2003", "max,800.00\nmin,400.00\navg,600.00");
        check(&DATASET, &small(), "country=USA", "max,\nmin,\navg,");
    }
}
