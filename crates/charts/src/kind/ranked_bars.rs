//! Names in order of a quantity: a table whose bar cell is a drawing, so that names wrap, nothing clips, and a
//! screen reader reads a table.

use maud::{Markup, html};

use super::cell_bar::{CellBar, cell_bar};
use crate::amount::Amount;
use crate::figure::{Figure, figure, nothing};
use crate::tone::{Class, Tone};

/// Ranked names, greatest first, usually ended by a row for the others.
#[derive(Clone, Debug, Default)]
pub struct RankedBars {
    /// What a row is: "Country".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// What the right-most column is, if there is one: "Share".
    pub share_heading: Option<String>,
    /// What the bars are, for the legend: "12 months to 31 May 2005".
    pub now_label: String,
    /// What the ticks are, for the legend and screen readers: "year before".
    pub before_label: String,
    /// The rows as they are shown.
    pub rows: Vec<RankedRow>,
}

/// One row of ranked bars.
#[derive(Clone, Debug, Default)]
pub struct RankedRow {
    /// The name.
    pub name: String,
    /// Something smaller beside the name: a count, a role.
    pub detail: Option<String>,
    /// The class badge after the name.
    pub class: Option<Class>,
    /// Where the name leads.
    pub href: Option<String>,
    /// The value.
    pub amount: Amount,
    /// The value of the year before, drawn as a tick.
    pub before: Option<Amount>,
    /// The text of the right-most column: "33.3 %".
    pub share: Option<String>,
    /// What the bar means; [`Tone::Context`] marks "other", which does not stretch the scale.
    pub tone: Tone,
}

/// The ranked bars as a figure.
pub fn ranked_bars(frame: &Figure, bars: &RankedBars) -> Markup {
    if bars.rows.is_empty() {
        return figure(frame, nothing());
    }
    let (least, greatest) = bars.extent();
    let has_share = bars.share_heading.is_some() || bars.rows.iter().any(|row| row.share.is_some());
    let body = html! {
        table class=(bars.table_class()) {
            thead class="vh" {
                tr {
                    th scope="col" { (bars.heading) }
                    th scope="col" { (bars.measure) ", drawn" }
                    th scope="col" { (bars.measure) }
                    @if has_share { th scope="col" { (bars.share_heading.as_deref().unwrap_or("Share")) } }
                }
            }
            tbody {
                @for row in &bars.rows {
                    tr {
                        (name_cell(row))
                        td class="bar-cell" { (row_bar(row, least, greatest)) (spoken_before(bars, row)) }
                        (amount_cell(&row.amount, row.before.as_ref().map(|before| (bars.before_label.as_str(), before))))
                        @if has_share { td class="dim" { (row.share.as_deref().unwrap_or("")) } }
                    }
                }
            }
        }
        (legend(bars))
    };
    figure(frame, body)
}

/// Names longer than this (in characters) take a fixed part of the width and wrap in it.
const LONG_NAME: usize = 22;
/// Names up to this (in characters) stay on one line at any width.
const SHORT_NAME: usize = 14;

impl RankedBars {
    fn table_class(&self) -> &'static str {
        let length = |row: &RankedRow| {
            let detail = row.detail.as_ref().map_or(0, |detail| detail.chars().count() + 1);
            row.name.chars().count() + detail
        };
        let is_long = self.rows.iter().any(|row| length(row) > LONG_NAME);
        if is_long { "bars bars-long" } else { "bars bars-wrap" }
    }

    /// Least and greatest of what is drawn. "Other" only counts when it stands alone: it would otherwise
    /// press every named bar into nothing.
    pub(crate) fn extent(&self) -> (f64, f64) {
        let named = self.rows.iter().filter(|row| row.tone != Tone::Context);
        let is_other_alone = named.clone().next().is_none();
        self.rows
            .iter()
            .filter(|row| is_other_alone || row.tone != Tone::Context || row.amount.value < 0.0)
            .flat_map(|row| [Some(&row.amount), row.before.as_ref()])
            .flatten()
            .filter_map(Amount::finite)
            .fold((0.0, 0.0), |(least, greatest), value| (least.min(value), greatest.max(value)))
    }
}

/// The bar of a row on the scale of all rows.
pub(crate) fn row_bar(row: &RankedRow, least: f64, greatest: f64) -> Markup {
    let before = row.before.as_ref().and_then(Amount::finite);
    cell_bar(&CellBar { value: row.amount.value, before, least, greatest, tone: row.tone })
}

fn name_cell(row: &RankedRow) -> Markup {
    html! {
        th scope="row" class=[name_class(&row.name).filter(|_| row.detail.is_none())] {
            (linked(&row.name, row.href.as_deref()))
            @if let Some(class) = row.class { " " span class=(class.badge()) { (class.letter()) } }
            @if let Some(detail) = &row.detail { " " span class="dim" { (detail) } }
        }
    }
}

/// Short names never wrap; longer ones do where it gets narrow.
pub(crate) fn name_class(name: &str) -> Option<&'static str> {
    (name.chars().count() <= SHORT_NAME).then_some("nb")
}

/// The name, as a link if it leads somewhere.
pub(crate) fn linked(name: &str, href: Option<&str>) -> Markup {
    html! { @if let Some(href) = href { a href=(href) { (name) } } @else { (name) } }
}

/// The short value; hover and focus of the row lay the exact one (and the year before) over it.
pub(crate) fn amount_cell(amount: &Amount, before: Option<(&str, &Amount)>) -> Markup {
    html! {
        td class="amount" {
            span aria-hidden="true" { (amount.short) }
            span class="exact" {
                (amount.exact)
                @if let Some((label, before)) = before {
                    span class="wide-only" aria-hidden="true" { " · " (label) " " (before.exact) }
                }
            }
        }
    }
}

/// The year before for those who do not see the tick.
fn spoken_before(bars: &RankedBars, row: &RankedRow) -> Markup {
    html! { @if let Some(before) = &row.before { span class="vh" { (bars.before_label) " " (before.exact) } } }
}

/// What bar and tick are; without ticks the title says it.
fn legend(bars: &RankedBars) -> Markup {
    if bars.rows.iter().all(|row| row.before.is_none()) {
        return html! {};
    }
    html! {
        ul class="keys" aria-hidden="true" {
            li {
                svg class="key" { rect class="f-mark" y="1" width="16" height="10" rx="1" {} }
                (bars.now_label)
            }
            li { svg class="key" { line class="tick" x1="8" x2="8" y1="-1" y2="13" {} } (bars.before_label) }
        }
    }
}
