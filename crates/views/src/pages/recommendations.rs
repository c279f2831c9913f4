//! Recommendations: what to do now, who exactly, and how much is at stake.

mod churn;
mod countries;
mod credit;
mod delivery;
mod offers;
mod quality;
mod reps;

use analytics::answers::loosened::Loosened;
use analytics::answers::recommendations::Recommendations;
use analytics::view::View;
use maud::{Markup, Render, html};
use units::{Format, Money};

use crate::address::{Address, PageOption};
use crate::chart::Chart;
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::entity_link::EntityLinks;
use crate::export_links::export_links;
use crate::frame::Site;
use crate::link::Link;
use crate::pages::empty_scope::EmptyScope;

/// Title of the page.
pub const TITLE: &str = "Recommendations";

/// The page has no options of its own.
pub const OPTIONS: &[PageOption] = &[];

/// So many rows of each list stand on the page; the files have all.
const LISTED: usize = 8;

/// What recommendations about how things stand say of the filters.
const STATE_NOTE: &str = "As things stand: period and line filters do not apply here.";

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct RecommendationsPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// Data and scope.
    pub view: &'a View<'a>,
    /// The answers.
    pub answers: &'a Recommendations<'a>,
    /// Where the scope has no order: what it would have without each of its filters.
    pub loosened: &'a [Loosened],
    /// Writes numbers and days.
    pub format: &'a Format,
}

/// One recommendation.
struct Advice {
    /// Identifier of its panel.
    id: &'static str,
    /// What to do, in a few words.
    title: &'static str,
    /// What speaks for it, with numbers; or why there is nothing to do.
    sentence: String,
    /// How much is at stake; none where there is nothing to do.
    stake: Option<String>,
    /// What the stake is and how it is computed.
    formula: &'static str,
    /// Who exactly.
    body: Markup,
    /// All rows, as a page and as files.
    links: Vec<Link>,
    /// What else must be known.
    note: String,
}

impl RecommendationsPage<'_> {
    /// The content of the page.
    pub fn content(&self) -> Markup {
        let &RecommendationsPage { site, address, view, loosened, format, .. } = self;
        let all = [
            countries::advice(self),
            reps::advice(self),
            credit::advice(self),
            churn::advice(self),
            offers::advice(self),
            delivery::advice(self),
            quality::advice(self),
        ];
        html! {
            @if !loosened.is_empty() { (EmptyScope { site, address, view, loosened, format }) }
            (overview(&all))
            @for advice in all { (panel(advice)) }
        }
    }

    /// Customers per rep after the moves; none where nobody moves.
    pub fn balance_chart(&self) -> Option<Chart> {
        reps::balance_chart(self)
    }

    fn links(&self) -> EntityLinks<'_> {
        EntityLinks { site: self.site, address: self.address, snapshot: self.view.snapshot }
    }

    /// A table of all rows on another page, if there is one, and the dataset as a file.
    fn ways(&self, label: &str, path: Option<&str>, datasets: &[&str]) -> Vec<Link> {
        let query = self.address.scope_query();
        let table = path.and_then(|path| self.site.link(label, path, &query));
        let files = datasets.iter().flat_map(|dataset| export_links(self.site, dataset, &query));
        table.into_iter().chain(files).collect()
    }

    fn short(&self, cents: i64) -> String {
        self.format.money_short(Money::from_cents(cents))
    }

    fn whole(&self, cents: i64) -> Cell {
        Cell::text(self.format.money_whole(Money::from_cents(cents)))
    }

    fn integer(&self, number: impl Into<i128>) -> Cell {
        Cell::text(self.format.integer(number))
    }

    /// The name of a customer's sales rep; a dash without one.
    fn rep(&self, customer: usize) -> Cell {
        match self.view.snapshot.customers[customer].rep {
            Some(rep) => Cell(html! { span .name { (self.links().employee(rep as usize)) } }),
            None => Cell::none(),
        }
    }

    fn customer(&self, customer: usize) -> Cell {
        Cell(html! { span .name { (self.links().customer(customer)) } })
    }

    fn country(&self, customer: usize) -> Cell {
        Cell(self.links().country(self.view.snapshot.customers[customer].country as usize))
    }

    /// How many rows the page leaves out, in a sentence; empty for none.
    fn left_out(&self, num_rows: usize) -> String {
        match num_rows.saturating_sub(LISTED) {
            0 => String::new(),
            more => format!("And {} more in the files. ", self.format.integer(more as i128)),
        }
    }
}

/// All recommendations in one table, each leading to its panel.
fn overview(all: &[Advice]) -> Panel {
    let row = |advice: &Advice| {
        Row::Cells(vec![
            Cell::link(advice.title, &format!("#{}", advice.id)),
            Cell(html! { span .wrap-words { (advice.sentence) } }),
            advice.stake.as_ref().map_or_else(Cell::none, Cell::text),
        ])
    };
    let table = DataTable {
        caption: "Recommendations".to_owned(),
        columns: vec![column("What to do", false, 0), column("Why", false, 1), column("At stake", true, 0)],
        rows: all.iter().map(row).collect(),
        total: Vec::new(),
        is_wide: false,
    };
    Panel {
        id: "overview".to_owned(),
        sentence: "Stakes are of different kinds, explained with each; they do not add up.".to_owned(),
        ..Panel::new(Span::Full, "What to do", table.render())
    }
}

fn panel(advice: Advice) -> Panel {
    let body = html! {
        @if let Some(stake) = &advice.stake { p .stake { strong { (stake) } " at stake" } }
        (advice.body)
        details .data {
            summary { "How the stake is computed" span .vh { ": " (advice.title) } }
            p .say { (advice.formula) }
        }
    };
    Panel {
        id: advice.id.to_owned(),
        sentence: advice.sentence,
        links: advice.links,
        note: advice.note,
        ..Panel::new(Span::Full, advice.title, body)
    }
}

/// A list in a panel; nothing where it is empty.
fn table(caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    DataTable { caption: caption.to_owned(), columns, rows, total: Vec::new(), is_wide: false }.render()
}

fn column(label: &str, is_number: bool, priority: u8) -> Column {
    Column { label: label.to_owned(), is_number, priority, ..Column::default() }
}

fn name_cell(name: &Markup) -> Cell {
    Cell(html! { span .name { (name) } })
}
