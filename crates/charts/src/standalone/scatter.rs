//! The scatter as a file.

use maud::html;

use super::keys::Keys;
use super::{Colours, MARGIN, WIDTH, document, nested, nothing};
use crate::axis::YAxis;
use crate::figure::Figure;
use crate::kind::scatter::{HEIGHT, Scatter};

/// The scatter as an SVG document; the functions write the round numbers of the axes.
pub fn scatter(
    figure: &Figure,
    data: &Scatter,
    x_tick: &dyn Fn(f64) -> String,
    y_tick: &dyn Fn(f64) -> String,
    colours: Colours<'_>,
) -> String {
    let left = |axis: &YAxis| MARGIN + axis.label_width();
    let width = |axis: &YAxis| WIDTH - MARGIN - left(axis);
    let Some((axis, drawing)) = data.still(x_tick, y_tick, width) else { return nothing(figure, colours) };
    let keys = Keys::new(&data.keys);
    document(figure, colours, keys.height + HEIGHT, |top| {
        let plot_top = top + keys.height;
        html! {
            (keys.drawn(top + 4.0))
            (nested([MARGIN, plot_top, axis.label_width(), HEIGHT], axis.labels()))
            (nested([left(&axis), plot_top, width(&axis), HEIGHT], drawing))
        }
    })
}
