//! Deep Dive: the tables behind the views, one at an address, by one mechanism over the datasets.
//!
//! A table is a [`TableDescription`]: which dataset, which of its columns under which heads, where its rows lead.
//! To add one: describe it in `tables/NAME.rs`, list it in [`TABLES`], and sum it up in [`TableSummary`].

mod asking;
pub(super) mod cell;
mod class_strip;
mod description;
mod empty;
mod note;
mod sentence;
mod tables;

use analytics::answers::loosened::Loosened;
use analytics::answers::table_summary::TableSummary;
use analytics::scope::Scope;
use analytics::table::Table;
use analytics::table_query::TablePage;
use analytics::view::View;
use maud::{Markup, Render, html};
use units::Format;

use crate::address::Address;
use crate::chart::Chart;
use crate::chart_file::ChartFile;
use crate::components::{DataTable, Pager, Panel, Row, Span, TableTools, Tabs};
use crate::export_links::export_links;
use crate::frame::Site;
use crate::icon::{Icon, icon_small};
use crate::link::{Link, LiveLink};
use crate::nav::Page;
use crate::pages::definitions::dataset_anchor;
use crate::pages::empty_scope::EmptyScope;
use crate::table_pager::table_pager;

pub use asking::{OPTIONS, known_sorts, read};
pub use description::TableDescription;
pub use sentence::state_words;
pub use tables::{TABLES, table};

/// The tables whose rows have classes of revenue, by the last part of their path.
pub const TABLES_WITH_CLASSES: &[&str] = &["customers", "products", "product-lines", "sales-reps"];

/// Revenue of a table by class, as the strip above its rows shows it.
pub fn classes_chart(table: &TableDescription, summary: &TableSummary, format: &Format) -> Chart {
    let chart = match summary {
        TableSummary::Ranked(ranked) => class_strip::chart(ranked, table, format),
        _ => None,
    };
    chart.unwrap_or_else(|| Chart::nothing("Revenue by class", "There is no revenue to divide into classes."))
}

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct DeepDivePage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state, as [`read`] returns it.
    pub address: &'a Address,
    /// Which table.
    pub description: &'static TableDescription,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// All rows of the scope.
    pub rows: &'a Table,
    /// Those that are shown.
    pub page: &'a TablePage,
    /// What all rows amount to.
    pub summary: &'a TableSummary,
    /// Whether the scope has an order; states do not ask.
    pub is_empty_scope: bool,
    /// What each filter in force keeps away, where the scope has no order.
    pub loosened: &'a [Loosened],
    /// How many rows there are without each filter in force, where there are none; the nameless one is without all.
    pub loosened_rows: &'a [(&'static str, Scope, usize)],
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl DeepDivePage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        let &DeepDivePage { site, address, view, loosened, format, .. } = self;
        html! {
            (self.tabs())
            @if self.is_empty_scope { (EmptyScope { site, address, view, loosened, format }) }
            @if !self.is_empty_scope || self.rows.num_rows() > 0 { (self.panel()) }
        }
    }

    /// The tables, each at its address under the same scope.
    fn tabs(&self) -> Tabs {
        let tab = |table: &&TableDescription| {
            Link::new(table.label, self.address.scoped_href(self.site, &table.path()))
        };
        Tabs {
            label: "Tables".to_owned(),
            choices: TABLES.iter().map(tab).collect(),
            current: TABLES.iter().position(|table| table.slug == self.description.slug).unwrap_or(0),
        }
    }

    fn panel(&self) -> Markup {
        let body = html! {
            @if self.rows.num_rows() == 0 {
                (empty::no_rows(self))
            } @else {
                (self.tools())
                (self.row_filters())
                @if self.page.num_matching == 0 {
                    (empty::no_match(self))
                } @else {
                    (self.table())
                    (self.pager())
                }
            }
        };
        Panel {
            id: "table".to_owned(),
            sentence: sentence::sentence(self),
            links: self.definition().into_iter().chain(self.classes_files()).collect(),
            controls: class_strip::strip(self),
            note: if self.rows.num_rows() > 0 { note::note(self) } else { String::new() },
            ..Panel::new(Span::Full, self.description.dataset.title, body)
        }
        .render()
    }

    /// What the dataset and its columns are.
    fn definition(&self) -> Option<Link> {
        let anchor = dataset_anchor(self.description.dataset.name);
        let link = self.site.link("Definition", Page::Definitions.path(), "")?;
        Some(Link::new(link.label, format!("{}#{anchor}", link.href)))
    }

    /// The strip of classes as files, under the same scope.
    fn classes_files(&self) -> Vec<Link> {
        let slug = self.description.slug;
        let has_strip = matches!(self.summary, TableSummary::Ranked(ranked) if ranked.num_with_revenue > 0);
        if !has_strip || !TABLES_WITH_CLASSES.contains(&slug) {
            return Vec::new();
        }
        let scope = self.address.scope_query();
        // The first table is what the address means without a word about it.
        let table = Some(format!("table={slug}")).filter(|_| slug != TABLES_WITH_CLASSES[0]);
        let query: Vec<&str> =
            [&*scope].into_iter().chain(table.as_deref()).filter(|part| !part.is_empty()).collect();
        ChartFile::RevenueClasses.links(self.site, &query.join("&"))
    }

    /// So many of the table's things: `122 customers`.
    fn count(&self, number: usize) -> String {
        let noun = if number == 1 { self.description.one } else { self.description.many };
        format!("{} {noun}", self.format.integer(number as i128))
    }

    fn tools(&self) -> TableTools {
        let num_rows = self.rows.num_rows();
        let kept = self.address.with_option("q", "").with_option("page", "");
        TableTools {
            action: self.site.href(&self.address.path),
            hidden: kept.parameters(),
            query: self.address.option("q").to_owned(),
            placeholder: format!("Search {}", self.count(num_rows)),
            exports_label: match num_rows {
                1 => "The one row".to_owned(),
                _ => format!("All {} rows", self.format.integer(num_rows as i128)),
            },
            exports: export_links(self.site, self.description.dataset.name, &self.address.scope_query()),
        }
    }

    /// The filters of the rows in force, each with the way to leave it out.
    fn row_filters(&self) -> Markup {
        let in_force = self.description.filters_in_force(self.address);
        html! {
            @if !in_force.is_empty() {
                ul .chips aria-label="Filters of the rows" {
                    @for (filter, value) in in_force {
                        @let href = self.address.with_option(filter.parameter, "").with_option("page", "").href(self.site);
                        @let words = format!("{}: {}", filter.label, value.replace('_', " "));
                        @let label = format!("Remove filter {words}");
                        li { (LiveLink { href: &href, class: Some("chip"), label: Some(&label), ..LiveLink::default() }
                            .around(html! { (words) (icon_small(Icon::Close)) })) }
                    }
                }
            }
        }
    }

    /// Whether a search or a filter of the rows leaves some out.
    fn is_narrowed(&self) -> bool {
        !self.address.option("q").is_empty() || !self.description.filters_in_force(self.address).is_empty()
    }

    fn table(&self) -> DataTable {
        let cells = cell::Cells::of(self);
        let rows: Vec<&[_]> = self.rows.rows().collect();
        let total = match (self.is_narrowed(), self.page.num_matching) {
            (false, 1) => String::new(),
            (false, all) => format!("All {}", self.format.integer(all as i128)),
            (true, matching) => format!("{} found", self.format.integer(matching as i128)),
        };
        let has_totals = !total.is_empty() && cells.have_totals(&self.page.totals);
        DataTable {
            caption: format!("{}, {}", self.description.dataset.title, self.order_words()),
            columns: asking::columns(self),
            rows: self.page.rows.iter().map(|&row| Row::Cells(cells.row(rows[row]))).collect(),
            total: if has_totals { cells.total(&total, &self.page.totals) } else { Vec::new() },
            is_wide: true,
        }
    }

    fn pager(&self) -> Pager {
        let pager = table_pager(self.site, self.address, self.page, self.format);
        let all = self.format.integer(self.rows.num_rows() as i128);
        let found = match self.address.option("q") {
            "" if self.is_narrowed() => format!(" of {all}"),
            "" => String::new(),
            search => format!(" found by “{search}” among {all}"),
        };
        Pager { words: format!("{}{found}, {}", pager.words, self.order_words()), ..pager }
    }

    /// The order in force: `by revenue, largest first`.
    fn order_words(&self) -> String {
        asking::order_words(self.description, self.address)
    }
}
