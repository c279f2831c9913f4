//! What holds for every figure.

use maud::{Markup, Render, html};

use crate::components::{Panel, Span};

/// Term and what holds.
const RULES: [(&str, &str); 8] = [
    (
        "As of",
        "Everything speaks of one day, by default that of the last order. Nothing depends on the clock, so the same data give the same numbers tomorrow.",
    ),
    (
        "Flow",
        "What happened in the scope: all filters apply, and everything is computed on the rows that they leave.",
    ),
    (
        "State",
        "How things stand on the as-of day: computed on all orders of the status filter; customer filters choose which rows are shown. Period and line do not apply, so no score changes when a country is chosen.",
    ),
    ("Structure", "How things are organised: no filter applies."),
    (
        "Exact",
        "Money is added in whole cents and ratios come from exact sums. They are rounded once, when they are written, half away from zero; sorting and thresholds use the exact figure.",
    ),
    (
        "No value",
        "A ratio over nothing has no value, which is not zero: a dash on pages, an empty cell in files. Growth from zero is called new.",
    ),
    (
        "Compared with",
        "The same days a year earlier, unless the filters say the period before. Whole calendar periods compare with whole ones, running ones with as many days.",
    ),
    (
        "Doubtful rows",
        "A row that cannot be used is left out of every number and listed under data quality; one that can be used is used as it is, and listed too.",
    ),
];

/// The rules.
pub(super) fn section() -> Markup {
    let body = html! {
        dl .facts.facts-wide { @for (term, words) in RULES { div { dt { (term) } dd { (words) } } } }
    };
    let mut panel = Panel::new(Span::Full, "Rules for all figures", body);
    panel.id = "rules".to_owned();
    panel.render()
}
