//! Equal bands side by side, with room between them.

/// Cuts a range into equal bands. `padding` is the room between two bands, before the first and after the
/// last, as a share of the step from one band to the next (0 to 1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    start: f64,
    step: f64,
    width: f64,
}

impl Band {
    /// `count` bands in `range`. No band at all is taken as one.
    ///
    /// ```
    /// let band = charts::scale::Band::new(3, (0.0, 120.0), 0.2);
    /// assert_eq!([band.start(0), band.start(1), band.start(2)], [7.5, 45.0, 82.5]);
    /// assert_eq!(band.width(), 30.0);
    /// ```
    pub fn new(count: usize, range: (f64, f64), padding: f64) -> Band {
        let padding = padding.clamp(0.0, 1.0);
        let step = (range.1 - range.0) / (count.max(1) as f64 + padding);
        Band { start: range.0 + step * padding, step, width: step * (1.0 - padding) }
    }

    /// Where the band with this index begins.
    pub fn start(&self, index: usize) -> f64 {
        self.start + self.step * index as f64
    }

    /// The middle of the band with this index.
    pub fn middle(&self, index: usize) -> f64 {
        self.start(index) + self.width / 2.0
    }

    /// Width of every band.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// From the beginning of one band to the beginning of the next.
    pub fn step(&self) -> f64 {
        self.step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_begin_where_arithmetic_says() {
        let check = |count: usize, range, padding, starts: &[f64], width: f64| {
            let band = Band::new(count, range, padding);
            let found: Vec<f64> = (0..starts.len()).map(|index| band.start(index)).collect();
            assert_eq!(found, starts, "{count} bands in {range:?} with padding {padding}");
            assert_eq!(band.width(), width);
        };
        check(3, (0.0, 120.0), 0.2, &[7.5, 45.0, 82.5], 30.0);
        check(4, (0.0, 100.0), 0.0, &[0.0, 25.0, 50.0, 75.0], 25.0);
        check(1, (0.0, 100.0), 0.0, &[0.0], 100.0);
        check(0, (0.0, 100.0), 0.0, &[0.0], 100.0);
        check(2, (10.0, 110.0), 0.5, &[30.0, 70.0], 20.0);
    }

    #[test]
    fn the_middle_is_half_a_band_in() {
        assert_eq!(Band::new(4, (0.0, 100.0), 0.0).middle(1), 37.5);
    }
}
