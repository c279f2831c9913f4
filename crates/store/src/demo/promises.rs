//! What holds for the rows of the demo whatever they show: keys, required cells, and that they never change.

use std::collections::{BTreeMap, BTreeSet};

use analytics::schema::Table;
use units::Day;

use super::Demo;
use super::showcase::{Row, rows};
use crate::rows::Rows;

#[test]
fn keys_do_not_repeat() {
    for scale in [1, 100] {
        let mut demo = Demo::for_sqlite(scale, 1);
        for table in Table::ALL {
            let rows = rows(&mut demo, table);
            let keys: BTreeSet<&[Option<String>]> =
                rows.iter().map(|row| &row[..table.key_columns()]).collect();
            assert_eq!(keys.len(), rows.len(), "{}", table.name());
        }
    }
}

#[test]
fn required_cells_are_filled() {
    let mut demo = Demo::for_sqlite(1, 1);
    for table in Table::ALL {
        for row in rows(&mut demo, table) {
            for (column, cell) in table.columns().iter().zip(&row) {
                assert!(cell.is_some() || !column.required, "{}.{}: {row:?}", table.name(), column.name);
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_rows_whatever_was_asked_before() {
    let all = |demo: &mut Demo, order: &[Table]| -> BTreeMap<Table, Vec<Row>> {
        order.iter().map(|&table| (table, rows(demo, table))).collect()
    };
    let backwards: Vec<Table> = Table::LOAD_ORDER.into_iter().rev().collect();
    let mut demo = Demo::new(3, 7);
    let first = all(&mut demo, &Table::LOAD_ORDER);
    assert_eq!(first, all(&mut demo, &backwards));
    assert_eq!(first, all(&mut Demo::new(3, 7), &backwards));
    let other = all(&mut Demo::new(3, 8), &Table::ALL);
    for table in [
        Table::Customers,
        Table::Employees,
        Table::Products,
        Table::Orders,
        Table::OrderDetails,
        Table::Payments,
    ] {
        assert_ne!(first[&table], other[&table], "{}", table.name());
    }
}

#[test]
fn the_rows_of_a_seed_never_change() {
    let mut demo = Demo::for_sqlite(1, 1);
    // FNV-1a over all cells: a change here is a change of everybody's demo, and should be meant.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |text: &str| {
        for byte in text.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for table in Table::ALL {
        for cell in rows(&mut demo, table).iter().flatten() {
            eat(cell.as_deref().unwrap_or("\0"));
        }
    }
    assert_eq!(format!("{hash:016x}"), "1eefd815be99c95f");
}

#[test]
fn the_dirt_of_sqlite_is_what_other_databases_refuse() {
    let broken = |demo: &mut Demo| {
        let numbers = |demo: &mut Demo, table| -> BTreeSet<String> {
            rows(demo, table).into_iter().filter_map(|mut row| row.remove(0)).collect()
        };
        let orders = numbers(demo, Table::Orders);
        let employees = numbers(demo, Table::Employees);
        let orphan_lines = rows(demo, Table::OrderDetails)
            .iter()
            .filter(|row| !orders.contains(row[0].as_deref().unwrap()))
            .count();
        let unknown_reps = rows(demo, Table::Customers)
            .iter()
            .filter(|row| row[11].as_deref().is_some_and(|rep| !employees.contains(rep)))
            .count();
        let mut no_days = 0;
        for (table, columns) in [(Table::Orders, 1..4), (Table::Payments, 2..3)] {
            for row in rows(demo, table) {
                no_days +=
                    row[columns.clone()].iter().flatten().filter(|date| Day::parse(date).is_none()).count();
            }
        }
        (orphan_lines, unknown_reps, no_days)
    };
    assert_eq!(broken(&mut Demo::new(1, 1)), (0, 0, 0));
    assert_eq!(broken(&mut Demo::for_sqlite(1, 1)), (1, 1, 2));
}

#[test]
fn an_error_of_the_taker_ends_the_table() {
    let mut seen = 0;
    let end = Demo::new(1, 1).for_each(Table::Orders, &mut |_| {
        seen += 1;
        if seen == 3 { Err(anyhow::anyhow!("full")) } else { Ok(()) }
    });
    assert_eq!((end.unwrap_err().to_string(), seen), ("full".to_owned(), 3));
}
