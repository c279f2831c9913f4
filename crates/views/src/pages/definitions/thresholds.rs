//! The thresholds in force, under the names by which they are configured.

use analytics::thresholds::{THRESHOLDS, Threshold};
use maud::{Markup, Render, html};

use super::{DefinitionsPage, dataset_links, enumerated};
use crate::breakable::breakable;
use crate::components::{Panel, Span};
use crate::link::Link;
use crate::threshold_words::threshold_words;

/// Identifier of a threshold on the page, by its parameter.
pub(super) fn anchor(parameter: &str) -> String {
    format!("threshold-{parameter}")
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
                @let value = threshold_words(threshold.unit, threshold.value(page.policy), page.format);
                li id=(anchor(threshold.parameter)) {
                    h3 { (breakable(threshold.parameter)) ": " (value) }
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
