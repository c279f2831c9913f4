//! What a dataset is: its definition and how it is computed, in one value.

use crate::table::{Column, Table};
use crate::view::View;

/// One dataset. Each stands in a file of its own under `datasets/` and is listed in [`crate::catalogue`].
#[derive(Debug)]
pub struct Dataset {
    /// Name in addresses, exports and files.
    pub name: &'static str,
    /// Title for people.
    pub title: &'static str,
    /// What a scope means for it.
    pub kind: Kind,
    /// What it is, and which rows it has.
    pub definition: &'static str,
    /// How its figures are computed.
    pub formula: &'static str,
    /// Source columns that it is computed from.
    pub source: &'static str,
    /// In which order its rows come.
    pub order: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Computes its rows.
    pub rows: fn(&View<'_>, &mut Table),
}

/// What a scope means for a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What happened in the scope.
    Flow,
    /// How things stand at as-of; customer filters choose rows, period and line do not apply.
    State,
    /// How things are organised; the scope does not apply.
    Structure,
}

impl Kind {
    /// As exports name it.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Flow => "flow",
            Kind::State => "state",
            Kind::Structure => "structure",
        }
    }
}

impl Dataset {
    /// The rows under a view.
    pub fn compute(&self, view: &View<'_>) -> Table {
        let mut table = Table::new(self.columns);
        (self.rows)(view, &mut table);
        table
    }
}
