//! What is shown where the scope leaves nothing: what is empty, why, and which filter to loosen.
use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::link::Link;

/// Nothing to show, and ways out.
#[derive(Clone, Debug)]
pub struct EmptyState {
    /// `No orders in this scope`.
    pub title: String,
    /// Which filters together leave nothing.
    pub words: String,
    /// Pages with one filter less that show something.
    pub ways_out: Vec<Link>,
}

impl Render for EmptyState {
    fn render(&self) -> Markup {
        html! {
            div .empty {
                (icon(Icon::Funnel))
                h2 { (self.title) }
                p { (self.words) }
                @if !self.ways_out.is_empty() { ul .ways-out { @for way in &self.ways_out { li { a .btn href=(way.href) { (way.label) } } } } }
            }
        }
    }
}
