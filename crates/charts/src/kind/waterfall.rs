//! From one total to another, step by step.

use maud::{Markup, html};

use super::ranked_bars::{amount_cell, linked, name_class};
use crate::amount::Amount;
use crate::coordinate::pct;
use crate::figure::{Figure, figure, nothing};
use crate::scale::Linear;
use crate::tone::Tone;

/// Totals and the changes between them, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Waterfall {
    /// What a row is: "Step".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// The rows as they are shown.
    pub rows: Vec<WaterfallRow>,
}

/// A total or a change.
#[derive(Clone, Debug, Default)]
pub struct WaterfallRow {
    /// The name.
    pub name: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// The total, or the signed change.
    pub amount: Amount,
    /// Whether the row is a total, drawn from zero; a change is drawn from where the row above ends.
    pub is_total: bool,
}

/// The waterfall as a figure.
pub fn waterfall(frame: &Figure, data: &Waterfall) -> Markup {
    if data.rows.is_empty() {
        return figure(frame, nothing());
    }
    let is_long = data.rows.iter().any(|row| row.name.chars().count() > 22);
    let body = html! {
        table class={ "bars " (if is_long { "bars-long" } else { "bars-wrap" }) } {
            thead class="vh" {
                tr {
                    th scope="col" { (data.heading) }
                    th scope="col" { (data.measure) ", drawn" }
                    th scope="col" { (data.measure) }
                }
            }
            tbody {
                @for (row, step) in data.rows.iter().zip(steps(data)) {
                    tr {
                        th scope="row" class=[name_class(&row.name)] { (linked(&row.name, row.href.as_deref())) }
                        td class="bar-cell" { (step) }
                        (amount_cell(&row.amount, None))
                    }
                }
            }
        }
    };
    figure(frame, body)
}

/// The bar of each row, all on one scale.
pub(crate) fn steps(data: &Waterfall) -> Vec<Markup> {
    let spans = spans(&data.rows);
    let (least, greatest) = spans.iter().fold((0.0_f64, 0.0_f64), |(least, most), (from, to)| {
        (least.min(*from).min(*to), most.max(*from).max(*to))
    });
    let scale = Linear::new((least, greatest), (0.0, 100.0));
    let step = |(row, (from, to)): (&WaterfallRow, &(f64, f64))| {
        step(row, scale.position(*from), scale.position(*to), &scale)
    };
    data.rows.iter().zip(&spans).map(step).collect()
}

/// Where each row begins and ends, in the unit of the amounts.
fn spans(rows: &[WaterfallRow]) -> Vec<(f64, f64)> {
    let mut level = 0.0;
    let span = |row: &WaterfallRow| {
        let from = if row.is_total { 0.0 } else { level };
        level = from + row.amount.finite().unwrap_or(0.0);
        (from, level)
    };
    rows.iter().map(span).collect()
}

/// The bar of a row, and a thin line down to where the next begins.
fn step(row: &WaterfallRow, from: f64, to: f64, scale: &Linear) -> Markup {
    let tone = match row.is_total {
        true => Tone::Context,
        false if row.amount.value < 0.0 => Tone::Bad,
        false => Tone::Mark,
    };
    let zero = pct(scale.baseline());
    html! {
        svg class="bar" aria-hidden="true" {
            line class="axisline" x1=(zero) x2=(zero) y1="-5" y2="17" {}
            rect class=(tone.fill()) x=(pct(from.min(to))) width=(pct((to - from).abs().max(0.4))) height="100%" {}
            line class="axisline" x1=(pct(to)) x2=(pct(to)) y1="12" y2="20" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_begin_where_the_row_above_ends() {
        let row = |value, is_total| WaterfallRow {
            amount: Amount::new(value, "", ""),
            is_total,
            ..WaterfallRow::default()
        };
        let rows = [row(100.0, true), row(30.0, false), row(-50.0, false), row(80.0, true)];
        assert_eq!(spans(&rows), [(0.0, 100.0), (100.0, 130.0), (130.0, 80.0), (0.0, 80.0)]);
    }
}
