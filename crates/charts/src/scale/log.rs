//! Quantities whose ratios matter: equal factors, equal distances.

/// Maps a positive domain onto a range by powers of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Log {
    /// The scale from `domain` to `range`. A bound that is not positive is taken as the least positive
    /// number a float can hold, so nothing is ever infinite.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Log {
        Log { domain: (domain.0.max(f64::MIN_POSITIVE), domain.1.max(f64::MIN_POSITIVE)), range }
    }

    /// Where `value` is drawn; what is not positive has no place on this scale and stands at its start.
    pub fn position(&self, value: f64) -> f64 {
        let extent = self.domain.1.log10() - self.domain.0.log10();
        if !(value > 0.0 && value.is_finite()) || extent == 0.0 {
            return self.range.0;
        }
        self.range.0 + (value.log10() - self.domain.0.log10()) / extent * (self.range.1 - self.range.0)
    }
}

/// The numbers 1, 2, 5 × a power of ten that enclose all positive `values`, both ends included.
/// More than nine of them are thinned to the powers of ten. Without a positive value: 1 and 10.
///
/// ```
/// assert_eq!(charts::scale::log_ticks([12e3, 180e3]), [10e3, 20e3, 50e3, 100e3, 200e3]);
/// ```
pub fn log_ticks(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite() && *value > 0.0)
        .fold((f64::INFINITY, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if high == 0.0 {
        return vec![1.0, 10.0];
    }
    let powers = low.log10().floor() as i32..=high.log10().floor() as i32 + 1;
    let all: Vec<f64> =
        powers.flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10f64.powi(power))).collect();
    let first = all.iter().rposition(|tick| *tick <= low * (1.0 + 1e-9)).unwrap_or(0);
    let last =
        all.iter().position(|tick| *tick >= high * (1.0 - 1e-9)).unwrap_or(all.len() - 1).max(first + 1);
    let enclosing = &all[first..=last.min(all.len() - 1)];
    if enclosing.len() <= 9 {
        return enclosing.to_vec();
    }
    let (from, to) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    (from..=to).map(|power| 10f64.powi(power)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_factors_are_equal_distances() {
        let check = |value, expected| {
            assert_eq!(
                Log::new((10.0, 1000.0), (0.0, 100.0)).position(value),
                expected,
                "position of {value}"
            );
        };
        check(10.0, 0.0);
        check(100.0, 50.0);
        check(1000.0, 100.0);
        check(0.0, 0.0);
        check(-3.0, 0.0);
    }

    #[test]
    fn ticks_enclose_the_values() {
        let check = |values: &[f64], expected: &[f64]| {
            assert_eq!(log_ticks(values.iter().copied()), expected, "ticks of {values:?}");
        };
        check(&[12e3, 180e3], &[10e3, 20e3, 50e3, 100e3, 200e3]);
        check(&[10.0], &[10.0, 20.0]);
        check(&[], &[1.0, 10.0]);
        check(&[0.0, -5.0], &[1.0, 10.0]);
        check(&[1.0, 9e5], &[1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6]);
    }
}
