//! Amounts by country on a map of the world, with Europe enlarged.

use std::borrow::Cow;
use std::collections::HashSet;

use charts::scale::Thresholds;
use charts::{Amount, Area, Choropleth, Inset};
use maud::{Markup, html};

/// Classes of colour.
const CLASSES: usize = 5;

/// Id of all land in [`outlines`]; the sea has it with `-sea`.
const LAND_ID: &str = "land";

/// Id of a country's outline in [`outlines`].
fn outline_id(iso: &str) -> String {
    format!("{LAND_ID}-{iso}")
}

/// The outlines of all countries, to which every map of a page refers: a page has them once, outside of what is swapped.
pub fn outlines() -> Markup {
    html! {
        svg .sprite aria-hidden="true" {
            path #{ (LAND_ID) "-sea" } d=(geography::SEA) {}
            g #(LAND_ID) {
                @for country in geography::countries().iter().filter(|country| !country.path.is_empty()) {
                    path #(outline_id(country.iso)) .country d=(country.path) {}
                }
            }
        }
    }
}

/// What a country has.
#[derive(Clone, Debug, Default)]
pub struct CountryAmount {
    /// Name as in the data.
    pub name: String,
    /// Where a click leads.
    pub href: Option<String>,
    /// The amount.
    pub amount: Amount,
    /// Its share, already written.
    pub share: Option<String>,
    /// Whether the filters select it.
    pub is_current: bool,
}

/// Amounts of money by country.
#[derive(Clone, Debug)]
pub struct WorldMap {
    /// What is measured: `Revenue`.
    pub measure: String,
    /// What it means that a country has no amount: `no sales`.
    pub nothing: String,
    /// Whether Europe is shown enlarged beside the map.
    pub has_europe: bool,
    /// The countries, the greatest amount first.
    pub countries: Vec<CountryAmount>,
}

/// The map with the outlines of its countries.
pub fn world_map(map: WorldMap) -> Choropleth {
    // Two names in the data may mean one country, as UK and England do: the greater is drawn, the other is in the list.
    let mut drawn = HashSet::new();
    let areas: Vec<Area> = map
        .countries
        .into_iter()
        .map(|country| {
            let place = geography::find(&country.name).filter(|found| drawn.insert(found.iso));
            let area = Area {
                name: country.name,
                href: country.href,
                amount: country.amount,
                share: country.share,
                is_current: country.is_current,
                ..Area::default()
            };
            let Some(place) = place else { return area };
            let bounds = place.bounds;
            Area {
                path: Cow::Borrowed(place.path),
                outline_id: outline_id(place.iso),
                place: place.label,
                bounds: [bounds.left, bounds.top, bounds.right, bounds.bottom],
                is_dot: place.is_dot,
                ..area
            }
        })
        .collect();
    let land: String = geography::countries()
        .iter()
        .filter(|country| !drawn.contains(country.iso))
        .map(|country| country.path)
        .collect();
    Choropleth {
        heading: "Country".to_owned(),
        measure: map.measure,
        share_heading: areas.iter().any(|area| area.share.is_some()).then(|| "Share".to_owned()),
        size: (geography::WIDTH, geography::HEIGHT),
        sea: Cow::Borrowed(geography::SEA),
        land: Cow::Owned(land),
        land_id: Some(LAND_ID),
        land_label: map.nothing,
        thresholds: Thresholds::rounded_quantiles(areas.iter().map(|area| area.amount.value), CLASSES),
        areas,
        inset: map.has_europe.then(|| Inset { title: "Europe".to_owned(), window: geography::EUROPE }),
    }
}
