//! Small made-up companies for tests, written as text tables and taken in by the real [`Intake`].
//!
//! The company of [`small`], where every sum can be done in one's head (amounts are whole):
//!
//! | order | date       | customer | status     | on time   | C1 at 10 | C2 at 20 | S1 at 50 | value |
//! |-------|------------|----------|------------|-----------|----------|----------|----------|-------|
//! | 101   | 2003-11-10 | 1 Alpha  | Shipped    | on the day| 10       |          |          | 100   |
//! | 102   | 2003-11-20 | 3 Gamma  | Shipped    | late      |          |          | 4        | 200   |
//! | 103   | 2003-12-01 | 2 Beta   | Shipped    | yes       | 10       | 5        |          | 200   |
//! | 104   | 2004-01-31 | 1 Alpha  | Shipped    | yes       |          |          | 2        | 100   |
//! | 105   | 2004-03-01 | 2 Beta   | Cancelled  | –         |          | 5        |          | 100   |
//! | 106   | 2004-03-05 | 3 Gamma  | Shipped    | late      | 10       |          | 4        | 300   |
//! | 107   | 2004-06-10 | 1 Alpha  | Shipped    | yes       | 10       | 5        | 2        | 300   |
//! | 108   | 2004-11-02 | 1 Alpha  | Shipped    | yes       | 10       | 5        |          | 200   |
//! | 109   | 2004-11-20 | 3 Gamma  | Shipped    | yes       |          |          | 6        | 300   |
//! | 110   | 2004-12-01 | 1 Alpha  | In Process | –         | 10       |          |          | 100   |
//! | 111   | 2004-12-10 | 2 Beta   | On Hold    | –         |          |          | 2        | 100   |
//! | 112   | 2004-12-15 | 3 Gamma  | In Process | –         |          |          |          | 0     |
//!
//! * All: 2000 in 12 orders with 16 lines; 500 in 3 orders in 2003, 1500 in 9 orders in 2004. 8 orders have both dates, 6 are on time.
//! * Months: 300 and 200 in 2003-11 and -12; 100, 0, 400, 0, 0, 300, 0, 0, 0, 0, 500 and 200 in 2004; the last one is partial.
//! * Customers: Alpha 800 in 5 orders, Gamma 800 in 4, Beta 400 in 3, Delta nothing. Norway 1200, USA 800, Japan 0.
//! * Products: S1 1000 (20 units, 6 orders), C1 600 (60 units, 6), C2 400 (20 units, 4), S2 never sold. Cars 1000, Ships 1000, Trains empty.
//!   At buy prices of 6, 10 and 30 these cost 360 + 200 + 600 = 1160.
//! * Reps: 20 Rae has Alpha and Beta (1200), 30 Sam has Delta (0), Gamma has none (800).
//! * Paid: Alpha 500, Beta 200, Gamma 500. Open: Alpha 300, Beta 100 (100 more are cancelled), Gamma 300.
//! * Limits: Alpha 400 (half its revenue), Beta 800 (twice its revenue), Gamma unknown, Delta 500.

use crate::dataset::Dataset;
use crate::intake::Intake;
use crate::kpis::{self, Kpi};
use crate::policy::{AsOf, Policy, Regions};
use crate::quality::Severity;
use crate::schema::{Cell, Kind, Table};
use crate::scope::Scope;
use crate::snapshot::Snapshot;
use crate::table::Value;
use crate::view::View;

/// Rows of the eight tables, on their way into a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Fixture<'a> {
    rows: Vec<(Table, Vec<Cell<'a>>)>,
    as_of: AsOf,
}

impl<'a> Fixture<'a> {
    /// Eight empty tables, as of the last order.
    pub(crate) fn new() -> Fixture<'a> {
        Fixture { rows: Vec::new(), as_of: AsOf::LastOrder }
    }

    /// Sets as-of.
    pub(crate) fn dated(mut self, day: &str) -> Fixture<'a> {
        self.as_of = AsOf::On(day.parse().unwrap());
        self
    }

    /// `code | city | country | territory`, one row a line; an empty cell is NULL.
    pub(crate) fn offices(self, rows: &'a str) -> Fixture<'a> {
        self.text(Table::Offices, &["officeCode", "city", "country", "territory"], rows)
    }

    /// `number | first name | last name | office | manager | title`.
    pub(crate) fn employees(self, rows: &'a str) -> Fixture<'a> {
        let columns = ["employeeNumber", "firstName", "lastName", "officeCode", "reportsTo", "jobTitle"];
        self.text(Table::Employees, &columns, rows)
    }

    /// `name`.
    pub(crate) fn product_lines(self, rows: &'a str) -> Fixture<'a> {
        self.text(Table::ProductLines, &["productLine"], rows)
    }

    /// `code | name | line | buy price | MSRP`.
    pub(crate) fn products(self, rows: &'a str) -> Fixture<'a> {
        let columns = ["productCode", "productName", "productLine", "buyPrice", "MSRP"];
        self.text(Table::Products, &columns, rows)
    }

    /// `number | name | country | rep | credit limit`.
    pub(crate) fn customers(self, rows: &'a str) -> Fixture<'a> {
        let columns = ["customerNumber", "customerName", "country", "salesRepEmployeeNumber", "creditLimit"];
        self.text(Table::Customers, &columns, rows)
    }

    /// `number | date | required | shipped | status | customer`.
    pub(crate) fn orders(self, rows: &'a str) -> Fixture<'a> {
        let columns = ["orderNumber", "orderDate", "requiredDate", "shippedDate", "status", "customerNumber"];
        self.text(Table::Orders, &columns, rows)
    }

    /// `order | product | quantity | price`.
    pub(crate) fn lines(self, rows: &'a str) -> Fixture<'a> {
        let columns = ["orderNumber", "productCode", "quantityOrdered", "priceEach"];
        self.text(Table::OrderDetails, &columns, rows)
    }

    /// `customer | check | date | amount`.
    pub(crate) fn payments(self, rows: &'a str) -> Fixture<'a> {
        self.text(Table::Payments, &["customerNumber", "checkNumber", "paymentDate", "amount"], rows)
    }

    /// A row with a cell for each column of the schema, just as a database might deliver it.
    pub(crate) fn cells(mut self, table: Table, cells: &[Cell<'a>]) -> Fixture<'a> {
        self.rows.push((table, cells.to_vec()));
        self
    }

    /// Rows written as lines of cells between `|`; columns that are not named hold something harmless where the schema wants a value.
    fn text(mut self, table: Table, columns: &[&str], rows: &'a str) -> Fixture<'a> {
        for line in rows.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            assert!(cells.len() <= columns.len(), "too many cells for {columns:?}: {line}");
            let cell =
                |column: &crate::schema::Column| match columns.iter().position(|name| *name == column.name) {
                    Some(index) => match cells.get(index) {
                        None | Some(&"") => Cell::Null,
                        Some(text) => Cell::Text(text),
                    },
                    None if !column.required => Cell::Null,
                    None if column.kind == Kind::Text => Cell::Text("-"),
                    None => Cell::Integer(1),
                };
            self.rows.push((table, table.columns().iter().map(cell).collect()));
        }
        self
    }

    /// The same rows, last first.
    pub(crate) fn reversed(mut self) -> Fixture<'a> {
        self.rows.reverse();
        self
    }

    /// The table and cells of each row, to be changed.
    pub(crate) fn rows_mut(&mut self) -> &mut [(Table, Vec<Cell<'a>>)] {
        &mut self.rows
    }

    /// The snapshot of the rows.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut intake = Intake::new(Regions::default(), self.as_of);
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
            for (_, cells) in self.rows.iter().filter(|(of, _)| *of == table) {
                intake.row(table, cells);
            }
        }
        intake.finish()
    }
}

/// The company in the table above.
pub(crate) fn small() -> Snapshot {
    small_fixture().snapshot()
}

/// The company in the table above, with 400 of C1, 1 of C2, none of S1 and 7 of S2 in stock.
pub(crate) fn small_with_stock() -> Snapshot {
    let mut fixture = small_fixture();
    let place = Table::Products.columns().iter().position(|column| column.name == "quantityInStock").unwrap();
    let products = fixture.rows_mut().iter_mut().filter(|(table, _)| *table == Table::Products);
    for ((_, cells), stock) in products.zip([400, 1, 0, 7]) {
        cells[place] = Cell::Integer(stock);
    }
    fixture.snapshot()
}

/// The rows of the company in the table above.
pub(crate) fn small_fixture() -> Fixture<'static> {
    Fixture::new()
        .offices(
            "1 | Oslo   | Norway | EMEA
             2 | Boston | USA    | NA",
        )
        .employees(
            "10 | Mia | Moss | 1 |    | VP Sales
             20 | Rae | Rye  | 1 | 10 | Sales Rep
             30 | Sam | Sol  | 2 | 10 | Sales Rep",
        )
        .product_lines(
            "Cars
             Ships
             Trains",
        )
        .products(
            "C1 | Coupe  | Cars  |  6 | 10
             C2 | Cabrio | Cars  | 10 | 25
             S1 | Sloop  | Ships | 30 | 50
             S2 | Ketch  | Ships |  1 |  2",
        )
        .customers(
            "1 | Alpha | Norway | 20 | 400
             2 | Beta  | Norway | 20 | 800
             3 | Gamma | USA    |    |
             4 | Delta | Japan  | 30 | 500",
        )
        .orders(
            "101 | 2003-11-10 | 2003-11-20 | 2003-11-20 | Shipped    | 1
             102 | 2003-11-20 | 2003-11-30 | 2003-12-01 | Shipped    | 3
             103 | 2003-12-01 | 2003-12-11 | 2003-12-05 | Shipped    | 2
             104 | 2004-01-31 | 2004-02-10 | 2004-02-05 | Shipped    | 1
             105 | 2004-03-01 | 2004-03-11 |            | Cancelled  | 2
             106 | 2004-03-05 | 2004-03-15 | 2004-03-20 | Shipped    | 3
             107 | 2004-06-10 | 2004-06-20 | 2004-06-12 | Shipped    | 1
             108 | 2004-11-02 | 2004-11-12 | 2004-11-05 | Shipped    | 1
             109 | 2004-11-20 | 2004-11-30 | 2004-11-25 | Shipped    | 3
             110 | 2004-12-01 | 2004-12-11 |            | In Process | 1
             111 | 2004-12-10 | 2004-12-12 |            | On Hold    | 2
             112 | 2004-12-15 | 2004-12-25 |            | In Process | 3",
        )
        .lines(
            "101 | C1 | 10 | 10
             102 | S1 |  4 | 50
             103 | C1 | 10 | 10
             103 | C2 |  5 | 20
             104 | S1 |  2 | 50
             105 | C2 |  5 | 20
             106 | C1 | 10 | 10
             106 | S1 |  4 | 50
             107 | C1 | 10 | 10
             107 | C2 |  5 | 20
             107 | S1 |  2 | 50
             108 | C1 | 10 | 10
             108 | C2 |  5 | 20
             109 | S1 |  6 | 50
             110 | C1 | 10 | 10
             111 | S1 |  2 | 50",
        )
        .payments(
            "1 | P1 | 2003-12-10 | 100
             1 | P2 | 2004-07-01 | 400
             2 | P3 | 2004-01-05 | 200
             3 | P4 | 2004-04-01 | 500",
        )
}

/// The scope of a query string without escapes.
pub(crate) fn scope(query: &str) -> Scope {
    let mut scope = Scope::default();
    for (name, value) in query.split('&').filter_map(|parameter| parameter.split_once('=')) {
        assert!(scope.take(name, value).unwrap(), "{name} is no filter");
    }
    scope
}

/// The rows of a dataset under the default policy as CSV lines without header.
pub(crate) fn rows(dataset: &Dataset, snapshot: &Snapshot, query: &str) -> Vec<String> {
    rows_under(&Policy::default(), dataset, snapshot, query)
}

/// The rows of a dataset under a policy.
pub(crate) fn rows_under(
    policy: &Policy,
    dataset: &Dataset,
    snapshot: &Snapshot,
    query: &str,
) -> Vec<String> {
    let scope = scope(query);
    dataset.compute(&View::new(snapshot, &scope, policy)).lines().split_off(1)
}

/// Asserts all rows of a dataset under a scope; one row a line.
#[track_caller]
pub(crate) fn check(dataset: &Dataset, snapshot: &Snapshot, query: &str, expected: &str) {
    assert_rows(&rows(dataset, snapshot, query), expected, &format!("{} under `{query}`", dataset.name));
}

/// Asserts rows against the lines of a text.
#[track_caller]
pub(crate) fn assert_rows(found: &[String], expected: &str, what: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(
        found == expected,
        "{what}\n  expected\n    {}\n  found\n    {}",
        expected.join("\n    "),
        found.join("\n    ")
    );
}

/// Asserts the figure of a KPI under each scope, as exports write it.
#[track_caller]
pub(crate) fn check_kpi(kpi: &Kpi, snapshot: &Snapshot, expected: &[(&str, &str)]) {
    for &(query, expected) in expected {
        let (scope, policy) = (scope(query), Policy::default());
        let view = View::new(snapshot, &scope, &policy);
        let readings = kpis::read(&view, scope.period);
        let value = readings.reading(kpi.id).and_then(|reading| reading.value);
        let found = value.map_or(Value::None, Value::from).to_plain();
        assert_eq!(found, expected, "{} under `{query}`", kpi.id);
    }
}

/// Asserts the rows of all broken checks of a severity, as `check key: value`; one a line.
#[track_caller]
pub(crate) fn check_findings(snapshot: &Snapshot, severity: Severity, expected: &str) {
    let found: Vec<String> = snapshot
        .quality
        .broken(severity)
        .flat_map(|check| check.rows.iter().map(|row| format!("{} {}: {}", check.id, row.key, row.value)))
        .collect();
    assert_rows(&found, expected, &format!("findings of severity {}", severity.name()));
}
