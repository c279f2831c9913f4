//! The Equal Earth projection (Šavrič, Patterson, Jenny 2018): areas are true, and the whole globe is shown.

/// Width of the map in its units, quarter pixels of a map of 1000 pixels.
pub(crate) const WIDTH: i32 = 4000;
/// Height of the map in its units.
pub(crate) const HEIGHT: i32 = 1947;

/// Longitude of both edges of the map. It runs through the Bering Strait, so that no mainland is cut.
pub(crate) const WEST: f64 = -169.0;
/// The same line, approached from the other side.
pub(crate) const EAST: f64 = WEST + 360.0;

const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];

/// Where a place in degrees is drawn, in units of the map from its upper left corner.
pub(crate) fn project(lon: f64, lat: f64) -> (f64, f64) {
    let middle = f64::midpoint(WEST, EAST);
    let scale = f64::from(WIDTH) / (2.0 * unscaled(180.0, 0.0).0);
    let (x, y) = unscaled(lon - middle, lat);
    (f64::from(WIDTH) / 2.0 + x * scale, f64::from(HEIGHT) / 2.0 - y * scale)
}

fn unscaled(lon: f64, lat: f64) -> (f64, f64) {
    let theta = (3.0_f64.sqrt() / 2.0 * lat.to_radians().sin()).asin();
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = 2.0 * 3.0_f64.sqrt() * lon.to_radians() * theta.cos() / (3.0 * slope);
    (x, theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2)))
}

/// The edge of the globe, from pole to pole and back.
pub(crate) fn globe() -> Vec<(f64, f64)> {
    let steps = || (0..=30).map(|step| f64::from(step) * 6.0 - 90.0);
    steps().map(|lat| project(EAST, lat)).chain(steps().rev().map(|lat| project(WEST, lat))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_where_the_authors_of_the_projection_put_them() {
        // Half the axes, from the paper: 2.7066 and 1.3173 times the radius.
        let check =
            |got: f64, expected: f64| assert!((got - expected).abs() < 1e-4, "{got} is not {expected}");
        check(unscaled(180.0, 0.0).0, 2.706_63);
        check(unscaled(0.0, 90.0).1, 1.317_36);
    }

    #[test]
    fn areas_are_true() {
        // A tenth of a degree square, whose area on the globe goes with the cosine of its latitude.
        let area = |lon: f64, lat: f64| {
            let ((x, y), (east, _), (_, north)) =
                (project(lon, lat), project(lon + 0.1, lat), project(lon, lat + 0.1));
            (east - x) * (y - north) / (lat + 0.05).to_radians().cos()
        };
        let equator = area(11.0, 0.0);
        for (lon, lat) in [(11.0, 60.0), (100.0, 30.0), (-120.0, -45.0), (170.0, 75.0)] {
            assert!((area(lon, lat) / equator - 1.0).abs() < 0.01, "{lon} {lat}");
        }
    }

    #[test]
    fn the_globe_fills_the_map() {
        let (width, height) = (f64::from(WIDTH), f64::from(HEIGHT));
        for (x, y) in globe() {
            assert!((-0.5..=width + 0.5).contains(&x) && (-0.5..=height + 0.5).contains(&y), "{x} {y}");
        }
        assert_eq!(project(EAST, 0.0).0.round(), width);
        assert_eq!(project(WEST, 0.0).0.round(), 0.0);
        assert!((project(11.0, 90.0).1).abs() < 0.5 && (project(11.0, -90.0).1 - height).abs() < 0.5);
    }
}
