//! The exports over HTTP: the expected bytes as CSV, and the same rows as JSON and as a workbook.

use std::fs;
use std::io::Cursor;

use analytics::catalogue::DATASETS;
use analytics::table::ColumnKind;
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use super::on;
use crate::harness::server::Dashboard;
use crate::harness::shared;

/// Every expected file: folder in the reference data, database, scope as a query.
fn golden() -> Option<Vec<(std::path::PathBuf, String, String)>> {
    let root = shared::path("golden")?;
    let mut found = Vec::new();
    for folder in shared::entries(&root.join("scopes")) {
        let line = |name: &str| fs::read_to_string(folder.join(name)).unwrap().trim().to_owned();
        let (database, scope) = (line("DATABASE"), line("SCOPE").replace(' ', "+"));
        found.push((folder, database, scope));
    }
    for name in ["classicmodels", "edge-a", "edge-b"] {
        found.push((root.join(name), format!("{name}.sqlite"), String::new()));
    }
    Some(found)
}

#[test]
fn csv_is_the_expected_file_under_every_scope() {
    let Some(golden) = golden() else { return };
    let mut broken = Vec::new();
    for (folder, database, scope) in golden {
        let Some(dashboard) = on(&database) else { return };
        let mut num_files = 0;
        for file in shared::entries(&folder) {
            if file.extension().is_none_or(|end| end != "csv") {
                continue;
            }
            num_files += 1;
            let name = file.file_name().unwrap().to_str().unwrap();
            // As the data has them: the reference keeps texts that a spreadsheet would compute.
            let answer = dashboard.get(&format!("/export/{name}?{scope}&raw=1"));
            assert_eq!(answer.status, 200, "{name} under {scope:?}: {}", answer.text());
            if answer.bytes != fs::read(&file).unwrap() {
                broken.push(format!("{name} of {database} under {scope:?}"));
            }
        }
        assert!(num_files >= 30, "{}", folder.display());
    }
    assert!(broken.is_empty(), "not the expected bytes:\n  {}", broken.join("\n  "));
}

/// The cells of a CSV, header first.
fn csv_rows(dashboard: &Dashboard, address: &str) -> Vec<Vec<String>> {
    let answer = dashboard.get(address);
    assert_eq!(answer.status, 200, "{address}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&answer.bytes[..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows of JSON, each cell in the order of the columns, and the names of these.
fn json_rows(dashboard: &Dashboard, address: &str) -> (Vec<String>, Vec<Vec<Value>>) {
    let answer = dashboard.get(address);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{address}");
    let json: Value = serde_json::from_slice(&answer.bytes).unwrap_or_else(|why| panic!("{address}: {why}"));
    let columns = json["columns"].as_array().unwrap().iter();
    let names: Vec<String> = columns.map(|column| column["name"].as_str().unwrap().to_owned()).collect();
    let rows = json["rows"].as_array().unwrap().iter().map(|row| {
        assert_eq!(row.as_object().unwrap().len(), names.len(), "{address}: {row}");
        names.iter().map(|name| row[name].clone()).collect()
    });
    let rows = rows.collect();
    (names, rows)
}

/// Whether both cells say the same; the parser of JSON reads `17.80` as a number and forgets the zero.
fn is_same_in_json(plain: &str, cell: &Value) -> bool {
    match cell {
        Value::Null => plain.is_empty(),
        Value::String(text) => text == plain,
        Value::Number(number) => plain.parse::<f64>().ok() == number.as_f64(),
        other => panic!("{other} is no cell of ours"),
    }
}

fn workbook_rows(dashboard: &Dashboard, address: &str) -> Vec<Vec<Data>> {
    let answer = dashboard.get(address);
    assert_eq!(answer.status, 200, "{address}");
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(answer.bytes)).unwrap_or_else(|why| panic!("{address}: {why}"));
    assert!(workbook.sheet_names().len() >= 2, "{address}: the rows, and what they are");
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap_or_else(|why| panic!("{address}: {why}"));
    sheet.rows().map(<[Data]>::to_vec).collect()
}

/// Whether both cells say the same; a workbook has binary numbers.
fn is_same(plain: &str, cell: &Data) -> bool {
    match cell {
        Data::Empty => plain.is_empty(),
        Data::String(text) => text == plain,
        Data::Float(number) => plain.parse::<f64>().is_ok_and(|plain| (plain - number).abs() < 1e-6),
        Data::Int(number) => plain.parse() == Ok(*number),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            // A month is the first of its days.
            format!("{year:04}-{month:02}-{day:02}") == plain || format!("{year:04}-{month:02}") == plain
        }
        other => panic!("{other:?} is no cell of ours"),
    }
}

/// Rows that are compared cell by cell in a workbook.
const NUM_FIRST_ROWS: usize = 20;

#[track_caller]
fn check_formats_agree(database: &str, scope: &str) {
    let Some(dashboard) = on(database) else { return };
    for dataset in DATASETS {
        let address = |format: &str| format!("/export/{}.{format}?{scope}", dataset.name);
        let csv = csv_rows(dashboard, &(address("csv") + "&raw=1"));
        let (names, json) = json_rows(dashboard, &address("json"));
        assert_eq!((&names, json.len()), (&csv[0], csv.len() - 1), "{} under {scope:?}", dataset.name);
        for (plain, cells) in csv[1..].iter().zip(&json) {
            let differs = plain.iter().zip(cells).find(|(plain, cell)| !is_same_in_json(plain, cell));
            assert_eq!(differs, None, "{} of {database} under {scope:?} as JSON", dataset.name);
        }
        let workbook = workbook_rows(dashboard, &address("xlsx"));
        assert_eq!(workbook.len(), csv.len(), "rows of {} of {database} under {scope:?}", dataset.name);
        for (plain, cells) in csv.iter().zip(&workbook).take(NUM_FIRST_ROWS) {
            // A sheet ends at its last column that has a value anywhere.
            for (index, plain) in plain.iter().enumerate() {
                let cell = cells.get(index).unwrap_or(&Data::Empty);
                assert!(is_same(plain, cell), "{} of {database}: {plain:?} is {cell:?}", dataset.name);
            }
        }
    }
}

#[test]
fn the_formats_agree() {
    check_formats_agree("classicmodels.sqlite", "");
    check_formats_agree("classicmodels.sqlite", "period=2004&country=USA");
    check_formats_agree("edge-a.sqlite", "");
}

/// The rule for texts, written down once more: these a spreadsheet would compute.
fn would_be_computed(text: &str) -> bool {
    let is_number_or_phone =
        || text[1..].bytes().all(|byte| byte.is_ascii_digit() || b" ().,-/".contains(&byte));
    text.starts_with(['=', '@', '\t', '\r']) || (text.starts_with(['+', '-']) && !is_number_or_phone())
}

#[test]
fn no_spreadsheet_computes_what_a_name_says() {
    let Some(dashboard) = on("edge-a.sqlite") else { return };
    let mut num_marked = 0;
    for dataset in DATASETS {
        let address = format!("/export/{}.csv", dataset.name);
        let (shown, raw) = (csv_rows(dashboard, &address), csv_rows(dashboard, &format!("{address}?raw=1")));
        assert_eq!(shown.len(), raw.len(), "{address}");
        for (shown, raw) in shown.iter().zip(&raw).skip(1) {
            for ((shown, raw), column) in shown.iter().zip(raw).zip(dataset.columns) {
                // A cell of a column of numbers is what the data has, minus sign and all.
                let is_text = matches!(column.kind, ColumnKind::Text | ColumnKind::Mixed);
                let is_marked = is_text && would_be_computed(raw);
                num_marked += usize::from(is_marked);
                let expected = if is_marked { format!("'{raw}") } else { raw.clone() };
                assert_eq!(*shown, expected, "{} of {address}", column.name);
            }
        }
        let default = dashboard.request("GET", &format!("{address}?raw=0"), &[]);
        assert_eq!(default.header("etag"), dashboard.get(&address).header("etag"), "raw=0 says nothing");
        let xlsx = dashboard.get(&format!("/export/{}.xlsx", dataset.name));
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx.bytes)).unwrap();
        assert!(
            workbook.worksheet_formula(dataset.name).unwrap().is_empty(),
            "{} has a formula",
            dataset.name
        );
    }
    assert!(num_marked > 50, "the database has such names: {num_marked}");
    assert_eq!(dashboard.get("/export/customers.csv?raw=2").status, 400);
}

#[test]
fn a_saved_file_says_what_is_in_it() {
    let Some(dashboard) = on("classicmodels.sqlite") else { return };
    for format in ["csv", "json", "xlsx"] {
        let answer = dashboard.get(&format!("/export/countries.{format}?country=USA&period=2004"));
        let disposition = answer.header("content-disposition").expect("a file name");
        let expected = format!("filename=\"countries_period-2004_country-USA_as-of-2005-05-31.{format}\"");
        assert!(disposition.starts_with("attachment; ") && disposition.contains(&expected), "{disposition}");
    }
}
