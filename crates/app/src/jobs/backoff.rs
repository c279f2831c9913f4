//! How long to wait: longer after each failure, and never just when everybody else does.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The pause after the first failure; each further one doubles it.
const FIRST: Duration = Duration::from_secs(5);

/// The longest pause while there is nothing to serve: nobody wants to wait with nothing on the screen.
const LONGEST_IN_THE_DARK: Duration = Duration::from_secs(30);

/// The pause after so many failures in a row: doubled each time up to `longest`, less up to a fifth at random.
pub(super) fn after_failures(num_in_a_row: u32, longest: Duration, has_data: bool) -> Duration {
    let longest = if has_data { longest } else { longest.min(LONGEST_IN_THE_DARK) };
    let doubled = FIRST.saturating_mul(1 << num_in_a_row.saturating_sub(1).min(16));
    let pause = doubled.min(longest);
    pause - at_random(pause / 5)
}

/// Any duration up to `longest`.
pub(super) fn at_random(longest: Duration) -> Duration {
    // Each of these is seeded anew by the standard library.
    let random = RandomState::new().hash_one(0_u8) >> 32;
    let share = random as f64 / f64::from(u32::MAX);
    longest.mul_f64(share.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let five_minutes = Duration::from_secs(300);
        for (num_in_a_row, has_data, longest_s) in
            [(1, true, 5), (2, true, 10), (4, true, 40), (7, true, 300), (1000, true, 300), (7, false, 30)]
        {
            for _ in 0..100 {
                let pause = after_failures(num_in_a_row, five_minutes, has_data);
                let range = Duration::from_secs(longest_s * 4 / 5)..=Duration::from_secs(longest_s);
                assert!(range.contains(&pause), "{num_in_a_row}: {pause:?}");
            }
        }
    }

    #[test]
    fn random_pauses_differ_and_stay_within() {
        let longest = Duration::from_secs(10);
        let pauses: std::collections::BTreeSet<Duration> = (0..50).map(|_| at_random(longest)).collect();
        assert!(pauses.len() > 40 && pauses.last() <= Some(&longest), "{pauses:?}");
        assert_eq!(at_random(Duration::ZERO), Duration::ZERO);
    }
}
