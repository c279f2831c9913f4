//! Everyone, their manager, and the path from the top.

use crate::dataset::{Dataset, Kind};
use crate::organization;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Everyone, their manager, and the path from the top.
pub const DATASET: Dataset = Dataset {
    name: "reporting_lines",
    title: "Reporting lines",
    kind: Kind::Structure,
    definition: "Every employee with the manager, the level (0 is the top) and the path of employee numbers from the top. A cycle or an unknown manager ends the path.",
    formula: "level = length of the path − 1",
    source: "employees.employeeNumber, reportsTo, jobTitle, officeCode",
    order: "path, number by number",
    columns: &[
        Column::integer("employee_number", "", "Employee number."),
        Column::text("employee_name", "First and last name."),
        Column::text("job_title", "Job title."),
        Column::text("office_code", "Office code."),
        Column::integer("manager_number", "", "Employee number of the manager, as given."),
        Column::text(
            "manager_name",
            "First and last name of the manager; empty where there is no such employee.",
        ),
        Column::integer("level", "levels", "How many people stand above."),
        Column::text("path", "Employee numbers from the top, joined by /."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let employees = &view.snapshot.employees;
    let mut paths: Vec<Vec<i64>> = (0..employees.len())
        .map(|employee| {
            let line = organization::reporting_line(employees, employee);
            line.into_iter().map(|index| employees[index].number).collect()
        })
        .collect();
    paths.sort();
    for path in paths {
        let number = path.last().copied().unwrap_or_default();
        let Some(index) = view.snapshot.employee(number) else { continue };
        let employee = &employees[index];
        let manager = employee.manager.map(|manager| &employees[manager as usize].name);
        let written = path.iter().map(i64::to_string).collect::<Vec<_>>().join("/");
        table.push([
            number.into(),
            (&employee.name).into(),
            (&employee.job_title).into(),
            (&employee.office_code).into(),
            employee.manager_number.into(),
            manager.into(),
            (path.len() as i64 - 1).into(),
            Value::Text(written.into()),
        ]);
    }
}
