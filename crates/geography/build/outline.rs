//! The outline of one country, put together from its simplified arcs.

use std::collections::HashMap;

use super::arcs::{Arc, Use};
use super::place::Place;
use super::simplify::least_triangle;

/// A closed line in units of the map; the first point is not repeated.
pub(crate) type DrawnRing = Vec<(i32, i32)>;

/// A country whose largest piece of land is smaller than this many square units is a dot: six square pixels.
const DOT: f64 = 96.0;

/// What is drawn of a country.
pub(crate) struct Outline {
    /// The rings worth drawing, the largest first.
    pub(crate) rings: Vec<DrawnRing>,
    /// Where its name stands: far from the borders of its largest piece.
    pub(crate) label: (i32, i32),
    /// Left, top, right and bottom of its largest piece.
    pub(crate) bounds: [i32; 4],
    /// Whether it is too small to be seen.
    pub(crate) is_dot: bool,
}

/// Puts arcs together to rings again, as long as they were before simplification.
pub(crate) fn rings(uses: &[Use], arcs: &[Arc], drawn: &[DrawnRing]) -> Vec<DrawnRing> {
    let ends = |(index, is_reversed): Use| {
        let (first, last) = (arcs[index][0], arcs[index][arcs[index].len() - 1]);
        if is_reversed { (last, first) } else { (first, last) }
    };
    let mut starting: HashMap<Place, Vec<Use>> = HashMap::new();
    for arc in uses {
        starting.entry(ends(*arc).0).or_default().push(*arc);
    }
    let mut rings = Vec::new();
    for first in uses {
        let (start, mut at) = (ends(*first).0, ends(*first).0);
        let mut ring = DrawnRing::new();
        while let Some(arc) = starting.get_mut(&at).and_then(Vec::pop) {
            let points = &drawn[arc.0];
            if arc.1 {
                ring.extend(points.iter().rev())
            } else {
                ring.extend(points)
            }
            at = ends(arc).1;
            if at == start {
                break;
            }
        }
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        rings.push(ring);
    }
    rings.retain(|ring| !ring.is_empty());
    rings
}

impl Outline {
    /// What is drawn of these rings.
    pub(crate) fn new(mut rings: Vec<DrawnRing>) -> Outline {
        rings.sort_by(|one, other| area(other).total_cmp(&area(one)));
        let main = rings[0].clone();
        // An island smaller than the smallest triangle of a coast is not drawn.
        let least = |ring: &DrawnRing| {
            least_triangle((f64::from(ring[0].0), f64::from(ring[0].1)), (f64::INFINITY, f64::INFINITY))
        };
        rings.retain(|ring| ring.len() > 2 && area(ring) >= least(ring));
        Outline { label: label_point(&main), bounds: bounds(&main), is_dot: area(&main) < DOT, rings }
    }

    /// The rings as SVG path data: the first point from the corner of the map, all others from the point before.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        // After `z` the pen is back at the start of its ring.
        let mut pen = None;
        for ring in &self.rings {
            match pen {
                None => push_pair(&mut path, 'M', ring[0]),
                Some((x, y)) => push_pair(&mut path, 'm', (ring[0].0 - x, ring[0].1 - y)),
            }
            let steps = ring.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
            for (index, step) in steps.enumerate() {
                // Pairs that follow `m` are lines from point to point; after `M` that has to be said.
                push_pair(&mut path, if index == 0 && pen.is_none() { 'l' } else { ' ' }, step);
            }
            path.push('z');
            pen = Some(ring[0]);
        }
        path
    }
}

/// Writes a pair after `command`, without what SVG can do without.
fn push_pair(path: &mut String, command: char, (x, y): (i32, i32)) {
    if command != ' ' || x >= 0 {
        path.push(command);
    }
    path.push_str(&x.to_string());
    if y >= 0 {
        path.push(' ');
    }
    path.push_str(&y.to_string());
}

/// Area of a ring in square units.
fn area(ring: &[(i32, i32)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: i64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum();
    twice.abs() as f64 / 2.0
}

fn bounds(ring: &[(i32, i32)]) -> [i32; 4] {
    ring.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |[left, top, right, bottom], (x, y)| {
        [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
    })
}

/// The point of a grid inside the ring that is farthest from its edges.
fn label_point(ring: &[(i32, i32)]) -> (i32, i32) {
    const STEPS: i32 = 24;
    let [left, top, right, bottom] = bounds(ring);
    let middle = (i32::midpoint(left, right), i32::midpoint(top, bottom));
    let grid = (0..STEPS * STEPS).map(|cell| {
        let at = |from: i32, to: i32, step: i32| from + (to - from) * (2 * step + 1) / (2 * STEPS);
        (at(left, right, cell % STEPS), at(top, bottom, cell / STEPS))
    });
    grid.map(|point| (depth(ring, point), point))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(depth, _)| *depth > 0.0)
        .map_or(middle, |(_, point)| point)
}

/// Square of the distance to the nearest edge; negative outside.
fn depth(ring: &[(i32, i32)], (x, y): (i32, i32)) -> f64 {
    let (x, y) = (f64::from(x), f64::from(y));
    let mut is_inside = false;
    let mut nearest = f64::MAX;
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (ax, ay, bx, by) = (f64::from(a.0), f64::from(a.1), f64::from(b.0), f64::from(b.1));
        if (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax) {
            is_inside = !is_inside;
        }
        let (dx, dy) = (bx - ax, by - ay);
        let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        nearest = nearest.min((ax + along * dx - x).powi(2) + (ay + along * dy - y).powi(2));
    }
    if is_inside { nearest } else { -nearest }
}
