//! The mark that answers: a link (or, without an address, a focusable place) with a name for screen readers,
//! that shows its tip on hover and focus.

use maud::{Markup, Render, html};

/// Something that can be pointed at. `drawing` holds the area that reacts, what to light up, and the tip.
#[derive(Clone, Debug)]
pub(crate) struct Hit<'a> {
    /// Where it leads; without, the mark is only looked at.
    pub(crate) href: Option<&'a str>,
    /// What a screen reader says: name and exact value.
    pub(crate) name: &'a str,
    /// Whether the tab key stops here; with many marks it stops only at the ones worth it.
    pub(crate) is_tab_stop: bool,
    pub(crate) drawing: Markup,
}

impl Render for Hit<'_> {
    fn render(&self) -> Markup {
        let skipped = (!self.is_tab_stop).then_some("-1");
        html! {
            @if let Some(href) = self.href {
                a class="mark" href=(href) aria-label=(self.name) tabindex=[skipped] { (self.drawing) }
            } @else {
                g class="mark" role="img" aria-label=(self.name) tabindex=(skipped.unwrap_or("0")) { (self.drawing) }
            }
        }
    }
}
