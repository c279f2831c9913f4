//! An exact quotient of two whole numbers, rounded only when it is written.

use std::cmp::Ordering;
use std::fmt;

/// A quotient of two integers with a positive denominator, kept exact.
///
/// Ratios, percentages and means are fractions until they are written, so sorting and thresholds use the unrounded value.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// `numerator / denominator`; none when the denominator is 0, since a ratio over nothing has no value.
    pub fn new(numerator: impl Into<i128>, denominator: impl Into<i128>) -> Option<Fraction> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        match denominator.cmp(&0) {
            Ordering::Greater => Some(Fraction { numerator, denominator }),
            Ordering::Less => Some(Fraction { numerator: -numerator, denominator: -denominator }),
            Ordering::Equal => None,
        }
    }

    /// `100 × part / whole`.
    pub fn percent(part: impl Into<i128>, whole: impl Into<i128>) -> Option<Fraction> {
        Fraction::new(100 * part.into(), whole)
    }

    /// Difference of two fractions, exact.
    #[must_use]
    pub fn minus(self, other: Fraction) -> Fraction {
        if self.denominator == other.denominator {
            return Fraction { numerator: self.numerator - other.numerator, denominator: self.denominator };
        }
        let (one, other) = (self.reduced(), other.reduced());
        Fraction {
            numerator: one.numerator * other.denominator - other.numerator * one.denominator,
            denominator: one.denominator * other.denominator,
        }
    }

    /// Sum of two fractions, exact.
    #[must_use]
    pub fn plus(self, other: Fraction) -> Fraction {
        self.minus(Fraction { numerator: -other.numerator, denominator: other.denominator })
    }

    /// Product of two fractions, exact.
    #[must_use]
    pub fn times(self, other: Fraction) -> Fraction {
        let (one, other) = (self.reduced(), other.reduced());
        Fraction {
            numerator: one.numerator * other.numerator,
            denominator: one.denominator * other.denominator,
        }
    }

    /// Quotient of two fractions, exact; none over zero.
    pub fn over(self, other: Fraction) -> Option<Fraction> {
        let (one, other) = (self.reduced(), other.reduced());
        Fraction::new(one.numerator * other.denominator, one.denominator * other.numerator)
    }

    /// The same value in lowest terms, so that products of products still fit.
    fn reduced(self) -> Fraction {
        let (mut larger, mut smaller) = (self.denominator, self.numerator.abs());
        while smaller != 0 {
            (larger, smaller) = (smaller, larger % smaller);
        }
        Fraction { numerator: self.numerator / larger, denominator: self.denominator / larger }
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The value times `10^decimals`, rounded half away from zero.
    pub fn scaled(self, decimals: u32) -> i128 {
        let numerator = self.numerator * 10_i128.pow(decimals);
        let half = (2 * numerator.abs() + self.denominator) / (2 * self.denominator);
        if numerator < 0 { -half } else { half }
    }

    /// The nearest binary float: for drawing only.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Largest whole number not above the value.
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// Writes the value with so many decimals, rounded half away from zero: `-12.50`.
    pub fn write(self, decimals: u32, f: &mut impl fmt::Write) -> fmt::Result {
        let scaled = self.scaled(decimals);
        let sign = if scaled < 0 { "-" } else { "" };
        let unit = 10_u128.pow(decimals);
        let scaled = scaled.unsigned_abs();
        if decimals == 0 {
            return write!(f, "{sign}{scaled}");
        }
        write!(f, "{sign}{}.{:0width$}", scaled / unit, scaled % unit, width = decimals as usize)
    }
}

/// Equal by value: 1/2 is 2/4.
impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        // Digit by digit of their continued fractions: products of both sides need not fit into 128 bits.
        let (mut one, mut other) = (*self, *other);
        loop {
            let order = one.floor().cmp(&other.floor());
            let (one_rest, other_rest) =
                (one.numerator.rem_euclid(one.denominator), other.numerator.rem_euclid(other.denominator));
            match (order, one_rest, other_rest) {
                (Ordering::Equal, 0, 0) => return Ordering::Equal,
                (Ordering::Equal, 0, _) => return Ordering::Less,
                (Ordering::Equal, _, 0) => return Ordering::Greater,
                // The larger rest has the smaller reciprocal.
                (Ordering::Equal, _, _) => {
                    (one, other) = (
                        Fraction { numerator: other.denominator, denominator: other_rest },
                        Fraction { numerator: one.denominator, denominator: one_rest },
                    );
                }
                (order, _, _) => return order,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_by_value_whatever_the_size() {
        const HUGE: i128 = 1 << 120;
        for (one, other, expected) in [
            ((1, 2), (2, 4), Ordering::Equal),
            ((-1, 3), (-1, 2), Ordering::Greater),
            ((7, 3), (9, 4), Ordering::Greater),
            ((2, 1), (5, 2), Ordering::Less),
            ((-5, 2), (-2, 1), Ordering::Less),
            ((HUGE + 1, HUGE), (HUGE + 3, HUGE + 2), Ordering::Greater),
            ((-HUGE - 1, HUGE), (-HUGE - 3, HUGE + 2), Ordering::Less),
            ((HUGE, HUGE - 1), (2 * HUGE, 2 * HUGE - 2), Ordering::Equal),
        ] {
            let [a, b] =
                [one, other].map(|(numerator, denominator)| Fraction::new(numerator, denominator).unwrap());
            assert_eq!((a.cmp(&b), b.cmp(&a)), (expected, expected.reverse()), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (numerator, denominator, decimals, expected) in [
            (1, 8, 2, "0.13"),
            (-1, 8, 2, "-0.13"),
            (1, 3, 4, "0.3333"),
            (-1, 1000, 2, "0.00"),
            (5, 2, 0, "3"),
        ] {
            let mut text = String::new();
            Fraction::new(numerator, denominator).unwrap().write(decimals, &mut text).unwrap();
            assert_eq!(text, expected, "{numerator}/{denominator}");
        }
    }
}
