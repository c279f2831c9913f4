//! Months along an axis: which of them have room for a label.

use units::Month;

/// Month labels that fit a chart in a narrow container (a phone).
pub const NARROW_ROOM: usize = 7;
/// Month labels that fit a chart in a container of 30rem or more.
pub const WIDE_ROOM: usize = 14;

/// Label every how many months, so that at most `room` of `count` months are labelled. Steps divide a year or
/// are whole years, counted from January, so that a year's first label is its January.
pub fn label_step(count: usize, room: usize) -> usize {
    [1, 2, 3, 4, 6, 12, 24, 60, 120]
        .into_iter()
        .find(|step| count.div_ceil(*step) <= room)
        .unwrap_or_else(|| count.div_ceil(room.max(1) * 120) * 120)
}

/// Whether `month` carries a label when every `step`-th month does.
pub(crate) fn is_labelled(month: Month, step: usize) -> bool {
    month.months_since(Month::new(0, 1)).rem_euclid(step.max(1) as i32) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_leave_room() {
        let check = |count, room, expected| {
            assert_eq!(label_step(count, room), expected, "{count} months, room for {room}");
        };
        check(0, 14, 1);
        check(12, 14, 1);
        check(12, 7, 2);
        check(29, 14, 3);
        check(29, 7, 6);
        check(120, 14, 12);
        check(120, 7, 24);
        check(5000, 7, 720);
    }

    #[test]
    fn january_is_always_among_the_labelled() {
        for step in [1, 2, 3, 4, 6, 12] {
            assert!(is_labelled(Month::new(2005, 1), step), "January with step {step}");
        }
        assert!(!is_labelled(Month::new(2004, 6), 2));
        assert!(is_labelled(Month::new(2004, 7), 2));
    }
}
