//! Orders in blocks of neighbouring numbers: what of a snapshot the next load may take over, and what it must read again.

use std::collections::{BTreeMap, BTreeSet};

use super::value::Value;
use crate::schema::Table;
use crate::snapshot::Snapshot;

/// How many neighbouring order numbers make a block.
pub const ORDERS_A_BLOCK: i64 = 16;

/// The block of an order number; databases compute the same by dividing whole numbers towards zero.
pub fn block_of(order_number: i64) -> i64 {
    order_number / ORDERS_A_BLOCK
}

/// The first and the last order number of a block.
pub fn block_bounds(block: i64) -> (i64, i64) {
    let inner = block.saturating_mul(ORDERS_A_BLOCK);
    let width = ORDERS_A_BLOCK - 1;
    match block.signum() {
        1 => (inner, inner.saturating_add(width)),
        -1 => (inner.saturating_sub(width), inner),
        _ => (-width, width),
    }
}

/// The blocks of orders that a load has seen.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// Rows of `orders` and of `orderdetails` by block.
    num_rows: BTreeMap<i64, [u64; 2]>,
    /// Blocks with a row that the snapshot does not hold as the source has it.
    unlike: BTreeSet<i64>,
    /// Rows of the two tables that are in no block, for want of a readable order number.
    num_outside: u64,
    /// The block of the row before, with its rows: neighbours mostly come together.
    latest: Option<(i64, [u64; 2])>,
}

impl Blocks {
    /// All blocks, ascending.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = i64> {
        self.num_rows.keys().copied()
    }

    /// Whether the snapshot holds every row of the block just as the source had it.
    pub fn is_whole(&self, block: i64) -> bool {
        self.num_rows.contains_key(&block) && !self.unlike.contains(&block)
    }

    /// Whether every order and order line belongs to a block.
    pub fn cover_everything(&self) -> bool {
        self.num_outside == 0
    }

    /// Counts a row.
    pub(super) fn count(&mut self, table: Table, values: &[Value<'_>]) {
        let Some(which) = column_of(table) else { return };
        let Value::Number(number) = values[0] else {
            self.num_outside += 1;
            return;
        };
        let block = block_of(number);
        match &mut self.latest {
            Some((latest, num_rows)) if *latest == block => num_rows[which] += 1,
            _ => {
                self.flush();
                let mut num_rows = [0; 2];
                num_rows[which] = 1;
                self.latest = Some((block, num_rows));
            }
        }
        // The snapshot keeps line numbers in 16 bits.
        if let (Table::OrderDetails, Some(Value::Number(line))) = (table, values.get(4))
            && i16::try_from(*line).is_err()
        {
            self.unlike.insert(block);
        }
    }

    /// Remembers that something about the row was odd, which is reported when it is read and at no other time.
    pub(super) fn note_odd(&mut self, table: Table, values: &[Value<'_>]) {
        if let (Some(_), Value::Number(number)) = (column_of(table), values[0]) {
            self.unlike.insert(block_of(number));
        }
    }

    /// Compares with what has become of the rows: blocks of which some were left out are not whole.
    pub(super) fn settle(&mut self, snapshot: &Snapshot) {
        self.flush();
        let mut kept: BTreeMap<i64, [u64; 2]> = BTreeMap::new();
        let orders = &snapshot.orders;
        for order in 0..orders.len() {
            let kept = kept.entry(block_of(orders.number[order])).or_default();
            kept[0] += 1;
            kept[1] += orders.lines(order).len() as u64;
        }
        for (block, num_rows) in &self.num_rows {
            if kept.get(block) != Some(num_rows) {
                self.unlike.insert(*block);
            }
        }
    }

    fn flush(&mut self) {
        if let Some((block, more)) = self.latest.take() {
            let num_rows = self.num_rows.entry(block).or_default();
            num_rows[0] += more[0];
            num_rows[1] += more[1];
        }
    }
}

/// Which of the two counts of a block a table has.
fn column_of(table: Table) -> Option<usize> {
    match table {
        Table::Orders => Some(0),
        Table::OrderDetails => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_within_the_bounds_of_its_block_alone() {
        for number in [i64::MIN, -33, -32, -31, -17, -16, -15, -1, 0, 1, 15, 16, 31, 32, i64::MAX] {
            let block = block_of(number);
            let (first, last) = block_bounds(block);
            assert!(first <= number && number <= last, "{number} in {first}..={last}");
            for beyond in [first.checked_sub(1), last.checked_add(1)].into_iter().flatten() {
                assert_ne!(block_of(beyond), block, "{beyond}");
            }
        }
    }
}
