//! Panels: the boxes of a page's grid.
use maud::{Markup, Render, html};

use crate::link::Link;

/// How many of the twelve columns a panel takes on a wide screen; below, it takes them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// All.
    #[default]
    Full,
    /// A third.
    Third,
    /// Five of twelve.
    Five,
    /// Half.
    Half,
    /// Seven of twelve.
    Seven,
    /// Two thirds.
    TwoThirds,
}

impl Span {
    const fn class(self) -> &'static str {
        match self {
            Span::Full => "",
            Span::Third => " span-4",
            Span::Five => " span-5",
            Span::Half => " span-6",
            Span::Seven => " span-7",
            Span::TwoThirds => " span-8",
        }
    }
}

/// A box with a title, a sentence, links, and what it shows. Without a title it is a plain box, for a chart that brings its own.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Identifier, unique on the page; empty for none.
    pub id: String,
    /// Columns on a wide screen.
    pub span: Span,
    /// The title; empty for none.
    pub title: String,
    /// One sentence made from the numbers; empty for none.
    pub sentence: String,
    /// At the right: `All`, `CSV`, `SVG`, `Table`.
    pub links: Vec<Link>,
    /// Between head and body: a switch, a what-if form.
    pub controls: Option<Markup>,
    /// What it shows.
    pub body: Markup,
    /// Small print below; empty for none.
    pub note: String,
}

impl Panel {
    /// A plain box around a figure, which brings title, sentence and links.
    pub fn around(span: Span, body: Markup) -> Panel {
        Panel::new(span, "", body)
    }

    /// A box with a title.
    pub fn new(span: Span, title: impl Into<String>, body: Markup) -> Panel {
        Panel {
            id: String::new(),
            span,
            title: title.into(),
            sentence: String::new(),
            links: Vec::new(),
            controls: None,
            body,
            note: String::new(),
        }
    }
}

impl Render for Panel {
    fn render(&self) -> Markup {
        html! {
            section class={ "panel" (self.span.class()) } id=[(!self.id.is_empty()).then_some(&self.id)] {
                @if !self.title.is_empty() {
                    div .panel-head {
                        div {
                            h2 { (self.title) }
                            @if !self.sentence.is_empty() { p .say { (self.sentence) } }
                        }
                        @if !self.links.is_empty() {
                            ul .links {
                                @for link in &self.links {
                                    li { a href=(link.href) { (link.label) span .vh { ": " (self.title) } } }
                                }
                            }
                        }
                    }
                }
                @if let Some(controls) = &self.controls { (controls) }
                (self.body)
                @if !self.note.is_empty() { p .panel-note { (self.note) } }
            }
        }
    }
}

/// Panels above each other in one column of the grid; side by side on a tablet.
pub fn stack(span: Span, panels: &[Panel]) -> Markup {
    html! { div class={ "stack" (span.class()) } { @for panel in panels { (panel) } } }
}
