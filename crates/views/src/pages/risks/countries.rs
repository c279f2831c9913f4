//! Where the amount at risk is: a map and its list.

use charts::Figure;

use super::RisksPage;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::measure::amount;
use crate::scope_words::count;
use crate::world_map::{CountryAmount, WorldMap, world_map};

/// The map.
pub(super) fn section(page: &RisksPage<'_>) -> Panel {
    Panel::around(Span::Full, chart(page).on_page(page.format))
}

/// The map with its words.
pub(super) fn chart(page: &RisksPage<'_>) -> Chart {
    let (answers, format) = (page.answers, page.format);
    let snapshot = page.view.snapshot;
    let figure = Figure {
        id: "risk-map".to_owned(),
        title: "Amount at risk by country".to_owned(),
        sentence: sentence(page),
        links: page.files("high_risk_customers", ChartFile::RiskMap),
        controls: None,
        note: None,
    };
    let countries = answers.by_country.iter().map(|row| CountryAmount {
        name: page.country(row.country),
        href: page.country_href(row.country),
        amount: amount(row.amount_cents, format),
        share: row.percent.map(|percent| format.percent(percent, 1)),
        is_current: page
            .view
            .scope
            .countries
            .iter()
            .any(|chosen| **chosen == *snapshot.countries[row.country].name),
    });
    let map = WorldMap {
        measure: "Amount at risk".to_owned(),
        nothing: "nothing at risk".to_owned(),
        has_europe: false,
        countries: countries.collect(),
    };
    Chart { figure, drawing: Drawing::Choropleth(world_map(map)) }
}

/// `USA has 49.1 % of it, with 12 customers; the rest is in 9 countries.`
fn sentence(page: &RisksPage<'_>) -> String {
    let (by_country, format) = (&page.answers.by_country, page.format);
    let Some((first, percent)) = by_country.first().and_then(|first| Some((first, first.percent?))) else {
        return "Nothing is at risk.".to_owned();
    };
    let mut words = format!(
        "{} has {} of it, with {}",
        page.country(first.country),
        format.percent(percent, 1),
        count(first.num_customers as i128, "customer", format)
    );
    match by_country.len() - 1 {
        0 => {}
        1 => words += "; the rest is in one country",
        others => words += &format!("; the rest is in {} countries", format.integer(others as i128)),
    }
    words + "."
}
