//! Antarctica: the one ring that goes all around the globe has to be cut, and closed along the lower edge of the map.

use super::equal_earth::{EAST, WEST};
use super::place::{DEGREE, Place, Ring};

/// Opens a ring around the south pole at the seam of the map and closes it there; leaves others as they are.
pub(crate) fn cut_at_seam(ring: Ring) -> Ring {
    let west = ring.iter().map(|place| place.lon).min().unwrap_or(0);
    let east = ring.iter().map(|place| place.lon).max().unwrap_or(0);
    if east - west < 350 * DEGREE {
        return ring;
    }
    // The source goes along the date line down to the pole, where there is no coast.
    let (west, east) = ((WEST * f64::from(DEGREE)) as i32, (EAST * f64::from(DEGREE)) as i32);
    let coast: Ring = ring
        .into_iter()
        .filter(|place| place.lon.abs() < 180 * DEGREE && place.lat > -89 * DEGREE)
        .map(|place| Place {
            lon: if place.lon < west { place.lon + 360 * DEGREE } else { place.lon },
            ..place
        })
        .collect();
    // The longest jump is where the coast passes the seam.
    let jump = (0..coast.len())
        .max_by_key(|index| (coast[(index + 1) % coast.len()].lon - coast[*index].lon).abs())
        .unwrap_or(0);
    let mut cut: Ring = coast.iter().cycle().skip(jump + 1).take(coast.len()).copied().collect();
    if cut[0].lon > cut[cut.len() - 1].lon {
        cut.reverse();
    }
    let (first, last) = (cut[0], cut[cut.len() - 1]);
    // Both edges of the map are curved, and no step of a line may be longer than half the globe.
    let rim =
        |lon, from: i32, to: i32| (0..=8).map(move |step| Place { lon, lat: from + (to - from) / 8 * step });
    cut.extend(rim(east, last.lat, -90 * DEGREE));
    cut.extend((1..4).map(|step| Place { lon: east - (east - west) / 4 * step, lat: -90 * DEGREE }));
    cut.extend(rim(west, -90 * DEGREE, first.lat));
    cut.dedup();
    cut
}
