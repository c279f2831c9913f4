//! Places on the globe as whole numbers, so that equal places are equal.

/// A place in millionths of a degree, which tells apart all vertices of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    /// East of Greenwich; may pass 180 degrees where a ring goes on beyond it.
    pub(crate) lon: i32,
    /// North of the equator.
    pub(crate) lat: i32,
}

/// A closed line; the first place is not repeated at the end.
pub(crate) type Ring = Vec<Place>;

/// Millionths in a degree.
pub(crate) const DEGREE: i32 = 1_000_000;

/// Both ends of the date line in the source are 180 degrees from Greenwich; the vertices there stand up to a
/// thousandth of a degree apart on its two sides. On this grid they meet, so that what was cut there grows together.
const DATE_LINE_GRID: i32 = DEGREE / 20;

impl Place {
    /// The place at these degrees.
    pub(crate) fn at(lon: f64, lat: f64) -> Place {
        let millionths = |degrees: f64| (degrees * f64::from(DEGREE)).round() as i32;
        let (lon, lat) = (millionths(lon), millionths(lat));
        if lon.abs() < 180 * DEGREE {
            return Place { lon, lat };
        }
        Place {
            lon: 180 * DEGREE,
            lat: (lat + DATE_LINE_GRID / 2).div_euclid(DATE_LINE_GRID) * DATE_LINE_GRID,
        }
    }
}

/// Twice the area that a ring encloses, in square degrees: positive if it runs against the clock. No ring may cross
/// the date line.
pub(crate) fn signed_area(ring: &[Place]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| f64::from(a.lon) * f64::from(b.lat) - f64::from(b.lon) * f64::from(a.lat))
        .sum::<f64>()
        / f64::from(DEGREE).powi(2)
}
