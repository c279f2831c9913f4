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
