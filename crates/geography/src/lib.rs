//! The countries of the world as drawings: SVG path data in the Equal Earth projection, some 30 KB in all.
//!
//! The paths are made while this crate is built, from Natural Earth's shapes (public domain, in the crate `world-data`);
//! nothing of that is linked. One unit is a quarter pixel of a map 1000 pixels wide, the origin its upper left corner.
//! Neighbours share the vertices of their border. Overseas parts belong to their country. The edge of the map runs
//! through the Bering Strait, so that no mainland is cut.
//!
//! Borders are Natural Earth's, codes and what belongs to a code are those of ISO 3166 where its shapes allow it.
//!
//! Invariant: knows where countries are and what they are called, and nothing else: no colours, no sales, no markup.

mod key;

use key::key;

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// Width of the map in its units.
pub const WIDTH: i32 = WIDTH_UNITS;
/// Height of the map in its units.
pub const HEIGHT: i32 = HEIGHT_UNITS;
/// The edge of the globe as path data.
pub const SEA: &str = SEA_PATH;
/// The part of the map that holds Europe from Portugal to Finland: left, top, width and height, as a `viewBox` has
/// them. Paths are finer there, so that it can be shown three to four times as large.
pub const EUROPE: [i32; 4] = EUROPE_BOX;

/// A country, or a territory with a country code of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// Common English name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2 code; Kosovo, which has none, is XK.
    pub iso: &'static str,
    /// Its land as SVG path data; empty where it is too small to be drawn.
    pub path: &'static str,
    /// A point well inside its largest piece of land, for a label or a dot.
    pub label: (i32, i32),
    /// Box around its largest piece of land.
    pub bounds: Bounds,
    /// Whether it is too small to be seen or hit, so that a dot at `label` should stand for it.
    pub is_dot: bool,
}

/// A box on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Least x.
    pub left: i32,
    /// Least y.
    pub top: i32,
    /// Greatest x.
    pub right: i32,
    /// Greatest y.
    pub bottom: i32,
}

/// Every country, by name.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country with this common or official name, usual alias (USA, England, Holland) or ISO code; upper and lower
/// case, dots and blanks around it do not count.
pub fn find(name: &str) -> Option<&'static Country> {
    let key = key(name);
    let index = KEYS.binary_search_by(|(known, _)| (*known).cmp(&key)).ok()?;
    COUNTRIES.get(usize::from(KEYS[index].1))
}

#[cfg(test)]
#[path = "../build"]
mod build {
    #![allow(dead_code, unreachable_pub, reason = "the parts of the build script that have tests")]
    mod arcs;
    mod equal_earth;
    mod europe;
    mod place;
    mod simplify;
}

#[cfg(test)]
mod tests;
