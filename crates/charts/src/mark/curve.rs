//! Lines and areas. A path takes no per cent, so curves live in a nested drawing that is stretched to the
//! width while its strokes keep theirs.

use maud::{Markup, Render, html};

use crate::coordinate::{Px, px};

/// Width of the nested drawing on a page, in its own units.
pub(crate) const CURVE_WIDTH: f64 = 1200.0;

/// The `d` of a path, in the units of the nested drawing. Each point is written as its distance from the one before:
/// equal steps are then written alike, which is what compresses. Whole pixels are enough for strokes of two.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathData {
    written: String,
    /// Where the pen is.
    pen: (Px, Px),
    /// Where it was set down last.
    start: (Px, Px),
}

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
        self.pen = (px(x.round()), px(y.round()));
        self.start = self.pen;
        self.written.push('M');
        self.pen.0.render_to(&mut self.written);
        self.number(self.pen.1);
    }

    /// Draws to here.
    pub(crate) fn line_to(&mut self, x: f64, y: f64) {
        let to = (px(x.round()), px(y.round()));
        let (right, down) = (to.0 - self.pen.0, to.1 - self.pen.1);
        self.pen = to;
        match (right == Px::default(), down == Px::default()) {
            (true, _) => self.command('v', down),
            (_, true) => self.command('h', right),
            _ => {
                self.command('l', right);
                self.number(down);
            }
        }
    }

    /// Back to where the pen was set down.
    pub(crate) fn close(&mut self) {
        self.written.push('z');
        self.pen = self.start;
    }

    /// A point that a round line cap makes a dot, however the drawing is stretched.
    pub(crate) fn dot(&mut self, x: f64, y: f64) {
        self.move_to(x, y);
        self.written.push_str("h0");
    }

    /// A line through the points; a gap (`None`) lifts the pen. A point alone between gaps is no line.
    pub(crate) fn through(points: &[Option<(f64, f64)>]) -> PathData {
        let mut path = PathData::default();
        for run in runs(points).filter(|run| run.len() > 1) {
            path.move_to(run[0].0, run[0].1);
            run[1..].iter().for_each(|(x, y)| path.line_to(*x, *y));
        }
        path
    }

    /// The points alone between gaps, as dots.
    pub(crate) fn lone(points: &[Option<(f64, f64)>]) -> PathData {
        let mut path = PathData::default();
        runs(points).filter(|run| run.len() == 1).for_each(|run| path.dot(run[0].0, run[0].1));
        path
    }

    /// The area between the points and `base`; each run between gaps is closed by itself.
    pub(crate) fn under(points: &[Option<(f64, f64)>], base: f64) -> PathData {
        let mut path = PathData::default();
        for run in runs(points).filter(|run| run.len() > 1) {
            path.move_to(run[0].0, base);
            run.iter().for_each(|(x, y)| path.line_to(*x, *y));
            path.line_to(run[run.len() - 1].0, base);
            path.close();
        }
        path
    }

    /// Whether nothing was drawn.
    pub(crate) fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    fn command(&mut self, command: char, number: Px) {
        self.written.push(command);
        number.render_to(&mut self.written);
    }

    /// A further number of a command; a minus sign separates by itself.
    fn number(&mut self, number: Px) {
        if number >= Px::default() {
            self.written.push(' ');
        }
        number.render_to(&mut self.written);
    }
}

/// The points between gaps, without the empty runs.
fn runs(points: &[Option<(f64, f64)>]) -> impl Iterator<Item = Vec<(f64, f64)>> {
    let runs = points.split(Option::is_none).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().flatten().copied().collect())
}

impl Render for PathData {
    fn render_to(&self, buffer: &mut String) {
        // Digits, signs and command letters only: nothing to escape.
        buffer.push_str(&self.written);
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
        let check = |points: &[Option<(f64, f64)>], line: &str, area: &str, dots: &str| {
            assert_eq!(PathData::through(points).written, line);
            assert_eq!(PathData::under(points, 9.0).written, area);
            assert_eq!(PathData::lone(points).written, dots);
        };
        let (a, b) = (Some((0.0, 1.0)), Some((5.0, 2.5)));
        check(&[], "", "", "");
        check(&[None], "", "", "");
        check(&[a], "", "", "M0 1h0");
        check(&[a, b], "M0 1l5 2", "M0 9v-8l5 2v6z", "");
        check(&[a, b, None, Some((7.0, 4.0))], "M0 1l5 2", "M0 9v-8l5 2v6z", "M7 4h0");
    }
}
