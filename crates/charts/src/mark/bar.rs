//! A filled rectangle: a bar, a column, a step, a cell.

use maud::{Markup, Render, html};

use crate::coordinate::{Pct, Px};

/// A rectangle with its CSS class (a tone, or what else it is).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bar<'a> {
    pub(crate) x: Pct,
    pub(crate) y: Px,
    pub(crate) width: Pct,
    pub(crate) height: Px,
    pub(crate) class: &'a str,
}

impl Render for Bar<'_> {
    fn render(&self) -> Markup {
        html! { rect class=(self.class) x=(self.x) y=(self.y) width=(self.width) height=(self.height) {} }
    }
}
