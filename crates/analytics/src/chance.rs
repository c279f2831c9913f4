//! How likely it is that two products stand together so often by mere chance.
//!
//! Binary floats: a probability decides no amount and is shown with a few digits.

/// The probability of at least `num_both` common orders if the orders with the one and with the other product were drawn independently:
/// the upper tail of the hypergeometric distribution, which is Fisher's exact test, one-sided (Fisher 1934).
///
/// Sums terms that each follow from the one before; the first comes from logarithms of factorials, whose error stays below a
/// billionth for a million orders.
pub fn probability_together(num_both: i64, num_each: (i64, i64), num_orders: i64) -> f64 {
    let (one, other) = num_each;
    let (least, most) = ((one + other - num_orders).max(0), one.min(other));
    if num_both <= least {
        return 1.0;
    }
    if num_both > most {
        return 0.0;
    }
    let ln_choose = |n: i64, k: i64| ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
    let ln_first = ln_choose(one, num_both) + ln_choose(num_orders - one, other - num_both)
        - ln_choose(num_orders, other);
    let mut term = ln_first.exp();
    let mut sum = term;
    for both in num_both..most {
        let left = (one - both) as f64 * (other - both) as f64;
        let right = (both + 1) as f64 * (num_orders - one - other + both + 1) as f64;
        term *= left / right;
        sum += term;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum.min(1.0)
}

/// The probability that any of `num_tests` such findings is due to chance, at most: Bonferroni's correction.
pub fn corrected(probability: f64, num_tests: i64) -> f64 {
    (probability * num_tests as f64).min(1.0)
}

/// `ln n!`: exact products for small numbers, Stirling's series beyond.
fn ln_factorial(n: i64) -> f64 {
    if n < 16 {
        return (2..=n.max(1)).map(|k| k as f64).product::<f64>().ln();
    }
    let n = n as f64;
    let series = 1.0 / (12.0 * n) - 1.0 / (360.0 * n.powi(3)) + 1.0 / (1260.0 * n.powi(5));
    n * n.ln() - n + 0.5 * (std::f64::consts::TAU * n).ln() + series
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exact values: of the C(10, 4) = 210 ways to draw 4 of 10 orders, so many have as many of the 3 as asked or more.
    #[test]
    fn small_cases_can_be_counted() {
        for (num_both, num_each, num_orders, ways, of) in [
            (0, (3, 4), 10, 1.0, 1.0),
            (1, (3, 4), 10, 175.0, 210.0),
            (2, (3, 4), 10, 70.0, 210.0),
            (3, (3, 4), 10, 7.0, 210.0),
            (4, (3, 4), 10, 0.0, 1.0),
            // As many as there must be.
            (2, (5, 5), 8, 1.0, 1.0),
            // Fisher's tea: 4 of 4 cups of 8.
            (4, (4, 4), 8, 1.0, 70.0),
        ] {
            let found = probability_together(num_both, num_each, num_orders);
            assert!((found - ways / of).abs() < 1e-12, "{num_both} of {num_each:?} in {num_orders}: {found}");
        }
    }

    #[test]
    fn large_numbers_stay_finite_and_add_up() {
        let (one, other, orders) = (20_000, 30_000, 1_000_000);
        let at_least = probability_together(600, (one, other), orders);
        assert!((0.4..0.6).contains(&at_least), "the mean is about the middle: {at_least}");
        assert!(probability_together(2_000, (one, other), orders) < 1e-100);
        let n: f64 = (1..=200).map(|k| f64::from(k).ln()).sum();
        assert!((ln_factorial(200) - n).abs() < 1e-9);
    }

    #[test]
    fn more_tests_ask_for_more() {
        assert_eq!(corrected(0.25, 2), 0.5);
        assert_eq!(corrected(0.25, 100), 1.0);
    }
}
