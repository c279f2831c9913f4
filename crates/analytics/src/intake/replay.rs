//! Takes orders and order lines over from an earlier snapshot, as if the source had delivered them once more.

use std::convert::Infallible;

use super::Intake;
use super::value::Value;
use crate::schema::Table;
use crate::snapshot::Snapshot;

impl Intake {
    /// Takes the rows of `orders` or `orderdetails` whose order numbers `is_wanted` from a snapshot.
    ///
    /// They go the same way as rows that are read, so references, repeated keys and sums come out alike. Only blocks that
    /// [`super::Blocks::is_whole`] says the snapshot holds completely may be wanted.
    pub fn replay(&mut self, table: Table, from: &Snapshot, is_wanted: impl Fn(i64) -> bool) {
        let take = |values: &[Value<'_>]| {
            if let Value::Number(order_number) = values[0]
                && is_wanted(order_number)
            {
                self.saved_row(table, values);
            }
            Ok::<(), Infallible>(())
        };
        let Ok(()) = from.for_each_row(table, take);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::fixture::small_fixture;
    use crate::intake::{Blocks, Intake, ORDERS_A_BLOCK, block_of};
    use crate::policy::{AsOf, Regions};
    use crate::schema::{Cell, Table};
    use crate::snapshot::Snapshot;

    type Rows<'a> = Vec<(Table, Vec<Cell<'a>>)>;

    /// Loads the rows; of the blocks of `base` that are in `kept` none is looked at.
    fn load(rows: &Rows<'_>, base: Option<(&Snapshot, &BTreeSet<i64>)>) -> (Snapshot, Blocks) {
        let mut intake = Intake::new(Regions::default(), AsOf::LastOrder);
        let is_kept = |cell: &Cell<'_>| match (cell, base) {
            (Cell::Integer(number), Some((_, kept))) => kept.contains(&block_of(*number)),
            _ => false,
        };
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
            let has_blocks = matches!(table, Table::Orders | Table::OrderDetails);
            if let (true, Some((snapshot, kept))) = (has_blocks, base) {
                intake.replay(table, snapshot, |number| kept.contains(&block_of(number)));
            }
            for (_, cells) in rows.iter().filter(|(of, _)| *of == table) {
                if !(has_blocks && is_kept(&cells[0])) {
                    intake.row(table, cells);
                }
            }
        }
        intake.finish_with_blocks()
    }

    /// The small company with its orders spread over twelve blocks, some of them with rows that are odd or left out.
    fn company() -> Rows<'static> {
        let mut fixture = small_fixture();
        for (table, cells) in fixture.rows_mut() {
            if let (Table::Orders | Table::OrderDetails, Cell::Text(number)) = (*table, cells[0]) {
                cells[0] = Cell::Integer((number.parse::<i64>().unwrap() - 100) * ORDERS_A_BLOCK);
            }
        }
        let mut rows = fixture.rows_mut().to_vec();
        let mut repeat = |table, nth: usize, change: &dyn Fn(&mut Vec<Cell<'static>>)| {
            let found = rows.iter().filter(|(of, _)| *of == table).nth(nth).unwrap();
            let mut copy = found.clone();
            change(&mut copy.1);
            rows.push(copy);
        };
        repeat(Table::Orders, 0, &|_| {});
        repeat(Table::Orders, 1, &|cells| {
            (cells[0], cells[1]) = (Cell::Integer(2 * ORDERS_A_BLOCK + 1), Cell::Text("2003-02-29"))
        });
        repeat(Table::Orders, 2, &|cells| {
            (cells[0], cells[4]) = (Cell::Integer(3 * ORDERS_A_BLOCK + 1), Cell::Text(" Shipped"))
        });
        repeat(Table::OrderDetails, 4, &|cells| {
            (cells[1], cells[4]) = (Cell::Text("S2"), Cell::Integer(40_000))
        });
        repeat(Table::OrderDetails, 5, &|cells| cells[1] = Cell::Text("gone"));
        repeat(Table::OrderDetails, 6, &|cells| {
            (cells[1], cells[3]) = (Cell::Text("S2"), Cell::Text("1.005"))
        });
        rows
    }

    #[test]
    fn blocks_with_anything_odd_are_not_whole() {
        let (_, blocks) = load(&company(), None);
        assert_eq!(blocks.all().collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
        let whole: Vec<i64> = blocks.all().filter(|&block| blocks.is_whole(block)).collect();
        assert_eq!(whole, [7, 8, 9, 10, 11, 12]);
        assert!(blocks.cover_everything());
    }

    /// For every single block, and all of them: keeping it and reading the rest equals reading everything,
    /// also when customers and products have changed in between.
    #[test]
    fn what_is_taken_over_equals_what_is_read() {
        let before = company();
        let (base, blocks) = load(&before, None);
        let whole: BTreeSet<i64> = blocks.all().filter(|&block| blocks.is_whole(block)).collect();
        let mut without_customer = before.clone();
        without_customer
            .retain(|(table, cells)| !(*table == Table::Customers && cells[0] == Cell::Text("1")));
        let mut without_product = before.clone();
        without_product.retain(|(table, cells)| !(*table == Table::Products && cells[0] == Cell::Text("C1")));
        for (what, now) in
            [("nothing", before), ("a customer", without_customer), ("a product", without_product)]
        {
            let (full, _) = load(&now, None);
            let single = whole.iter().map(|&block| BTreeSet::from([block]));
            for kept in single.chain([whole.clone()]) {
                let (taken_over, again) = load(&now, Some((&base, &kept)));
                assert_eq!(taken_over.version, full.version, "{what} less, {kept:?} kept");
                assert_eq!(taken_over.quality.checks.len(), full.quality.checks.len());
                for (one, other) in taken_over.quality.checks.iter().zip(&full.quality.checks) {
                    assert_eq!((&one.id, &one.rows), (&other.id, &other.rows), "{what} less, {kept:?} kept");
                }
                if what == "nothing" {
                    assert!(again.all().all(|block| again.is_whole(block) == blocks.is_whole(block)));
                }
            }
        }
    }
}
