//! The staircase as a file.

use super::{Colours, document, plot};
use crate::figure::Figure;
use crate::kind::pareto::{HEIGHT, Pareto, axis, still};

/// The staircase as an SVG document; `percent_label` writes a share in per cent (25.0).
pub fn pareto(
    figure: &Figure,
    pareto: &Pareto,
    percent_label: &dyn Fn(f64) -> String,
    colours: Colours<'_>,
) -> String {
    let axis = axis(percent_label);
    document(figure, colours, HEIGHT, |top| plot(&axis, top, HEIGHT, |width| still(pareto, &axis, width)))
}
