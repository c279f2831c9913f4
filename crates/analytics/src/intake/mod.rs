//! From source rows to a [`Snapshot`]: reads, cleans, quarantines, reports, sorts.
//!
//! The rules are those of "dirty rows" in the definitions: text is trimmed, what is no date or number counts as missing, rows that
//! cannot be counted are left out and reported, of repeated keys the smallest row is kept. No row stops a load.

mod blocks;
pub(crate) mod checks;
mod dated;
mod digest;
mod dimensions;
mod lines;
mod orders;
mod payments;
mod replay;
mod value;

use crate::policy::{AsOf, Regions};
use crate::quality::{Findings, Rule};
use crate::saved::Reading;
use crate::schema::{Cell, Kind, Table};
use crate::snapshot::{Lines, Orders, Payments, Snapshot, TableProfile};

pub use blocks::{Blocks, ORDERS_A_BLOCK, block_bounds, block_of};
pub use dated::dated;
use dimensions::{Dimensions, OwnedRow, OwnedValue};
use lines::LineRows;
use orders::{OrderLookup, OrderRows};
use payments::PaymentRows;
use value::Oddity;
pub use value::Value;

/// No table has more columns than this.
pub const MAX_COLUMNS: usize = 16;

/// Collects the rows of the eight tables and turns them into a [`Snapshot`].
///
/// Tables arrive in [`Table::LOAD_ORDER`]: `begin` once for each, then `row` for each of its rows.
#[derive(Debug)]
pub struct Intake {
    regions: Regions,
    as_of: AsOf,
    findings: Findings,
    profile: [TableProfile; 8],
    num_missing: [[u64; MAX_COLUMNS]; 8],
    num_closed: usize,
    rows: Vec<OwnedRow>,
    dimensions: Dimensions,
    order_rows: OrderRows,
    orders: Orders,
    order_lookup: OrderLookup,
    payment_rows: PaymentRows,
    payments: Payments,
    line_rows: LineRows,
    lines: Lines,
    blocks: Blocks,
}

impl Intake {
    /// An intake that maps countries by `regions` and dates the snapshot by `as_of`.
    pub fn new(regions: Regions, as_of: AsOf) -> Intake {
        Intake {
            regions,
            as_of,
            findings: Findings::default(),
            profile: [TableProfile::default(); 8],
            num_missing: [[0; MAX_COLUMNS]; 8],
            num_closed: 0,
            rows: Vec::new(),
            dimensions: Dimensions::default(),
            order_rows: OrderRows::default(),
            orders: Orders::default(),
            order_lookup: OrderLookup::default(),
            payment_rows: PaymentRows::default(),
            payments: Payments::default(),
            line_rows: LineRows::default(),
            lines: Lines::default(),
            blocks: Blocks::default(),
        }
    }

    /// Starts a table of which the source has `num_columns` columns (known to us or not).
    pub fn begin(&mut self, table: Table, num_columns: usize) {
        while let Some(&before) = Table::LOAD_ORDER.get(self.num_closed).filter(|&&before| before != table) {
            self.close(before);
        }
        self.profile[table as usize].num_columns = num_columns;
    }

    /// Takes one row: a cell for each of [`Table::columns`], in that order. Never fails: a bad row is quarantined and reported.
    pub fn row(&mut self, table: Table, cells: &[Cell<'_>]) {
        debug_assert_eq!(cells.len(), table.columns().len(), "{} takes a cell for each column", table.name());
        debug_assert_eq!(Table::LOAD_ORDER.get(self.num_closed), Some(&table), "tables come in load order");
        let written = write_out(table, cells);
        let mut values = [Value::Missing; MAX_COLUMNS];
        let mut odd: [Option<Oddity>; MAX_COLUMNS] = [None; MAX_COLUMNS];
        let mut is_missing_required = false;
        let columns = table.columns();
        for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let cell = match written.iter().find(|(position, _)| *position == index) {
                Some((_, text)) => Cell::Text(text),
                None => *cell,
            };
            (values[index], odd[index]) = value::read(&cell, column);
            is_missing_required |= column.required && values[index] == Value::Missing;
        }
        let values = &values[..columns.len()];
        if is_missing_required || odd.iter().any(Option::is_some) {
            self.blocks.note_odd(table, values);
            self.report_oddities(table, cells, values, &odd);
        }
        self.saved_row(table, values);
    }

    /// Takes the values of a row, whether they were just read or come from an earlier snapshot.
    pub fn saved_row(&mut self, table: Table, values: &[Value<'_>]) {
        for (num_missing, value) in self.num_missing[table as usize].iter_mut().zip(values) {
            *num_missing += u64::from(*value == Value::Missing);
        }
        self.profile[table as usize].num_rows += 1;
        self.blocks.count(table, values);
        let is_taken = match table {
            Table::Orders => {
                self.order_rows.take(values);
                true
            }
            Table::Payments => {
                self.payment_rows.take(values);
                true
            }
            Table::OrderDetails => {
                self.line_rows.take(values, &self.order_lookup, &self.dimensions, &mut self.findings)
            }
            _ => {
                self.rows.push(values.iter().map(OwnedValue::from).collect());
                true
            }
        };
        if !is_taken {
            self.profile[table as usize].num_quarantined += 1;
        }
    }

    /// Resolves references and duplicates, sorts, and hands over the snapshot.
    pub fn finish(self) -> Snapshot {
        self.finish_with_blocks().0
    }

    /// As [`Intake::finish`], with what the next load must know to take rows over from this one.
    pub fn finish_with_blocks(mut self) -> (Snapshot, Blocks) {
        self.close_all();
        self.report_nulls();
        self.build()
    }

    /// The same for rows that are those of an earlier snapshot: what was found when they were read, and how many there
    /// were, is told by `reading`.
    pub fn finish_saved(mut self, reading: &Reading) -> Snapshot {
        self.close_all();
        self.profile = reading.profile;
        self.findings = Findings::of(&reading.checks);
        self.build().0
    }

    fn close_all(&mut self) {
        while let Some(&table) = Table::LOAD_ORDER.get(self.num_closed) {
            self.close(table);
        }
    }

    fn build(mut self) -> (Snapshot, Blocks) {
        let Dimensions { offices, employees, product_lines, products, regions, countries, customers, .. } =
            self.dimensions;
        let mut snapshot = Snapshot {
            version: String::new(),
            as_of: self.order_lookup.as_of,
            offices,
            employees,
            product_lines,
            products,
            regions,
            countries,
            customers,
            statuses: self.order_lookup.statuses,
            orders: self.orders,
            lines: self.lines,
            payments: self.payments,
            quality: Findings::default().finish(),
            profile: self.profile,
        };
        dimensions::settle_accounts(&mut snapshot);
        checks::run(&snapshot, &mut self.findings);
        snapshot.quality = self.findings.finish();
        snapshot.version = digest::version(&snapshot);
        self.blocks.settle(&snapshot);
        (snapshot, self.blocks)
    }

    /// Ends a table: all of its rows are here.
    fn close(&mut self, table: Table) {
        self.num_closed += 1;
        let rows = std::mem::take(&mut self.rows);
        let num_left_out = match table {
            Table::Orders => {
                let (orders, lookup, num_left_out) = std::mem::take(&mut self.order_rows).close(
                    self.as_of,
                    &self.dimensions,
                    &mut self.findings,
                );
                (self.orders, self.order_lookup) = (orders, lookup);
                num_left_out
            }
            Table::Payments => {
                let (payments, num_left_out) = std::mem::take(&mut self.payment_rows).close(
                    self.as_of,
                    &self.dimensions,
                    &mut self.findings,
                );
                self.payments = payments;
                num_left_out
            }
            Table::OrderDetails => {
                let rows = std::mem::take(&mut self.line_rows);
                let (lines, num_left_out) =
                    rows.close(&mut self.orders, &self.dimensions, &mut self.findings);
                self.lines = lines;
                num_left_out
            }
            _ => self.dimensions.close(table, rows, &self.regions, &mut self.findings),
        };
        self.profile[table as usize].num_quarantined += num_left_out;
    }

    /// Reports what was odd about the cells of a row, and what it lacks.
    fn report_oddities(
        &mut self,
        table: Table,
        cells: &[Cell<'_>],
        values: &[Value<'_>],
        odd: &[Option<Oddity>],
    ) {
        let columns = table.columns();
        let key = || cells[..table.key_columns()].iter().map(write_raw).collect::<Vec<_>>().join("/");
        for (oddity, rule) in [
            (Oddity::Blanks, Rule::StrayBlanks),
            (Oddity::NoDate, Rule::NoCalendarDate),
            (Oddity::NoNumber, Rule::NoNumber),
            (Oddity::Rounded, Rule::RoundedMoney),
        ] {
            let of_kind = || (0..columns.len()).filter(|&index| odd[index] == Some(oddity));
            if of_kind().next().is_some() {
                self.findings.report(rule, table, || {
                    let texts: Vec<String> = of_kind()
                        .map(|index| format!("{} = '{}'", columns[index].name, write_raw(&cells[index])))
                        .collect();
                    (key(), texts.join("; "))
                });
            }
        }
        let missing = || {
            // What is there but unreadable has been reported as that.
            (0..columns.len()).filter(|&index| {
                columns[index].required
                    && values[index] == Value::Missing
                    && !matches!(odd[index], Some(Oddity::NoDate | Oddity::NoNumber))
            })
        };
        if missing().next().is_some() {
            self.findings.report(Rule::MissingValue, table, || {
                (key(), missing().map(|index| columns[index].name).collect::<Vec<_>>().join(", "))
            });
        }
    }

    /// Reports columns without any value, and those with many nulls.
    fn report_nulls(&mut self) {
        for table in Table::ALL {
            let num_rows = self.profile[table as usize].num_rows;
            for (column, &num_missing) in table.columns().iter().zip(&self.num_missing[table as usize]) {
                if num_rows > 0 && num_missing == num_rows {
                    let row = || (column.name.to_owned(), format!("no value in {num_rows} rows"));
                    self.findings.report(Rule::EmptyColumn, table, row);
                } else if num_missing * 5 > num_rows {
                    let row =
                        || (column.name.to_owned(), format!("no value in {num_missing} of {num_rows} rows"));
                    self.findings.report(Rule::ManyNulls, table, row);
                }
            }
        }
    }
}

/// Cells of text columns that a database without strict types delivers as numbers or bytes, written as text.
fn write_out(table: Table, cells: &[Cell<'_>]) -> Vec<(usize, String)> {
    cells
        .iter()
        .zip(table.columns())
        .enumerate()
        .filter_map(|(index, (cell, column))| match cell {
            Cell::Integer(_) | Cell::Real(_) | Cell::Blob(_) if matches!(column.kind, Kind::Text) => {
                Some((index, write_raw(cell)))
            }
            Cell::Blob(_) if column.kind != Kind::Blob => Some((index, write_raw(cell))),
            _ => None,
        })
        .collect()
}

/// A cell as the source has it, for reports.
fn write_raw(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => (*text).to_owned(),
        Cell::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::DATASETS;
    use crate::fixture::{Fixture, rows, small_fixture};
    use crate::quality::Rule;
    use crate::schema::{Cell, Table};
    use crate::snapshot::Snapshot;

    fn compute_all(snapshot: &Snapshot) {
        for dataset in DATASETS {
            for query in ["", "period=mtd&compare=previous", "country=&line=x&rep=1&status=x", "region=Other"]
            {
                rows(dataset, snapshot, query);
            }
        }
    }

    #[test]
    fn eight_empty_tables_are_a_snapshot() {
        let snapshot = Fixture::new().snapshot();
        assert_eq!(snapshot.num_source_rows(), (0, 0));
        assert_eq!(snapshot.months().0, snapshot.months().1);
        compute_all(&snapshot);
    }

    #[test]
    fn any_single_table_may_be_empty() {
        for table in Table::ALL {
            let mut fixture = Fixture::new();
            for (other, cells) in small_fixture().rows_mut() {
                if *other != table {
                    fixture = fixture.cells(*other, cells);
                }
            }
            let snapshot = fixture.snapshot();
            assert_eq!(snapshot.profile_of(table).num_rows, 0);
            let orders_left = if table == Table::Orders || table == Table::Customers { 0 } else { 12 };
            assert_eq!(snapshot.orders.len(), orders_left, "without {}", table.name());
            compute_all(&snapshot);
        }
    }

    /// Two such rows in each table: everything without a key is left out, and each column is reported as empty.
    #[test]
    fn null_everywhere_is_counted_and_left_out() {
        let mut fixture = Fixture::new();
        for table in Table::ALL {
            let nulls = vec![Cell::Null; table.columns().len()];
            fixture = fixture.cells(table, &nulls).cells(table, &nulls);
        }
        let snapshot = fixture.snapshot();
        assert_eq!(snapshot.num_source_rows(), (16, 16));
        for table in Table::ALL {
            let num_columns = table.columns().len() as u64;
            assert_eq!(
                snapshot.quality.num_violations(Rule::EmptyColumn, table),
                num_columns,
                "{}",
                table.name()
            );
        }
        compute_all(&snapshot);
    }

    #[test]
    fn null_in_any_column_stops_nothing() {
        for row in 0..small_fixture().rows_mut().len() {
            let num_columns = small_fixture().rows_mut()[row].1.len();
            for column in 0..num_columns {
                let mut fixture = small_fixture();
                fixture.rows_mut()[row].1[column] = Cell::Null;
                let snapshot = fixture.snapshot();
                // The five orders of Alpha at most.
                assert!(snapshot.orders.len() >= 7, "row {row}, column {column}");
            }
        }
    }

    /// Text beyond the basic plane, numbers and bytes in text columns, and rubbish in every other.
    #[test]
    fn cells_of_any_kind_are_read_or_reported() {
        let cells = [
            Cell::Text("𝄞 😀"),
            Cell::Text(""),
            Cell::Integer(i64::MIN),
            Cell::Integer(7),
            Cell::Real(f64::NAN),
            Cell::Real(f64::INFINITY),
            Cell::Real(-0.0),
            Cell::Blob(&[0xff, 0x00]),
            Cell::Text("99999999999999999999999999"),
            Cell::Text("1e30"),
        ];
        for cell in cells {
            let mut fixture = small_fixture();
            for table in Table::ALL {
                fixture = fixture.cells(table, &vec![cell; table.columns().len()]);
            }
            let snapshot = fixture.snapshot();
            assert_eq!(snapshot.num_source_rows().0, 56, "{cell:?}");
            assert!(snapshot.orders.len() >= 12, "{cell:?}");
            compute_all(&snapshot);
        }
        let mut fixture = small_fixture();
        fixture.rows_mut()[0].1[0] = Cell::Text("𝄞");
        assert!(fixture.snapshot().office("𝄞").is_some());
    }

    /// The first and the last day that a source can name: ten thousand years of months.
    #[test]
    fn the_ends_of_the_calendar_are_days() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins | 1 | 2")
            .customers("1 | One | Norway | | 100")
            .orders("1 | 0001-01-01 | 0001-01-01 | 9999-12-31 | S | 1\n2 | 9999-12-31 | | | S | 1")
            .lines("1 | P | 1 | 1\n2 | P | 1 | 1")
            .snapshot();
        assert_eq!((snapshot.orders.len(), snapshot.as_of.year()), (2, 9999));
        for dataset in DATASETS {
            for query in ["period=ttm", "period=0001&compare=previous", "period=9999-12"] {
                rows(dataset, &snapshot, query);
            }
        }
    }

    /// The largest quantity of the cheapest goods, bought and listed at the highest price, on the highest limits; given away and sent
    /// back too.
    #[test]
    fn the_largest_amounts_overflow_nothing() {
        let snapshot = Fixture::new()
            .product_lines("X")
            .products("P | Pin | X | 99999999999 | 99999999999\nQ | Peg | X | -99999999999 | -99999999999")
            .customers("1 | One | Norway | | 99999999999\n2 | Two | Norway | | -99999999999")
            .orders(
                "1 | 2003-01-01 | | | S | 1
                 2 | 2004-01-01 | | | S | 1
                 3 | 2004-01-02 | | | S | 2
                 4 | 2004-01-03 | | | S | 2",
            )
            .lines(
                "1 | P | 2147483647 | 0.01
                 2 | P | 2147483647 | 0
                 2 | Q | -2147483647 | 0.02
                 3 | P | 1 | 99999999999
                 4 | Q | -1 | 99999999999",
            )
            .payments("1 | a | 2004-01-01 | 99999999999\n1 | b | 2004-01-01 | -99999999999")
            .snapshot();
        assert_eq!(snapshot.lines.len(), 5);
        compute_all(&snapshot);
    }

    #[test]
    fn tables_that_never_begin_are_empty() {
        let intake = super::Intake::new(crate::policy::Regions::default(), crate::policy::AsOf::LastOrder);
        compute_all(&intake.finish());
    }
}
