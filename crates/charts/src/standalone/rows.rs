//! A table drawn as rows of text and bars: names at the left, which wrap, then the bar, then what is written at the right.

use maud::{Markup, html};

use super::{MARGIN, WIDTH};
use crate::coordinate::px;
use crate::mark::{estimated_width, wrap};

/// Height of one line of text, in pixels.
const LINE: f64 = 16.0;
/// Room between two rows.
const GAP: f64 = 10.0;
/// Room above the first row.
const ROOM: f64 = 12.0;
/// Room between two columns.
const BETWEEN: f64 = 12.0;
/// Names get at most this much of the width; longer ones wrap.
const LONGEST_NAME: f64 = 300.0;
/// Width of a letter, about: names wrap where that many no longer fit.
const LETTER: f64 = 6.3;
/// How much wider strong letters are than others, about.
const STRONG: f64 = 1.1;
/// Height of a bar.
const BAR: f64 = 12.0;

/// One row.
#[derive(Default)]
pub(super) struct Row {
    pub(super) name: String,
    /// Below the name, smaller in weight.
    pub(super) detail: String,
    /// How far the name is set in, in pixels.
    pub(super) indent: f64,
    /// The bar, in per cent of its column's width.
    pub(super) bar: Markup,
    /// At the right, the first of them strong.
    pub(super) cells: Vec<String>,
    /// Whether a line separates it from the row above.
    pub(super) is_apart: bool,
    /// Whether it is a heading of the rows below.
    pub(super) is_heading: bool,
}

/// The rows with their places.
pub(super) struct Rows {
    rows: Vec<Placed>,
    /// Right edge of each column of texts.
    edges: Vec<f64>,
    bar_left: f64,
    bar_width: f64,
    pub(super) height: f64,
}

struct Placed {
    row: Row,
    name: Vec<String>,
    detail: Vec<String>,
    top: f64,
    height: f64,
}

impl Rows {
    pub(super) fn new(rows: Vec<Row>) -> Rows {
        let num_cells = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut right = WIDTH - MARGIN;
        let mut edges = vec![right; num_cells];
        for index in (0..num_cells).rev() {
            edges[index] = right;
            let texts = rows.iter().filter_map(|row| row.cells.get(index));
            let widest = texts.map(|text| estimated_width(text)).fold(0.0, f64::max);
            right -= if widest > 0.0 { widest + BETWEEN } else { 0.0 };
        }
        let name_width =
            |row: &Row| row.indent + (STRONG * estimated_width(&row.name)).max(estimated_width(&row.detail));
        let names = rows.iter().map(name_width).fold(0.0, f64::max).min(LONGEST_NAME);
        let mut top = ROOM;
        let placed = rows.into_iter().map(|row| {
            let letters = ((names - row.indent) / LETTER).max(8.0) as usize;
            let lines = |text: &str| if text.is_empty() { Vec::new() } else { wrap(text, letters) };
            let (name, detail) = (lines(&row.name), lines(&row.detail));
            let height = (name.len() + detail.len()).max(1) as f64 * LINE;
            let placed = Placed { row, name, detail, top, height };
            top += height + GAP;
            placed
        });
        let rows = placed.collect();
        let bar_left = MARGIN + names + BETWEEN;
        Rows { rows, edges, bar_left, bar_width: (right - bar_left).max(0.0), height: top }
    }

    pub(super) fn drawn(&self, top: f64) -> Markup {
        html! { @for placed in &self.rows { (self.row(placed, top + placed.top)) } }
    }

    /// One row from `y` down; the bar stands at the middle of its lines.
    fn row(&self, placed: &Placed, y: f64) -> Markup {
        let row = &placed.row;
        let left = MARGIN + row.indent;
        let middle = y + placed.height / 2.0;
        let lines = placed
            .name
            .iter()
            .map(|line| (line, !row.is_heading))
            .chain(placed.detail.iter().map(|line| (line, false)));
        html! {
            @if row.is_apart {
                line class="gridline" x1=(px(MARGIN)) x2=(px(WIDTH - MARGIN)) y1=(px(y - GAP / 2.0)) y2=(px(y - GAP / 2.0)) {}
            }
            @for (index, (line, is_strong)) in lines.enumerate() {
                text class=[is_strong.then_some("strong")] x=(px(left)) y=(px(y + 12.0 + LINE * index as f64)) { (line) }
            }
            @if !row.bar.0.is_empty() {
                svg x=(px(self.bar_left)) y=(px(middle - BAR / 2.0)) width=(px(self.bar_width)) height=(px(BAR))
                    overflow="visible" { (row.bar) }
            }
            @for (index, (text, right)) in row.cells.iter().zip(&self.edges).enumerate() {
                @if !text.is_empty() {
                    text class=(if index == 0 && !row.is_heading { "strong t-end" } else { "t-end" }) x=(px(*right))
                        y=(px(middle + 4.0)) { (text) }
                }
            }
        }
    }
}
