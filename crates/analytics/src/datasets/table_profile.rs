//! Rows and columns of the source tables.

use crate::dataset::{Dataset, Kind};
use crate::schema;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Rows and columns of the source tables.
pub const DATASET: Dataset = Dataset {
    name: "table_profile",
    title: "Source tables",
    kind: Kind::Structure,
    definition: "Rows and columns of the eight source tables as read, rows that are left out of the metrics included.",
    formula: "counts",
    source: "all eight tables",
    order: "table",
    columns: &[
        Column::text("table", "Source table."),
        Column::integer("rows", "rows", "Rows read.").summed(),
        Column::integer("columns", "columns", "Columns of the source table."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    for source in schema::Table::ALL {
        let profile = view.snapshot.profile_of(source);
        table.push([
            source.name().into(),
            (profile.num_rows as i64).into(),
            Value::count(profile.num_columns),
        ]);
    }
}
