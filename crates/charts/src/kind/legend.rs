//! Keys of colours and shapes, where the marks cannot be labelled directly.

use maud::{Markup, html};

use crate::coordinate::{pct, px};
use crate::mark::{Dot, Shape};
use crate::tone::Tone;

/// One key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    /// What it says, with the count where there is one: "churning, 20".
    pub label: String,
    /// Its colour.
    pub tone: Tone,
    /// Its shape, for points; `None` is a patch of colour.
    pub shape: Option<Shape>,
}

impl Key {
    /// A patch of colour.
    pub fn patch(label: impl Into<String>, tone: Tone) -> Key {
        Key { label: label.into(), tone, shape: None }
    }

    /// A point.
    pub fn point(label: impl Into<String>, tone: Tone, shape: Shape) -> Key {
        Key { label: label.into(), tone, shape: Some(shape) }
    }
}

/// The keys in one wrapping line.
pub(crate) fn keys(keys: &[Key]) -> Markup {
    html! {
        @if !keys.is_empty() {
            ul class="keys" {
                @for key in keys {
                    li {
                        svg class="key" aria-hidden="true" {
                            @match key.shape {
                                Some(shape) => (Dot { x: pct(50.0), y: px(6.0), shape, class: point_class(shape, key.tone) }),
                                None => rect class=(key.tone.fill()) y="1" width="16" height="10" rx="1" {},
                            }
                        }
                        (key.label)
                    }
                }
            }
        }
    }
}

/// The CSS class of a point: filled for dots, drawn as an outline for rings and squares.
pub(crate) fn point_class(shape: Shape, tone: Tone) -> &'static str {
    match shape {
        Shape::Dot | Shape::Large => tone.fill(),
        Shape::Ring | Shape::Square => tone.outline(),
    }
}
