//! A line of text inside a plot.

use maud::{Markup, Render, html};

use crate::coordinate::{Pct, Px};

/// Which end of a text stands at its x.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// One line of text; `y` is its baseline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) x: Pct,
    pub(crate) y: Px,
    pub(crate) anchor: Anchor,
    pub(crate) class: &'a str,
    pub(crate) text: &'a str,
}

impl Anchor {
    pub(crate) fn attribute(self) -> Option<&'static str> {
        match self {
            Anchor::Start => None,
            Anchor::Middle => Some("middle"),
            Anchor::End => Some("end"),
        }
    }
}

impl Render for Text<'_> {
    fn render(&self) -> Markup {
        let class = Some(self.class).filter(|class| !class.is_empty());
        html! {
            text class=[class] x=(self.x) y=(self.y) text-anchor=[self.anchor.attribute()] { (self.text) }
        }
    }
}
