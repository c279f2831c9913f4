//! The trend as a file.

use super::{Colours, document, plot};
use crate::figure::Figure;
use crate::kind::trend::{HEIGHT, Trend, still};

/// The trend as an SVG document; `tick_label` writes the round numbers of the y axis.
pub fn trend(
    figure: &Figure,
    trend: &Trend,
    tick_label: &dyn Fn(f64) -> String,
    colours: Colours<'_>,
) -> String {
    let axis = trend.axis(tick_label);
    document(figure, colours, HEIGHT, |top| plot(&axis, top, HEIGHT, |width| still(trend, &axis, width)))
}
