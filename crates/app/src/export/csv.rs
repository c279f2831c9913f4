//! CSV: comma, quotes where needed, `\n`, header row, UTF-8, plain numbers, empty cells for no value.

use std::io::{self, Write};

use super::Export;

pub(super) fn write(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    csv.write_record(export.table.columns.iter().map(|column| column.name)).map_err(plain)?;
    let mut cell = String::new();
    for row in export.table.rows() {
        for value in row {
            cell.clear();
            value.write_plain(&mut cell);
            csv.write_field(&cell).map_err(plain)?;
        }
        csv.write_record(None::<&[u8]>).map_err(plain)?;
    }
    csv.flush()
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
            let error = fixture::export(&rows).write(format, &mut Closed).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format:?}");
        }
    }

    #[test]
    fn quotes_where_needed_and_leaves_gaps_empty() {
        let export = fixture::export(&[("Gift \"Depot\", Inc.", 2, 960_419_061), ("Kücheⁿ 🚗", 0, -5)]);
        let mut out = Vec::new();
        export.write(Format::Csv, &mut out).unwrap();
        let expected = "name,orders,revenue,share_pct,last_order_date,month\n\
                        \"Gift \"\"Depot\"\", Inc.\",2,9604190.61,66.67,2005-05-31,2005-05\n\
                        Kücheⁿ 🚗,0,-0.05,0.00,,\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
