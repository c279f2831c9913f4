//! The pages of one customer, product, sales rep, order, country or office: who or what it is, and how it is doing.

pub mod country;
pub mod customer;
mod list;
pub mod office;
pub mod order;
pub mod product;
pub mod sales_rep;

use analytics::answers::entity::Entity;
use analytics::table::Table;
use analytics::view::View;
use maud::{Markup, Render, html};
use units::{Format, Fraction};

use crate::address::Address;
use crate::chart::Chart;
use crate::chart_file::{ChartFile, OF};
use crate::components::{Badge, DefinitionList, EmptyState, Panel, Span};
use crate::entity_link::EntityLinks;
use crate::export_links::export_links;
use crate::frame::Site;
use crate::pages::deep_dive::cell::class_badge;
use crate::pages::empty_scope::EmptyScope;
use crate::pages::executive::ExecutivePage;

use list::{List, Shown};

/// So many rows of a list are shown.
const LISTED: usize = 12;

/// What every page of an entity is made of.
#[derive(Clone, Copy, Debug)]
pub struct EntityPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope, of this entity alone.
    pub view: &'a View<'a>,
    /// How it is doing.
    pub entity: &'a Entity,
    /// What it is called.
    pub name: &'a str,
    /// Writes numbers and days.
    pub format: &'a Format,
}

impl EntityPage<'_> {
    fn executive(&self) -> ExecutivePage<'_> {
        let &EntityPage { site, address, view, entity, format, .. } = self;
        ExecutivePage { site, address, view, answers: &entity.executive, format }
    }

    fn links(&self) -> EntityLinks<'_> {
        EntityLinks { site: self.site, address: self.address, snapshot: self.view.snapshot }
    }

    fn has_orders(&self) -> bool {
        self.entity.executive.now.num_orders > 0
    }

    /// The cards of these KPIs, or why there are none.
    fn cards(&self, kpis: &[&str]) -> Markup {
        if self.has_orders() {
            return self.executive().cards_of(kpis);
        }
        let &EntityPage { site, address, view, format, .. } = self;
        let loosened = &self.entity.executive.loosened;
        if loosened.iter().any(|loosened| loosened.num_orders > 0) {
            return EmptyScope { site, address, view, loosened, format }.render();
        }
        let words = format!("There is no order of {}, whatever the filters.", self.name);
        EmptyState { title: "No orders".to_owned(), words, ways_out: Vec::new() }.render()
    }

    /// Revenue by month; `scope` is the whole query under which the company's series is that of this entity, if there is one.
    fn trend(&self, scope: Option<&Address>) -> Markup {
        let exports = scope.map(|scope| export_links(self.site, "company_monthly", &scope.scope_query()));
        let of = self.address.path.trim_start_matches('/');
        let chart = Address::new("", &[OF]).with_scope(|scope| scope.clone_from(&self.address.scope));
        let files = ChartFile::EntityTrend.links(self.site, &chart.with_option("of", of).query());
        let links = exports.into_iter().flatten().chain(files).map(Into::into).collect();
        self.executive().trend_with(links)
    }

    /// Revenue by month, with the entity in its title.
    pub fn trend_chart(&self) -> Chart {
        let mut chart = self.executive().trend_chart();
        chart.figure.title = format!("{}: {}", self.name, chart.figure.title);
        chart
    }

    /// What is known of it; entries without a value are left out.
    fn facts(&self, title: &str, entries: Vec<Option<Fact>>) -> Markup {
        Panel::new(Span::Full, title, fact_list(entries)).render()
    }

    /// Rank, class and share among its like: `3rd of 98 · A · 2.1 % of revenue`.
    fn standing(&self, of: &str, has_class: bool) -> Option<Fact> {
        let standing = self.entity.standing?;
        let format = self.format;
        let share = standing
            .percent
            .map(|percent| format!(", {} of revenue", format.percent(percent, 1)))
            .unwrap_or_default();
        Some(fact(
            "Rank by revenue in this scope",
            html! {
                (format.integer(standing.rank)) " of " (format.integer(standing.num_ranked as i128)) " " (of) (share)
                @if has_class { " " (class_of(standing.class.letter())) }
            },
        ))
    }

    /// A list of rows of a dataset in a panel.
    fn list(&self, panel: Panel, table: &Table, shown: &'static [Shown]) -> Markup {
        List { page: self, table, shown, limit: LISTED }.panel(panel).render()
    }
}

/// A term and its value.
type Fact = (String, Markup);

fn fact(term: &str, value: Markup) -> Fact {
    (term.to_owned(), value)
}

/// A term and a text; none where the text is empty.
fn text_fact(term: &str, text: &str) -> Option<Fact> {
    (!text.trim().is_empty()).then(|| fact(term, html! { bdi { (text) } }))
}

fn fact_list(entries: Vec<Option<Fact>>) -> Markup {
    DefinitionList { entries: entries.into_iter().flatten().collect() }.render()
}

/// `class A` as a badge.
fn class_of(letter: &str) -> Badge {
    Badge { label: format!("class {letter}"), ..class_badge(letter) }
}

/// Parts of a postal address that are there, separated by commas.
fn address_line(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A percentage with one decimal, or a dash.
fn percent(percent: Option<Fraction>, format: &Format) -> String {
    percent.map_or_else(|| units::format::NO_VALUE.to_owned(), |percent| format.percent(percent, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        assert!(text_fact("Phone", "  ").is_none());
        assert_eq!(address_line(&["Main St 1", "", "", "Oslo"]), "Main St 1, Oslo");
        let facts = fact_list(vec![None, text_fact("Name", "<b>")]).into_string();
        assert!(facts.contains("&lt;b&gt;") && facts.matches("<dt>").count() == 1, "{facts}");
    }
}
