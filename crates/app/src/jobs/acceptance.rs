//! Looks at a new snapshot before it is served: data that suddenly is gone is more often a mishap than the truth.

use analytics::schema::Table;
use analytics::snapshot::Snapshot;

/// The tables that a mishap with would show in every figure.
const WATCHED: [Table; 5] =
    [Table::Orders, Table::OrderDetails, Table::Payments, Table::Customers, Table::Products];

/// How many rows of a table count.
fn num_counted(snapshot: &Snapshot, table: Table) -> u64 {
    let profile = snapshot.profile_of(table);
    profile.num_rows - profile.num_quarantined
}

/// Why `new` should not take the place of `old`; none if it may. A table may lose up to `max_shrink_percent` of its rows.
pub(super) fn objection(old: &Snapshot, new: &Snapshot, max_shrink_percent: u32) -> Option<String> {
    let max_lost = |before: u64| u128::from(before) * u128::from(max_shrink_percent);
    let shrunk: Vec<String> = WATCHED
        .into_iter()
        .filter_map(|table| {
            let (before, now) = (num_counted(old, table), num_counted(new, table));
            let lost = u128::from(before.saturating_sub(now));
            if 100 * lost <= max_lost(before) {
                return None;
            }
            Some(match now {
                0 => format!("{} has no rows left of {before} that counted", table.name()),
                now => format!("{} has {now} rows that count, before it had {before}", table.name()),
            })
        })
        .collect();
    (!shrunk.is_empty()).then(|| {
        format!(
            "{}. A table may lose {max_shrink_percent} % of its rows from one refresh to the next \
             (REFRESH_MAX_SHRINK_PERCENT). If this is right, accept it on the status page",
            shrunk.join("; ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fixture::with_orders;

    #[test]
    fn data_may_shrink_up_to_the_share_that_is_set() {
        for (before, now, percent, objects) in [
            (100, 100, 0, false),
            (100, 99, 0, true),
            (100, 80, 20, false),
            (100, 79, 20, true),
            (100, 0, 20, true),
            (100, 0, 100, false),
            (0, 0, 0, false),
            (0, 5, 0, false),
            (100, 900, 20, false),
        ] {
            let objection = objection(&with_orders(before), &with_orders(now), percent);
            assert_eq!(objection.is_some(), objects, "{before} to {now} at {percent} %: {objection:?}");
        }
        let words = objection(&with_orders(9), &with_orders(0), 20).unwrap();
        assert!(words.starts_with("orders has no rows left of 9 that counted"), "{words}");
    }
}
