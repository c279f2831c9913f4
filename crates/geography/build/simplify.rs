//! Lines with as few vertices as the map can show, by Visvalingam's rule: the vertex goes whose triangle with its
//! neighbours is the smallest.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::equal_earth::{EAST, WEST, project};
use super::europe::is_in_europe;
use super::place::{DEGREE, Place};

/// The smallest triangle that stays, in square units of the map (16 are one square pixel).
const LEAST_TRIANGLE: f64 = 32.0;
/// In Europe, which is also shown enlarged.
const LEAST_TRIANGLE_IN_EUROPE: f64 = 4.5;
/// How many times a triangle that stays may fit into the box around its line.
const TRIANGLES_IN_EXTENT: f64 = 24.0;

/// An arc as it is drawn: projected, simplified, in whole units of the map. Both ends stay.
pub(crate) fn drawn(arc: &[Place]) -> Vec<(i32, i32)> {
    let points: Vec<(f64, f64)> = on_map(arc).into_iter().map(|(lon, lat)| project(lon, lat)).collect();
    let extent = extent(&points);
    let least: Vec<f64> = points.iter().map(|point| least_triangle(*point, extent)).collect();
    let mut drawn: Vec<(i32, i32)> =
        simplified(&points, &least).into_iter().map(|(x, y)| (x.round() as i32, y.round() as i32)).collect();
    drawn.dedup();
    drawn
}

/// The arc in degrees between the edges of the map, without a jump where longitudes start again.
fn on_map(arc: &[Place]) -> Vec<(f64, f64)> {
    let mut longitudes = Vec::with_capacity(arc.len());
    let mut before = arc[0].lon;
    for place in arc {
        let turns = f64::from(place.lon - before) / f64::from(360 * DEGREE);
        before = place.lon - 360 * DEGREE * turns.round() as i32;
        longitudes.push(f64::from(before) / f64::from(DEGREE));
    }
    let middle = longitudes.iter().sum::<f64>() / longitudes.len() as f64;
    let shift = ((middle - WEST) / (EAST - WEST)).floor() * 360.0;
    let latitude = |place: &Place| f64::from(place.lat) / f64::from(DEGREE);
    longitudes.iter().zip(arc).map(|(lon, place)| (lon - shift, latitude(place))).collect()
}

/// How small a triangle may be at a point of a line with this extent: what is small altogether keeps its shape.
pub(crate) fn least_triangle(point: (f64, f64), extent: (f64, f64)) -> f64 {
    if is_in_europe(point) {
        return LEAST_TRIANGLE_IN_EUROPE;
    }
    (extent.0 * extent.1 / TRIANGLES_IN_EXTENT).clamp(LEAST_TRIANGLE_IN_EUROPE, LEAST_TRIANGLE)
}

/// Width and height of a line.
fn extent(points: &[(f64, f64)]) -> (f64, f64) {
    let size = |axis: fn(&(f64, f64)) -> f64| {
        let values = points.iter().map(axis);
        values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
    };
    (size(|point| point.0), size(|point| point.1))
}

/// The line without the vertices whose triangle is below the least one there. Both ends stay.
fn simplified(points: &[(f64, f64)], least: &[f64]) -> Vec<(f64, f64)> {
    let last = points.len() - 1;
    let mut neighbours: Vec<(usize, usize)> =
        (0..points.len()).map(|index| (index.saturating_sub(1), (index + 1).min(last))).collect();
    let mut is_kept = vec![true; points.len()];
    // A triangle's share of the least one, as bits: for positive numbers they sort like the number.
    let weight = |index: usize, (before, after): (usize, usize)| {
        (triangle(points[before], points[index], points[after]) / least[index]).to_bits()
    };
    let mut smallest: BinaryHeap<_> =
        (1..last).map(|index| Reverse((weight(index, neighbours[index]), index))).collect();
    while let Some(Reverse((share, index))) = smallest.pop() {
        if f64::from_bits(share) >= 1.0 {
            break;
        }
        let (before, after) = neighbours[index];
        // Weighed anew since, or gone already.
        if !is_kept[index] || share != weight(index, (before, after)) {
            continue;
        }
        is_kept[index] = false;
        neighbours[before].1 = after;
        neighbours[after].0 = before;
        for changed in [before, after] {
            if changed != 0 && changed != last {
                smallest.push(Reverse((weight(changed, neighbours[changed]), changed)));
            }
        }
    }
    points.iter().zip(is_kept).filter_map(|(point, is_kept)| is_kept.then_some(*point)).collect()
}

/// Area of a triangle.
fn triangle(a: (f64, f64), b: (f64, f64), c: (f64, f64)) -> f64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_bends_go_and_ends_stay() {
        let check = |points: &[(f64, f64)], expected: &[(f64, f64)]| {
            assert_eq!(simplified(points, &vec![10.0; points.len()]), expected);
        };
        check(&[(0.0, 0.0), (5.0, 0.1), (10.0, 0.0)], &[(0.0, 0.0), (10.0, 0.0)]);
        check(&[(0.0, 0.0), (5.0, 9.0), (10.0, 0.0)], &[(0.0, 0.0), (5.0, 9.0), (10.0, 0.0)]);
        check(&[(0.0, 0.0), (1.0, 1.0)], &[(0.0, 0.0), (1.0, 1.0)]);
        // The smallest goes first, and its neighbours are weighed again without it.
        check(&[(0.0, 0.0), (4.0, 4.5), (5.0, 5.0), (10.0, 0.0)], &[(0.0, 0.0), (5.0, 5.0), (10.0, 0.0)]);
    }

    #[test]
    fn a_line_over_the_date_line_does_not_jump() {
        let line = [Place::at(179.0, -16.0), Place::at(-179.0, -17.0), Place::at(-178.0, -16.5)];
        let longitudes: Vec<f64> = on_map(&line).into_iter().map(|(lon, _)| lon).collect();
        assert_eq!(longitudes, [179.0, 181.0, 182.0]);
        let west = [Place::at(-170.0, 63.0), Place::at(-171.0, 63.5)];
        assert!(on_map(&west).iter().all(|(lon, _)| *lon > 180.0), "west of the seam is the right edge");
    }
}
