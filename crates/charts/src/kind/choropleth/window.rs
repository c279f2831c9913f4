//! A part of the map that is shown: the whole of it, or an inset.

/// What is shown, in the units of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Window {
    /// The window with these left, top, width and height.
    pub(crate) fn new(window: [i32; 4]) -> Window {
        let [left, top, width, height] = window.map(f64::from);
        Window { left, top, width, height }
    }

    /// As the attribute `viewBox`.
    pub(crate) fn view_box(&self) -> String {
        format!("{} {} {} {}", self.left, self.top, self.width, self.height)
    }

    /// A place as shares of width and height in per cent.
    pub(crate) fn share(&self, (x, y): (f64, f64)) -> (f64, f64) {
        ((x - self.left) / self.width * 100.0, (y - self.top) / self.height * 100.0)
    }

    /// Whether a place is inside.
    pub(crate) fn holds(&self, (x, y): (i32, i32)) -> bool {
        let (x, y) = self.share((f64::from(x), f64::from(y)));
        (0.0..=100.0).contains(&x) && (0.0..=100.0).contains(&y)
    }

    /// Whether any of a box (left, top, right, bottom) is inside.
    pub(crate) fn meets(&self, bounds: [i32; 4]) -> bool {
        let [left, top, right, bottom] = bounds.map(f64::from);
        left < self.left + self.width
            && right > self.left
            && top < self.top + self.height
            && bottom > self.top
    }
}
