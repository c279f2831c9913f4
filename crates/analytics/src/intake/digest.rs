//! The version of a snapshot: a digest of what it holds.

use crate::snapshot::Snapshot;

/// Equal data and as-of give equal versions, whichever database they come from and in whatever order.
pub(super) fn version(snapshot: &Snapshot) -> String {
    let mut digest = blake3::Hasher::new();
    // Dimensions are small; their debug form names every field, so none can be forgotten.
    for text in [
        format!("{:?}", snapshot.as_of),
        format!("{:?}", snapshot.offices),
        format!("{:?}", snapshot.employees),
        format!("{:?}", snapshot.product_lines),
        format!("{:?}", snapshot.products),
        format!("{:?}", snapshot.regions),
        format!("{:?}", snapshot.countries),
        format!("{:?}", snapshot.statuses),
        format!("{:?}", snapshot.profile),
    ] {
        digest.update(text.as_bytes());
    }
    for customer in &snapshot.customers {
        digest.update(format!("{customer:?}").as_bytes());
    }
    let orders = &snapshot.orders;
    for order in 0..orders.len() {
        digest.update(&orders.number[order].to_le_bytes());
        for day in [Some(orders.date[order]), orders.required[order], orders.shipped[order]] {
            digest.update(&day.map_or(i32::MIN, |day| day.number()).to_le_bytes());
        }
        for code in [orders.status[order], orders.customer[order], orders.first_line[order]] {
            digest.update(&code.to_le_bytes());
        }
        digest.update(orders.comment_texts[orders.comment[order] as usize].as_bytes());
    }
    let lines = &snapshot.lines;
    for line in 0..lines.len() {
        let mut bytes = [0; 18];
        bytes[..4].copy_from_slice(&lines.product[line].to_le_bytes());
        bytes[4..8].copy_from_slice(&lines.quantity[line].to_le_bytes());
        bytes[8..16].copy_from_slice(&lines.price_cents[line].to_le_bytes());
        bytes[16..].copy_from_slice(&lines.line_number[line].unwrap_or(i16::MIN).to_le_bytes());
        digest.update(&bytes);
    }
    let payments = &snapshot.payments;
    for payment in 0..payments.len() {
        digest.update(&payments.customer[payment].to_le_bytes());
        digest.update(payments.check[payment].as_bytes());
        digest.update(&payments.date[payment].map_or(i32::MIN, |day| day.number()).to_le_bytes());
        digest.update(&payments.amount_cents[payment].to_le_bytes());
    }
    for check in &snapshot.quality.checks {
        digest.update(check.id.as_bytes());
        digest.update(&check.num_violations.to_le_bytes());
        // Rows that are left out show up in the reports alone. Where not all of them are kept, which ones are depends on their order.
        if check.num_violations == check.rows.len() as u64 {
            for row in &check.rows {
                digest.update(format!("{row:?}").as_bytes());
            }
        }
    }
    digest.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, small, small_fixture};
    use crate::schema::{Cell, Kind, Table};

    #[test]
    fn equal_data_in_another_order_have_the_same_version() {
        assert_eq!(small().version, small_fixture().reversed().snapshot().version);
    }

    /// Each cell of each row in turn is given another value of its kind.
    #[test]
    fn any_other_datum_makes_another_version() {
        let mut versions = std::collections::BTreeSet::from([small().version]);
        let fixture = small_fixture();
        for row in 0..fixture.clone().rows_mut().len() {
            let mut changed = fixture.clone();
            let table = changed.rows_mut()[row].0;
            for (position, column) in table.columns().iter().enumerate() {
                let mut changed = fixture.clone();
                changed.rows_mut()[row].1[position] = match column.kind {
                    Kind::Integer | Kind::Money => Cell::Text("77"),
                    Kind::Date => Cell::Text("2004-07-07"),
                    Kind::Text => Cell::Text("another 𝄞"),
                    Kind::Blob => Cell::Blob(b"image"),
                };
                let version = changed.snapshot().version;
                let place = format!("{} {row}, {}", table.name(), column.name);
                // A text or image that the first row of a table has more is not told from one in another row: neither is shown.
                let is_shown = !matches!(column.name, "htmlDescription" | "image");
                assert!(versions.insert(version) || !is_shown, "{place}");
            }
        }
    }

    /// What moves from one row to another leaves every sum of the customer as it is.
    #[test]
    fn two_rows_that_swap_a_value_make_another_version() {
        for (table, column) in
            [(Table::Payments, 3), (Table::Payments, 2), (Table::Orders, 2), (Table::OrderDetails, 4)]
        {
            let mut fixture = small_fixture();
            let of_table = fixture.rows_mut().iter_mut().filter(|(other, _)| *other == table);
            let [(_, one), (_, other), ..] = &mut of_table.collect::<Vec<_>>()[..] else {
                panic!("two rows")
            };
            if table == Table::OrderDetails {
                one[column] = Cell::Integer(2);
            }
            std::mem::swap(&mut one[column], &mut other[column]);
            assert_ne!(fixture.snapshot().version, small().version, "{} column {column}", table.name());
        }
    }

    #[test]
    fn as_of_and_rows_that_are_left_out_belong_to_the_version() {
        let left_out = |date| {
            let snapshot = Fixture::new().customers("1 | One | Norway").orders(date).snapshot();
            assert!(snapshot.orders.is_empty());
            snapshot.version
        };
        assert_ne!(left_out("1 | 2003-02-29 | | | S | 1"), left_out("1 | 2003-02-30 | | | S | 1"));
        let as_of = |day| small_fixture().dated(day).snapshot().version;
        assert_eq!(as_of("2004-12-15"), small().version);
        assert_ne!(as_of("2004-12-16"), small().version);
        assert_ne!(as_of("2004-12-14"), small().version);
    }
}
