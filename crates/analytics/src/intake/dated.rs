//! The same rows as of another day: what a new day changes without anybody having changed a row.

use units::Day;

use super::{checks, digest};
use crate::quality::{Findings, Rule};
use crate::snapshot::Snapshot;

/// The snapshot that a load would give as of `as_of`, without a load.
///
/// None when that takes rows which the snapshot does not hold (those dated after its own day), or when some that it
/// holds would be too late: then the source must be read.
pub fn dated(snapshot: &Snapshot, as_of: Day) -> Option<Snapshot> {
    let last_order = snapshot.orders.date.last().copied();
    let last_payment = snapshot.payments.date.last().copied().flatten();
    if snapshot.lacks_later_rows() || last_order.max(last_payment) > Some(as_of) {
        return None;
    }
    let mut dated = snapshot.clone();
    dated.as_of = as_of;
    // One check looks at the calendar.
    let mut found_now = Findings::default();
    checks::run(&dated, &mut found_now);
    for check in found_now.finish().checks {
        let kept = dated.quality.checks.iter_mut().find(|kept| kept.id == check.id);
        if let Some(kept) = kept.filter(|_| check.rule == Rule::OnHoldOverdue) {
            *kept = check;
        }
    }
    dated.version = digest::version(&dated);
    Some(dated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::small_fixture;
    use crate::schema::{Cell, Table};

    #[test]
    fn equals_a_load_on_that_day() {
        let at_new_year = small_fixture().dated("2004-12-31").snapshot();
        for day in ["2004-12-15", "2004-12-31", "2005-01-01", "2008-02-29", "2008-03-01"] {
            let loaded = small_fixture().dated(day).snapshot();
            let dated = dated(&at_new_year, day.parse().unwrap()).unwrap();
            assert_eq!((&dated.version, dated.as_of), (&loaded.version, loaded.as_of), "{day}");
            assert_eq!(format!("{dated:?}"), format!("{loaded:?}"), "{day}");
        }
    }

    #[test]
    fn rows_that_are_missing_or_too_late_take_a_load() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert!(dated(&small_fixture().dated("2004-12-31").snapshot(), day("2004-12-14")).is_none());
        assert!(dated(&small_fixture().dated("2004-12-14").snapshot(), day("2004-12-31")).is_none());
        let paid_later = [Cell::Integer(1), Cell::Text("x"), Cell::Text("2005-01-01"), Cell::Integer(1)];
        let fixture = small_fixture().cells(Table::Payments, &paid_later);
        assert!(dated(&fixture.clone().dated("2004-12-31").snapshot(), day("2005-01-01")).is_none());
        assert!(dated(&fixture.dated("2005-01-01").snapshot(), day("2004-12-31")).is_none());
    }
}
