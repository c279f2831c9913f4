//! A table of a snapshot as an Arrow file: the columns of the source table under their own names.

use std::fs::File;
use std::io::{BufReader, Write};
use std::sync::Arc;

use analytics::intake::{MAX_COLUMNS, Value};
use analytics::schema::{Column, Kind, Table};
use analytics::snapshot::Snapshot;
use anyhow::{Context, bail, ensure};
use arrow_array::builder::{Date32Builder, Decimal128Builder, Int64Builder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, Date32Array, Decimal128Array, Int64Array, NullArray, RecordBatch, StringArray,
};
use arrow_ipc::CompressionType;
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use units::Day;

/// Rows that are in memory as a batch at a time: a few megabytes.
const ROWS_A_BATCH: usize = 65_536;

/// Money has two decimals; this many digits hold every amount that an intake takes.
const MONEY: DataType = DataType::Decimal128(19, 2);

/// Writes the rows of a table.
pub(super) fn write(file: &mut impl Write, snapshot: &Snapshot, table: Table) -> anyhow::Result<()> {
    let schema = schema(table);
    let mut writer = writer(file, &schema)?;
    let mut columns: Vec<Growing> = table.columns().iter().map(Growing::new).collect();
    let mut num_rows = 0;
    snapshot.for_each_row(table, |values| {
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(value);
        }
        num_rows += 1;
        if num_rows == ROWS_A_BATCH {
            num_rows = 0;
            flush(&mut writer, &schema, &mut columns)?;
        }
        Ok::<(), anyhow::Error>(())
    })?;
    if num_rows > 0 {
        flush(&mut writer, &schema, &mut columns)?;
    }
    writer.finish()?;
    Ok(())
}

/// Calls `row` with every row of a table that [`write`] wrote.
pub(super) fn read(file: File, table: Table, mut row: impl FnMut(&[Value<'_>])) -> anyhow::Result<()> {
    let reader = FileReader::try_new(BufReader::new(file), None)?;
    ensure!(reader.schema() == schema(table), "its columns are not those of {}", table.name());
    let num_columns = table.columns().len();
    for batch in reader {
        let batch = batch?;
        let columns: Vec<Read<'_>> = batch.columns().iter().map(Read::of).collect::<Result<_, _>>()?;
        for index in 0..batch.num_rows() {
            let mut values = [Value::Missing; MAX_COLUMNS];
            for (value, column) in values.iter_mut().zip(&columns) {
                *value = column.value(index)?;
            }
            row(&values[..num_columns]);
        }
    }
    Ok(())
}

/// A writer of compressed batches.
pub(super) fn writer<W: Write>(file: W, schema: &Schema) -> anyhow::Result<FileWriter<W>> {
    let options = IpcWriteOptions::default().try_with_compression(Some(CompressionType::LZ4_FRAME))?;
    Ok(FileWriter::try_new_with_options(file, schema, options)?)
}

fn schema(table: Table) -> SchemaRef {
    let field = |column: &Column| {
        let kind = match column.kind {
            Kind::Integer => DataType::Int64,
            Kind::Money => MONEY,
            Kind::Date => DataType::Date32,
            Kind::Text => DataType::Utf8,
            Kind::Blob => DataType::Null,
        };
        Field::new(column.name, kind, true)
    };
    Arc::new(Schema::new(table.columns().iter().map(field).collect::<Vec<_>>()))
}

fn flush<W: Write>(
    writer: &mut FileWriter<W>,
    schema: &SchemaRef,
    columns: &mut [Growing],
) -> anyhow::Result<()> {
    let columns = columns.iter_mut().map(Growing::finish).collect();
    writer.write(&RecordBatch::try_new(Arc::clone(schema), columns)?)?;
    Ok(())
}

/// A column of the batch to come.
enum Growing {
    Number(Int64Builder),
    Money(Decimal128Builder),
    Day(Date32Builder),
    Text(StringBuilder),
    /// Images, which a snapshot does not hold: how many rows there are.
    Nothing(usize),
}

impl Growing {
    fn new(column: &Column) -> Growing {
        match column.kind {
            Kind::Integer => Growing::Number(Int64Builder::new()),
            Kind::Money => Growing::Money(Decimal128Builder::new().with_data_type(MONEY)),
            Kind::Date => Growing::Day(Date32Builder::new()),
            Kind::Text => Growing::Text(StringBuilder::new()),
            Kind::Blob => Growing::Nothing(0),
        }
    }

    /// Adds a value; one that is not of the column's kind counts as missing, as it does for the intake.
    fn push(&mut self, value: &Value<'_>) {
        match self {
            Growing::Number(numbers) => {
                numbers.append_option(if let Value::Number(number) = *value { Some(number) } else { None });
            }
            Growing::Money(amounts) => {
                amounts.append_option(if let Value::Number(cents) = *value {
                    Some(cents.into())
                } else {
                    None
                });
            }
            Growing::Day(days) => {
                days.append_option(if let Value::Day(day) = *value { Some(day.number()) } else { None });
            }
            Growing::Text(texts) => {
                texts.append_option(if let Value::Text(text) = *value { Some(text) } else { None });
            }
            Growing::Nothing(num_rows) => *num_rows += 1,
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Growing::Number(numbers) => Arc::new(numbers.finish()),
            Growing::Money(amounts) => Arc::new(amounts.finish()),
            Growing::Day(days) => Arc::new(days.finish()),
            Growing::Text(texts) => Arc::new(texts.finish()),
            Growing::Nothing(num_rows) => Arc::new(NullArray::new(std::mem::take(num_rows))),
        }
    }
}

/// A column of a batch that was read.
enum Read<'a> {
    Number(&'a Int64Array),
    Money(&'a Decimal128Array),
    Day(&'a Date32Array),
    Text(&'a StringArray),
    Nothing,
}

impl<'a> Read<'a> {
    fn of(column: &'a ArrayRef) -> anyhow::Result<Read<'a>> {
        let any = column.as_any();
        let read = match column.data_type() {
            DataType::Int64 => any.downcast_ref().map(Read::Number),
            DataType::Decimal128(..) => any.downcast_ref().map(Read::Money),
            DataType::Date32 => any.downcast_ref().map(Read::Day),
            DataType::Utf8 => any.downcast_ref().map(Read::Text),
            DataType::Null => Some(Read::Nothing),
            other => bail!("a column is of type {other}"),
        };
        read.context("a column is not of its own type")
    }

    fn value(&self, row: usize) -> anyhow::Result<Value<'a>> {
        Ok(match self {
            Read::Number(numbers) if numbers.is_valid(row) => Value::Number(numbers.value(row)),
            Read::Money(amounts) if amounts.is_valid(row) => {
                Value::Number(i64::try_from(amounts.value(row)).context("an amount is too large")?)
            }
            Read::Day(days) if days.is_valid(row) => Value::Day(Day::from_number(days.value(row))),
            Read::Text(texts) if texts.is_valid(row) => Value::Text(texts.value(row)),
            _ => Value::Missing,
        })
    }
}
