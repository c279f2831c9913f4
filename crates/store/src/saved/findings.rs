//! The rows that break checks, as an Arrow file: rule, table, key and value of each.

use std::fs::File;
use std::io::{BufReader, Write};
use std::sync::Arc;

use analytics::quality::{Check, OffendingRow};
use anyhow::{Context, ensure};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::reader::FileReader;
use arrow_schema::{DataType, Field, Schema};

use super::columns;

/// Rows that are in memory as a batch at a time.
const ROWS_A_BATCH: usize = 8192;

/// A row that breaks a check, and the check's id.
pub(super) type Finding = (String, OffendingRow);

fn schema() -> Schema {
    Schema::new(["check", "key", "value"].map(|name| Field::new(name, DataType::Utf8, false)).to_vec())
}

/// Writes the rows of all checks.
pub(super) fn write(file: &mut impl Write, checks: &[Check]) -> anyhow::Result<()> {
    let schema = schema();
    let mut writer = columns::writer(file, &schema)?;
    let schema = Arc::new(schema);
    for check in checks {
        for rows in check.rows.chunks(ROWS_A_BATCH) {
            let texts = |text: fn(&OffendingRow) -> &str| -> ArrayRef {
                Arc::new(StringArray::from_iter_values(rows.iter().map(text)))
            };
            let ids = StringArray::from_iter_values(rows.iter().map(|_| &check.id));
            let columns = vec![Arc::new(ids) as ArrayRef, texts(|row| &row.key), texts(|row| &row.value)];
            writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns)?)?;
        }
    }
    writer.finish()?;
    Ok(())
}

/// Every row that [`write`] wrote, in its order.
pub(super) fn read(file: File) -> anyhow::Result<Vec<Finding>> {
    let reader = FileReader::try_new(BufReader::new(file), None)?;
    ensure!(*reader.schema() == schema(), "its columns are not those of findings");
    let mut found = Vec::new();
    for batch in reader {
        let batch = batch?;
        let column = |index: usize| {
            batch.column(index).as_any().downcast_ref::<StringArray>().context("a column is no text")
        };
        let (checks, keys, values) = (column(0)?, column(1)?, column(2)?);
        for row in 0..batch.num_rows() {
            let offending =
                OffendingRow { key: keys.value(row).to_owned(), value: values.value(row).to_owned() };
            found.push((checks.value(row).to_owned(), offending));
        }
    }
    Ok(found)
}
