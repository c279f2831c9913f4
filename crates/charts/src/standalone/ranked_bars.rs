//! Ranked bars as a file: the table of the page drawn as rows of text and bars.

use maud::{Markup, html};

use super::{MARGIN, WIDTH, document};
use crate::amount::Amount;
use crate::coordinate::px;
use crate::figure::Figure;
use crate::kind::cell_bar::{CellBar, cell_bar};
use crate::kind::ranked_bars::{RankedBars, RankedRow};
use crate::mark::{estimated_width, wrap};

/// Height of one line of a name, in pixels.
const LINE: f64 = 16.0;
/// Room between two rows.
const GAP: f64 = 10.0;
/// Room above the first row.
const ROOM: f64 = 12.0;
/// Names get at most this much of the width; longer ones wrap.
const LONGEST_NAME: f64 = 300.0;

/// The ranked bars as an SVG document.
pub fn ranked_bars(figure: &Figure, bars: &RankedBars) -> String {
    let columns = Columns::new(bars);
    let mut height = 0.0;
    let rows: Vec<(&RankedRow, Vec<String>, f64)> = bars
        .rows
        .iter()
        .map(|row| {
            let lines = wrap(&row.name, (columns.name / 6.3) as usize);
            let y = height;
            height += lines.len() as f64 * LINE + GAP;
            (row, lines, y)
        })
        .collect();
    document(figure, ROOM + height + LINE, |top| {
        html! {
            @for (row, lines, y) in &rows { (columns.row(bars, row, lines, top + ROOM + y)) }
            (legend(bars, top + ROOM + height + LINE))
        }
    })
}

/// What bar and tick are, with the baseline at `y`; without ticks the title says it.
fn legend(bars: &RankedBars, y: f64) -> Markup {
    if bars.rows.iter().all(|row| row.before.is_none()) {
        return html! {};
    }
    let text_left = MARGIN + 24.0;
    let tick = text_left + estimated_width(&bars.now_label) + 32.0;
    html! {
        rect class="f-mark" x=(px(MARGIN)) y=(px(y - 9.0)) width="16" height="10" rx="1" {}
        text x=(px(text_left)) y=(px(y)) { (bars.now_label) }
        line class="tick" x1=(px(tick)) x2=(px(tick)) y1=(px(y - 11.0)) y2=(px(y + 3.0)) {}
        text x=(px(tick + 8.0)) y=(px(y)) { (bars.before_label) }
    }
}

/// Widths of the columns, in pixels.
struct Columns {
    name: f64,
    amount: f64,
    share: f64,
}

impl Columns {
    fn new(bars: &RankedBars) -> Columns {
        let widest = |text: fn(&RankedRow) -> &str| {
            bars.rows.iter().map(|row| estimated_width(text(row))).fold(0.0, f64::max)
        };
        Columns {
            name: widest(|row| &row.name).min(LONGEST_NAME),
            amount: widest(|row| &row.amount.short) + 12.0,
            share: widest(|row| row.share.as_deref().unwrap_or("")) + 12.0,
        }
    }

    /// One row from `y` down; the bar stands at the middle of the name's lines.
    fn row(&self, bars: &RankedBars, row: &RankedRow, lines: &[String], y: f64) -> Markup {
        let (least, greatest) = bars.extent();
        let bar_left = MARGIN + self.name + 12.0;
        let share_right = WIDTH - MARGIN;
        let amount_right = share_right - self.share;
        let bar_width = amount_right - self.amount - bar_left;
        let middle = y + lines.len() as f64 * LINE / 2.0;
        let before = row.before.as_ref().and_then(Amount::finite);
        let bar = CellBar { value: row.amount.value, before, least, greatest, tone: row.tone };
        html! {
            @for (index, line) in lines.iter().enumerate() {
                text class="strong" x=(px(MARGIN)) y=(px(y + 12.0 + LINE * index as f64)) { (line) }
            }
            svg x=(px(bar_left)) y=(px(middle - 6.0)) width=(px(bar_width)) height="12" overflow="visible" {
                (cell_bar(&bar))
            }
            text class="strong t-end" x=(px(amount_right)) y=(px(middle + 4.0)) { (row.amount.short) }
            text class="t-end" x=(px(share_right)) y=(px(middle + 4.0)) { (row.share.as_deref().unwrap_or("")) }
        }
    }
}
