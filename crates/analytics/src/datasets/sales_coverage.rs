//! Who covers which customer from which office.

use crate::dataset::{Dataset, Kind};
use crate::snapshot::{Customer, Employee};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Who covers which customer from which office.
pub const DATASET: Dataset = Dataset {
    name: "sales_coverage",
    title: "Sales coverage",
    kind: Kind::Structure,
    definition: "Every employee with the office and each assigned customer, once with blanks where there is none. Offices without staff are not listed.",
    formula: "no figures",
    source: "offices; employees; customers.salesRepEmployeeNumber",
    order: "territory, country, city, employee name, employee number, customer name, customer number",
    columns: &[
        Column::text("territory", "Territory of the office."),
        Column::text("office_country", "Country of the office."),
        Column::text("office_city", "City of the office."),
        Column::text("office_code", "Office code."),
        Column::integer("employee_number", "", "Employee number."),
        Column::text("employee_name", "First and last name."),
        Column::text("job_title", "Job title."),
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("customer_country", "Country of the customer."),
        Column::text("customer_city", "City of the customer."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut customers_of = vec![Vec::new(); snapshot.employees.len()];
    for (index, customer) in snapshot.customers.iter().enumerate() {
        if let Some(rep) = customer.rep {
            customers_of[rep as usize].push(index);
        }
    }
    let mut coverage: Vec<(&Employee, Option<(usize, &Customer)>)> = snapshot
        .employees
        .iter()
        .zip(&customers_of)
        .flat_map(|(employee, customers)| {
            let assigned = customers.iter().map(|&index| Some((index, &snapshot.customers[index])));
            let none = customers.is_empty().then_some(None);
            assigned.chain(none).map(move |customer| (employee, customer))
        })
        .collect();
    let office = |employee: &Employee| employee.office.map(|office| &snapshot.offices[office as usize]);
    coverage.sort_by_key(|(employee, customer)| {
        let place = office(employee).map(|office| (&*office.territory, &*office.country, &*office.city));
        (
            place,
            &*employee.name,
            employee.number,
            customer.map(|(_, customer)| (&*customer.name, customer.number)),
        )
    });
    for (employee, customer) in coverage {
        let office = office(employee);
        table.push([
            office.map(|office| &office.territory).into(),
            office.map(|office| &office.country).into(),
            office.map(|office| &office.city).into(),
            (&employee.office_code).into(),
            employee.number.into(),
            (&employee.name).into(),
            (&employee.job_title).into(),
            customer.map(|(_, customer)| customer.number).into(),
            customer.map(|(_, customer)| &customer.name).into(),
            customer.map(|(index, _)| &snapshot.country_of(index).name).into(),
            customer.map_or(Value::None, |(_, customer)| Value::text(&customer.city)),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn everybody_with_each_customer() {
        let expected = "EMEA,Norway,Oslo,1,10,Mia Moss,VP Sales,,,,
                        EMEA,Norway,Oslo,1,20,Rae Rye,Sales Rep,1,Alpha,Norway,-
                        EMEA,Norway,Oslo,1,20,Rae Rye,Sales Rep,2,Beta,Norway,-
                        NA,USA,Boston,2,30,Sam Sol,Sales Rep,4,Delta,Japan,-";
        check(&DATASET, &small(), "", expected);
        check(&DATASET, &small(), "country=USA&rep=30", expected);
    }

    /// Nobody works in Rome; the office of 3 is not known.
    #[test]
    fn by_place_then_name_then_number() {
        let snapshot = Fixture::new()
            .offices("1 | Oslo | Norway | EMEA\n2 | Rome | Italy | EMEA")
            .employees(
                "1 | Zoe | Ay | 1 | | t
                 5 | Ann | Ay | 1 | | t
                 2 | Ann | Ay | 1 | | t
                 3 | Cy  | Ay | 9 | | t",
            )
            .customers("1 | Yak | USA | 1\n2 | Bee | USA | 1\n3 | Bee | | 1")
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            ",,,9,3,Cy Ay,t,,,,
             EMEA,Norway,Oslo,1,2,Ann Ay,t,,,,
             EMEA,Norway,Oslo,1,5,Ann Ay,t,,,,
             EMEA,Norway,Oslo,1,1,Zoe Ay,t,2,Bee,USA,-
             EMEA,Norway,Oslo,1,1,Zoe Ay,t,3,Bee,,-
             EMEA,Norway,Oslo,1,1,Zoe Ay,t,1,Yak,USA,-",
        );
    }
}
