//! The part of the map that is also shown enlarged, and therefore drawn more finely.

use std::sync::LazyLock;

use super::equal_earth::project;

/// Places at the ends of what must be inside: the west of Ireland and Portugal, North Cape, the east of Finland, Crete.
const ENDS: [(f64, f64); 5] = [(-10.5, 52.1), (-9.5, 38.8), (25.7, 71.2), (31.6, 62.9), (24.1, 34.8)];
/// Sea around them, in units of the map.
const MARGIN: f64 = 8.0;

/// Left, top, width and height in units of the map.
pub(crate) static EUROPE: LazyLock<[i32; 4]> = LazyLock::new(|| {
    let places = ENDS.map(|(lon, lat)| project(lon, lat));
    let least = |axis: fn((f64, f64)) -> f64| places.map(axis).into_iter().fold(f64::MAX, f64::min) - MARGIN;
    let (left, top) = (least(|place| place.0), least(|place| place.1));
    let (right, bottom) = (-least(|place| -place.0), -least(|place| -place.1));
    [left, top, right - left, bottom - top].map(|value| value.round() as i32)
});

/// Whether a point of the map is inside.
pub(crate) fn is_in_europe((x, y): (f64, f64)) -> bool {
    let [left, top, width, height] = EUROPE.map(f64::from);
    (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
}
