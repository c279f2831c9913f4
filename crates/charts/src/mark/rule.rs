//! Straight lines: grid, axis, thresholds, the tick of the year before.

use maud::{Markup, Render, html};

use crate::coordinate::{Pct, Px};

/// A line across the whole plot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HorizontalRule<'a> {
    pub(crate) y: Px,
    pub(crate) class: &'a str,
}

/// An upright line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerticalRule<'a> {
    pub(crate) x: Pct,
    pub(crate) top: Px,
    pub(crate) bottom: Px,
    pub(crate) class: &'a str,
}

impl Render for HorizontalRule<'_> {
    fn render(&self) -> Markup {
        html! { line class=(self.class) x1="0" x2="100%" y1=(self.y) y2=(self.y) {} }
    }
}

impl Render for VerticalRule<'_> {
    fn render(&self) -> Markup {
        html! { line class=(self.class) x1=(self.x) x2=(self.x) y1=(self.top) y2=(self.bottom) {} }
    }
}
