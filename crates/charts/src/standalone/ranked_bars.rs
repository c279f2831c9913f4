//! Ranked bars as a file: the table of the page drawn as rows of text and bars.

use maud::{Markup, html};

use super::rows::{Row, Rows};
use super::{Colours, MARGIN, document, nothing};
use crate::coordinate::px;
use crate::figure::Figure;
use crate::kind::ranked_bars::{RankedBars, RankedRow, row_bar};
use crate::mark::estimated_width;

/// Height of the legend.
const LEGEND: f64 = 16.0;

/// The ranked bars as an SVG document.
pub fn ranked_bars(figure: &Figure, bars: &RankedBars, colours: Colours<'_>) -> String {
    if bars.rows.is_empty() {
        return nothing(figure, colours);
    }
    let (least, greatest) = bars.extent();
    let row = |row: &RankedRow| Row {
        name: match row.class {
            Some(class) => format!("{} · {}", row.name, class.letter()),
            None => row.name.clone(),
        },
        detail: row.detail.clone().unwrap_or_default(),
        bar: row_bar(row, least, greatest),
        cells: vec![row.amount.short.clone(), row.share.clone().unwrap_or_default()],
        ..Row::default()
    };
    let rows = Rows::new(bars.rows.iter().map(row).collect());
    document(figure, colours, rows.height + LEGEND, |top| {
        html! { (rows.drawn(top)) (legend(bars, top + rows.height + LEGEND)) }
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
