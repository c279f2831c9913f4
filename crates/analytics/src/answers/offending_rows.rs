//! The rows that break one data-quality check, as a table to search and page.

use crate::quality::Check;
use crate::table::{Column, Table, Value};

/// What is told of a row.
pub const COLUMNS: &[Column] = &[
    Column::text("key", "Key of the row, parts joined by /."),
    Column::text("value", "The offending value, as the source has it."),
];

/// The rows that are kept of those that break a check, by key.
pub fn offending_rows(check: &Check) -> Table {
    let mut table = Table::new(COLUMNS);
    for row in &check.rows {
        table.push([Value::Text(row.key.as_str().into()), Value::Text(row.value.as_str().into())]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::small;

    #[test]
    fn lists_key_and_value() {
        let snapshot = small();
        let check =
            snapshot.quality.checks.iter().find(|check| check.id == "on_hold_overdue.orders").unwrap();
        let table = offending_rows(check);
        assert_eq!(table.num_rows() as u64, check.num_violations);
        assert!(table.lines()[1].starts_with("111,"), "{:?}", table.lines());
    }
}
