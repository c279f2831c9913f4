//! Names and values on the map, where they have room: inside their area, or beside it.

use super::{Area, Choropleth, Window};
use crate::mark::{Anchor, estimated_width};

/// Height of a line of text in pixels, from above its letters to below them.
const LINE: f64 = 14.0;
/// What a label leaves free around the middle of another area, so that it does not seem to name it: at least so many
/// pixels to every side, and, if it is not over its own, this share of the other's width and height.
const OTHERS_PX: f64 = 5.0;
const OTHERS_SHARE: f64 = 0.3;
/// A label keeps at most this far from the middle of its area, in pixels.
const FAR: f64 = 34.0;

/// A label with its place.
#[derive(Clone, Debug)]
pub(super) struct Label<'a> {
    pub(super) area: &'a Area,
    /// One line, or name and value below each other.
    pub(super) lines: Vec<String>,
    /// Where it is anchored, in per cent of width and height.
    pub(super) share: (f64, f64),
    /// From there to its first baseline, in pixels.
    pub(super) dx: i32,
    pub(super) dy: i32,
    pub(super) anchor: Anchor,
    /// Whether its area is behind all of it.
    pub(super) is_inside: bool,
}

/// A box in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Box {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The labels that have room on a map of this width, the greatest values first. On wider maps there is only more room.
pub(super) fn labels<'a>(
    map: &'a Choropleth,
    window: Window,
    width_px: f64,
    is_labelled: &dyn Fn(&Area) -> bool,
) -> Vec<Label<'a>> {
    let scale = width_px / window.width;
    let height_px = window.height * scale;
    let to_px = |(x, y): (f64, f64)| ((x - window.left) * scale, (y - window.top) * scale);
    let middle = |area: &Area| to_px((f64::from(area.place.0), f64::from(area.place.1)));
    let mut taken: Vec<Box> = Vec::new();
    let mut labels = Vec::new();
    for area in map.by_value() {
        if area.amount.finite().is_none() || !area.is_drawn() || !is_labelled(area) {
            continue;
        }
        let [left, top, right, bottom] = area.bounds.map(f64::from);
        let ((left, top), (right, bottom)) = (to_px((left, top)), to_px((right, bottom)));
        let own = Box { left, top, right, bottom };
        let others = |share: f64| -> Vec<Box> {
            let others = map.areas.iter().filter(|other| other.is_drawn() && other.name != area.name);
            let kept_free = others.map(|other| {
                let [left, top, right, bottom] = other.bounds.map(|value| f64::from(value) * scale);
                let around = |size: f64| (size * share).max(OTHERS_PX);
                Box::around(middle(other), around(right - left), around(bottom - top))
            });
            kept_free.collect()
        };
        let (from_over, from_beside) = (others(0.0), others(OTHERS_SHARE));
        let found =
            candidates(area, map.is_strong(area), middle(area), own).into_iter().find_map(|candidate| {
                let extent = candidate.extent();
                let others = if candidate.at == middle(area) { &from_over } else { &from_beside };
                let is_free = extent.left >= 0.0
                    && extent.right <= width_px
                    && extent.top >= 0.0
                    && extent.bottom <= height_px
                    && !taken.iter().any(|other| extent.overlaps(other))
                    && !others.iter().any(|other| extent.overlaps(other));
                is_free.then_some((candidate, extent))
            });
        if let Some((candidate, extent)) = found {
            // A blank's width keeps two labels in one line apart.
            taken.push(Box { left: extent.left - 4.0, right: extent.right + 4.0, ..extent });
            let share = (candidate.at.0 / width_px * 100.0, candidate.at.1 / height_px * 100.0);
            labels.push(candidate.label(area, share));
        }
    }
    labels
}

/// A way to place a label.
struct Candidate {
    lines: Vec<String>,
    /// The place on the map to which it keeps, in pixels: the middle or an edge of its area.
    at: (f64, f64),
    /// From there to the anchor of its first baseline.
    dx: f64,
    dy: f64,
    anchor: Anchor,
    is_inside: bool,
}

/// The ways to place the label of an area, best first.
fn candidates(area: &Area, is_strong: bool, middle: (f64, f64), own: Box) -> Vec<Candidate> {
    let line = format!("{} {}", area.name, area.amount.short);
    let lines = vec![area.name.clone(), area.amount.short.clone()];
    let fits = |lines: &[String], share_of_width: f64, share_of_height: f64| {
        let widest = lines.iter().map(|line| estimated_width(line)).fold(0.0, f64::max);
        widest < (own.right - own.left) * share_of_width
            && lines.len() as f64 * LINE < (own.bottom - own.top) * share_of_height
    };
    let over = |lines: Vec<String>, is_inside| {
        let dy = 4.0 - LINE / 2.0 * (lines.len() - 1) as f64;
        Candidate { lines, at: middle, dx: 0.0, dy, anchor: Anchor::Middle, is_inside }
    };
    let mut candidates = Vec::new();
    if !area.is_dot {
        // An outline is hardly ever as wide as its box, and a text in the ink of strong colours had better not leave it.
        let share = if is_strong { 0.62 } else { 0.75 };
        let one_line = vec![line.clone()];
        for (lines, share) in [(&one_line, 0.4), (&lines, share), (&one_line, share)] {
            if fits(lines, share, share) {
                candidates.push(over(lines.clone(), true));
            }
        }
        // With its halo it may reach beyond a slender area.
        if fits(&lines, 1.0, 0.5) {
            candidates.push(over(lines, is_strong));
        }
    }
    // Beside the edge of what is drawn, unless that is a long way off.
    let reach = |to_edge: f64| if area.is_dot { 0.0 } else { to_edge.clamp(0.0, FAR) };
    let gap = if area.is_dot { 8.0 } else { 4.0 };
    let left = middle.0 - reach(middle.0 - own.left);
    let right = middle.0 + reach(own.right - middle.0);
    let above = (middle.0, middle.1 - reach(middle.1 - own.top));
    let below = (middle.0, middle.1 + reach(own.bottom - middle.1));
    let beside = |at: (f64, f64), dx: f64, dy: f64, anchor| Candidate {
        lines: vec![line.clone()],
        at,
        dx,
        dy,
        anchor,
        is_inside: false,
    };
    for dy in [4.0, 4.0 + LINE, 4.0 - LINE] {
        candidates.push(beside((right, middle.1), gap, dy, Anchor::Start));
        candidates.push(beside((left, middle.1), -gap, dy, Anchor::End));
        if dy == 4.0 {
            candidates.push(beside(below, 0.0, gap + 9.0, Anchor::Middle));
            candidates.push(beside(above, 0.0, -gap, Anchor::Middle));
        }
    }
    if !area.is_dot {
        candidates.push(beside(middle, 0.0, 4.0, Anchor::Middle));
    }
    candidates
}

impl Candidate {
    /// The box that it would take on the map.
    fn extent(&self) -> Box {
        let width = self.lines.iter().map(|line| estimated_width(line)).fold(0.0, f64::max);
        let left = self.at.0 + self.dx
            - match self.anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
        let top = self.at.1 + self.dy - LINE + 3.0;
        Box { left, top, right: left + width, bottom: top + LINE * self.lines.len() as f64 }
    }

    fn label(self, area: &Area, share: (f64, f64)) -> Label<'_> {
        Label {
            area,
            lines: self.lines,
            share,
            dx: self.dx.round() as i32,
            dy: self.dy.round() as i32,
            anchor: self.anchor,
            is_inside: self.is_inside,
        }
    }
}

impl Box {
    fn overlaps(&self, other: &Box) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// The box with this middle that reaches so far to both sides, and so far up and down.
    fn around((x, y): (f64, f64), across: f64, upright: f64) -> Box {
        Box { left: x - across, top: y - upright, right: x + across, bottom: y + upright }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    fn area(name: &str, value: f64, bounds: [i32; 4], is_dot: bool) -> Area {
        Area {
            name: name.to_owned(),
            path: "M0 0h1v1z".into(),
            place: (i32::midpoint(bounds[0], bounds[2]), i32::midpoint(bounds[1], bounds[3])),
            bounds,
            is_dot,
            amount: Amount::new(value, format!("${value}"), format!("${value}.00")),
            ..Area::default()
        }
    }

    #[test]
    fn labels_stand_inside_beside_or_nowhere() {
        let check = |areas: Vec<Area>, width_px: f64, expected: &[(&str, usize, bool)]| {
            let map = Choropleth { size: (400, 200), areas, ..Choropleth::default() };
            let found = labels(&map, Window::new([0, 0, 400, 200]), width_px, &|_| true);
            let found: Vec<_> = found
                .iter()
                .map(|label| (label.area.name.as_str(), label.lines.len(), label.is_inside))
                .collect();
            assert_eq!(found, expected, "on {width_px} pixels");
        };
        let large = || area("Large", 900.0, [10, 20, 190, 180], false);
        let small = || area("Small", 5.0, [300, 100, 304, 104], true);
        check(vec![large(), small()], 400.0, &[("Large", 1, true), ("Small", 1, false)]);
        // Where one line is too long, name and value stand below each other.
        check(vec![large()], 170.0, &[("Large", 2, true)]);
        check(vec![large()], 60.0, &[]);
        // Around one place there is room for six, and the greatest values have it.
        let near = |name: &str, value: f64| area(name, value, [300, 100, 304, 104], true);
        let names = ["A", "B", "C", "D", "E", "F", "G", "H"];
        let crowd = (0..8).map(|index| near(names[index], index as f64)).collect();
        check(crowd, 400.0, &["H", "G", "F", "E", "D", "C"].map(|name| (name, 1, false)));
        check(vec![area("No value", f64::NAN, [10, 20, 190, 180], false)], 400.0, &[]);
    }
}
