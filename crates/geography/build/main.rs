//! Draws the world: reads the country shapes of `world-data` (Natural Earth, public domain), simplifies them so that
//! neighbours keep a common border, projects them, and writes one small table of SVG paths.
//!
//! ```text
//! source ─▶ rings in millionths of a degree, missing land added    source, missing_land, pole
//!        ─▶ arcs, each border once                                 arcs
//!        ─▶ projected, simplified, in quarter pixels               equal_earth, simplify
//!        ─▶ rings again, without borders inside a country          outline
//!        ─▶ path, label point, bounds; names and aliases           table, names
//! ```

mod arcs;
mod equal_earth;
mod europe;
mod missing_land;
mod names;
mod outline;
mod place;
mod pole;
mod simplify;
mod source;
mod table;

#[path = "../src/key.rs"]
mod key;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/key.rs");

    let territories = source::territories();
    let network = arcs::Network::new(territories.iter().map(|territory| territory.rings.as_slice()));
    let drawn: Vec<Vec<(i32, i32)>> = network.arcs.iter().map(|arc| simplify::drawn(arc)).collect();
    let countries = territories.iter().zip(&network.users).map(|(territory, arcs)| {
        let rings = outline::rings(arcs, &network.arcs, &drawn);
        (territory, outline::Outline::new(rings))
    });

    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out_dir.join("table.rs"), table::write(countries.collect()))
        .expect("cargo makes OUT_DIR writable");
}
