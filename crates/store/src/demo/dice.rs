//! Chance that can be repeated: every thing of the demo draws from a stream of its own.
//!
//! The stream is the `ChaCha8` key stream, whose bytes are fixed by the cipher; seeding and sampling are written out here, since
//! the `rand` crate may change how it turns bytes into numbers. So a seed gives the same rows whatever is upgraded.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// What a stream is for; two topics never share bytes.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Topic {
    /// How the words of names are shuffled.
    Names = 1,
    /// An employee's extension.
    Employee,
    /// A product's price, stock and looks.
    Product,
    /// A customer's address and habits.
    Customer,
    /// By how much one order of a customer is early or late.
    OrderDay,
    /// An order's dates and comment.
    Order,
    /// An order's lines.
    Lines,
    /// When and how an order is paid.
    Payment,
    /// How far a customer is trusted.
    Credit,
}

/// One stream of draws.
#[derive(Debug)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of thing `number` of a topic.
    pub(super) fn new(seed: u64, topic: Topic, number: u64) -> Dice {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut stream = ChaCha8Rng::from_seed(key);
        stream.set_stream((topic as u64) << 56 | number);
        Dice(stream)
    }

    /// A whole number from 0 to `limit` − 1; 0 when there is nothing to choose from.
    ///
    /// Multiplies instead of rejecting: the bias is below `limit` / 2⁶⁴, and every draw takes the same number of bytes.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(limit)) >> 64) as u64
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).unsigned_abs()) as i64
    }

    /// True so many times in a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these, each as likely as the others.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len() as u64) as usize]
    }

    /// The text with every `#` replaced by a digit, as in a phone number.
    pub(super) fn digits(&mut self, pattern: &str) -> String {
        pattern
            .chars()
            .map(|sign| if sign == '#' { char::from(b'0' + self.below(10) as u8) } else { sign })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_stream_never_change() {
        let mut dice = Dice::new(1, Topic::Order, 7);
        let drawn: Vec<u64> = (0..6).map(|_| dice.below(1000)).collect();
        assert_eq!(drawn, [43, 712, 31, 180, 515, 558]);
    }

    #[test]
    fn streams_differ_by_seed_topic_and_number() {
        let first = |seed, topic, number| Dice::new(seed, topic, number).below(u64::MAX);
        let base = first(1, Topic::Order, 7);
        assert_eq!(base, first(1, Topic::Order, 7));
        for other in [first(2, Topic::Order, 7), first(1, Topic::Lines, 7), first(1, Topic::Order, 8)] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn draws_stay_in_their_bounds_and_reach_them() {
        let mut dice = Dice::new(3, Topic::Lines, 0);
        let drawn: Vec<i64> = (0..500).map(|_| dice.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        assert_eq!(dice.below(0), 0);
    }
}
