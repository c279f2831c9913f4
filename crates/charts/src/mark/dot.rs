//! A single point; its shape can carry a state, so that no state is colour alone.

use maud::{Markup, Render, html};

use crate::coordinate::{Pct, Px, px};

/// The shape of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A small filled dot.
    #[default]
    Dot,
    /// An open ring.
    Ring,
    /// An open square.
    Square,
    /// A larger filled dot.
    Large,
}

/// A point with the CSS class of its fill (dots) or stroke (ring, square).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dot<'a> {
    pub(crate) x: Pct,
    pub(crate) y: Px,
    pub(crate) shape: Shape,
    pub(crate) class: &'a str,
}

impl Render for Dot<'_> {
    fn render(&self) -> Markup {
        let radius = match self.shape {
            Shape::Dot => 3.5,
            Shape::Ring => 5.0,
            Shape::Large => 5.5,
            Shape::Square => {
                return html! {
                    // x in per cent takes no offset, a translation does.
                    rect class=(self.class) x=(self.x) y=(px(self.y.value() - 6.0)) width="12" height="12"
                        transform="translate(-6)" {}
                };
            }
        };
        html! { circle class=(self.class) cx=(self.x) cy=(self.y) r=(px(radius)) {} }
    }
}
