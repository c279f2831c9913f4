//! Stacked bars as a file.

use maud::html;

use super::keys::Keys;
use super::rows::{Row, Rows};
use super::{Colours, document, nothing};
use crate::figure::Figure;
use crate::kind::stacked_bars::{StackedBars, StackedRow, legend, stack};

/// The stacked bars as an SVG document.
pub fn stacked_bars(figure: &Figure, bars: &StackedBars, colours: Colours<'_>) -> String {
    let greatest = bars.greatest();
    if greatest <= 0.0 {
        return nothing(figure, colours);
    }
    let row = |row: &StackedRow| Row {
        name: row.name.clone(),
        bar: stack(bars, row, greatest),
        cells: vec![row.total.short.clone()],
        ..Row::default()
    };
    let rows = Rows::new(bars.rows.iter().map(row).collect());
    let legend = legend(bars);
    let keys = Keys::new(&legend);
    document(figure, colours, keys.height + rows.height, |top| {
        html! { (keys.drawn(top + 4.0)) (rows.drawn(top + keys.height)) }
    })
}
