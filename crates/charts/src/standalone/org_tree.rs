//! An organization as a file.

use super::rows::{Row, Rows};
use super::{Colours, document, nothing};
use crate::figure::Figure;
use crate::kind::org_tree::{OrgRow, OrgTree};

/// How far a level is set in, in pixels.
const INDENT: f64 = 18.0;

/// The tree as an SVG document.
pub fn org_tree(figure: &Figure, tree: &OrgTree, colours: Colours<'_>) -> String {
    if tree.rows.is_empty() {
        return nothing(figure, colours);
    }
    let heading = Row {
        name: tree.heading.clone(),
        cells: vec![tree.measure.clone(), tree.last_heading().to_owned()],
        is_heading: true,
        ..Row::default()
    };
    let row = |row: &OrgRow| Row {
        name: row.name.clone(),
        detail: [row.role.as_deref(), row.detail.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        indent: INDENT * f64::from(row.level.min(3)),
        bar: tree.bar(row),
        cells: vec![
            row.amount.as_ref().map_or_else(String::new, |amount| amount.short.clone()),
            row.change_words.clone(),
        ],
        is_apart: row.is_apart,
        ..Row::default()
    };
    let rows = Rows::new(std::iter::once(heading).chain(tree.rows.iter().map(row)).collect());
    document(figure, colours, rows.height, |top| rows.drawn(top))
}
