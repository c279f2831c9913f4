//! The thresholds in force, under the names by which they are configured.

use analytics::thresholds::{Amount, THRESHOLDS, Threshold};
use maud::{Markup, Render, html};
use units::{Format, Fraction};

use super::{DefinitionsPage, dataset_links, enumerated};
use crate::breakable::breakable;
use crate::components::{Panel, Span};
use crate::link::Link;
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
        Amount::Items(items) => count(items, "item", format),
        Amount::OneOrderIn(orders) => format!("1 order in {}", format.integer(orders)),
        Amount::Scores([top, high, mid]) => format!("{top}, {high}, {mid}"),
    }
}

/// The datasets and pages that depend on a threshold.
fn uses(page: &DefinitionsPage<'_>, threshold: &Threshold) -> Vec<Link> {
    let datasets = dataset_links(threshold.datasets.iter().copied());
    let pages = threshold.pages.iter().map(|path| {
        let label = path.trim_start_matches('/');
        page.site.link(label, path, "").unwrap_or_else(|| Link::new(label, "#thresholds"))
    });
    datasets.into_iter().chain(pages).collect()
}

/// The list.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    let body = html! {
        ul .entries {
            @for threshold in &THRESHOLDS {
                @let uses = uses(page, threshold);
                li id=(anchor(threshold.key)) {
                    h3 { (breakable(threshold.key)) ": " (value((threshold.value)(page.policy), page.format)) }
                    p { (threshold.meaning) }
                    p .dim {
                        code { "thresholds." wbr; (breakable(threshold.key)) } " or "
                        code { (breakable(&threshold.key.to_uppercase())) } ", for "
                        (enumerated(&uses))
                    }
                }
            }
        }
    };
    let mut panel = Panel::new(Span::Full, "Thresholds in force", body);
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
