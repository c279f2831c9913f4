//! Customers per sales rep.

use std::cmp::Reverse;

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table};
use crate::view::View;

/// Customers per sales rep.
pub const DATASET: Dataset = Dataset {
    name: "rep_workload",
    title: "Rep workload",
    kind: Kind::State,
    definition: "How many of the customers that the filters choose each sales rep of the rep filter is assigned to.",
    formula: "number of customers with the rep's number",
    source: "employees; customers.salesRepEmployeeNumber",
    order: "assigned customers descending, employee number",
    columns: &[
        Column::integer("employee_number", "", "Employee number."),
        Column::text("employee_name", "First and last name."),
        Column::integer("num_assigned_customers", "customers", "Customers that have this rep.").summed(),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let employees = &view.snapshot.employees;
    let mut num_assigned = vec![0_i64; employees.len()];
    for customer in view.customers() {
        if let Some(rep) = view.snapshot.customers[customer].rep {
            num_assigned[rep as usize] += 1;
        }
    }
    let mut reps: Vec<usize> = view.sales_reps().collect();
    reps.sort_by_key(|&rep| (Reverse(num_assigned[rep]), rep));
    for rep in reps {
        table.push([employees[rep].number.into(), (&employees[rep].name).into(), num_assigned[rep].into()]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn it_is_a_sum_over_the_customers_of_the_filters() {
        check(&DATASET, &small(), "", "20,Rae Rye,2\n30,Sam Sol,1");
        check(&DATASET, &small(), "country=Japan&period=2003", "30,Sam Sol,1\n20,Rae Rye,0");
        check(&DATASET, &small(), "rep=20", "20,Rae Rye,2");
    }

    #[test]
    fn equal_loads_come_by_number_and_reps_without_customers_have_zero() {
        let snapshot = Fixture::new()
            .employees("1 | A | A | | | Sales Rep\n2 | B | B | | | Boss\n3 | C | C | | | Clerk\n4 | D | D | | | Sales Rep")
            .customers("1 | One | | 2\n2 | Two | | 4")
            .snapshot();
        check(&DATASET, &snapshot, "", "2,B B,1\n4,D D,1\n1,A A,0");
    }
}
