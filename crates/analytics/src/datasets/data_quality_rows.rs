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
