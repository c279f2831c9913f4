//! Where the numbers differ from those of the dashboard before, and why.

use analytics::divergences::DIVERGENCES;
use maud::{Markup, Render, html};

use super::{dataset_links, enumerated};
use crate::components::{Panel, Span};

/// The list.
pub(super) fn section() -> Markup {
    let body = html! {
        ul .entries {
            @for divergence in &DIVERGENCES {
                li {
                    h3 { (divergence.topic) }
                    p { span .dim { "Reference: " } (divergence.reference) }
                    p { span .dim { "It shows: " } (divergence.shows) }
                    p { span .dim { "Here: " } (divergence.here) }
                    p .dim { (enumerated(&dataset_links(divergence.datasets.iter().copied()))) }
                }
            }
        }
    };
    let mut panel = Panel::new(Span::Full, "Differences from the reference", body);
    panel.id = "differences".to_owned();
    panel.sentence = "The reference is the dashboard that this one replaces, with its SQL scripts; its figures are those of the Classic Models data.".to_owned();
    panel.render()
}
