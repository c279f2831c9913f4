//! Who reports to whom, with what each brings: an indented table, because a tree of boxes fits no phone.

use maud::{Markup, html};

use super::cell_bar::{CellBar, cell_bar};
use super::ranked_bars::{amount_cell, linked};
use crate::amount::Amount;
use crate::figure::{Figure, figure, nothing};
use crate::tone::Tone;

/// An organization from the top down.
#[derive(Clone, Debug, Default)]
pub struct OrgTree {
    /// What a row is: "Who".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// What the tick of a bar is: "year before".
    pub before_label: String,
    /// What the right-most column is; none for the change since before.
    pub last_heading: Option<String>,
    /// The rows, each below the one it reports to.
    pub rows: Vec<OrgRow>,
}

/// One person or team.
#[derive(Clone, Debug, Default)]
pub struct OrgRow {
    /// Depth in the tree, from 0; more than 3 is drawn as 3.
    pub level: u8,
    /// The name.
    pub name: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// Beside the name: "President".
    pub role: Option<String>,
    /// On a line below: "EMEA: 6 reps, 46 customers".
    pub detail: Option<String>,
    /// What they bring, if they bring anything.
    pub amount: Option<Amount>,
    /// The year before, drawn as a tick.
    pub before: Option<Amount>,
    /// Whether the row has a bar; those that have share one scale (a total above its parts has none).
    pub has_bar: bool,
    /// The right-most cell: the change, or whatever the column is for, as the page marks it up.
    pub change: Option<Markup>,
    /// The same in plain words, for files.
    pub change_words: String,
    /// Whether a line separates the row from the one above.
    pub is_apart: bool,
}

/// The tree as a figure.
pub fn org_tree(frame: &Figure, tree: &OrgTree) -> Markup {
    if tree.rows.is_empty() {
        return figure(frame, nothing());
    }
    let body = html! {
        table class="bars bars-long bars-org" {
            thead {
                tr {
                    th scope="col" { (tree.heading) }
                    td class="p1" {}
                    th scope="col" { (tree.measure) }
                    th scope="col" { (tree.last_heading()) }
                }
            }
            tbody { @for row in &tree.rows { (org_row(tree, row)) } }
        }
    };
    figure(frame, body)
}

impl OrgTree {
    /// What the right-most column is.
    pub(crate) fn last_heading(&self) -> &str {
        self.last_heading.as_deref().unwrap_or("Change")
    }

    /// The bar of a row, if it has one, on the scale of all that have.
    pub(crate) fn bar(&self, row: &OrgRow) -> Markup {
        let Some(amount) = row.amount.as_ref().filter(|_| row.has_bar) else { return html! {} };
        let barred = self.rows.iter().filter(|row| row.has_bar);
        let values = barred.flat_map(|row| [&row.amount, &row.before]).flatten().filter_map(Amount::finite);
        let (least, greatest) = values
            .fold((0.0_f64, 0.0_f64), |(least, greatest), value| (least.min(value), greatest.max(value)));
        let before = row.before.as_ref().and_then(Amount::finite);
        cell_bar(&CellBar { value: amount.value, before, least, greatest, tone: Tone::Mark })
    }
}

fn org_row(tree: &OrgTree, row: &OrgRow) -> Markup {
    let level = match row.level {
        0 => None,
        1 => Some("lv-1"),
        2 => Some("lv-2"),
        _ => Some("lv-3"),
    };
    html! {
        tr class=[row.is_apart.then_some("sub")] {
            th scope="row" class=[level] {
                @if row.level > 0 { span class="vh" { "Level " (row.level + 1) ": " } }
                (linked(&row.name, row.href.as_deref()))
                @if let Some(role) = &row.role { " " span class="dim nb" { (role) } }
                @if let Some(detail) = &row.detail { br; span class="dim" { (detail) } }
            }
            td class="bar-cell p1" {
                (tree.bar(row))
                @if let Some(before) = &row.before { span class="vh" { (tree.before_label) " " (before.exact) } }
            }
            @match &row.amount {
                Some(amount) => (amount_cell(
                    amount,
                    row.before.as_ref().map(|before| (tree.before_label.as_str(), before)),
                )),
                None => td {},
            }
            td { @if let Some(change) = &row.change { (change) } }
        }
    }
}
