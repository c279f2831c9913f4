//! Credit limits against revenue: which are out of proportion.

use std::cmp::Reverse;

use units::{Fraction, Money};

use crate::activity::Activity;
use crate::policy::Policy;
use crate::ranking::{self, Class};

/// The credit factor of each customer: that of its ABC class where the class has one, else the one of all.
#[derive(Clone, Debug)]
pub struct CreditFactors {
    hundredths: Vec<u32>,
}

impl CreditFactors {
    /// The factors of all customers, by their activity over all time (customers are indexed by number).
    pub fn of(activities: &[Activity], policy: &Policy) -> CreditFactors {
        let mut hundredths = vec![policy.credit_factor_hundredths; activities.len()];
        if policy.credit_factor_of_class_hundredths.iter().any(Option::is_some) {
            let mut customers: Vec<usize> = (0..activities.len()).collect();
            customers.sort_by_key(|&customer| (Reverse(activities[customer].revenue_cents), customer));
            let revenues: Vec<i64> =
                customers.iter().map(|&customer| activities[customer].revenue_cents).collect();
            let places = ranking::places(&revenues, revenues.iter().sum(), policy);
            for (customer, place) in customers.into_iter().zip(places) {
                let of_class = place.and_then(|place| {
                    let [a, b, c] = policy.credit_factor_of_class_hundredths;
                    match place.class {
                        Class::A => a,
                        Class::B => b,
                        Class::C => c,
                    }
                });
                hundredths[customer] = of_class.unwrap_or(policy.credit_factor_hundredths);
            }
        }
        CreditFactors { hundredths }
    }

    /// The factor of a customer, in hundredths.
    pub fn hundredths_of(&self, customer: usize) -> u32 {
        self.hundredths[customer]
    }
}

/// A credit limit that is out of proportion to the revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misalignment {
    /// The limit is at least the customer's credit factor times the revenue, which is above 0.
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

    /// How a limit and a revenue are misaligned under a credit factor (in hundredths), if they are; none where the limit is not known.
    pub fn of(limit: Option<Money>, revenue_cents: i64, factor_hundredths: u32) -> Option<Misalignment> {
        let limit_cents = limit?.cents();
        let is_factor_times = |larger: i64, smaller: i64| {
            smaller > 0 && 100 * i128::from(larger) >= i128::from(factor_hundredths) * i128::from(smaller)
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
            assert_eq!(Misalignment::of(limit, revenue, 200), expected, "{limit:?} {revenue}");
        }
    }

    /// Of 1000 the first brings 700 (class A), the second crosses from B, the third is C, the last has no revenue.
    #[test]
    fn a_class_may_have_a_factor_of_its_own() {
        let activities =
            [90, 700, 0, 210].map(|revenue_cents| Activity { revenue_cents, ..Activity::default() });
        let check = |of_class, expected: [u32; 4]| {
            let policy = Policy { credit_factor_of_class_hundredths: of_class, ..Policy::default() };
            let factors = CreditFactors::of(&activities, &policy);
            assert_eq!(
                [0, 1, 2, 3].map(|customer| factors.hundredths_of(customer)),
                expected,
                "{of_class:?}"
            );
        };
        check([None; 3], [200; 4]);
        check([Some(300), None, None], [200, 300, 200, 200]);
        check([Some(300), Some(150), Some(400)], [400, 300, 200, 150]);
    }

    #[test]
    fn equal_values_have_equal_shares() {
        let shares: Vec<_> = cume_dist(&[5, 1, 5, 9]).iter().map(|share| share.scaled(2)).collect();
        assert_eq!(shares, [75, 25, 75, 100]);
    }
}
