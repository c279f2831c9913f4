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
    let all = movers.up.iter().chain(&movers.down);
    let greatest =
        all.filter_map(|mover| mover.change.finite()).fold(0.0_f64, |most, value| most.max(value.abs()));
    let body = html! {
        div class="pair" {
            (side(movers, &movers.up, greatest, Direction::Up))
            (side(movers, &movers.down, greatest, Direction::Down))
        }
    };
    figure(frame, body)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// One table; both have the same scale, so that a bar means the same in each.
fn side(movers: &Movers, rows: &[Mover], greatest: f64, direction: Direction) -> Markup {
    let (arrow, word, class, tone) = match direction {
        Direction::Up => ("▲", "Up", "is-good", Tone::Mark),
        Direction::Down => ("▼", "Down", "is-bad", Tone::Bad),
    };
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
                    @let bar = CellBar {
                        value: row.change.value.abs(), before: None, least: 0.0, greatest, tone,
                    };
                    tr {
                        th scope="row" { (linked(&row.name, row.href.as_deref())) }
                        td class="bar-cell" { (cell_bar(&bar)) }
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
