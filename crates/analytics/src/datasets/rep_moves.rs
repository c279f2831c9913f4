//! Which customers should change sales reps.

use crate::dataset::{Dataset, Kind};
use crate::rebalancing::territories;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Which customers should change sales reps.
pub const DATASET: Dataset = Dataset {
    name: "rep_moves",
    title: "Customers to hand over",
    kind: Kind::State,
    definition: "Moves of customers between sales reps of one territory that leave every rep with as many as the others, give or take one, and no receiver with more than the target. Computed for everybody; the customer filters choose rows.",
    formula: "while the reps of a territory with most and fewest customers are two or more apart and the latter is below the target: one customer moves from the first to the last, of a country that the receiver serves already if there is one, with the least revenue, then the smallest number",
    source: "customers.salesRepEmployeeNumber, country; employees.officeCode; offices.territory; orderdetails.quantityOrdered, priceEach",
    order: "territory, then the order of the moves",
    columns: &[
        Column::text("territory", "Territory of the reps' offices."),
        Column::integer("step", "rank", "Place of the move in its territory."),
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::integer("from_employee_number", "", "Employee number of the rep who hands over."),
        Column::text("from_employee_name", "Name of the rep who hands over."),
        Column::integer("to_employee_number", "", "Employee number of the rep who takes over."),
        Column::text("to_employee_name", "Name of the rep who takes over."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    for territory in territories(snapshot, view.policy) {
        for (index, step) in territory.moves.iter().enumerate() {
            if !view.has_customer(step.customer) {
                continue;
            }
            let customer = &snapshot.customers[step.customer];
            let (from, to) = (&snapshot.employees[step.from], &snapshot.employees[step.to]);
            table.push([
                (&territory.name).into(),
                Value::count(index + 1),
                customer.number.into(),
                (&customer.name).into(),
                (&snapshot.country_of(step.customer).name).into(),
                customer.account.revenue.into(),
                from.number.into(),
                (&from.name).into(),
                to.number.into(),
                (&to.name).into(),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check};

    #[test]
    fn the_filters_choose_rows_and_do_not_change_the_moves() {
        let snapshot = Fixture::new()
            .offices("N | Oslo | Norway | North")
            .employees("1 | Ann | A | N | | Sales Rep\n2 | Bob | B | N | | Sales Rep")
            .customers(
                "1 | One | Norway | 1\n2 | Two | Sweden | 1\n3 | Three | Sweden | 1\n4 | Four | Norway | 1",
            )
            .snapshot();
        let one = "North,1,1,One,Norway,0.00,1,Ann A,2,Bob B";
        let two = "North,2,2,Two,Sweden,0.00,1,Ann A,2,Bob B";
        check(&DATASET, &snapshot, "", &format!("{one}\n{two}"));
        check(&DATASET, &snapshot, "country=Sweden&period=2003", two);
        check(&DATASET, &snapshot, "rep=2", "");
    }
}
