//! Each customer with a rep, and the rep.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table};
use crate::view::View;

/// Each customer with a rep, and the rep.
pub const DATASET: Dataset = Dataset {
    name: "customer_rep_map",
    title: "Customers and their reps",
    kind: Kind::State,
    definition: "Each customer whose rep is an employee, and that rep.",
    formula: "no figures",
    source: "customers.salesRepEmployeeNumber; employees",
    order: "employee name, customer name, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::integer("employee_number", "", "Employee number of the rep."),
        Column::text("employee_name", "First and last name of the rep."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let mut assigned: Vec<_> = view
        .customers()
        .filter_map(|index| {
            let customer = &view.snapshot.customers[index];
            Some((customer, &view.snapshot.employees[customer.rep? as usize]))
        })
        .collect();
    assigned.sort_by_key(|(customer, rep)| (&*rep.name, &*customer.name, customer.number));
    for (customer, rep) in assigned {
        table.push([customer.number.into(), (&customer.name).into(), rep.number.into(), (&rep.name).into()]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn customers_without_rep_are_not_in_it() {
        check(
            &DATASET,
            &small(),
            "",
            "1,Alpha,20,Rae Rye
             2,Beta,20,Rae Rye
             4,Delta,30,Sam Sol",
        );
        check(&DATASET, &small(), "country=Japan&period=2003", "4,Delta,30,Sam Sol");
    }

    #[test]
    fn by_name_of_the_rep_then_of_the_customer_then_number() {
        let snapshot = Fixture::new()
            .employees("1 | Zoe | Zed\n2 | Ann | Ay")
            .customers("1 | Bee | | 1\n2 | Ant | | 1\n3 | Ant | | 1\n4 | Yak | | 2\n5 | Cow | | 3")
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "4,Yak,2,Ann Ay
             2,Ant,1,Zoe Zed
             3,Ant,1,Zoe Zed
             1,Bee,1,Zoe Zed",
        );
    }
}
