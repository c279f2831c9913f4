//! How concentrated revenue is over countries, and which countries are at the bottom.

use analytics::answers::breakdown::Dimension;
use maud::Render;

use super::RegionalPage;
use super::cards::{FIRST, countries_words};
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::item;
use crate::scope_words::listed;

/// So much of the revenue, in percent, is told by how few countries bring it.
const MOST_PERCENT: i64 = 80;

/// The measures of concentration with a sentence.
pub(super) fn section(page: &RegionalPage<'_>) -> Panel {
    let (answers, format) = (page.answers, page.format);
    let spread = &answers.spread;
    let mut rows: Vec<Row> = Vec::new();
    let mut entry = |measure: &str, words: Option<String>| {
        rows.extend(words.map(|words| Row::Cells(vec![Cell::text(measure), Cell::text(words)])));
    };
    entry(&format!("HHI, of {}", format.integer(10_000)), spread.hhi.map(|hhi| format.decimal(hhi, 0)));
    entry("As many countries of equal size", spread.num_equal_items().map(|equal| format.decimal(equal, 1)));
    entry("Share of the first three", spread.top_percent(FIRST).map(|percent| format.percent(percent, 1)));
    entry(
        "Gini coefficient",
        spread.gini_percent.filter(|_| spread.num_items > 1).map(|percent| format.percent(percent, 1)),
    );
    let few = spread.num_items_for(MOST_PERCENT);
    entry(
        &format!("Bring {MOST_PERCENT}\u{202f}% of revenue"),
        (few > 0).then(|| countries_words(few, format)),
    );
    let (bottom, percent) = answers.bottom_quarter();
    entry(
        "Share of the bottom quarter",
        percent.filter(|_| !bottom.is_empty()).map(|percent| {
            format!("{}, {}", countries_words(bottom.len(), format), format.percent(percent, 1))
        }),
    );
    let column = |key: &str, label: &str, is_number| Column {
        key: key.to_owned(),
        label: label.to_owned(),
        is_number,
        ..Column::default()
    };
    let table = DataTable {
        caption: "Measures of concentration".to_owned(),
        columns: vec![column("measure", "Measure", false), column("value", "Value", true)],
        rows,
        total: Vec::new(),
        is_wide: false,
    };
    Panel {
        id: "concentration".to_owned(),
        sentence: sentence(page),
        links: page.exports("countries"),
        note: "Gini: 0 % when all countries with revenue bring alike, near 100 % when one brings nearly everything."
            .to_owned(),
        ..Panel::new(Span::Full, "How concentrated countries are", table.render())
    }
}

/// `Three of 21 countries bring 56.0 %, as concentrated as 6.5 of equal size. The bottom quarter, A, B and C, brings 4.1 %.`
fn sentence(page: &RegionalPage<'_>) -> String {
    let (answers, format) = (page.answers, page.format);
    let spread = &answers.spread;
    let (Some(top), Some(equal)) = (spread.top_percent(FIRST), spread.num_equal_items()) else {
        return "No revenue to divide.".to_owned();
    };
    let mut words = match spread.num_items {
        1 => "One country brings everything.".to_owned(),
        number if number <= FIRST => format!(
            "{} bring everything, as concentrated as {} of equal size.",
            countries_words(number, format),
            format.decimal(equal, 1)
        ),
        number => format!(
            "The first three of {} bring {}, as concentrated as {} of equal size.",
            countries_words(number, format),
            format.percent(top, 1),
            format.decimal(equal, 1)
        ),
    };
    if let (bottom, Some(percent)) = answers.bottom_quarter()
        && !bottom.is_empty()
    {
        let names: Vec<String> = bottom
            .iter()
            .map(|row| item::name(page.view.snapshot, Dimension::Countries, Some(row.country)))
            .collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        words += &format!(
            " In the bottom quarter {verb} {}, with {}.",
            listed(&names),
            format.percent(percent, 1)
        );
    }
    words
}
