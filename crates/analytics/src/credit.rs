//! Credit limits against revenue: which are out of proportion.

use units::{Fraction, Money};

use crate::policy::Policy;

/// A credit limit that is out of proportion to the revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misalignment {
    /// The limit is at least the credit factor times the revenue, which is above 0.
    OverCredited,
    /// The revenue is at least the credit factor times the limit, which is above 0.
    UnderCredited,
}

impl Misalignment {
    /// As exports name it.
    pub const fn name(self) -> &'static str {
        match self {
            Misalignment::OverCredited => "over_credited",
            Misalignment::UnderCredited => "under_credited",
        }
    }

    /// How a limit and a revenue are misaligned, if they are; none where the limit is not known.
    pub fn of(limit: Option<Money>, revenue_cents: i64, policy: &Policy) -> Option<Misalignment> {
        let limit_cents = limit?.cents();
        let is_factor_times = |larger: i64, smaller: i64| {
            smaller > 0
                && 100 * i128::from(larger)
                    >= i128::from(policy.credit_factor_hundredths) * i128::from(smaller)
        };
        if is_factor_times(limit_cents, revenue_cents) {
            Some(Misalignment::OverCredited)
        } else if is_factor_times(revenue_cents, limit_cents) {
            Some(Misalignment::UnderCredited)
        } else {
            None
        }
    }
}

/// For each value, the share of values at or below it: as (how many, of how many).
pub fn cume_dist<T: Ord + Copy>(values: &[T]) -> Vec<Fraction> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    values
        .iter()
        .map(|value| {
            let num_at_or_below = sorted.partition_point(|other| other <= value);
            Fraction::new(num_at_or_below as i128, sorted.len() as i128)
                .expect("the value itself is one of them")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_factor_is_misaligned() {
        let policy = Policy::default();
        for (limit, revenue, expected) in [
            (Some(200), 100, Some(Misalignment::OverCredited)),
            (Some(199), 100, None),
            (Some(100), 200, Some(Misalignment::UnderCredited)),
            (Some(100), 199, None),
            (Some(0), 100, None),
            (Some(100), 0, None),
            (None, 100, None),
        ] {
            let limit = limit.map(Money::from_cents);
            assert_eq!(Misalignment::of(limit, revenue, &policy), expected, "{limit:?} {revenue}");
        }
    }

    #[test]
    fn equal_values_have_equal_shares() {
        let shares: Vec<_> = cume_dist(&[5, 1, 5, 9]).iter().map(|share| share.scaled(2)).collect();
        assert_eq!(shares, [75, 25, 75, 100]);
    }
}
