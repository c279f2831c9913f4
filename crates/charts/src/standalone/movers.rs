//! What changed most as a file: up, then down, on one scale.

use super::rows::{Row, Rows};
use super::{Colours, document, nothing};
use crate::figure::Figure;
use crate::kind::movers::{Direction, Movers};

/// The movers as an SVG document.
pub fn movers(figure: &Figure, movers: &Movers, colours: Colours<'_>) -> String {
    if movers.up.is_empty() && movers.down.is_empty() {
        return nothing(figure, colours);
    }
    let mut rows = Vec::new();
    for (direction, side) in [(Direction::Up, &movers.up), (Direction::Down, &movers.down)] {
        let (arrow, word) = direction.words();
        rows.push(Row {
            name: format!("{arrow} {word}"),
            cells: vec!["Change".to_owned(), "In %".to_owned()],
            is_heading: true,
            is_apart: direction == Direction::Down,
            ..Row::default()
        });
        rows.extend(side.iter().map(|mover| Row {
            name: mover.name.clone(),
            bar: movers.bar(mover, direction),
            cells: vec![mover.change.short.clone(), mover.relative.clone()],
            ..Row::default()
        }));
    }
    let rows = Rows::new(rows);
    document(figure, colours, rows.height, |top| rows.drawn(top))
}
