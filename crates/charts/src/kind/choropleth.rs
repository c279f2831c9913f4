//! A map whose areas are coloured by a quantity. It draws the paths it is given and knows no geography.

use std::borrow::Cow;

use maud::{Markup, html};

use super::MAX_TAB_STOPS;
use super::legend::{Key, keys};
use crate::coordinate::pct;
use crate::figure::{DataTable, Figure, data_table, figure, nothing};
use crate::mark::{Hit, Tip};
use crate::tone::Tone;

/// A map. All paths and places are in the units of `size`, whose origin is the upper left corner.
#[derive(Clone, Debug, Default)]
pub struct Choropleth {
    /// What an area is: "Country".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// Width and height of the drawing, in its own units.
    pub size: (f64, f64),
    /// Path of the sea's outline.
    pub sea: Option<Cow<'static, str>>,
    /// Path of all land without a value, in one piece.
    pub land: Cow<'static, str>,
    /// The areas with a value.
    pub areas: Vec<Area>,
    /// What the colours mean.
    pub keys: Vec<Key>,
}

/// One area with a value.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its outline.
    pub path: Cow<'static, str>,
    /// Where a dot stands for an area too small to be seen.
    pub dot: Option<(f64, f64)>,
    /// Its colour.
    pub tone: Tone,
    /// Its value, as tips and the table write it.
    pub exact: String,
    /// What is written on the map; hidden on narrow figures.
    pub label: Option<AreaLabel>,
}

/// A text on the map.
#[derive(Clone, Debug, Default)]
pub struct AreaLabel {
    /// What it says: "USA $3.27M".
    pub text: String,
    /// Where the middle of its baseline stands.
    pub place: (f64, f64),
    /// Whether it stands inside its coloured area, and so takes the ink for that; else it has a halo.
    pub is_inside: bool,
}

/// The map as a figure.
pub fn choropleth(frame: &Figure, map: &Choropleth) -> Markup {
    let (width, height) = map.size;
    if !(width > 0.0 && height > 0.0) {
        return figure(frame, nothing());
    }
    let is_many = map.areas.len() > MAX_TAB_STOPS;
    let view_box = format!("0 0 {width} {height}");
    let body = html! {
        div class="map" {
            // Keeps the box in the shape of the map; the drawing itself is fluid, so that its texts never scale.
            svg class="map-shape" viewBox=(view_box) aria-hidden="true" {}
            svg class="chart" role="group" aria-label={ (map.measure) " by " (map.heading) } {
                svg viewBox=(view_box) aria-hidden="true" {
                    @if let Some(sea) = &map.sea { path class="sea" d=(sea) {} }
                    path class="land" d=(map.land) {}
                }
                @for area in &map.areas { (area_mark(map, area, &view_box, !is_many)) }
                g class="over" aria-hidden="true" {
                    @for label in map.areas.iter().filter_map(|area| area.label.as_ref()) {
                        @let (x, y) = map.share(label.place);
                        @let class = if label.is_inside { "on-map wide-only" } else { "strong halo wide-only" };
                        text class=(class) x=(pct(x)) y=(pct(y)) text-anchor="middle" { (label.text) }
                    }
                }
            }
        }
        (keys(&map.keys))
        (data_table(frame, &table(map)))
    };
    figure(frame, body)
}

impl Choropleth {
    /// A place as shares of width and height in per cent.
    fn share(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x / self.size.0 * 100.0, y / self.size.1 * 100.0)
    }
}

/// An area or its dot, that answers with its name and value.
fn area_mark(map: &Choropleth, area: &Area, view_box: &str, is_tab_stop: bool) -> Markup {
    let name = format!("{} {}", area.name, area.exact);
    let hit = Hit {
        href: area.href.as_deref(),
        name: &name,
        is_tab_stop,
        drawing: html! {
            @if !area.path.is_empty() {
                svg viewBox=(view_box) { path class={ "country " (area.tone.fill()) } d=(area.path) {} }
            }
            @if let Some((x, y)) = area.dot.map(|place| map.share(place)) {
                circle class={ "map-dot " (area.tone.fill()) } cx=(pct(x)) cy=(pct(y)) r="4.5" {}
            }
            (Tip { text: &name, is_covering: false })
        },
    };
    html! { (hit) }
}

/// All areas with their values.
fn table(map: &Choropleth) -> DataTable {
    DataTable {
        head: vec![map.heading.clone(), map.measure.clone()],
        rows: map.areas.iter().map(|area| vec![area.name.clone(), area.exact.clone()]).collect(),
        note: None,
    }
}
