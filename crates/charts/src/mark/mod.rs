//! Marks: the smallest things that are drawn. Each is a value with its place already scaled; x is in per cent
//! of the plot's width and y in pixels, so that one drawing serves every width.

mod bar;
mod curve;
mod dot;
mod hit;
mod rule;
mod text;
mod tip;

pub(crate) use bar::Bar;
pub(crate) use curve::{CURVE_WIDTH, Curve, PathData};
pub(crate) use dot::Dot;
pub use dot::Shape;
pub(crate) use hit::Hit;
pub(crate) use rule::{HorizontalRule, VerticalRule};
pub(crate) use text::{Anchor, Text};
pub(crate) use tip::{TIP_HEIGHT, Tip, estimated_width, wrap};
