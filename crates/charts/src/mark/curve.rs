//! Lines and areas. A path takes no per cent, so curves live in a nested drawing that is stretched to the
//! width while its strokes keep theirs.

use maud::{Markup, Render, html};

use crate::coordinate::{Px, px};

/// Width of the nested drawing on a page, in its own units.
pub(crate) const CURVE_WIDTH: f64 = 1200.0;

/// The `d` of a path, in the units of the nested drawing.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathData(String);

/// A nested drawing of paths, each with its CSS class.
#[derive(Clone, Debug)]
pub(crate) struct Curve<'a> {
    pub(crate) width: f64,
    pub(crate) height: Px,
    pub(crate) paths: Vec<(&'a str, PathData)>,
}

impl PathData {
    /// Lifts the pen and sets it down here.
    pub(crate) fn move_to(&mut self, x: f64, y: f64) {
        self.point('M', x, y);
    }

    /// Draws to here.
    pub(crate) fn line_to(&mut self, x: f64, y: f64) {
        self.point('L', x, y);
    }

    /// Back to where the pen was set down.
    pub(crate) fn close(&mut self) {
        self.0.push('z');
    }

    /// A point that a round line cap makes a dot, however the drawing is stretched.
    pub(crate) fn dot(&mut self, x: f64, y: f64) {
        self.move_to(x, y);
        self.0.push_str("h0");
    }

    /// A line through the points; a gap (`None`) lifts the pen. A point alone between gaps becomes a dot.
    pub(crate) fn through(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> PathData {
        let mut path = PathData::default();
        let points: Vec<Option<(f64, f64)>> = points.into_iter().collect();
        for run in points.split(Option::is_none) {
            for (index, (x, y)) in run.iter().flatten().enumerate() {
                match index {
                    0 if run.len() == 1 => path.dot(*x, *y),
                    0 => path.move_to(*x, *y),
                    _ => path.line_to(*x, *y),
                }
            }
        }
        path
    }

    /// The area between the points and `base`; each run between gaps is closed by itself.
    pub(crate) fn under(points: impl IntoIterator<Item = Option<(f64, f64)>>, base: f64) -> PathData {
        let mut path = PathData::default();
        let points: Vec<Option<(f64, f64)>> = points.into_iter().collect();
        for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
            let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
            path.move_to(run[0].0, base);
            run.iter().for_each(|(x, y)| path.line_to(*x, *y));
            path.line_to(run[run.len() - 1].0, base);
            path.close();
        }
        path
    }

    /// Whether nothing was drawn.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn point(&mut self, command: char, x: f64, y: f64) {
        self.0.push(command);
        px(x).render_to(&mut self.0);
        self.0.push(' ');
        px(y).render_to(&mut self.0);
    }
}

impl Render for PathData {
    fn render_to(&self, buffer: &mut String) {
        // Digits, signs and command letters only: nothing to escape.
        buffer.push_str(&self.0);
    }
}

impl Render for Curve<'_> {
    fn render(&self) -> Markup {
        let view_box = format!("0 0 {} {}", px(self.width).render().0, self.height.render().0);
        html! {
            svg viewBox=(view_box) preserveAspectRatio="none" width="100%" height=(self.height) {
                @for (class, data) in self.paths.iter().filter(|(_, data)| !data.is_empty()) {
                    path class=(class) vector-effect="non-scaling-stroke" d=(data) {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_lift_the_pen() {
        let check = |points: &[Option<(f64, f64)>], line: &str, area: &str| {
            assert_eq!(PathData::through(points.iter().copied()).0, line);
            assert_eq!(PathData::under(points.iter().copied(), 9.0).0, area);
        };
        check(&[], "", "");
        check(&[None], "", "");
        check(&[Some((0.0, 1.0))], "M0 1h0", "");
        check(&[Some((0.0, 1.0)), Some((5.0, 2.5))], "M0 1L5 2.5", "M0 9L0 1L5 2.5L5 9z");
        check(
            &[Some((0.0, 1.0)), Some((1.0, 2.0)), None, Some((3.0, 4.0))],
            "M0 1L1 2M3 4h0",
            "M0 9L0 1L1 2L1 9z",
        );
    }
}
