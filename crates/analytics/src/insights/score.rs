//! How important an insight is: what it is about in money, times how surprising it is.
//!
//! `score = impact × surprise`, both from 0 to 1, as in Tang, Han, Yiu, Ding and Zhang, "Extracting Top-K Insights from
//! Multi-dimensional Data", SIGMOD 2017 (impact of the subspace times significance of the finding). There the significance is a
//! probability under a distribution; the small tables here give none that could be defended, so surprise is the relative difference
//! between what is and what was to be expected, which any reader can redo.

use units::Fraction;

/// Parts of one: scores are whole millionths, so that equal findings rank equally on every machine.
pub const ONE: i64 = 1_000_000;

/// How surprising a finding is, in millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surprise {
    /// Against the prior period; none without one.
    pub prior: Option<i64>,
    /// Against peers: the other items, an even share, chance, or nothing to complain of; none where there are none.
    pub peers: Option<i64>,
}

impl Surprise {
    /// Against peers alone.
    pub fn against_peers(observed: Option<Fraction>, expected: Option<Fraction>) -> Surprise {
        Surprise { prior: None, peers: difference(observed, expected) }
    }

    /// The same, against the prior period as well.
    #[must_use]
    pub fn and_prior(self, now: Option<Fraction>, before: Option<Fraction>) -> Surprise {
        Surprise { prior: difference(now, before), ..self }
    }

    /// The larger of the two; 0 without either.
    pub fn most(self) -> i64 {
        self.prior.max(self.peers).unwrap_or(0)
    }
}

/// `|observed − expected| / max(|observed|, |expected|)` in millionths, at most one; none where either has no value.
pub fn difference(observed: Option<Fraction>, expected: Option<Fraction>) -> Option<i64> {
    let (observed, expected) = (observed?.scaled(6), expected?.scaled(6));
    let most = observed.abs().max(expected.abs());
    let share = if most == 0 { 0 } else { (observed - expected).abs() * i128::from(ONE) / most };
    Some(i64::try_from(share).unwrap_or(ONE).min(ONE))
}

/// Money at stake as a share of the revenue that it is about, in millionths, from 0 to one.
pub fn impact(stake_cents: i64, revenue_cents: i64) -> i64 {
    let (stake, revenue) = (i128::from(stake_cents.max(0)), i128::from(revenue_cents));
    if revenue <= 0 {
        return 0;
    }
    i64::try_from(stake * i128::from(ONE) / revenue).unwrap_or(ONE).min(ONE)
}

/// Impact times surprise, in millionths.
pub fn score(impact: i64, surprise: i64) -> i64 {
    impact * surprise / ONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_relative_to_the_larger() {
        let fraction = |number: i64| Fraction::new(number, 1);
        for (observed, expected, result) in [
            (fraction(100), fraction(50), Some(500_000)),
            (fraction(50), fraction(100), Some(500_000)),
            (fraction(7), fraction(7), Some(0)),
            (fraction(0), fraction(0), Some(0)),
            (fraction(3), fraction(0), Some(ONE)),
            (fraction(3), fraction(-3), Some(ONE)),
            (None, fraction(1), None),
        ] {
            assert_eq!(difference(observed, expected), result, "{observed:?} and {expected:?}");
        }
    }

    #[test]
    fn impact_is_a_share_of_revenue_and_the_score_a_product() {
        for (stake, revenue, expected) in
            [(25, 100, 250_000), (200, 100, ONE), (-5, 100, 0), (5, 0, 0), (5, -1, 0)]
        {
            assert_eq!(impact(stake, revenue), expected, "{stake} of {revenue}");
        }
        assert_eq!(score(500_000, 500_000), 250_000);
    }

    #[test]
    fn the_larger_surprise_counts() {
        let fraction = |number: i64| Fraction::new(number, 1);
        let surprise = Surprise::against_peers(fraction(4), fraction(5)).and_prior(fraction(1), fraction(2));
        assert_eq!(
            (surprise.peers, surprise.prior, surprise.most()),
            (Some(200_000), Some(500_000), 500_000)
        );
        assert_eq!(Surprise::default().most(), 0);
    }
}
