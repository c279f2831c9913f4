//! Steps instead of a slope: which class of a ramp a value falls into.

/// Rising edges between classes; a value on an edge belongs to the upper class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thresholds {
    edges: Vec<f64>,
}

impl Thresholds {
    /// Classes between these edges, in any order; `n` edges make `n + 1` classes.
    pub fn new(mut edges: Vec<f64>) -> Thresholds {
        edges.sort_by(f64::total_cmp);
        Thresholds { edges }
    }

    /// `classes` classes of equal width from zero to the greatest of `values`.
    pub fn equal(values: impl IntoIterator<Item = f64>, classes: usize) -> Thresholds {
        let greatest = values.into_iter().filter(|value| value.is_finite()).fold(0.0, f64::max);
        let width = greatest / classes.max(1) as f64;
        Thresholds { edges: (1..classes.max(1)).map(|edge| edge as f64 * width).collect() }
    }

    /// At most `classes` classes with round edges (1, 2.5, 5 × a power of ten), which split the positive ones of `values` about evenly;
    /// what is left of the edges then tells the greatest apart.
    ///
    /// ```
    /// let revenues = [45e3, 50e3, 87e3, 109e3, 188e3, 206e3, 264e3, 361e3, 563e3, 1.1e6, 3.3e6];
    /// let thresholds = charts::scale::Thresholds::rounded_quantiles(revenues, 5);
    /// assert_eq!(thresholds.edges(), [100e3, 250e3, 500e3, 1e6]);
    /// ```
    pub fn rounded_quantiles(values: impl IntoIterator<Item = f64>, classes: usize) -> Thresholds {
        let mut values: Vec<f64> =
            values.into_iter().filter(|value| value.is_finite() && *value > 0.0).collect();
        values.sort_by(f64::total_cmp);
        let (Some(least), Some(greatest)) = (values.first().copied(), values.last().copied()) else {
            return Thresholds::default();
        };
        let quantiles = (1..classes).map(|class| values[class * values.len() / classes]);
        // A class that nothing falls into tells nothing.
        let mut edges: Vec<f64> =
            quantiles.map(|value| nearest_round(value, greatest)).filter(|edge| *edge > least).collect();
        edges.dedup();
        while edges.len() + 1 < classes {
            let next = edges.last().map(|last| next_round(*last)).filter(|next| *next <= greatest);
            let Some(next) = next else { break };
            edges.push(next);
        }
        Thresholds { edges }
    }

    /// The class of `value`, from 0.
    pub fn class(&self, value: f64) -> usize {
        self.edges.partition_point(|edge| *edge <= value)
    }

    /// The edges, rising.
    pub fn edges(&self) -> &[f64] {
        &self.edges
    }
}

/// The digits of round numbers, each with those around it.
const ROUND: [f64; 5] = [0.5, 1.0, 2.5, 5.0, 10.0];

/// The round number nearest to `value` by proportion, among those up to `greatest`; both are above 0.
fn nearest_round(value: f64, greatest: f64) -> f64 {
    let power = value.log10().floor() as i32;
    let far = |round: &f64| (round / value).ln().abs();
    let rounds = ROUND.into_iter().map(|digit| times_ten(digit, power)).filter(|round| *round <= greatest);
    rounds.min_by(|one, other| far(one).total_cmp(&far(other))).unwrap_or(greatest)
}

/// The round number after the round number `value`.
fn next_round(value: f64) -> f64 {
    let power = value.log10().floor() as i32;
    let next = ROUND.into_iter().map(|round| times_ten(round, power)).find(|round| *round > value * 1.01);
    next.unwrap_or(value * 10.0)
}

/// `digit` × 10^`power`; divides for negative powers, which is exact where multiplying is not.
fn times_ten(digit: f64, power: i32) -> f64 {
    if power < 0 { digit / 10f64.powi(-power) } else { digit * 10f64.powi(power) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_belongs_to_the_upper_class() {
        let check = |value, expected| {
            assert_eq!(Thresholds::new(vec![250.0, 100.0, 500.0]).class(value), expected, "class of {value}");
        };
        check(-1.0, 0);
        check(99.9, 0);
        check(100.0, 1);
        check(499.0, 2);
        check(1e9, 3);
    }

    #[test]
    fn equal_classes_run_from_zero_to_the_greatest() {
        assert_eq!(Thresholds::equal([10.0, 50.0], 5).edges(), [10.0, 20.0, 30.0, 40.0]);
        assert_eq!(Thresholds::equal([], 1).edges(), [0.0; 0]);
    }

    #[test]
    fn quantiles_are_round_and_leave_no_class_empty() {
        let check = |values: &[f64], classes, expected: &[f64]| {
            let found = Thresholds::rounded_quantiles(values.iter().copied(), classes);
            assert_eq!(found.edges(), expected, "{classes} classes of {values:?}");
        };
        check(&[], 5, &[]);
        check(&[7.0], 5, &[]);
        check(&[0.0, -3.0, f64::NAN], 5, &[]);
        check(&[3.0, 30.0], 2, &[25.0]);
        check(&[10.0, 10.0, 10.0], 3, &[]);
        check(&[1.0, 2.0, 3.0, 4.0, 5.0], 3, &[2.5, 5.0]);
        check(&[0.02, 0.3, 4.0], 3, &[0.25, 2.5]);
        check(&[5.0, 9.0e9], 5, &[5e9]);
    }
}
