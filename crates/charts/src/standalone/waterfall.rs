//! The waterfall as a file.

use super::rows::{Row, Rows};
use super::{Colours, document, nothing};
use crate::figure::Figure;
use crate::kind::waterfall::{Waterfall, steps};

/// The waterfall as an SVG document.
pub fn waterfall(figure: &Figure, data: &Waterfall, colours: Colours<'_>) -> String {
    if data.rows.is_empty() {
        return nothing(figure, colours);
    }
    let row = |(row, bar): (&crate::kind::waterfall::WaterfallRow, maud::Markup)| Row {
        name: row.name.clone(),
        bar,
        cells: vec![row.amount.short.clone()],
        ..Row::default()
    };
    let rows = Rows::new(data.rows.iter().zip(steps(data)).map(row).collect());
    document(figure, colours, rows.height, |top| rows.drawn(top))
}
