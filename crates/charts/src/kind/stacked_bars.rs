//! Bars cut into the parts they are made of.

use maud::{Markup, html};

use super::legend::{Key, keys};
use super::ranked_bars::{amount_cell, linked, name_class};
use crate::amount::Amount;
use crate::coordinate::pct;
use crate::figure::{Figure, figure, nothing};
use crate::tone::Tone;

/// Rows of the same parts on one scale.
#[derive(Clone, Debug, Default)]
pub struct StackedBars {
    /// What a row is: "Year".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// The parts, in the order they are stacked, with their colours.
    pub parts: Vec<(String, Tone)>,
    /// The rows as they are shown.
    pub rows: Vec<StackedRow>,
}

/// One stacked bar.
#[derive(Clone, Debug, Default)]
pub struct StackedRow {
    /// The name.
    pub name: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// One amount for each part; what is not positive takes no room.
    pub amounts: Vec<Amount>,
    /// The sum, as it is written.
    pub total: Amount,
}

/// The stacked bars as a figure.
pub fn stacked_bars(frame: &Figure, bars: &StackedBars) -> Markup {
    let greatest = bars.greatest();
    if greatest <= 0.0 {
        return figure(frame, nothing());
    }
    let body = html! {
        (keys(&legend(bars)))
        table class="bars bars-wrap" {
            thead class="vh" {
                tr {
                    th scope="col" { (bars.heading) }
                    th scope="col" { "Parts" }
                    th scope="col" { (bars.measure) }
                }
            }
            tbody {
                @for row in &bars.rows {
                    tr {
                        th scope="row" class=[name_class(&row.name)] { (linked(&row.name, row.href.as_deref())) }
                        td class="bar-cell" { (stack(bars, row, greatest)) }
                        (amount_cell(&row.total, None))
                    }
                }
            }
        }
    };
    figure(frame, body)
}

impl StackedBars {
    /// The longest stack, which fills its column.
    pub(crate) fn greatest(&self) -> f64 {
        self.rows.iter().map(|row| row.amounts.iter().map(size).sum()).fold(0.0, f64::max)
    }
}

/// The parts with their colours.
pub(crate) fn legend(bars: &StackedBars) -> Vec<Key> {
    bars.parts.iter().map(|(name, tone)| Key::patch(name, *tone)).collect()
}

/// What an amount adds to a stack.
fn size(amount: &Amount) -> f64 {
    amount.finite().unwrap_or(0.0).max(0.0)
}

/// One bar, its parts named on hover and, in one sentence, for screen readers.
pub(crate) fn stack(bars: &StackedBars, row: &StackedRow, greatest: f64) -> Markup {
    let mut end = 0.0;
    let parts: Vec<_> = bars
        .parts
        .iter()
        .zip(&row.amounts)
        .filter(|(_, amount)| size(amount) > 0.0)
        .map(|((name, tone), amount)| {
            let start = end;
            end += size(amount) / greatest * 100.0;
            (format!("{name} {}", amount.exact), tone, pct(start), pct(end - start))
        })
        .collect();
    let spoken: Vec<&str> = parts.iter().map(|part| part.0.as_str()).collect();
    html! {
        svg class="bar" role="img" aria-label=(spoken.join(", ")) {
            @for (text, tone, start, width) in &parts {
                rect class={ (tone.fill()) " part" } x=(start) width=(width) height="100%" { title { (text) } }
            }
        }
    }
}
