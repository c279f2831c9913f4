//! Which country belongs to which region.

use analytics::policy::Regions;
use maud::{Markup, Render, html};

use super::DefinitionsPage;
use crate::components::{Panel, Span};

/// The mapping in force, and the countries of the data that it leaves out.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    let countries = &page.snapshot.countries;
    let others: Vec<&str> = countries
        .iter()
        .map(|country| &*country.name)
        .filter(|name| !name.is_empty() && page.regions.region_of(name) == Regions::OTHER)
        .collect();
    let body = html! {
        dl .facts {
            @for (region, countries) in &page.regions.0 {
                div { dt { (region) } dd { (countries.join(", ")) } }
            }
            div { dt { (Regions::OTHER) } dd { @if others.is_empty() { "no country of the data" } @else { (others.join(", ")) } } }
        }
    };
    let mut panel = Panel::new(Span::Full, "Regions in force", body);
    panel.id = "regions".to_owned();
    panel.sentence = format!(
        "The section [regions] of the configuration, or REGIONS. A country in none is {}.",
        Regions::OTHER
    );
    panel.render()
}
