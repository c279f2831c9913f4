//! What the map is made of: the shapes of the source, with what is known to be missing or assigned otherwise.

use std::collections::{BTreeMap, HashSet};

use super::missing_land::add_missing_land;
use super::place::{DEGREE, Place, Ring, signed_area};
use super::pole::cut_at_seam;

/// A territory with an ISO 3166 code of its own; overseas parts without one belong to their country.
pub(crate) struct Territory {
    /// ISO 3166-1 alpha-2.
    pub(crate) iso: String,
    /// ISO 3166-1 alpha-3.
    pub(crate) iso3: String,
    /// As in everyday English.
    pub(crate) name: String,
    /// As in treaties.
    pub(crate) official_name: String,
    /// Land against the clock, enclaves of others with it.
    pub(crate) rings: Vec<Ring>,
}

/// Natural Earth draws who controls a place. Codes follow ISO 3166, where Crimea is UA-43.
const CRIMEA: (f64, f64) = (34.2, 45.2);

/// All territories by their codes.
pub(crate) fn territories() -> Vec<Territory> {
    let world = world_data::load();
    let mut territories = BTreeMap::new();
    for country in world.countries.into_values() {
        let mut outer = Vec::new();
        let mut holes = Vec::new();
        for polygon in &country.polygons {
            outer.push(ring(&polygon.exterior().0, true));
            holes.extend(polygon.interiors().iter().map(|hole| ring(&hole.0, false)));
        }
        let territory = Territory {
            iso: country.iso_a2,
            iso3: country.iso_a3,
            name: country.common_name,
            official_name: country.official_name,
            rings: outer,
        };
        territories.insert(territory.iso.clone(), (territory, holes));
    }

    // A hole that no other country fills is a lake, or a place that the source gives to nobody: it stays land.
    let vertices: HashSet<Place> =
        territories.values().flat_map(|(territory, _)| territory.rings.iter().flatten().copied()).collect();
    let mut territories: BTreeMap<String, Territory> = territories
        .into_iter()
        .map(|(iso, (mut territory, holes))| {
            territory.rings.extend(holes.into_iter().filter(|hole| vertices.contains(&hole[0])));
            (iso, territory)
        })
        .collect();

    move_ring(&mut territories, "RU", "UA", CRIMEA);
    add_missing_land(&mut territories);
    if let Some(antarctica) = territories.get_mut("AQ") {
        antarctica.rings = std::mem::take(&mut antarctica.rings).into_iter().map(cut_at_seam).collect();
    }
    territories.into_values().collect()
}

/// A closed line of the source in the wanted direction.
fn ring<'a>(
    line: impl IntoIterator<Item = &'a (impl Into<(f32, f32)> + Copy + 'a)>,
    is_against_clock: bool,
) -> Ring {
    let mut ring: Ring = line
        .into_iter()
        .map(|place| {
            let (lon, lat) = (*place).into();
            Place::at(f64::from(lon), f64::from(lat))
        })
        .collect();
    ring.dedup();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    // West of the date line its vertices stand 360 degrees off; only there they have to be measured as they look.
    let mut measured = ring.clone();
    if ring.iter().any(|place| place.lon < -90 * DEGREE) {
        measured
            .iter_mut()
            .filter(|place| place.lon == 180 * DEGREE)
            .for_each(|place| place.lon = -180 * DEGREE);
    }
    if (signed_area(&measured) > 0.0) != is_against_clock {
        ring.reverse();
    }
    ring
}

/// Gives the land at `(lon, lat)` to another country.
fn move_ring(territories: &mut BTreeMap<String, Territory>, from: &str, to: &str, place: (f64, f64)) {
    let place = Place::at(place.0, place.1);
    let rings = &mut territories.get_mut(from).unwrap_or_else(|| panic!("the source has no {from}")).rings;
    let index = rings
        .iter()
        .position(|ring| encloses(ring, place))
        .unwrap_or_else(|| panic!("{from} has no land at {place:?}: the source has changed"));
    let ring = rings.remove(index);
    territories.get_mut(to).unwrap_or_else(|| panic!("the source has no {to}")).rings.push(ring);
}

/// Whether a ring goes around a place, by the parity of its edges to the east.
fn encloses(ring: &[Place], place: Place) -> bool {
    let next = ring.iter().cycle().skip(1);
    let edges = ring.iter().zip(next).filter(|(a, b)| {
        let share = f64::from(place.lat - a.lat) / f64::from(b.lat - a.lat);
        (a.lat > place.lat) != (b.lat > place.lat)
            && f64::from(place.lon) < f64::from(a.lon) + share * f64::from(b.lon - a.lon)
    });
    edges.count() % 2 == 1
}
