//! Writes the table as Rust.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::equal_earth::{HEIGHT, WIDTH, globe};
use super::europe::EUROPE;
use super::key::key;
use super::names::ALIASES;
use super::outline::Outline;
use super::source::Territory;

/// The source of the generated module: countries by name, and their keys in order.
pub(crate) fn write(mut countries: Vec<(&Territory, Outline)>) -> String {
    countries.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    let mut rust = format!("const WIDTH_UNITS: i32 = {WIDTH};\nconst HEIGHT_UNITS: i32 = {HEIGHT};\n");
    let _ = writeln!(rust, "const SEA_PATH: &str = {:?};", sea());
    let _ = writeln!(rust, "const EUROPE_BOX: [i32; 4] = {:?};", *EUROPE);
    let _ = writeln!(rust, "static COUNTRIES: [Country; {}] = [", countries.len());
    for (territory, outline) in &countries {
        let [left, top, right, bottom] = outline.bounds;
        let _ = writeln!(
            rust,
            "Country {{ name: {:?}, iso: {:?}, path: {:?}, label: {:?}, bounds: Bounds {{ left: {left}, top: {top}, \
             right: {right}, bottom: {bottom} }}, is_dot: {} }},",
            territory.name,
            territory.iso,
            outline.path(),
            outline.label,
            outline.is_dot
        );
    }
    let keys = keys(&countries);
    let _ = writeln!(rust, "];\nstatic KEYS: [(&str, u8); {}] = [", keys.len());
    for (name, index) in keys {
        let _ = writeln!(rust, "({name:?}, {index}),");
    }
    rust.push_str("];\n");
    rust
}

/// Every spelling with the index of its country. A name goes before an alias that says the same.
fn keys(countries: &[(&Territory, Outline)]) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    let names: [fn(&Territory) -> &str; 4] =
        [|t| t.iso.as_str(), |t| t.name.as_str(), |t| t.iso3.as_str(), |t| t.official_name.as_str()];
    for name in names {
        for (index, (territory, _)) in countries.iter().enumerate() {
            keys.entry(key(name(territory))).or_insert(index);
        }
    }
    for (iso, aliases) in ALIASES {
        let index = countries.iter().position(|(territory, _)| territory.iso == *iso);
        let index =
            index.unwrap_or_else(|| panic!("names.rs has aliases of {iso}, which the source does not know"));
        for alias in *aliases {
            keys.entry(key(alias)).or_insert(index);
        }
    }
    keys
}

/// The outline of the globe as path data.
fn sea() -> String {
    let points: Vec<String> =
        globe().iter().map(|(x, y)| format!("{} {}", x.round() as i32, y.round() as i32)).collect();
    format!("M{}z", points.join("L"))
}
