//! The rows behind a sentence: where they are, and under which scope.

use crate::scope::Scope;
use crate::view::View;

/// Where the rows of an insight are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The place.
    pub place: Place,
    /// The scope that leaves just these rows, where it is narrower than that of the page.
    pub scope: Option<Scope>,
}

/// A place that shows rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A table of the Deep Dive.
    Table {
        /// The dataset that it shows.
        dataset: &'static str,
        /// Column that it is sorted by, after a minus the greatest first; empty for the dataset's own order.
        sort: &'static str,
        /// Text that the rows have; empty for all.
        search: &'static str,
    },
    /// Part of a page: path and identifier, which may be empty.
    Panel(&'static str, &'static str),
    /// A dataset as a file.
    File(&'static str),
}

impl Rows {
    /// All rows of a table of the Deep Dive.
    pub fn table(dataset: &'static str) -> Rows {
        Rows { place: Place::Table { dataset, sort: "", search: "" }, scope: None }
    }

    /// Rows of a table sorted by a column.
    pub fn sorted(dataset: &'static str, sort: &'static str) -> Rows {
        Rows { place: Place::Table { dataset, sort, search: "" }, scope: None }
    }

    /// Rows of a table that have a text.
    pub fn with(dataset: &'static str, search: &'static str) -> Rows {
        Rows { place: Place::Table { dataset, sort: "", search }, scope: None }
    }

    /// Part of a page.
    pub fn panel(path: &'static str, id: &'static str) -> Rows {
        Rows { place: Place::Panel(path, id), scope: None }
    }

    /// A dataset as a file.
    pub fn file(dataset: &'static str) -> Rows {
        Rows { place: Place::File(dataset), scope: None }
    }

    /// The same rows under a narrower scope.
    #[must_use]
    pub fn under(self, scope: Scope) -> Rows {
        Rows { scope: Some(scope), ..self }
    }

    /// The scope of a view with these countries alone; none where one has no name, since no filter chooses it.
    pub fn scope_of_countries(view: &View<'_>, countries: &[usize]) -> Option<Scope> {
        let names = countries.iter().map(|&country| view.snapshot.countries[country].name.to_string());
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        let is_named = names.iter().all(|name| !name.is_empty());
        is_named.then(|| Scope { countries: names, ..view.scope.clone() })
    }
}
