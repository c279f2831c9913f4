//! Customers per sales rep before and after the proposed moves.

use crate::dataset::{Dataset, Kind};
use crate::rebalancing::territories;
use crate::snapshot::Snapshot;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Customers per sales rep before and after the proposed moves.
pub const DATASET: Dataset = Dataset {
    name: "rep_balance",
    title: "Rep workload before and after",
    kind: Kind::State,
    definition: "Every sales rep of an office with a territory: customers and their revenue now, and after the moves of rep_moves. The rep filter chooses reps, other filters do not apply.",
    formula: "target = configured customers per rep, or the mean of the territory rounded up; moves as in rep_moves",
    source: "customers.salesRepEmployeeNumber; employees.officeCode; offices.territory; orderdetails.quantityOrdered, priceEach",
    order: "territory, employee number",
    columns: &[
        Column::text("territory", "Territory of the rep's office."),
        Column::integer("employee_number", "", "Employee number."),
        Column::text("employee_name", "First and last name."),
        Column::integer("target", "customers", "Customers that the rep should have at most."),
        Column::integer("num_customers_before", "customers", "Customers now.").summed(),
        Column::integer("num_customers_after", "customers", "Customers after the moves.").summed(),
        Column::money("revenue_before", "Revenue of all orders of the customers now.").summed(),
        Column::money("revenue_after", "Revenue of all orders of the customers after the moves.").summed(),
    ],
    rows,
};

/// What customers bought in all, in cents.
pub fn revenue_cents(snapshot: &Snapshot, customers: &[usize]) -> i64 {
    customers.iter().map(|&customer| snapshot.customers[customer].account.revenue.cents()).sum()
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    for territory in territories(snapshot, view.policy) {
        for balance in &territory.reps {
            if !view.has_rep(balance.rep) {
                continue;
            }
            let employee = &snapshot.employees[balance.rep];
            table.push([
                (&territory.name).into(),
                employee.number.into(),
                (&employee.name).into(),
                Value::count(territory.target),
                Value::count(balance.before.len()),
                Value::count(balance.after.len()),
                Value::cents(revenue_cents(snapshot, &balance.before)),
                Value::cents(revenue_cents(snapshot, &balance.after)),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn reps_of_one_territory_share() {
        let snapshot = Fixture::new()
            .offices("N | Oslo | Norway | North")
            .employees("1 | Ann | A | N | | Sales Rep\n2 | Bob | B | N | | Sales Rep")
            .customers("1 | One | Norway | 1\n2 | Two | Sweden | 1\n3 | Three | Sweden | 1")
            .snapshot();
        let (ann, bob) = ("North,1,Ann A,2,3,2,0.00,0.00", "North,2,Bob B,2,0,1,0.00,0.00");
        check(&DATASET, &snapshot, "", &format!("{ann}\n{bob}"));
        check(&DATASET, &snapshot, "country=Norway", &format!("{ann}\n{bob}"));
        check(&DATASET, &snapshot, "rep=1&period=2003", ann);
    }

    /// One rep in each territory: nothing to share.
    #[test]
    fn a_rep_alone_keeps_all() {
        check(
            &DATASET,
            &small(),
            "",
            "EMEA,20,Rae Rye,2,2,2,1200.00,1200.00
             NA,30,Sam Sol,1,1,1,0.00,0.00",
        );
    }
}
