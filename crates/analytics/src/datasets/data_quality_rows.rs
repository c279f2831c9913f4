//! The rows that break data-quality checks.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// The rows that break data-quality checks.
pub const DATASET: Dataset = Dataset {
    name: "data_quality_rows",
    title: "Offending rows",
    kind: Kind::Structure,
    definition: "Each row that breaks a check, with its key and what is wrong with it; at most 100,000 for each check, while data_quality counts them all.",
    formula: "no figures",
    source: "all eight tables",
    order: "check, key",
    columns: &[
        Column::text("check_id", "Check, as rule.table."),
        Column::text("table", "Source table."),
        Column::text("key", "Key of the row, parts joined by /."),
        Column::text("value", "The offending value, as the source has it."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let mut checks: Vec<_> = view.snapshot.quality.checks.iter().collect();
    checks.sort_by_key(|check| &check.id);
    for check in checks {
        for row in &check.rows {
            table.push([
                Value::Text(check.id.as_str().into()),
                check.table.name().into(),
                Value::Text(row.key.as_str().into()),
                Value::Text(row.value.as_str().into()),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{check, small};

    #[test]
    fn each_offending_row_with_its_key_and_value() {
        let expected = "customer_without_rep.customers,customers,3,Gamma
            empty_column.customers,customers,addressLine2,no value in 4 rows
            empty_column.customers,customers,postalCode,no value in 4 rows
            empty_column.customers,customers,state,no value in 4 rows
            empty_column.offices,offices,addressLine2,no value in 2 rows
            empty_column.offices,offices,state,no value in 2 rows
            empty_column.orders,orders,comments,no value in 12 rows
            empty_column.productlines,productlines,htmlDescription,no value in 3 rows
            empty_column.productlines,productlines,image,no value in 3 rows
            empty_column.productlines,productlines,textDescription,no value in 3 rows
            many_nulls.customers,customers,creditLimit,no value in 1 of 4 rows
            many_nulls.customers,customers,salesRepEmployeeNumber,no value in 1 of 4 rows
            many_nulls.employees,employees,reportsTo,no value in 1 of 3 rows
            many_nulls.orders,orders,shippedDate,no value in 4 of 12 rows
            on_hold_overdue.orders,orders,111,On Hold, ordered 2004-12-10, required 2004-12-12, shipped no date
            order_without_lines.orders,orders,112,In Process, ordered 2004-12-15, required 2004-12-25, shipped no date";
        check(&DATASET, &small(), "", expected);
        check(&DATASET, &small(), "country=Japan&period=2003", expected);
    }
}
