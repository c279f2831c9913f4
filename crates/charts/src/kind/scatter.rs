//! Two quantities against each other, one point an item, with lines of reference.

use maud::{Markup, html};

use super::MAX_TAB_STOPS;
use super::legend::{Key, keys, point_class};
use crate::axis::{NARROW_PX, WIDE_PX, YAxis};
use crate::coordinate::{pct, px};
use crate::figure::{DataTable, Figure, data_table, figure, nothing};
use crate::mark::{Anchor, Dot, Hit, HorizontalRule, Shape, TIP_HEIGHT, Text, VerticalRule, estimated_width};
use crate::placement::Occupied;
use crate::scale::{Linear, Log, log_ticks, ticks};
use crate::tone::Tone;

/// Height of the drawing and where the x axis stands, in pixels.
pub(crate) const HEIGHT: f64 = 400.0;
const BOTTOM: f64 = 356.0;
/// Items in the folded table.
const TABLE_ROWS: usize = 25;

/// Points in two dimensions.
#[derive(Clone, Debug, Default)]
pub struct Scatter {
    /// What an item is: "Customer".
    pub heading: String,
    /// What is measured to the right: "credit limit".
    pub x_label: String,
    /// What is measured upwards: "revenue".
    pub y_label: String,
    /// Whether both axes are logarithmic; points that are not positive then stand at the edge.
    pub is_log: bool,
    /// The points, those drawn on top last.
    pub points: Vec<ScatterPoint>,
    /// Lines of reference.
    pub lines: Vec<ScatterLine>,
    /// What the shapes and colours mean.
    pub keys: Vec<Key>,
}

/// One item.
#[derive(Clone, Debug, Default)]
pub struct ScatterPoint {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// To the right; a point with a coordinate that is not finite is only in the table.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// What is said of it besides its name: "limit $227,600, revenue $820,689.54".
    pub exact: String,
    /// Its state, as shape.
    pub shape: Shape,
    /// Its state, as colour.
    pub tone: Tone,
    /// Whether its name is written beside it, where there is room.
    pub is_named: bool,
}

/// A straight line between two places, cut at the edges of the plot.
#[derive(Clone, Debug, Default)]
pub struct ScatterLine {
    /// One place on it.
    pub from: (f64, f64),
    /// Another.
    pub to: (f64, f64),
    /// What lies beyond it, written at its upper end if it is steep enough to be above, else at the lower right.
    pub label: String,
    /// What it means to lie beyond.
    pub tone: Tone,
    /// Whether "beyond" is above the line.
    pub is_above: bool,
}

/// Both scales of a plot: x in per cent, y in pixels.
struct Plane {
    is_log: bool,
    x_ticks: Vec<f64>,
    y_ticks: Vec<f64>,
}

/// The scatter as a figure; the functions write the round numbers of the axes.
pub fn scatter(
    frame: &Figure,
    data: &Scatter,
    x_tick: &dyn Fn(f64) -> String,
    y_tick: &dyn Fn(f64) -> String,
) -> Markup {
    let Some((plane, axis)) = data.plane(y_tick) else { return figure(frame, nothing()) };
    let is_many = data.points.len() > MAX_TAB_STOPS;
    let plot = html! {
        svg class="chart" height=(px(HEIGHT)) role="group" aria-label={ (data.y_label) " against " (data.x_label) } {
            g aria-hidden="true" { (ground(data, &plane, &axis, x_tick)) }
            @for point in data.points.iter().filter(|point| point.is_drawn()) { (answer(&plane, point, point.is_named || !is_many)) }
            g class="over" aria-hidden="true" { (names(&plane, data)) }
        }
    };
    let body = html! { (keys(&data.keys)) (axis.beside(px(HEIGHT), plot)) (data_table(frame, &table(data))) };
    figure(frame, body)
}

impl Scatter {
    /// Both scales, and the axis at the left; none where nothing is drawn.
    fn plane(&self, y_tick: &dyn Fn(f64) -> String) -> Option<(Plane, YAxis)> {
        if !self.points.iter().any(ScatterPoint::is_drawn) {
            return None;
        }
        let plane = Plane::new(self);
        // The labels of a logarithmic axis stand on a straight one, at the places the logarithm gives them.
        let axis = YAxis::placed(plane.y_ticks.iter().map(|tick| (plane.y(*tick), y_tick(*tick))));
        Some((plane, axis))
    }

    /// The axis at the left, and what is drawn beside it in a plot so many pixels wide; none where nothing is drawn.
    pub(crate) fn still(
        &self,
        x_tick: &dyn Fn(f64) -> String,
        y_tick: &dyn Fn(f64) -> String,
        width: impl Fn(&YAxis) -> f64,
    ) -> Option<(YAxis, Markup)> {
        let (plane, axis) = self.plane(y_tick)?;
        let width = width(&axis);
        let drawing = html! {
            (ground(self, &plane, &axis, x_tick))
            @for point in self.points.iter().filter(|point| point.is_drawn()) {
                (Dot {
                    x: pct(plane.x(point.x)),
                    y: px(plane.y(point.y)),
                    shape: point.shape,
                    class: point_class(point.shape, point.tone),
                })
            }
            (names_at(&plane, self, width, "strong halo"))
        };
        Some((axis, drawing))
    }
}

/// What lies under the points: grid, lines of reference, names of the axes.
fn ground(data: &Scatter, plane: &Plane, axis: &YAxis, x_tick: &dyn Fn(f64) -> String) -> Markup {
    html! {
        (axis.grid())
        (HorizontalRule { y: px(BOTTOM), class: "axisline" })
        (x_axis(plane, x_tick))
        @for line in &data.lines { (reference(plane, line)) }
        text class="halo" x="0" dx="6" y=(px(TIP_HEIGHT + 12.0)) { (data.y_label) }
        text x="100%" y=(px(BOTTOM + 36.0)) text-anchor="end" { (data.x_label) }
    }
}

impl ScatterPoint {
    /// What is not a number has no place.
    fn is_drawn(&self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl Plane {
    fn new(data: &Scatter) -> Plane {
        let axis = |value: fn(&ScatterPoint) -> f64| {
            let values = data.points.iter().map(value);
            if data.is_log { log_ticks(values) } else { ticks(values, 5, 0.0) }
        };
        Plane { is_log: data.is_log, x_ticks: axis(|point| point.x), y_ticks: axis(|point| point.y) }
    }

    fn x(&self, value: f64) -> f64 {
        self.scaled(value, &self.x_ticks, (0.0, 100.0))
    }

    fn y(&self, value: f64) -> f64 {
        self.scaled(value, &self.y_ticks, (BOTTOM, TIP_HEIGHT))
    }

    fn scaled(&self, value: f64, ticks: &[f64], range: (f64, f64)) -> f64 {
        let domain = (ticks[0], ticks[ticks.len() - 1]);
        if self.is_log {
            Log::new(domain, range).position(value)
        } else {
            Linear::new(domain, range).position(value)
        }
    }
}

/// Upright grid lines with their numbers; every other number only where it is wide.
fn x_axis(plane: &Plane, label: &dyn Fn(f64) -> String) -> Markup {
    let last = plane.x_ticks.len() - 1;
    html! {
        @for (index, tick) in plane.x_ticks.iter().enumerate() {
            @let x = pct(plane.x(*tick));
            @let anchor = match index {
                0 => Anchor::Start,
                _ if index == last => Anchor::End,
                _ => Anchor::Middle,
            };
            (VerticalRule { x, top: px(TIP_HEIGHT), bottom: px(BOTTOM), class: "gridline" })
            (Text {
                x,
                y: px(BOTTOM + 18.0),
                anchor,
                class: if index % 2 == 0 { "" } else { "wide-only" },
                text: &label(*tick),
            })
        }
    }
}

/// A line of reference. Its ends are cut where it leaves the plot, so that nothing is drawn outside.
fn reference(plane: &Plane, line: &ScatterLine) -> Markup {
    let place = |(x, y)| (plane.x(x), plane.y(y));
    let (from, to) = (place(line.from), place(line.to));
    let Some((from, to)) = cut_to_plot(from, to) else { return html! {} };
    let (x, y, anchor) = match line.is_above {
        true => (0.0, (from.1.min(to.1) + from.1.max(to.1)) / 2.0 - 60.0, Anchor::Start),
        false => (100.0, BOTTOM - 24.0, Anchor::End),
    };
    let class = format!("halo {}", line.tone.text());
    html! {
        line class="cut" x1=(pct(from.0)) y1=(px(from.1)) x2=(pct(to.0)) y2=(px(to.1)) {}
        @if !line.label.is_empty() {
            text class=(class) x=(pct(x)) dx=(if line.is_above { "6" } else { "-6" })
                y=(px(y.max(TIP_HEIGHT + 34.0))) text-anchor=[anchor.attribute()] { (line.label) }
        }
    }
}

/// The part of the line through two places that is inside the plot, from left to right.
fn cut_to_plot(a: (f64, f64), b: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (delta_x, delta_y) = (b.0 - a.0, b.1 - a.1);
    let mut inside = (f64::NEG_INFINITY, f64::INFINITY);
    for (start, delta, low, high) in [(a.0, delta_x, 0.0, 100.0), (a.1, delta_y, TIP_HEIGHT, BOTTOM)] {
        if delta == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (one, other) = ((low - start) / delta, (high - start) / delta);
        inside = (inside.0.max(one.min(other)), inside.1.min(one.max(other)));
    }
    let at = |share: f64| (a.0 + share * delta_x, a.1 + share * delta_y);
    (inside.0.is_finite() && inside.0 < inside.1).then(|| (at(inside.0), at(inside.1)))
}

/// A point that answers, a little beyond its own edge.
fn answer(plane: &Plane, point: &ScatterPoint, is_tab_stop: bool) -> Markup {
    let (x, y) = (pct(plane.x(point.x)), px(plane.y(point.y)));
    let name = format!("{} · {}", point.name, point.exact);
    let hit = Hit {
        href: point.href.as_deref(),
        name: &name,
        is_tab_stop,
        drawing: html! {
            // A drawing of its own says the place of the point once.
            svg class="at" x=(x) y=(y) {
                circle class="hit" r="9" {}
                (Dot { x: pct(0.0), y: px(0.0), shape: point.shape, class: point_class(point.shape, point.tone) })
            }
        },
    };
    html! { (hit) }
}

/// The names that have room beside their points, for wide plots and for narrow ones.
fn names(plane: &Plane, data: &Scatter) -> Markup {
    html! { (names_at(plane, data, WIDE_PX, "strong halo wide-only")) (names_at(plane, data, NARROW_PX, "strong halo narrow-only")) }
}

fn names_at(plane: &Plane, data: &Scatter, width: f64, class: &str) -> Markup {
    let mut occupied = Occupied::default();
    // The name of the upward axis stands in the upper left corner.
    occupied.place((0.0, 6.0 + estimated_width(&data.y_label)), &[TIP_HEIGHT + 12.0], (TIP_HEIGHT, BOTTOM));
    for point in data.points.iter().filter(|point| point.is_drawn()) {
        occupied.add_line(&[Some((plane.x(point.x) / 100.0 * width, plane.y(point.y)))]);
    }
    html! {
        @for point in data.points.iter().filter(|point| point.is_named && point.is_drawn()) {
            @let (x, y) = (plane.x(point.x), plane.y(point.y));
            @let (middle, length) = (x / 100.0 * width, estimated_width(&point.name));
            @let is_left = x > 50.0;
            @let extent = if is_left { (middle - 9.0 - length, middle - 9.0) } else { (middle + 9.0, middle + 9.0 + length) };
            @if extent.0 > 0.0 && extent.1 < width {
                @if let Some(y) = occupied.free_place(extent, &[y + 4.0, y - 6.0, y + 14.0], (TIP_HEIGHT, BOTTOM)) {
                    text class=(class) x=(pct(x)) dx=(if is_left { "-9" } else { "9" }) y=(px(y))
                        text-anchor=[is_left.then_some("end")] { (point.name) }
                }
            }
        }
    }
}

/// The points in their order, the named ones first.
fn table(data: &Scatter) -> DataTable {
    let (named, others): (Vec<_>, Vec<_>) = data.points.iter().partition(|point| point.is_named);
    let row = |point: &&ScatterPoint| vec![point.name.clone(), point.exact.clone()];
    DataTable {
        head: vec![data.heading.clone(), format!("{}, {}", data.x_label, data.y_label)],
        rows: named.iter().chain(&others).take(TABLE_ROWS).map(row).collect(),
        note: (data.points.len() > TABLE_ROWS).then(|| format!("{TABLE_ROWS} of {}.", data.points.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_edges_of_the_plot() {
        let check = |a, b, expected| assert_eq!(cut_to_plot(a, b), expected, "line through {a:?} and {b:?}");
        check((0.0, BOTTOM), (100.0, TIP_HEIGHT), Some(((0.0, BOTTOM), (100.0, TIP_HEIGHT))));
        check((10.0, 100.0), (20.0, 100.0), Some(((0.0, 100.0), (100.0, 100.0))));
        check((50.0, 400.0), (50.0, 500.0), Some(((50.0, TIP_HEIGHT), (50.0, BOTTOM))));
        check((10.0, 10.0), (20.0, 10.0), None);
        check((5.0, 50.0), (5.0, 50.0), None);
    }
}
