//! What stands above a table: a search of its rows, and all of them as a file.
use maud::{Markup, Render, html};

use crate::icon::{Icon, icon_small};
use crate::link::Link;

/// The tools of a table.
#[derive(Clone, Debug)]
pub struct TableTools {
    /// Path of the page, complete, without query.
    pub action: String,
    /// The page's other parameters, kept by the search.
    pub hidden: Vec<(String, String)>,
    /// What was searched for.
    pub query: String,
    /// `Search 122 customers`.
    pub placeholder: String,
    /// `All 122 rows`.
    pub exports_label: String,
    /// The files: `CSV`, `XLSX`, `JSON`.
    pub exports: Vec<Link>,
}

impl Render for TableTools {
    fn render(&self) -> Markup {
        html! {
            div .toolbar {
                form .search role="search" aria-label="This table" action=(self.action) data-hx-get=(self.action) data-hx-target="#page"
                    data-hx-swap="outerHTML show:none" data-hx-push-url="true" data-hx-indicator="#busy" {
                    @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                    input .field #table-search type="search" name="q" value=(self.query) aria-label=(self.placeholder)
                        placeholder=(self.placeholder);
                    button .btn { "Find" }
                }
                @if !self.exports.is_empty() {
                    p .exports { (icon_small(Icon::Download)) (self.exports_label) ":" @for export in &self.exports { " " (export) } }
                }
            }
        }
    }
}
