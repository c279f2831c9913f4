//! Develop countries with customers and little revenue, so that less hangs on the largest.

use analytics::answers::breakdown::Dimension;
use analytics::datasets::country_potential::CountryPotential;
use maud::html;

use super::{Advice, LISTED, RecommendationsPage, column, name_cell, table};
use crate::components::{Cell, Row};
use crate::item;
use crate::scope_words::{capitalized, count, listed};

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format) = (page.answers, page.format);
    let found = &answers.potentials.countries;
    let potential_cents = answers.potential_cents();
    let row = |row: &CountryPotential| {
        Row::Cells(vec![
            name_cell(&page.links().country(row.country)),
            page.integer(row.num_customers),
            page.integer(row.sales.num_buyers),
            page.integer(row.num_without_rep),
            page.whole(row.sales.revenue_cents),
            units::Fraction::percent(row.sales.revenue_cents, row.total_cents)
                .map_or_else(Cell::none, |percent| Cell::text(format.percent(percent, 1))),
            page.whole(row.potential_cents),
        ])
    };
    let columns = vec![
        column("Country", false, 0),
        column("Customers", true, 0),
        column("With orders", true, 2),
        column("Without rep", true, 2),
        column("Revenue", true, 1),
        column("Share", true, 1),
        column("Potential", true, 0),
    ];
    Advice {
        id: "diversify-countries",
        title: "Diversify countries",
        sentence: sentence(page),
        stake: (potential_cents > 0).then(|| page.short(potential_cents)),
        formula: "Customers of the country × revenue per customer of the middle country with revenue (the median) − revenue of the country, where that is above 0; summed over countries without revenue in the scope and the quarter of the others that brings least.",
        body: html! {
            (table("Countries to develop", columns, found.iter().take(LISTED).map(row).collect()))
        },
        links: page.ways("All countries", Some("/regional"), &["country_potential"]),
        note: page.left_out(found.len()) + &concentration(page),
    }
}

fn sentence(page: &RecommendationsPage<'_>) -> String {
    let (answers, format, snapshot) = (page.answers, page.format, page.view.snapshot);
    if answers.spread.num_items == 0 {
        return "No country has revenue in this scope, so there is nothing to measure others by.".to_owned();
    }
    let names: Vec<String> = answers
        .largest_countries
        .iter()
        .map(|&country| item::name(snapshot, Dimension::Countries, Some(country)))
        .collect();
    let share =
        answers.spread.top_percent(names.len()).map_or(String::new(), |percent| format.percent(percent, 1));
    let verb = if names.len() == 1 { "brings" } else { "bring" };
    let found = &answers.potentials.countries;
    if found.is_empty() {
        return format!(
            "{} {verb} {share} of revenue, and no other country has customers and little of it.",
            capitalized(&listed(&names))
        );
    }
    let idle = found.iter().filter(|row| row.sales.revenue_cents <= 0).count();
    let customers: i64 = found.iter().map(|row| row.num_customers).sum();
    let number = found.len() as i64;
    format!(
        "{} {verb} {share} of revenue; {} with {} bring little of it, {} of them nothing.",
        listed(&names),
        if number == 1 { "1 country".to_owned() } else { format!("{} countries", format.integer(number)) },
        count(customers, "customer", format),
        format.integer(idle as i128)
    )
}

/// The usual measures of concentration.
fn concentration(page: &RecommendationsPage<'_>) -> String {
    let spread = &page.answers.spread;
    let Some((hhi, equal)) = spread.hhi.zip(spread.num_equal_items()) else { return String::new() };
    format!(
        "Concentration: HHI {}, as if {} countries of equal size had all revenue.",
        page.format.decimal(hhi, 0),
        page.format.decimal(equal, 1)
    )
}
