//! JSON: an object with the dataset's name, as-of, snapshot, scope, columns, and a row object for each row.

use std::io::{self, Write};

use analytics::table::Value;
use serde_json::json;

use super::Export;

/// Rows are written one by one: the whole document as one value would take several times the memory of the table.
pub(super) fn write(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let columns: Vec<_> = export
        .table
        .columns
        .iter()
        .map(|column| json!({"name": column.name, "type": column.kind.name(), "unit": column.unit}))
        .collect();
    let text = |text: &str| serde_json::to_string(text).map_err(io::Error::from);
    let names: Vec<String> =
        export.table.columns.iter().map(|column| text(column.name)).collect::<io::Result<_>>()?;
    let what_if: Vec<_> = export
        .what_if
        .iter()
        .map(|difference| {
            let (tried, configured) = difference.written();
            json!({"threshold": difference.threshold.parameter, "value": tried, "configured": configured})
        })
        .collect();
    write!(
        out,
        "{{\"dataset\":{},\"as_of\":{},\"snapshot\":{},\"scope\":{},\"what_if\":{},\"columns\":{},\"rows\":[",
        text(export.dataset.name)?,
        text(&export.as_of)?,
        text(&export.snapshot_version)?,
        text(&export.scope)?,
        serde_json::Value::from(what_if),
        serde_json::Value::from(columns),
    )?;
    for (row_index, row) in export.table.rows().enumerate() {
        out.write_all(if row_index == 0 { b"\n{" } else { b",\n{" })?;
        for (index, (name, value)) in names.iter().zip(row).enumerate() {
            let comma = if index == 0 { "" } else { "," };
            match value {
                Value::None => write!(out, "{comma}{name}:null")?,
                Value::Text(_) | Value::Date(_) | Value::Month(_) => {
                    write!(out, "{comma}{name}:{}", text(&value.to_plain())?)?;
                }
                // Plain decimals are JSON numbers, with the very digits that the CSV has.
                Value::Integer(_) | Value::Money(_) | Value::Quotient(..) => {
                    write!(out, "{comma}{name}:{}", value.to_plain())?;
                }
            }
        }
        out.write_all(b"}")?;
    }
    out.write_all(b"\n]}\n")
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn written(rows: &[(&str, i64, i64)]) -> String {
        let mut out = Vec::new();
        write(&fixture::export(rows), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn is_an_object_with_typed_columns_and_rows() {
        let text = written(&[("A \"quoted\"\nname", 1, 150), ("B", 0, 0)]);
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["dataset"], "sample");
        assert_eq!(document["as_of"], "2005-05-31");
        assert_eq!(document["scope"], "period=2004&country=USA&line=Trucks+and+Buses");
        assert_eq!(document["columns"][2], json!({"name": "revenue", "type": "money", "unit": "currency"}));
        assert_eq!(document["rows"][0]["name"], "A \"quoted\"\nname");
        assert!(text.contains("\"revenue\":1.50,"), "{text}");
        assert_eq!(document["rows"][1]["last_order_date"], serde_json::Value::Null);
        assert_eq!(document["rows"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn says_what_is_tried_out() {
        let mut export = fixture::export(&[]);
        export.what_if = fixture::what_if();
        let mut out = Vec::new();
        write(&export, &mut out).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let expected = json!([
            {"threshold": "credit_factor", "value": "3", "configured": "2"},
            {"threshold": "count_cancelled", "value": "no", "configured": "yes"},
        ]);
        assert_eq!(document["what_if"], expected);
    }

    #[test]
    fn no_rows_are_an_empty_list() {
        let document: serde_json::Value = serde_json::from_str(&written(&[])).unwrap();
        assert_eq!(document["rows"], json!([]));
    }
}
