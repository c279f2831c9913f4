//! Every kind of chart with its edge cases, from made-up numbers: to learn how the charts are read, and to judge a change of them.

use charts::GalleryEntry;
use maud::{Markup, Render, html};

use crate::components::{Panel, Span};

/// Title of the page.
pub const TITLE: &str = "Chart gallery";

/// In place of a scope.
pub const SCOPE: &str = "Every kind of chart in its easy and its awkward cases; the numbers are made up";

/// The content of the page.
pub fn content() -> Markup {
    html! { @for entry in charts::gallery() { (panel(entry)) } }
}

/// A drawing in a box; one without a title of its own gets it from the box.
fn panel(entry: GalleryEntry) -> Markup {
    if entry.has_title() {
        Panel::around(Span::Half, entry.markup).render()
    } else {
        Panel::new(Span::Third, entry.title, entry.markup).render()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_is_there_under_its_title() {
        let content = content().into_string();
        for entry in charts::gallery() {
            assert!(content.contains(&entry.markup.0), "{}", entry.id);
        }
        assert_eq!(content.matches("<h2").count(), charts::gallery().len());
    }
}
