//! A table coloured by its values: month by year, recency by frequency.

use maud::{Markup, html};

use super::legend::{Key, keys};
use crate::amount::Amount;
use crate::figure::{Figure, figure, nothing};
use crate::scale::Thresholds;
use crate::tone::Tone;

/// Steps of the colour ramp.
const CLASSES: usize = 5;

/// Cells of at most so many columns are wide enough for their values wherever.
const FEW_COLUMNS: usize = 6;

/// Column names up to so many letters are shown whole wherever.
const ALWAYS_WHOLE: usize = 2;

/// A grid of values; cells are coloured in five equal steps from zero to the greatest.
#[derive(Clone, Debug, Default)]
pub struct HeatMap {
    /// What a row is: "Year".
    pub heading: String,
    /// Names of the columns; where it is narrow only the first letter is shown.
    pub columns: Vec<String>,
    /// The rows from top to bottom.
    pub rows: Vec<HeatRow>,
}

/// One row of the grid.
#[derive(Clone, Debug, Default)]
pub struct HeatRow {
    /// The name of the row.
    pub name: String,
    /// One cell for each column; `None` is empty.
    pub cells: Vec<Option<HeatCell>>,
}

/// One cell of the grid.
#[derive(Clone, Debug, Default)]
pub struct HeatCell {
    /// The value.
    pub amount: Amount,
    /// Where it leads.
    pub href: Option<String>,
}

/// The heat map as a figure; `label` writes the borders between colours.
pub fn heat_map(frame: &Figure, map: &HeatMap, label: &dyn Fn(f64) -> String) -> Markup {
    let Some(steps) = map.steps() else { return figure(frame, nothing()) };
    let body = html! {
        table class={ "heat" @if map.columns.len() <= FEW_COLUMNS { " heat-few" } } {
            thead {
                tr {
                    th scope="col" { span class="vh" { (map.heading) } }
                    @for column in &map.columns {
                        th scope="col" {
                            @if column.chars().count() <= ALWAYS_WHOLE {
                                (column)
                            } @else {
                                span class="wide-only" { (column) }
                                span class="narrow-only" aria-hidden="true" { (column.chars().take(1).collect::<String>()) }
                            }
                        }
                    }
                }
            }
            tbody {
                @for row in &map.rows {
                    tr {
                        th scope="row" { (row.name) }
                        @for (cell, column) in row.cells.iter().zip(&map.columns) {
                            (heat_cell(row, column, cell.as_ref(), &steps))
                        }
                    }
                }
            }
        }
        (keys(&legend(&steps, label)))
    };
    figure(frame, body)
}

impl HeatMap {
    /// Where the colours begin; none where there is no value.
    pub(crate) fn steps(&self) -> Option<Thresholds> {
        let cells = self.rows.iter().flat_map(|row| &row.cells).flatten();
        let values = cells.filter_map(|cell| cell.amount.finite());
        values.clone().next().map(|_| Thresholds::equal(values, CLASSES))
    }
}

/// The colour of a cell.
pub(crate) fn tone(steps: &Thresholds, cell: &HeatCell) -> Tone {
    Tone::Ramp(steps.class(cell.amount.value) as u8 + 1)
}

/// A coloured cell; its exact value stands over it on hover and focus.
fn heat_cell(row: &HeatRow, column: &str, cell: Option<&HeatCell>, steps: &Thresholds) -> Markup {
    let Some(cell) = cell.filter(|cell| cell.amount.finite().is_some()) else {
        return html! { td class="heat-none" { span class="vh" { "–" } } };
    };
    let class = match steps.class(cell.amount.value) {
        0 => "heat-1",
        1 => "heat-2",
        2 => "heat-3",
        3 => "heat-4",
        _ => "heat-5",
    };
    let content = html! {
        span class="heat-text" aria-hidden="true" { (cell.amount.short) }
        span class="exact" { (column) " " (row.name) " " (cell.amount.exact) }
    };
    html! {
        td class=(class) {
            @if let Some(href) = &cell.href { a href=(href) { (content) } } @else { (content) }
        }
    }
}

/// The colours and where each begins.
pub(crate) fn legend(steps: &Thresholds, label: &dyn Fn(f64) -> String) -> Vec<Key> {
    let Some(first) = steps.edges().first().filter(|edge| **edge > 0.0) else { return Vec::new() };
    let under = Key::patch(format!("under {}", label(*first)), Tone::Ramp(1));
    let from = |(index, edge): (usize, &f64)| {
        Key::patch(format!("from {}", label(*edge)), Tone::Ramp(index as u8 + 2))
    };
    // Where borders lie closer than they are written, no value that is written so lies between them.
    let is_apart = |&(index, edge): &(usize, &f64)| {
        steps.edges().get(index + 1).is_none_or(|next| label(*next) != label(*edge))
    };
    std::iter::once(under).chain(steps.edges().iter().enumerate().filter(is_apart).map(from)).collect()
}
