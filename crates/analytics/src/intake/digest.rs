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
    }
    digest.finalize().to_hex()[..16].to_owned()
}
