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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn from_the_top_down() {
        let expected = "10,Mia Moss,VP Sales,1,,,0,10
                        20,Rae Rye,Sales Rep,1,10,Mia Moss,1,10/20
                        30,Sam Sol,Sales Rep,2,10,Mia Moss,1,10/30";
        check(&DATASET, &small(), "", expected);
        check(&DATASET, &small(), "rep=20&country=Japan", expected);
    }

    /// 1 and 2 report to each other and 6 to 1; 3 to nobody there is; 4 to itself. 10 comes after 9.
    #[test]
    fn cycles_and_unknown_managers_end_a_line() {
        let snapshot = Fixture::new()
            .employees(
                "1  | A | A | o | 2  | t
                 2  | B | B | o | 1  | t
                 3  | C | C | o | 99 | t
                 4  | D | D | o | 4  | t
                 5  | E | E | o | 4  | t
                 6  | F | F | o | 1  | t
                 9  | I | I | o |    | t
                 10 | J | J | o |    | t",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "2,B B,t,o,1,A A,1,1/2
             1,A A,t,o,2,B B,1,2/1
             6,F F,t,o,1,A A,2,2/1/6
             3,C C,t,o,99,,0,3
             4,D D,t,o,4,D D,0,4
             5,E E,t,o,4,D D,1,4/5
             9,I I,t,o,,,0,9
             10,J J,t,o,,,0,10",
        );
    }
}
