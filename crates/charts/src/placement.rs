//! Finds a place for a label where it covers neither a line nor another label.

/// Height of a line of text and how much of it is above the baseline, in pixels at a font size of 12.
const ASCENT: f64 = 11.0;
const DESCENT: f64 = 3.0;

/// What is already drawn in a plot of a given width, in pixels.
///
/// Labels keep their size while the plot stretches, so a place that is free in the narrowest plot of a
/// density is free in all wider ones: there the label stands over less of the lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Occupied {
    lines: Vec<[(f64, f64); 2]>,
    labels: Vec<LabelBox>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct LabelBox {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Occupied {
    /// A line through `points`; a gap (`None`) interrupts it.
    pub(crate) fn add_line(&mut self, points: &[Option<(f64, f64)>]) {
        let pairs = points.windows(2).filter_map(|pair| Some([pair[0]?, pair[1]?]));
        self.lines.extend(pairs);
        // A point alone is occupied too.
        self.lines.extend(points.iter().flatten().map(|point| [*point, *point]));
    }

    /// The first of the baselines to `try`, between `bounds`, at which a label from `left` to `right` is free;
    /// it is then taken. `None` if none is.
    pub(crate) fn free_place(
        &mut self,
        (left, right): (f64, f64),
        tries: &[f64],
        bounds: (f64, f64),
    ) -> Option<f64> {
        let in_bounds = tries.iter().copied().filter(|y| *y >= bounds.0 && *y <= bounds.1);
        let free = in_bounds.into_iter().find(|y| self.is_free(LabelBox::new((left, right), *y)))?;
        self.labels.push(LabelBox::new((left, right), free));
        Some(free)
    }

    /// As [`Occupied::free_place`], for a label that must be shown: where nothing is free it takes the first
    /// place inside the bounds, off other labels if it can, and its halo keeps it readable over lines.
    pub(crate) fn place(&mut self, extent: (f64, f64), tries: &[f64], bounds: (f64, f64)) -> f64 {
        self.free_place(extent, tries, bounds).unwrap_or_else(|| {
            let clamped = || tries.iter().map(|y| y.clamp(bounds.0, bounds.1));
            let is_off_labels =
                |y: &f64| !self.labels.iter().any(|other| LabelBox::new(extent, *y).overlaps(other));
            let place = clamped().find(is_off_labels).or_else(|| clamped().next()).unwrap_or(bounds.0);
            self.labels.push(LabelBox::new(extent, place));
            place
        })
    }

    fn is_free(&self, label: LabelBox) -> bool {
        !self.labels.iter().any(|other| label.overlaps(other))
            && !self.lines.iter().any(|line| label.meets(*line))
    }
}

impl LabelBox {
    fn new((left, right): (f64, f64), baseline: f64) -> LabelBox {
        LabelBox { left, right, top: baseline - ASCENT, bottom: baseline + DESCENT }
    }

    fn overlaps(&self, other: &LabelBox) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a line passes through the box: the part of it between the box's sides is neither all above
    /// nor all below.
    fn meets(&self, [a, b]: [(f64, f64); 2]) -> bool {
        let (from, to) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        if to.0 < self.left || from.0 > self.right {
            return false;
        }
        let at = |x: f64| {
            let extent = to.0 - from.0;
            if extent == 0.0 { from.1 } else { from.1 + (x - from.0) / extent * (to.1 - from.1) }
        };
        let (start, end) = (at(from.0.max(self.left)), at(to.0.min(self.right)));
        start.max(end) > self.top && start.min(end) < self.bottom
    }
}

/// Baselines above `y` in the order to try them.
pub(crate) fn above(y: f64) -> Vec<f64> {
    (0..12).map(|step| y - 8.0 - f64::from(step) * 4.0).collect()
}

/// Baselines below `y` in the order to try them.
pub(crate) fn below(y: f64) -> Vec<f64> {
    (0..12).map(|step| y + 16.0 + f64::from(step) * 4.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_avoid_lines_and_each_other() {
        let check = |lines: &[&[(f64, f64)]], taken: &[f64], expected: Option<f64>| {
            let mut occupied = Occupied::default();
            for line in lines {
                occupied.add_line(&line.iter().copied().map(Some).collect::<Vec<_>>());
            }
            for y in taken {
                occupied.place((0.0, 100.0), &[*y], (0.0, 300.0));
            }
            let tries = [above(100.0), below(100.0)].concat();
            let found = occupied.free_place((0.0, 100.0), &tries, (20.0, 290.0));
            assert_eq!(found, expected, "beside {lines:?} and labels at {taken:?}");
        };
        check(&[], &[], Some(92.0));
        check(&[&[(0.0, 100.0), (100.0, 100.0)]], &[], Some(92.0));
        check(&[&[(0.0, 85.0), (100.0, 85.0)]], &[], Some(80.0));
        check(&[&[(0.0, 0.0), (100.0, 100.0)]], &[], Some(116.0));
        check(&[&[(200.0, 85.0), (300.0, 110.0)]], &[], Some(92.0));
        check(&[], &[92.0], Some(76.0));
        check(&[&[(50.0, 0.0), (50.1, 300.0)]], &[], None);
    }

    #[test]
    fn a_label_that_must_be_shown_is_shown() {
        let mut occupied = Occupied::default();
        occupied.add_line(&[Some((50.0, 0.0)), Some((50.1, 300.0))]);
        assert_eq!(occupied.place((0.0, 100.0), &above(100.0), (20.0, 290.0)), 92.0);
        assert_eq!(occupied.place((0.0, 100.0), &above(10.0), (20.0, 290.0)), 20.0);
        assert_eq!(occupied.place((0.0, 100.0), &above(100.0), (20.0, 290.0)), 76.0, "not over a label");
    }
}
