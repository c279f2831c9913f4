//! How concentrated revenue is over countries, and which countries are at the bottom.

use analytics::answers::breakdown::Dimension;
use maud::{Render, html};

use super::RegionalPage;
use super::cards::{FIRST, countries_words};
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::item;
use crate::scope_words::listed;

/// So much of the revenue, in percent, is told by how few countries bring it.
const MOST_PERCENT: [i64; 2] = [50, 80];

/// The measures of concentration with a sentence.
pub(super) fn section(page: &RegionalPage<'_>) -> Panel {
    let (answers, format) = (page.answers, page.format);
    let spread = &answers.spread;
    let mut rows: Vec<Row> = Vec::new();
    let mut entry = |measure: &str, words: Option<String>| {
        rows.extend(
            words.map(|words| Row::Cells(vec![Cell(html! { span .wrap { (measure) } }), Cell::text(words)])),
        );
    };
    entry("Share of the first three", spread.top_percent(FIRST).map(|percent| format.percent(percent, 1)));
    let (bottom, percent) = answers.bottom_quarter();
    entry(
        "Share of the bottom quarter",
        percent.filter(|_| !bottom.is_empty()).map(|percent| format.percent(percent, 1)),
    );
    for percent in MOST_PERCENT {
        let few = spread.num_items_for(percent);
        entry(
            &format!("Bring {percent}\u{202f}% of revenue"),
            (few > 0).then(|| countries_words(few, format)),
        );
    }
    entry(
        "Gini coefficient, 0\u{202f}% if all bring alike",
        spread.gini_percent.map(|percent| format.percent(percent, 1)),
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
    let body = if spread.num_items > 1 {
        table.render()
    } else {
        html! {}
    };
    Panel {
        id: "concentration".to_owned(),
        sentence: sentence(page),
        links: page.exports("countries"),
        ..Panel::new(Span::Full, "How concentrated countries are", body)
    }
}

/// `The first three of 21 countries bring 56.0 %, as concentrated as 6.5 of equal size (HHI 1,550 of 10,000, Gini 56.6 %). In the
/// bottom quarter are Ireland and Hong Kong, with 4.1 %.`
fn sentence(page: &RegionalPage<'_>) -> String {
    let (answers, format) = (page.answers, page.format);
    let spread = &answers.spread;
    let (Some(top), Some(equal), Some(hhi), Some(gini)) =
        (spread.top_percent(FIRST), spread.num_equal_items(), spread.hhi, spread.gini_percent)
    else {
        return "No revenue to divide.".to_owned();
    };
    let measures = format!(
        "HHI {} of {}, Gini {}",
        format.decimal(hhi, 0),
        format.integer(10_000),
        format.percent(gini, 1)
    );
    let mut words = match spread.num_items {
        1 => "One country brings everything.".to_owned(),
        number if number <= FIRST => format!(
            "{} bring everything, as concentrated as {} of equal size ({measures}).",
            countries_words(number, format),
            format.decimal(equal, 1)
        ),
        number => format!(
            "The first three of {} bring {}, as concentrated as {} of equal size ({measures}).",
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
