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
