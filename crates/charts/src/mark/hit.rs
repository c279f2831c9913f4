//! The mark that answers: a link (or, without an address, a focusable place) with a name for screen readers,
//! that shows its tip on hover and focus.

use maud::{Markup, Render, html};

use super::Tip;

/// Something that can be pointed at. `drawing` holds the area that reacts, and what to light up.
#[derive(Clone, Debug)]
pub(crate) struct Hit<'a> {
    /// Where it leads; without, the mark is only looked at.
    pub(crate) href: Option<&'a str>,
    /// Name and exact value: the tip, which is also what a screen reader says.
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
                // The tip is its text, hidden from the eye alone: a label would say the same again.
                a class="mark" href=(href) tabindex=[skipped] { (self.drawing) (Tip(self.name)) }
            } @else {
                g class="mark" role="img" aria-label=(self.name) tabindex=(skipped.unwrap_or("0")) { (self.drawing) (Tip(self.name)) }
            }
        }
    }
}
