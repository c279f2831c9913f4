//! The rules that find insights: their formulas, what is at stake, and what is surprising.

use analytics::insights::RULES;
use maud::{Markup, Render, html};

use super::DefinitionsPage;
use crate::components::{Panel, Span};
use crate::insight::anchor;

/// One panel with all rules, in the order of their topics.
pub(super) fn section(page: &DefinitionsPage<'_>) -> Markup {
    let body = html! {
        @for rule in RULES {
            h3 id=(anchor(rule.id)) { (rule.title) }
            dl .facts.facts-rows {
                div { dt { "Formula" } dd .formula { (rule.formula) } }
                div { dt { "At stake" } dd { (rule.stake) } }
                div { dt { "Surprise" } dd { (rule.surprise) } }
            }
        }
    };
    let mut panel = Panel::new(Span::Full, "Insights", body);
    panel.id = "insights".to_owned();
    panel.sentence = "What is told first: what has most at stake times what is most surprising.".to_owned();
    panel.links = page.links(&[("Insights", "/insights")]);
    panel.render()
}
