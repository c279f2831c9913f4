//! CSV: comma, quotes where needed, `\n`, header row, UTF-8, plain numbers, empty cells for no value.

use std::io::{self, Write};

use analytics::table::Value;

use super::{Export, Texts};

pub(super) fn write(export: &Export, texts: Texts, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    csv.write_record(export.table.columns.iter().map(|column| column.name)).map_err(plain)?;
    let mut cell = String::new();
    for row in export.table.rows() {
        for value in row {
            cell.clear();
            // Only texts: a negative amount stays a number.
            if let Value::Text(text) = value
                && texts == Texts::Harmless
                && is_formula(text)
            {
                cell.push('\'');
            }
            value.write_plain(&mut cell);
            csv.write_field(&cell).map_err(plain)?;
        }
        csv.write_record(None::<&[u8]>).map_err(plain)?;
    }
    csv.flush()
}

/// Whether a spreadsheet that opens the CSV would compute this text, which may call programs and send data elsewhere.
///
/// A phone number, or a number that stands as a text, is none, though it may begin with a sign.
fn is_formula(text: &str) -> bool {
    let is_harmless = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '.' | ',' | '-' | '/');
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !text[1..].chars().all(is_harmless),
        _ => false,
    }
}

/// The error of the writer below, whose kind (a closed pipe, a full disk) the csv crate would hide.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Format, fixture};
    use super::*;

    #[test]
    fn a_closed_pipe_stays_a_closed_pipe() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let rows = vec![("x", 1, 1); 10_000];
        for format in [Format::Csv, Format::Json] {
            let export = fixture::export(&rows);
            let error = export.write(format, Texts::Exact, Path::new("."), &mut Closed).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format:?}");
        }
    }

    #[test]
    fn quotes_where_needed_and_leaves_gaps_empty() {
        let export = fixture::export(&[("Gift \"Depot\", Inc.", 2, 960_419_061), ("Kücheⁿ 🚗", 0, -5)]);
        let mut out = Vec::new();
        write(&export, Texts::Harmless, &mut out).unwrap();
        let expected = "name,orders,revenue,share_pct,last_order_date,month\n\
                        \"Gift \"\"Depot\"\", Inc.\",2,9604190.61,66.67,2005-05-31,2005-05\n\
                        Kücheⁿ 🚗,0,-0.05,0.00,,\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_a_spreadsheet_would_compute_becomes_a_text() {
        let cases = [
            ("=HYPERLINK(\"http://127.0.0.1/\")", true),
            ("@SUM(A1) 0", true),
            ("\t=1", true),
            ("\r=1", true),
            ("+1+cmd|' /C calc'!A0", true),
            ("-2+3+cmd|' /C calc'!A0", true),
            ("-A1", true),
            ("+49 (0)89 / 123-45.6", false),
            ("-12,345.67", false),
            ("-", false),
            ("Alpha = Beta", false),
            ("'=1", false),
            ("", false),
            ("é", false),
        ];
        for (text, is_neutralised) in cases {
            assert_eq!(is_formula(text), is_neutralised, "{text:?}");
            for texts in [Texts::Exact, Texts::Harmless] {
                let mut out = Vec::new();
                write(&fixture::export(&[(text, 1, -150)]), texts, &mut out).unwrap();
                let row = ::csv::Reader::from_reader(&*out).records().next().unwrap().unwrap();
                let is_marked = is_neutralised && texts == Texts::Harmless;
                assert_eq!(row[0], format!("{}{text}", if is_marked { "'" } else { "" }));
                assert_eq!(&row[2], "-1.50", "a negative amount is a number");
            }
        }
    }
}
