//! The source tables as they were read: rows, columns, and rows that every number leaves out.

use analytics::schema::Table;
use maud::{Markup, Render};

use super::DataQualityPage;
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::export_links::export_links;
use crate::scope_words::count;

/// The tables.
pub(super) fn section(page: &DataQualityPage<'_>) -> Markup {
    let format = page.format;
    let number = |number: u64| Cell::text(format.integer(number));
    let rows = Table::ALL
        .into_iter()
        .map(|table| {
            let profile = page.snapshot.profile_of(table);
            Row::Cells(vec![
                Cell::text(table.name()),
                number(profile.num_rows),
                number(profile.num_quarantined),
                number(profile.num_columns as u64),
            ])
        })
        .collect();
    let column = |key: &str, label: &str, priority| Column {
        key: key.to_owned(),
        label: label.to_owned(),
        is_number: key != "table",
        priority,
        ..Column::default()
    };
    let summary = page.summary;
    let table = DataTable {
        caption: "Source tables".to_owned(),
        columns: vec![
            column("table", "Table", 0),
            column("rows", "Rows read", 0),
            column("left-out", "Left out", 0),
            column("columns", "Columns", 1),
        ],
        rows,
        total: vec![
            Cell::text("All"),
            number(summary.num_rows),
            number(summary.num_left_out),
            Cell::text(""),
        ],
        is_wide: false,
    };
    let mut panel = Panel::new(Span::Third, "Source tables", table.render());
    panel.id = "tables".to_owned();
    panel.links = export_links(page.site, "table_profile", "");
    panel.sentence = match summary.num_left_out {
        0 => "Every row that was read is in the numbers.".to_owned(),
        left_out => format!("Left out of every number: {}.", count(left_out, "row", format)),
    };
    panel.note =
        "Left out are rows without key, order date, customer, quantity, price or amount, rows of orders, customers or products that there are not, and repetitions of a key. The checks name them.".to_owned();
    panel.render()
}
