//! The heat map as a file: a grid of coloured cells with their values.

use maud::{Markup, html};

use super::keys::Keys;
use super::{Colours, MARGIN, WIDTH, document, nothing};
use crate::coordinate::px;
use crate::figure::Figure;
use crate::kind::heat_map::{HeatCell, HeatMap, legend, tone};
use crate::mark::estimated_width;
use crate::scale::Thresholds;

/// Height of a cell, in pixels.
const CELL: f64 = 30.0;
/// Height of the line with the names of the columns.
const HEAD: f64 = 22.0;
/// Room between two cells.
const GAP: f64 = 2.0;

/// The heat map as an SVG document; `label` writes the borders between colours.
pub fn heat_map(
    figure: &Figure,
    map: &HeatMap,
    label: &dyn Fn(f64) -> String,
    colours: Colours<'_>,
) -> String {
    let Some(steps) = map.steps() else { return nothing(figure, colours) };
    let legend = legend(&steps, label);
    let keys = Keys::new(&legend);
    let names = map.rows.iter().map(|row| estimated_width(&row.name)).fold(0.0, f64::max);
    let left = MARGIN + names + 12.0;
    let width = (WIDTH - MARGIN - left) / map.columns.len().max(1) as f64;
    let grid_height = map.rows.len() as f64 * CELL;
    document(figure, colours, HEAD + grid_height + 12.0 + keys.height, |top| {
        html! {
            @for (index, column) in map.columns.iter().enumerate() {
                text x=(px(left + (index as f64 + 0.5) * width)) y=(px(top + 14.0)) text-anchor="middle" { (column) }
            }
            @for (index, row) in map.rows.iter().enumerate() {
                @let y = top + HEAD + index as f64 * CELL;
                text x=(px(MARGIN)) y=(px(y + CELL / 2.0 + 4.0)) { (row.name) }
                @for (index, cell) in row.cells.iter().enumerate() {
                    (drawn(cell.as_ref(), &steps, [left + index as f64 * width, y, width - GAP, CELL - GAP]))
                }
            }
            (keys.drawn(top + HEAD + grid_height + 12.0))
        }
    })
}

/// A cell in its place (left, top, width, height).
fn drawn(cell: Option<&HeatCell>, steps: &Thresholds, [left, top, width, height]: [f64; 4]) -> Markup {
    let shown = cell.filter(|cell| cell.amount.finite().is_some());
    let class = shown.map_or("heat-none", |cell| tone(steps, cell).fill());
    html! {
        rect class=(class) x=(px(left)) y=(px(top)) width=(px(width)) height=(px(height)) rx="2" {}
        @if let Some(cell) = shown {
            text class="on-heat" x=(px(left + width / 2.0)) y=(px(top + height / 2.0 + 4.0)) text-anchor="middle" { (cell.amount.short) }
        }
    }
}
