//! Quantities on a straight axis, and the round numbers an axis is marked with.

/// Maps `domain` (what is measured) onto `range` (where it is drawn), in a straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Linear {
    /// The scale from `domain` to `range`; either may run backwards. A domain without extent maps to the
    /// start of the range.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Linear {
        Linear { domain, range }
    }

    /// Where `value` is drawn.
    pub fn position(&self, value: f64) -> f64 {
        let extent = self.domain.1 - self.domain.0;
        if extent == 0.0 || !extent.is_finite() || !value.is_finite() {
            return self.range.0;
        }
        self.range.0 + (value - self.domain.0) / extent * (self.range.1 - self.range.0)
    }

    /// Where zero is drawn, held inside the range.
    pub fn baseline(&self) -> f64 {
        let (low, high) = (self.range.0.min(self.range.1), self.range.0.max(self.range.1));
        self.position(0.0).clamp(low, high)
    }
}

/// The marks of an axis that shows zero and all `values`: round steps of 1, 2, 2.5 or 5 times a power of ten,
/// about `about` of them, the first at or below the least value, the last at or above the greatest.
///
/// Steps never get smaller than `least_step`, so that an axis of counts (1) shows no halves; 0 sets no limit.
/// Values that are not finite are left out. Without any extent the axis runs from 0 to one step.
///
/// ```
/// assert_eq!(charts::scale::ticks([343_000.0, 987_000.0], 4, 0.0), [0.0, 250e3, 500e3, 750e3, 1e6]);
/// ```
pub fn ticks(values: impl IntoIterator<Item = f64>, about: usize, least_step: f64) -> Vec<f64> {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let about = about.max(1) as f64;
    let wanted = if high > low { (high / about - low / about).max(least_step) } else { least_step.max(1.0) };
    let (digit, power) = round_step(wanted);
    // Multiples are taken of the whole-number digit, and the power of ten last, so that 3 × 0.1 prints as 0.3.
    let step = scaled(digit, power);
    let first = (low / step + 1e-9).floor().min(0.0) as i64;
    let last = ((high / step - 1e-9).ceil() as i64).max(first + 1);
    (first..=last).map(|multiple| scaled(multiple as f64 * digit, power)).collect()
}

/// The smallest step of 1, 2, 2.5, 5 × a power of ten at or above `wanted`, as digit and power.
fn round_step(wanted: f64) -> (f64, i32) {
    let power = wanted.log10().floor() as i32;
    let digit = wanted / scaled(1.0, power);
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .find(|candidate| digit <= candidate * (1.0 + 1e-9))
        .map_or((1.0, power + 1), |digit| (digit, power))
}

/// `digit` × 10^`power`; divides for negative powers, which is exact where multiplying is not.
fn scaled(digit: f64, power: i32) -> f64 {
    if power < 0 { digit / 10f64.powi(-power) } else { digit * 10f64.powi(power) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_zero_and_the_values() {
        let check = |values: &[f64], about: usize, least_step: f64, expected: &[f64]| {
            assert_eq!(ticks(values.iter().copied(), about, least_step), expected, "ticks of {values:?}");
        };
        check(&[343_000.0, 987_000.0], 4, 0.0, &[0.0, 250e3, 500e3, 750e3, 1e6]);
        check(&[1_000_000.0], 4, 0.0, &[0.0, 250e3, 500e3, 750e3, 1e6]);
        check(&[1_000_001.0], 4, 0.0, &[0.0, 500e3, 1e6, 1.5e6]);
        check(&[100.0], 5, 0.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(&[0.3], 3, 0.0, &[0.0, 0.1, 0.2, 0.3]);
        check(&[3.0], 5, 1.0, &[0.0, 1.0, 2.0, 3.0]);
        check(&[-40.0, 90.0], 4, 0.0, &[-50.0, 0.0, 50.0, 100.0]);
        check(&[-90.0], 4, 0.0, &[-100.0, -75.0, -50.0, -25.0, 0.0]);
        check(&[], 4, 0.0, &[0.0, 1.0]);
        check(&[0.0], 4, 0.0, &[0.0, 1.0]);
        check(&[f64::NAN, f64::INFINITY, 7.0], 4, 0.0, &[0.0, 2.0, 4.0, 6.0, 8.0]);
        check(&[1e15], 4, 0.0, &[0.0, 2.5e14, 5e14, 7.5e14, 1e15]);
    }

    #[test]
    fn positions_are_proportional() {
        let check = |domain, range, value, expected| {
            assert_eq!(
                Linear::new(domain, range).position(value),
                expected,
                "{value} of {domain:?} in {range:?}"
            );
        };
        check((0.0, 1000.0), (300.0, 20.0), 0.0, 300.0);
        check((0.0, 1000.0), (300.0, 20.0), 1000.0, 20.0);
        check((0.0, 1000.0), (300.0, 20.0), 250.0, 230.0);
        check((-50.0, 100.0), (0.0, 150.0), -10.0, 40.0);
        check((5.0, 5.0), (0.0, 150.0), 5.0, 0.0);
        check((0.0, 1.0), (0.0, 150.0), f64::NAN, 0.0);
    }

    #[test]
    fn the_baseline_stays_inside_the_range() {
        let check = |domain, expected| {
            assert_eq!(Linear::new(domain, (0.0, 100.0)).baseline(), expected, "baseline of {domain:?}");
        };
        check((0.0, 10.0), 0.0);
        check((-10.0, 10.0), 50.0);
        check((-10.0, 0.0), 100.0);
        check((5.0, 10.0), 0.0);
    }
}
