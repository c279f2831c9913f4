//! Links to the rows behind a sentence, under the same scope or a narrower one.

use analytics::catalogue;
use analytics::insights::{Finding, Place, Rows};

use super::Insights;
use crate::address::Address;
use crate::link::Link;
use crate::pages::deep_dive::{OPTIONS, TABLES};

impl Insights<'_> {
    /// Where the rows are, as far as the server answers there.
    pub(super) fn links(&self, finding: &Finding) -> Vec<Link> {
        finding.rows.iter().filter_map(|rows| self.link(rows)).collect()
    }

    fn link(&self, rows: &Rows) -> Option<Link> {
        let scope = rows.scope.as_ref().unwrap_or(&self.address.scope).clone();
        match rows.place {
            Place::Table { dataset, sort, search } => {
                let table = TABLES.into_iter().find(|table| table.dataset.name == dataset)?;
                let address = Address::new(table.path(), OPTIONS)
                    .with_scope(|of_table| *of_table = scope)
                    .with_option("sort", sort)
                    .with_option("q", search);
                let label = match search {
                    "" => table.label.to_owned(),
                    search => format!("{}: {search}", table.label),
                };
                self.site.has(&table.path()).then(|| Link::new(label, address.href(self.site)))
            }
            Place::Panel(path, id) => {
                let query = Address::new(path, &[]).with_scope(|of_page| *of_page = scope).scope_query();
                let link = self.site.link(page_name(path), path, &query)?;
                Some(Link { href: format!("{}#{id}", link.href), ..link })
            }
            Place::File(dataset) => {
                let title = catalogue::dataset(dataset)?.title;
                let path = format!("/export/{dataset}.csv");
                let query =
                    Address::new(path.as_str(), &[]).with_scope(|of_file| *of_file = scope).scope_query();
                self.site.link(format!("{title} (CSV)"), &path, &query)
            }
        }
    }
}

/// The page at a path as people call it.
fn page_name(path: &str) -> &'static str {
    crate::Page::VIEWS
        .into_iter()
        .chain(crate::Page::SUPPORT)
        .find(|page| page.path() == path)
        .map_or("Page", crate::Page::label)
}
