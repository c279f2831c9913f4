//! Revenue by country on the map of the world.

use analytics::answers::breakdown::Dimension;
use charts::Figure;
use maud::{Markup, Render};

use super::RegionalPage;
use super::cards::countries_words;
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::item;
use crate::measure::amount;
use crate::scope_words::{capitalized, period_name};
use crate::world_map::{CountryAmount, WorldMap, world_map};

/// The map with its list of countries.
pub(super) fn section(page: &RegionalPage<'_>) -> Markup {
    Panel::around(Span::Full, chart(page).on_page(page.format)).render()
}

/// The map with its words.
pub(super) fn chart(page: &RegionalPage<'_>) -> Chart {
    let &RegionalPage { site, address, view, answers, format } = page;
    let snapshot = view.snapshot;
    let period = period_name(view.scope.period, view.days(), format);
    let figure = Figure {
        id: "map".to_owned(),
        title: format!("Revenue by country, {}", lower(&period)),
        sentence: sentence(page),
        links: page.files("sales_by_country", ChartFile::RevenueMap),
        controls: None,
        note: None,
    };
    let country = |row: &analytics::answers::regional::CountryRow| {
        let name = &snapshot.countries[row.country].name;
        let index = Some(row.country);
        CountryAmount {
            name: item::name(snapshot, Dimension::Countries, index),
            href: item::filtered_href(site, address, snapshot, Dimension::Countries, index)
                .or_else(|| item::href(site, address, snapshot, Dimension::Countries, index)),
            amount: amount(row.figures.sales.revenue_cents, format),
            share: row.figures.percent.map(|percent| format.percent(percent, 1)),
            is_current: view.scope.countries.iter().any(|chosen| **chosen == **name),
        }
    };
    let map = WorldMap {
        measure: "Revenue".to_owned(),
        nothing: "no sales".to_owned(),
        has_europe: true,
        countries: answers
            .countries()
            .iter()
            .filter(|row| row.figures.sales.num_orders > 0)
            .map(country)
            .collect(),
    };
    Chart { figure, drawing: Drawing::Choropleth(world_map(map)) }
}

/// A period inside a title: `all periods`, but `Q3 2004`.
fn lower(period: &str) -> String {
    let is_word =
        ["All ", "Last ", "Month ", "Quarter ", "Year "].iter().any(|word| period.starts_with(word));
    if is_word {
        let mut letters = period.chars();
        letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
    } else {
        capitalized(period)
    }
}

/// `Europe brings 47.1 %, from 13 countries; USA alone is 34.1 %, more than the next four countries together.`
fn sentence(page: &RegionalPage<'_>) -> String {
    let (answers, format) = (page.answers, page.format);
    let snapshot = page.view.snapshot;
    let Some((region, region_percent)) =
        answers.regions.first().and_then(|region| Some((region, region.figures.percent?)))
    else {
        return "No country brings revenue in this scope.".to_owned();
    };
    let countries = answers.countries();
    let Some((first, percent)) = countries.first().and_then(|first| Some((first, first.figures.percent?)))
    else {
        return String::new();
    };
    let name = item::name(snapshot, Dimension::Countries, Some(first.country));
    if answers.spread.num_items == 1 {
        return format!("All revenue comes from {name}.");
    }
    let percent = format.percent(percent, 1);
    let regions = answers.regions.iter().filter(|region| region.figures.sales.revenue_cents > 0).count();
    let mut words = if regions == 1 {
        format!("{name} brings {percent}")
    } else {
        format!(
            "{} brings {}, from {}; {name} alone {percent}",
            snapshot.regions[region.region],
            format.percent(region_percent, 1),
            countries_words(region.num_buying(), format),
        )
    };
    match answers.num_outsold() {
        0 => {}
        1 => words += ", more than the next country",
        number => words += &format!(", more than the next {} together", countries_words(number, format)),
    }
    words + "."
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn a_period_in_a_title_keeps_the_capitals_of_names() {
        for (period, expected) in [
            ("All periods", "all periods"),
            ("Last 12 months", "last 12 months"),
            ("November 2004", "November 2004"),
            ("Q3 2004", "Q3 2004"),
        ] {
            assert_eq!(lower(period), expected);
        }
    }
}
