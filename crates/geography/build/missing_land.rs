//! Land that the source leaves out, because its code there is none of ISO 3166: drawn here with a few vertices,
//! as many as a map of this size shows.

use std::collections::BTreeMap;

use super::place::{Place, Ring, signed_area};
use super::source::Territory;

/// Degrees east and north.
type Degrees = (f64, f64);

/// One piece of land.
struct Missing {
    /// Whose it is by its ISO code.
    iso: &'static str,
    /// Code, common and official name, if the source does not know the country at all.
    names: Option<[&'static str; 3]>,
    /// The coast.
    coast: &'static [Degrees],
    /// Borders from the end of the coast back to its start: along the outline of a neighbour, between the vertices
    /// nearest to two places. Following the neighbour's own vertices closes the border exactly.
    borders: &'static [(&'static str, Degrees, Degrees)],
}

const MISSING: [Missing; 3] = [
    // Taiwan.
    Missing {
        iso: "TW",
        names: Some(["TWN", "Taiwan", "Taiwan"]),
        coast: &[
            (121.56, 25.29),
            (121.15, 25.06),
            (120.70, 24.57),
            (120.20, 23.80),
            (120.05, 23.10),
            (120.27, 22.60),
            (120.70, 22.23),
            (120.85, 21.91),
            (121.00, 22.60),
            (121.40, 23.20),
            (121.60, 24.00),
            (121.88, 24.55),
            (121.84, 24.85),
            (122.00, 25.02),
        ],
        borders: &[],
    },
    // The north of Cyprus.
    Missing {
        iso: "CY",
        names: None,
        coast: &[
            (32.71, 35.18),
            (32.92, 35.17),
            (32.93, 35.40),
            (33.60, 35.35),
            (34.00, 35.47),
            (34.58, 35.69),
            (33.91, 35.26),
            (33.98, 35.06),
        ],
        borders: &[("CY", (33.98, 35.06), (32.71, 35.18))],
    },
    // The north-west of Somalia.
    Missing {
        iso: "SO",
        names: None,
        coast: &[
            (43.25, 11.47),
            (43.48, 11.24),
            (43.67, 10.86),
            (44.12, 10.45),
            (44.61, 10.44),
            (45.56, 10.70),
            (46.65, 10.82),
            (47.53, 11.13),
            (48.02, 11.19),
            (48.38, 11.38),
            (48.94, 11.25),
        ],
        borders: &[
            ("SO", (48.94, 11.25), (47.98, 8.00)),
            ("ET", (47.98, 8.00), (42.92, 10.98)),
            ("DJ", (42.92, 10.98), (43.25, 11.47)),
        ],
    },
];

/// Adds what is missing to its countries.
pub(crate) fn add_missing_land(territories: &mut BTreeMap<String, Territory>) {
    for missing in &MISSING {
        let mut ring: Ring = missing.coast.iter().map(|(lon, lat)| Place::at(*lon, *lat)).collect();
        for (neighbour, from, to) in missing.borders {
            let rings = territories.get(*neighbour).map_or(&[][..], |neighbour| &neighbour.rings);
            ring.extend(walk(rings, Place::at(from.0, from.1), Place::at(to.0, to.1)));
        }
        ring.dedup();
        if signed_area(&ring) < 0.0 {
            ring.reverse();
        }
        let territory = territories.entry(missing.iso.to_owned()).or_insert_with(|| {
            let [iso3, name, official_name] = missing
                .names
                .unwrap_or_else(|| panic!("the source has no {}: it has changed", missing.iso))
                .map(str::to_owned);
            Territory { iso: missing.iso.to_owned(), iso3, name, official_name, rings: vec![] }
        });
        territory.rings.push(ring);
    }
}

/// The shorter way along the longest of `rings`, between the vertices nearest to two places.
fn walk(rings: &[Ring], from: Place, to: Place) -> Ring {
    let Some(ring) = rings.iter().max_by_key(|ring| ring.len()) else { return vec![] };
    let nearest = |place: Place| {
        (0..ring.len())
            .min_by(|one, other| distance(ring[*one], place).total_cmp(&distance(ring[*other], place)))
    };
    let (Some(from), Some(to)) = (nearest(from), nearest(to)) else { return vec![] };
    let way = |start: usize, end: usize| -> Ring {
        let steps = (end + ring.len() - start) % ring.len();
        ring.iter().cycle().skip(start).take(steps + 1).copied().collect()
    };
    let length = |way: &Ring| way.windows(2).map(|step| distance(step[0], step[1])).sum::<f64>();
    let (forward, mut backward) = (way(from, to), way(to, from));
    backward.reverse();
    if length(&forward) <= length(&backward) { forward } else { backward }
}

/// Distance in millionths of a degree, on a flat earth.
fn distance(one: Place, other: Place) -> f64 {
    f64::from(one.lon - other.lon).hypot(f64::from(one.lat - other.lat))
}
