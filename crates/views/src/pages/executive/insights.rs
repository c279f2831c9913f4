//! The most important insights, with the way to all of them.

use analytics::insights::Insight;
use maud::{Markup, Render, html};

use super::ExecutivePage;
use crate::components::{Panel, Span};
use crate::insight::Insights;

/// So many are told here.
const TOLD: usize = 3;

/// The most important insights; nothing where nothing stands out.
pub(super) fn section(page: &ExecutivePage<'_>, insights: &[Insight]) -> Markup {
    let &ExecutivePage { site, address, view, format, .. } = page;
    let written = Insights { site, address, view, format };
    if insights.is_empty() {
        return html! {};
    }
    let body =
        html! { ul .insights { @for insight in insights.iter().take(TOLD) { (written.headline(insight)) } } };
    Panel {
        id: "insights".to_owned(),
        links: site.link("All insights", "/insights", &address.scope_query()).into_iter().collect(),
        ..Panel::new(Span::Full, "What stands out", body)
    }
    .render()
}
