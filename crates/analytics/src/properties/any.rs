//! Any database, any scope and any thresholds: dirty, empty, absurd.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use units::{Compare, Day, Period};

use crate::fixture::Fixture;
use crate::policy::Policy;
use crate::schema::{Cell, Table};
use crate::scope::Scope;
use crate::snapshot::Snapshot;
use crate::what_if::WhatIf;

/// Rows as a source would deliver them, and as-of.
#[derive(Clone, Debug)]
pub(super) struct Database {
    pub(super) rows: Vec<(Table, Vec<Option<String>>)>,
    pub(super) as_of: Option<Day>,
}

impl Database {
    pub(super) fn snapshot(&self) -> Snapshot {
        let mut fixture = Fixture::new();
        for (table, texts) in &self.rows {
            let cells: Vec<Cell<'_>> =
                texts.iter().map(|text| text.as_deref().map_or(Cell::Null, Cell::Text)).collect();
            fixture = fixture.cells(*table, &cells);
        }
        if let Some(day) = self.as_of {
            fixture = fixture.dated(&day.to_string());
        }
        fixture.snapshot()
    }
}

type Row = BoxedStrategy<Vec<Option<String>>>;

/// One of these texts, `NULL` standing for NULL.
fn one_of(texts: &'static [&'static str]) -> BoxedStrategy<Option<String>> {
    select(texts).prop_map(|text| (text != "NULL").then(|| text.to_owned())).boxed()
}

/// A whole number of this range.
fn number(range: std::ops::Range<i64>) -> BoxedStrategy<Option<String>> {
    range.prop_map(|number| Some(number.to_string())).boxed()
}

/// A day of two and a half years, seldom none or no calendar day.
fn day() -> BoxedStrategy<Option<String>> {
    prop_oneof![
        12 => (0..900_i32).prop_map(|number| Some(first_day().plus_days(number).to_string())),
        1 => one_of(&["NULL", "2003-02-29", "0000-00-00", "soon", ""]),
    ]
    .boxed()
}

fn first_day() -> Day {
    "2003-01-15".parse().unwrap()
}

fn money() -> BoxedStrategy<Option<String>> {
    prop_oneof![
        12 => (0..20_000_i64).prop_map(|cents| Some(format!("{}.{:02}", cents / 100, cents % 100))),
        1 => one_of(&["NULL", "-5", "0", "1.005", "much", "99999999999", "-99999999999"]),
    ]
    .boxed()
}

fn any_row(table: Table) -> Row {
    let filler = || one_of(&["-", "NULL", " 𝄞 "]);
    let name = || one_of(&["Ann", "Bo", "NULL", " Cy"]);
    let columns: Vec<BoxedStrategy<Option<String>>> = match table {
        Table::Offices => {
            let code = one_of(&["1", "2", " 2", "NULL"]);
            let mut columns = vec![code];
            columns.extend((1..9).map(|_| filler()));
            columns
        }
        Table::Employees => {
            let manager = prop_oneof![number(1..7), Just(None)].boxed();
            let title = one_of(&["Sales Rep", "Boss"]);
            vec![number(1..6), name(), name(), filler(), filler(), one_of(&["1", "2", "3"]), manager, title]
        }
        Table::ProductLines => {
            vec![one_of(&["Cars", "Ships", "Trains", "Cars "]), filler(), filler(), filler()]
        }
        Table::Products => {
            let code = one_of(&["A", "B", "C", "D", "E", "a", "NULL"]);
            let line = one_of(&["Cars", "Ships", "Ghost", "NULL"]);
            vec![code, name(), line, filler(), filler(), filler(), number(-1..9), money(), money()]
        }
        Table::Customers => {
            let mut columns = vec![number(1..7), name()];
            columns.extend((2..10).map(|_| filler()));
            let country = one_of(&["Norway", "Norway  ", "Sweden", "USA", "Atlantis", "NULL"]);
            columns.extend([country, prop_oneof![number(1..7), Just(None)].boxed(), money()]);
            columns
        }
        Table::Orders => {
            let status = one_of(&["Shipped", "Shipped", "Cancelled", "On Hold", "NULL"]);
            vec![number(1..16), day(), day(), day(), status, filler(), number(1..8)]
        }
        Table::OrderDetails => {
            let product = one_of(&["A", "B", "C", "D", "E", "F"]);
            let quantity = prop_oneof![
                12 => number(-2..20),
                1 => one_of(&["NULL", "2.5", "2147483647", "-2147483648", "9999999999"]),
            ];
            vec![number(1..17), product, quantity.boxed(), money(), number(1..99_999)]
        }
        Table::Payments => vec![number(1..8), one_of(&["x", "y", " y", "NULL"]), day(), money()],
    };
    columns.boxed()
}

pub(super) fn any_database() -> impl Strategy<Value = Database> {
    let rows = |table, num_rows| vec(any_row(table).prop_map(move |row| (table, row)), num_rows);
    let tables = (
        rows(Table::Offices, 0..4),
        rows(Table::Employees, 0..6),
        rows(Table::ProductLines, 0..4),
        rows(Table::Products, 0..8),
        rows(Table::Customers, 0..8),
        rows(Table::Orders, 0..20),
        rows(Table::Payments, 0..8),
        rows(Table::OrderDetails, 0..40),
    );
    let as_of = weighted(0.3, (-50..1_000_i32).prop_map(|number| first_day().plus_days(number)));
    (tables, as_of).prop_map(|((a, b, c, d, e, f, g, h), as_of)| Database {
        rows: [a, b, c, d, e, f, g, h].concat(),
        as_of,
    })
}

fn some_of(texts: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let some = subsequence(texts, 0..=2.min(texts.len()));
    prop_oneof![Just(Vec::new()), some].prop_map(|texts| texts.into_iter().map(str::to_owned).collect())
}

pub(super) fn any_scope() -> impl Strategy<Value = Scope> {
    let periods =
        vec!["all", "mtd", "qtd", "ytd", "ttm", "2003", "2004-Q1", "2004-02", "2003-05-10..2004-05-09"];
    let period = select(periods).prop_map(|text| text.parse::<Period>().unwrap());
    let period = prop_oneof![Just(Period::All), period];
    (
        period,
        select(&[Compare::Year, Compare::Previous][..]),
        some_of(&["Europe", "North America", "Other"]),
        some_of(&["Atlantis", "Norway", "USA"]),
        some_of(&["Cars", "Ghost", "Ships", "Trains"]),
        prop_oneof![Just(Vec::new()), subsequence(vec![1_i64, 2, 3, 9], 0..3)],
        some_of(&["Cancelled", "On Hold", "Shipped"]),
    )
        .prop_map(|(period, compare, regions, countries, lines, reps, statuses)| Scope {
            period,
            compare,
            regions,
            countries,
            lines,
            reps,
            statuses,
            what_if: WhatIf::default(),
        })
}

pub(super) fn any_policy() -> impl Strategy<Value = Policy> {
    vec(prop_oneof![Just(0), Just(1), 2..500_u32, Just(u32::MAX)], 25).prop_map(|numbers| {
        let mut numbers = numbers.into_iter();
        let mut next = || numbers.next().unwrap();
        Policy {
            abc_a_percent: next(),
            abc_b_percent: next(),
            credit_factor_hundredths: next(),
            credit_factor_of_class_hundredths: [Some(next()), Some(next()), None],
            stale_days: next(),
            churn_gap_factor_hundredths: next(),
            overdue_days: next(),
            lapsed_days: next(),
            due_soon_days: next(),
            trend_percent: next(),
            trend_min_orders: next(),
            min_pair_orders: next(),
            min_pair_one_in: next(),
            rfm_tiers: [next(), next(), next()],
            count_cancelled: next() > 1,
            target_customers_per_rep: next(),
            pair_chance_per_mille: next(),
            offers_per_customer: next(),
            insight_min_items: next(),
            peak_month_percent: next(),
            dead_stock_days: next(),
            short_stock_days: next(),
        }
    })
}
