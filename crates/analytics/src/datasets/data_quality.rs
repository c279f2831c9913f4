//! The data-quality checks and how many rows break each.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// The data-quality checks and how many rows break each.
pub const DATASET: Dataset = Dataset {
    name: "data_quality",
    title: "Data quality",
    kind: Kind::Structure,
    definition: "Every check that runs at each load: what it looks for, on which table, how bad it is, and how many rows break it.",
    formula: "counts of rows (of columns for checks of columns)",
    source: "all eight tables",
    order: "severity (error, warning, info), check",
    columns: &[
        Column::text("check_id", "Check, as rule.table."),
        Column::text("table", "Source table."),
        Column::text("severity", "error, warning or info."),
        Column::text("description", "What it looks for, and what follows."),
        Column::integer("violations", "rows", "Rows that break it."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    for check in &view.snapshot.quality.checks {
        table.push([
            Value::Text(check.id.as_str().into()),
            check.table.name().into(),
            check.rule.severity().name().into(),
            check.rule.description().into(),
            (check.num_violations as i64).into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::DATASET;
    use crate::fixture::{rows, small};

    /// Order 111 is on hold past its required date, 112 has no lines, Gamma has no rep. The columns that the tables of the fixture do not
    /// name are empty where the schema allows it, and more than a fifth of five others.
    #[test]
    fn finds_what_is_wrong_in_a_tidy_company() {
        let rows = rows(&DATASET, &small(), "");
        let broken: Vec<String> = rows
            .iter()
            .filter(|row| !row.ends_with(",0"))
            .map(|row| {
                let cells: Vec<&str> = row.split(',').collect();
                [cells[0], cells[1], cells[2], cells[cells.len() - 1]].join(",")
            })
            .collect();
        assert_eq!(
            broken,
            [
                "on_hold_overdue.orders,orders,warning,1",
                "order_without_lines.orders,orders,warning,1",
                "customer_without_rep.customers,customers,info,1",
                "empty_column.customers,customers,info,3",
                "empty_column.offices,offices,info,2",
                "empty_column.orders,orders,info,1",
                "empty_column.productlines,productlines,info,3",
                "many_nulls.customers,customers,info,2",
                "many_nulls.employees,employees,info,1",
                "many_nulls.orders,orders,info,1",
            ]
        );
    }

    #[test]
    fn checks_that_nothing_breaks_are_listed_too() {
        let rows = rows(&DATASET, &small(), "country=Japan");
        let ids: BTreeSet<&str> = rows.iter().filter_map(|row| Some(row.split_once(',')?.0)).collect();
        assert_eq!(ids.len(), rows.len(), "an id stands once");
        for id in [
            "unknown_order.orderdetails",
            "unknown_product.orderdetails",
            "unknown_customer.orders",
            "unknown_customer.payments",
            "unknown_rep.customers",
            "unknown_manager.employees",
            "unknown_office.employees",
            "unknown_product_line.products",
            "repeated_key.payments",
            "missing_value.offices",
            "stray_blanks.productlines",
            "no_calendar_date.payments",
        ] {
            assert!(ids.contains(id), "{id}");
        }
    }
}
