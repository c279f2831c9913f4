//! The thresholds in force, under the names by which they are configured.

use analytics::thresholds::{Amount, THRESHOLDS};
use maud::{Markup, Render, html};
use units::{Format, Fraction};

use super::{DefinitionsPage, dataset_links, enumerated};
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// Identifier of a threshold on the page.
pub(super) fn anchor(key: &str) -> String {
    format!("threshold-{key}")
}

/// The value of a threshold in words.
pub(super) fn value(amount: Amount, format: &Format) -> String {
    let quotient = |numerator: u32, denominator: i64| Fraction::new(i64::from(numerator), denominator);
    match amount {
        Amount::Percent(percent) => {
            quotient(percent, 1).map_or_else(String::new, |percent| format.percent(percent, 0))
        }
        Amount::Hundredths(hundredths) => quotient(hundredths, 100)
            .map_or_else(String::new, |times| format!("{} ×", format.decimal(times, 2))),
        Amount::Days(days) => count(days, "day", format),
        Amount::Orders(orders) => count(orders, "order", format),
        Amount::OneOrderIn(orders) => format!("1 order in {}", format.integer(orders)),
        Amount::Scores([top, high, mid]) => format!("{top}, {high}, {mid}"),
    }
}

/// The table.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    let head = |key: &str, label: &str, priority| Column {
        key: format!("threshold-{key}"),
        label: label.to_owned(),
        priority,
        ..Column::default()
    };
    let table = DataTable {
        caption: "Thresholds".to_owned(),
        columns: vec![
            head("key", "Setting", 0),
            head("value", "In force", 0),
            head("meaning", "What it decides", 0),
            head("datasets", "Datasets", 2),
        ],
        rows: THRESHOLDS
            .iter()
            .map(|threshold| {
                let amount = (threshold.value)(page.policy);
                let datasets = dataset_links(threshold.datasets.iter().copied());
                Row::Cells(vec![
                    Cell(html! {
                        code id=(anchor(threshold.key)) .wrap-always { "thresholds." wbr; (threshold.key) }
                        span .dim.check-id.wrap-always { (threshold.key.to_uppercase()) }
                    }),
                    Cell(html! { strong { (value(amount, page.format)) } }),
                    Cell(html! { span .wrap-always { (threshold.meaning) } }),
                    Cell(html! { span .wrap-always { (enumerated(&datasets)) } }),
                ])
            })
            .collect(),
        total: Vec::new(),
        is_wide: false,
    };
    let mut panel = Panel::new(Span::Full, "Thresholds in force", table.render());
    panel.id = "thresholds".to_owned();
    panel.sentence =
        "Each is a key of the configuration file, and in capitals an environment variable.".to_owned();
    panel.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_say_their_unit() {
        for (amount, expected) in [
            (Amount::Percent(70), "70\u{202f}%"),
            (Amount::Hundredths(150), "1.50 ×"),
            (Amount::Days(1), "1 day"),
            (Amount::Orders(5), "5 orders"),
            (Amount::OneOrderIn(200), "1 order in 200"),
            (Amount::Scores([13, 10, 7]), "13, 10, 7"),
        ] {
            assert_eq!(value(amount, &Format::default()), expected);
        }
    }
}
