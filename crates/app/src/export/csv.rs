//! CSV: comma, quotes where needed, `\n`, header row, UTF-8, plain numbers, empty cells for no value.

use std::io::{self, Write};

use super::Export;

pub(super) fn write(export: &Export, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    csv.write_record(export.table.columns.iter().map(|column| column.name))?;
    let mut cell = String::new();
    for row in export.table.rows() {
        for value in row {
            cell.clear();
            value.write_plain(&mut cell);
            csv.write_field(&cell)?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture};

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
