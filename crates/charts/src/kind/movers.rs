//! What changed most, up and down, on one scale.

use maud::{Markup, html};

use super::cell_bar::{CellBar, cell_bar};
use super::ranked_bars::{amount_cell, linked};
use crate::amount::Amount;
use crate::figure::{Figure, figure, nothing};
use crate::tone::Tone;

/// The biggest changes in both directions; more is taken as better.
#[derive(Clone, Debug, Default)]
pub struct Movers {
    /// What a row is: "Customer".
    pub heading: String,
    /// What rose, greatest change first.
    pub up: Vec<Mover>,
    /// What fell, greatest change first.
    pub down: Vec<Mover>,
}

/// One thing that changed.
#[derive(Clone, Debug, Default)]
pub struct Mover {
    /// The name.
    pub name: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// The signed change: short "+$238K", exact "$271,041.15 to $509,442.19".
    pub change: Amount,
    /// The change in relation: "+88 %", "new", "lost", "× 53".
    pub relative: String,
}

/// The movers as a figure.
pub fn movers(frame: &Figure, movers: &Movers) -> Markup {
    if movers.up.is_empty() && movers.down.is_empty() {
        return figure(frame, nothing());
    }
    let body = html! {
        div class="pair" {
            (side(movers, &movers.up, Direction::Up))
            (side(movers, &movers.down, Direction::Down))
        }
    };
    figure(frame, body)
}

/// Which way a side went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
}

impl Direction {
    /// An arrow and a word.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Direction::Up => ("▲", "Up"),
            Direction::Down => ("▼", "Down"),
        }
    }
}

impl Movers {
    /// The bar of a change; both sides have the same scale, so that a length means the same in each.
    pub(crate) fn bar(&self, mover: &Mover, direction: Direction) -> Markup {
        let all = self.up.iter().chain(&self.down).filter_map(|mover| mover.change.finite());
        cell_bar(&CellBar {
            value: mover.change.value.abs(),
            before: None,
            least: 0.0,
            greatest: all.fold(0.0_f64, |most, value| most.max(value.abs())),
            tone: if direction == Direction::Up { Tone::Mark } else { Tone::Bad },
        })
    }
}

/// One table.
fn side(movers: &Movers, rows: &[Mover], direction: Direction) -> Markup {
    let (arrow, word) = direction.words();
    let class = if direction == Direction::Up { "is-good" } else { "is-bad" };
    html! {
        table class="bars bars-long bars-movers" {
            thead {
                tr {
                    th scope="col" {
                        span class=(class) { span aria-hidden="true" { (arrow) " " } (word) }
                        span class="vh" { ": " (movers.heading) }
                    }
                    td {}
                    th scope="col" { "Change" }
                    th scope="col" { "In %" }
                }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (linked(&row.name, row.href.as_deref())) }
                        td class="bar-cell" { (movers.bar(row, direction)) }
                        (amount_cell(&row.change, None))
                        td class="dim" { (row.relative) }
                    }
                }
                @if rows.is_empty() {
                    tr { th scope="row" class="dim" colspan="4" { "Nothing went " (word.to_lowercase()) "." } }
                }
            }
        }
    }
}
