//! A small bar inside a table cell, with a tick for the year before.

use maud::{Markup, html};

use crate::coordinate::pct;
use crate::scale::Linear;
use crate::tone::Tone;

/// A bar least visible, in per cent: what is not zero is seen.
const LEAST: f64 = 0.4;

/// One bar of a column of bars; all bars of a column share `least` and `greatest`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CellBar {
    /// What is drawn; one that is not finite draws nothing.
    pub value: f64,
    /// The value of the year before, drawn as a tick.
    pub before: Option<f64>,
    /// Least value of the whole column; above zero counts as zero.
    pub least: f64,
    /// Greatest value of the whole column; below zero counts as zero.
    pub greatest: f64,
    /// What the bar means.
    pub tone: Tone,
}

/// The bar as a drawing that fills its cell. It says nothing to a screen reader: the cell beside has the number.
pub fn cell_bar(bar: &CellBar) -> Markup {
    let domain = (bar.least.min(0.0), bar.greatest.max(0.0));
    let scale = Linear::new(domain, (0.0, 100.0));
    let zero = scale.baseline();
    let place = |value: f64| scale.position(value.clamp(domain.0, domain.1));
    // Only context ("other") may be longer than its column: it is cut, and shows that it is.
    let is_cut = bar.value > domain.1 && bar.tone == Tone::Context;
    let (start, end) = (zero.min(place(bar.value)), zero.max(place(bar.value)));
    let is_drawn = bar.value.is_finite() && bar.value != 0.0 && domain.1 > domain.0;
    let width = (end - start).max(LEAST);
    let start = if bar.value < 0.0 { end - width } else { start };
    html! {
        svg class="bar" aria-hidden="true" {
            @if is_drawn { rect class=(bar.tone.fill()) x=(pct(start)) width=(pct(width)) height="100%" rx="1" {} }
            @if is_cut && is_drawn { (cut()) }
            @if domain.0 < 0.0 { line class="axisline" x1=(pct(zero)) x2=(pct(zero)) y1="-4" y2="16" {} }
            @if let Some(before) = bar.before.filter(|before| before.is_finite() && domain.1 > domain.0) {
                @let x = pct(place(before));
                line class="tick" x1=(x) x2=(x) y1="-2" y2="14" {}
            }
        }
    }
}

/// Two slanted gaps: the bar goes on.
fn cut() -> Markup {
    html! {
        svg x="82%" width="14" height="100%" overflow="visible" {
            path class="bar-cut" d="M0 14l4-16M5 14l4-16" {}
        }
    }
}
