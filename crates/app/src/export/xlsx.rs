//! XLSX: typed cells, as many sheets as the rows need, and a sheet that says what the workbook is.

use std::io::{self, Write};
use std::path::Path;

use analytics::table::Value;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use units::Day;

use super::Export;

/// Rows of data on a sheet: what Excel can hold, less the header.
const MAX_ROWS: usize = 1_048_575;

/// Characters in a cell; Excel refuses a file with more.
const MAX_TEXT_CHARS: usize = 32_767;

/// Characters in the name of a sheet.
const MAX_NAME_CHARS: usize = 31;

/// From so many cells on a sheet is kept in a file until it is packed: a cell in memory takes some 100 bytes.
const MAX_CELLS_IN_MEMORY: usize = 100_000;

/// How a workbook is laid out.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// Rows of data on a sheet.
    max_rows: usize,
    /// Cells of all sheets that are built in memory.
    max_cells_in_memory: usize,
}

/// Writes the workbook. The ZIP archive is written as a stream; but the size and the relations of its members are known
/// only when all rows are there, so sheets wait in memory, or, if they are large, in nameless files in `scratch`.
pub(super) fn write(export: &Export, scratch: &Path, out: &mut (impl Write + Send)) -> io::Result<()> {
    let layout = Layout { max_rows: MAX_ROWS, max_cells_in_memory: MAX_CELLS_IN_MEMORY };
    write_laid_out(export, layout, scratch, out).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    })
}

fn write_laid_out(
    export: &Export,
    layout: Layout,
    scratch: &Path,
    out: &mut (impl Write + Send),
) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    // Without this the moment of writing would stand in the file, and equal exports would differ.
    let created = ExcelDateTime::parse_from_str(&export.as_of)?;
    workbook.set_properties(
        &DocProperties::new().set_title(export.dataset.title).set_creation_datetime(&created),
    );
    let num_cells = export.table.num_rows() * export.table.columns.len();
    let is_large = num_cells > layout.max_cells_in_memory;
    if is_large {
        std::fs::create_dir_all(scratch)?;
        workbook.set_tempdir(scratch)?;
    }
    let num_sheets = export.table.num_rows().div_ceil(layout.max_rows).max(1);
    let mut rows = export.table.rows();
    for number in 1..=num_sheets {
        let sheet = match is_large {
            true => workbook.add_worksheet_with_constant_memory()?,
            false => workbook.add_worksheet(),
        };
        sheet.set_name(sheet_name(export.dataset.name, number))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, index) in export.table.columns.iter().zip(0u16..) {
            let width = column.name.chars().count().clamp(10, 40);
            sheet.set_column_width(index, width as f64 + 2.0)?;
            sheet.write_string_with_format(0, index, column.name, &formats.header)?;
        }
        for (row, row_index) in rows.by_ref().take(layout.max_rows).zip(1u32..) {
            for (value, index) in row.iter().zip(0u16..) {
                formats.write(sheet, row_index, index, value)?;
            }
        }
    }
    describe(workbook.add_worksheet(), export, &formats, num_sheets)?;
    workbook.save_to_writer(out)
}

fn sheet_name(dataset: &str, number: usize) -> String {
    let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
    let stem: String = dataset.chars().take(MAX_NAME_CHARS - suffix.chars().count()).collect();
    stem + &suffix
}

/// What the workbook is: dataset, scope, as-of, and what each column means.
fn describe(
    sheet: &mut Worksheet,
    export: &Export,
    formats: &Formats,
    num_sheets: usize,
) -> Result<(), XlsxError> {
    sheet.set_name("about")?;
    sheet.set_column_width(0, 30.0)?;
    sheet.set_column_width(1, 18.0)?;
    sheet.set_column_width(3, 80.0)?;
    let dataset = export.dataset;
    let (num_rows, num_sheets) = (export.table.num_rows().to_string(), num_sheets.to_string());
    let scope = if export.scope.is_empty() { "everything" } else { &export.scope };
    let thresholds = thresholds(export);
    let facts = [
        ("Dataset", dataset.name),
        ("Title", dataset.title),
        ("Scope", scope),
        ("Thresholds", &thresholds),
        ("Data as of", &export.as_of),
        ("Snapshot", &export.snapshot_version),
        ("Rows", &num_rows),
        ("Sheets of rows", &num_sheets),
        ("Kind", dataset.kind.name()),
        ("Definition", dataset.definition),
        ("Formula", dataset.formula),
        ("Source", dataset.source),
        ("Order", dataset.order),
    ];
    let mut row = 0;
    for (name, fact) in facts {
        sheet.write_string_with_format(row, 0, name, &formats.header)?;
        sheet.write_string(row, 1, fact)?;
        row += 1;
    }
    row += 1;
    for (title, index) in ["Column", "Type", "Unit", "Meaning"].into_iter().zip(0u16..) {
        sheet.write_string_with_format(row, index, title, &formats.header)?;
    }
    for column in export.table.columns {
        row += 1;
        for (text, index) in
            [column.name, column.kind.name(), column.unit, column.meaning].into_iter().zip(0u16..)
        {
            sheet.write_string(row, index, text)?;
        }
    }
    Ok(())
}

/// Whether the thresholds are those of the configuration, and if not, which differ.
fn thresholds(export: &Export) -> String {
    if export.what_if.is_empty() {
        return "as configured".to_owned();
    }
    let differences = export.what_if.iter().map(|difference| {
        let (tried, configured) = difference.written();
        format!("{} {tried} instead of {configured}", difference.threshold.parameter)
    });
    format!("what-if: {}", differences.collect::<Vec<_>>().join(", "))
}

/// How cells of each kind look.
struct Formats {
    header: Format,
    integer: Format,
    money: Format,
    decimals: [Format; 5],
    date: Format,
    month: Format,
}

impl Formats {
    fn new() -> Formats {
        let number = |pattern: &str| Format::new().set_num_format(pattern);
        Formats {
            header: Format::new().set_bold(),
            integer: number("0"),
            money: number("#,##0.00"),
            decimals: ["0", "0.0", "0.00", "0.000", "0.0000"].map(number),
            date: number("yyyy-mm-dd"),
            month: number("yyyy-mm"),
        }
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
        // Excel knows binary numbers alone; the digits that the other formats write are what is rounded to one.
        let number = || value.to_plain().parse::<f64>().unwrap_or(f64::NAN);
        match value {
            Value::None => {}
            Value::Text(text) if text.chars().count() > MAX_TEXT_CHARS => {
                let cut: String = text.chars().take(MAX_TEXT_CHARS).collect();
                sheet.write_string(row, column, cut)?;
            }
            Value::Text(text) => {
                sheet.write_string(row, column, &**text)?;
            }
            Value::Integer(_) => {
                sheet.write_number_with_format(row, column, number(), &self.integer)?;
            }
            Value::Money(_) => {
                sheet.write_number_with_format(row, column, number(), &self.money)?;
            }
            Value::Quotient(_, decimals) => {
                let decimals = (*decimals as usize).min(self.decimals.len() - 1);
                sheet.write_number_with_format(row, column, number(), &self.decimals[decimals])?;
            }
            Value::Date(day) => write_day(sheet, row, column, *day, &self.date, value)?,
            Value::Month(month) => write_day(sheet, row, column, month.first_day(), &self.month, value)?,
        }
        Ok(())
    }
}

/// A day as a date; as text where Excel's calendar does not reach (before 1900).
fn write_day(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: Day,
    format: &Format,
    value: &Value,
) -> Result<(), XlsxError> {
    let parts =
        (u16::try_from(day.year()), u8::try_from(day.month_of_year()), u8::try_from(day.day_of_month()));
    let date = match parts {
        (Ok(year), Ok(month), Ok(day)) if year >= 1900 => ExcelDateTime::from_ymd(year, month, day).ok(),
        _ => None,
    };
    match date {
        Some(date) => sheet.write_datetime_with_format(row, column, &date, format)?,
        None => sheet.write_string(row, column, value.to_plain())?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::super::fixture;
    use super::*;

    /// Everything in memory, and nothing.
    const CELLS_IN_MEMORY: [usize; 2] = [usize::MAX, 0];

    fn workbook(export: &Export, max_rows: usize, max_cells_in_memory: usize) -> Vec<u8> {
        let scratch = tempfile::tempdir().unwrap();
        let mut out = Vec::new();
        let layout = Layout { max_rows, max_cells_in_memory };
        write_laid_out(export, layout, &scratch.path().join("made"), &mut out).unwrap();
        out
    }

    fn read(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn is_a_workbook_that_continues_on_further_sheets() {
        let export = fixture::export(&[("A", 1, 100), ("B", 0, 0), ("C", 2, -250)]);
        for in_memory in CELLS_IN_MEMORY {
            let whole = workbook(&export, 10, in_memory);
            assert!(whole == workbook(&export, 10, in_memory), "equal exports are equal files");
            assert_eq!(read(&whole).sheet_names(), ["sample", "about"]);
            let split = workbook(&export, 2, in_memory);
            let mut split = read(&split);
            assert_eq!(split.sheet_names(), ["sample", "sample (2)", "about"]);
            let second = split.worksheet_range("sample (2)").unwrap();
            let rows: Vec<&[Data]> = second.rows().collect();
            assert_eq!(rows[0][2], Data::String("revenue".to_owned()), "each sheet has the header");
            assert_eq!((&rows[1][0], &rows[1][2]), (&Data::String("C".to_owned()), &Data::Float(-2.5)));
        }
    }

    #[test]
    fn cells_have_types_and_no_text_is_a_formula() {
        let hostile = ["=HYPERLINK(\"http://127.0.0.1/\")", "@SUM(A1)", "+1+1", "=1", "https://127.0.0.1/"];
        let rows: Vec<(&str, i64, i64)> = hostile.into_iter().map(|text| (text, 1, -5)).collect();
        for in_memory in CELLS_IN_MEMORY {
            let bytes = workbook(&fixture::export(&rows), MAX_ROWS, in_memory);
            let mut book = read(&bytes);
            assert!(book.worksheet_formula("sample").unwrap().is_empty(), "there is no formula");
            let sheet = book.worksheet_range("sample").unwrap();
            for (row, text) in sheet.rows().skip(1).zip(hostile) {
                assert_eq!(row[0], Data::String(text.to_owned()));
                assert_eq!((&row[1], &row[2]), (&Data::Float(1.0), &Data::Float(-0.05)));
                assert!(
                    matches!(row[4], Data::DateTime(_)) && matches!(row[5], Data::DateTime(_)),
                    "{row:?}"
                );
            }
        }
    }

    #[test]
    fn says_what_it_is() {
        let export = fixture::export(&[]);
        let bytes = workbook(&export, MAX_ROWS, 0);
        let about = read(&bytes).worksheet_range("about").unwrap();
        let rows: Vec<String> = about
            .rows()
            .map(|row| {
                row.iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("|")
                    .trim_end_matches('|')
                    .to_owned()
            })
            .collect();
        for expected in [
            "Scope|period=2004&country=USA&line=Trucks+and+Buses",
            "Data as of|2005-05-31",
            "Snapshot|abc",
            "revenue|money|currency|An amount.",
        ] {
            assert!(rows.iter().any(|row| row == expected), "{expected} is missing: {rows:#?}");
        }
        let described = rows
            .iter()
            .filter(|row| export.table.columns.iter().any(|c| row.starts_with(&format!("{}|", c.name))));
        assert_eq!(described.count(), export.table.columns.len(), "every column is defined");
    }

    #[test]
    fn says_what_is_tried_out() {
        let mut export = fixture::export(&[]);
        assert_eq!(thresholds(&export), "as configured");
        export.what_if = fixture::what_if();
        let expected = "what-if: credit_factor 3 instead of 2, count_cancelled no instead of yes";
        assert_eq!(thresholds(&export), expected);
    }

    #[test]
    fn sheet_names_fit() {
        assert_eq!(sheet_name("countries", 1), "countries");
        assert_eq!(sheet_name("countries", 2), "countries (2)");
        assert_eq!(sheet_name(&"x".repeat(40), 12).len(), 31);
    }

    #[test]
    fn long_texts_and_early_days_are_still_a_workbook() {
        let export = fixture::export(&[(&"ä".repeat(40_000), 1, 1)]);
        for in_memory in CELLS_IN_MEMORY {
            let bytes = workbook(&export, MAX_ROWS, in_memory);
            let sheet = read(&bytes).worksheet_range("sample").unwrap();
            assert_eq!(sheet[(1, 0)].to_string().chars().count(), MAX_TEXT_CHARS);
        }
        let mut book = Workbook::new();
        let day = Day::from_ymd(1066, 10, 14).unwrap();
        let formats = Formats::new();
        formats.write(book.add_worksheet(), 0, 0, &Value::Date(day)).unwrap();
    }
}
