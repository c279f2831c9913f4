//! Offices: staff, assigned customers, all-time revenue.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Offices: staff, assigned customers, all-time revenue.
pub const DATASET: Dataset = Dataset {
    name: "offices",
    title: "Offices",
    kind: Kind::Structure,
    definition: "Every office with its staff, the customers assigned to them, and what these customers ever bought.",
    formula: "revenue = Σ quantityOrdered × priceEach of all orders of the assigned customers",
    source: "offices; employees.officeCode; customers.salesRepEmployeeNumber; orders; orderdetails",
    order: "territory, country, city, office code",
    columns: &[
        Column::text("office_code", "Office code."),
        Column::text("territory", "Territory."),
        Column::text("country", "Country of the office."),
        Column::text("city", "City of the office."),
        Column::text("phone", "Phone number."),
        Column::integer("num_employees", "people", "Employees of the office.").summed(),
        Column::integer("num_assigned_customers", "customers", "Customers whose rep works here.").summed(),
        Column::money("revenue", "What these customers ever bought.").summed(),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let num_offices = snapshot.offices.len();
    let (mut num_employees, mut num_customers, mut cents) =
        (vec![0_i64; num_offices], vec![0_i64; num_offices], vec![0_i64; num_offices]);
    for employee in &snapshot.employees {
        if let Some(office) = employee.office {
            num_employees[office as usize] += 1;
        }
    }
    for customer in &snapshot.customers {
        let office = customer.rep.and_then(|rep| snapshot.employees[rep as usize].office);
        if let Some(office) = office {
            num_customers[office as usize] += 1;
            cents[office as usize] += customer.account.revenue.cents();
        }
    }
    let mut offices: Vec<usize> = (0..num_offices).collect();
    offices.sort_by_key(|&index| {
        let office = &snapshot.offices[index];
        (&*office.territory, &*office.country, &*office.city, index)
    });
    for index in offices {
        let office = &snapshot.offices[index];
        table.push([
            (&office.code).into(),
            (&office.territory).into(),
            (&office.country).into(),
            (&office.city).into(),
            (&office.phone).into(),
            num_employees[index].into(),
            num_customers[index].into(),
            Value::cents(cents[index]),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn staff_customers_and_revenue_of_all_time() {
        let expected = "1,EMEA,Norway,Oslo,-,2,2,1200.00\n2,NA,USA,Boston,-,1,1,0.00";
        check(&DATASET, &small(), "", expected);
        check(&DATASET, &small(), "country=USA&period=2003&status=Shipped&rep=30", expected);
    }

    #[test]
    fn an_office_without_staff_is_one_and_places_are_sorted() {
        let snapshot = Fixture::new()
            .offices("3 | Rome | Italy | EMEA\n2 | Paris | France | EMEA\n1 | Rome | Italy | EMEA\n4 | Bonn | Germany | APAC")
            .employees("1 | Ann | Ay | 5")
            .customers("1 | One | | 1")
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "4,APAC,Germany,Bonn,-,0,0,0.00
             2,EMEA,France,Paris,-,0,0,0.00
             1,EMEA,Italy,Rome,-,0,0,0.00
             3,EMEA,Italy,Rome,-,0,0,0.00",
        );
    }
}
