//! `/deep-dive/TABLE`: a table of the Deep Dive.

use analytics::answers::cancelled::cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::loosened::{loosened, loosened_rows};
use analytics::answers::table_summary::TableSummary;
use analytics::scope::BadParameter;
use analytics::table_query::TableQuery;
use analytics::totals::Sum;
use analytics::view::View;
use units::Money;
use views::Link;
use views::address::Address;
use views::filters::Filters;
use views::pages::deep_dive::{
    DeepDivePage, OPTIONS, TABLES, TableDescription, known_sorts, read, state_words, table,
};
use views::scope_words::{scope_line, state_line};

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page = Page { address: "/deep-dive/:table", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let slug = asked.route.get("table").map_or("", String::as_str);
    let Some(table) = table(slug) else {
        let mut refusal = Refusal::not_found(format!("The Deep Dive has no table {slug}."));
        let site = &asked.app.site;
        refusal.known = TABLES.iter().filter_map(|table| site.link(table.label, &table.path(), "")).collect();
        return Err(refusal);
    };
    let address = asked.address(table.path(), OPTIONS)?;
    let (query, address) = read(table, &address).map_err(|bad| refuse(asked, table, &address, &bad))?;
    Ok(Question::new(address.below_base(), move |asked| show(asked, table, &query, &address)))
}

/// 400 for a column that the table cannot be sorted by, or a page that is none.
fn refuse(asked: &Asked, table: &TableDescription, address: &Address, bad: &BadParameter) -> Refusal {
    let site = &asked.app.site;
    let rest = address.with_option(&bad.name, "").with_option("page", "");
    let mut known = vec![Link::new(format!("Without {}", bad.name), rest.href(site))];
    if bad.name == "sort" {
        let sorts = known_sorts(table).into_iter();
        known.extend(sorts.map(|(sort, words)| Link::new(words, rest.with_option("sort", &sort).href(site))));
    }
    let filter = table.filters.iter().find(|filter| filter.parameter == bad.name);
    known.extend(filter.into_iter().flat_map(|filter| filter.values).map(|value| {
        Link::new(format!("{} {value}", bad.name), rest.with_option(&bad.name, value).href(site))
    }));
    Refusal::bad_request(format!("The address cannot be answered: {bad}."), known)
}

fn show(
    asked: &Asked,
    table: &'static TableDescription,
    query: &TableQuery,
    address: &Address,
) -> Result<Content, Refusal> {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let rows = table.dataset.compute(&view);
    let page = query.ask(&rows);
    let Some(summary) = TableSummary::of(table.dataset.name, &rows, &policy) else {
        tracing::error!(table = table.slug, "a table of the Deep Dive has no summary");
        return Err(Refusal::internal());
    };
    let mut sum = Sum::default();
    view.flow().orders().for_each(|order| sum.add(order.revenue_cents, order.units));
    let is_empty_scope = table.is_flow() && sum.num_orders == 0;

    let facets = Facets::of(&view);
    // Another scope has other pages.
    let first_page = address.with_option("page", "");
    let filters = Filters {
        site,
        address: &first_page,
        view: &view,
        facets: &facets,
        cancelled: cancelled(&view),
        format,
    };
    // An abbreviation stays one.
    let is_word = table.label.chars().any(char::is_lowercase);
    let name = if is_word { table.label.to_lowercase() } else { table.label.to_owned() };
    let mut frame = asked.frame_at(address, format!("Deep dive: {name}"));
    frame.page = Some(views::Page::DeepDive);
    frame.scope = if table.is_flow() {
        scope_line(&view, sum.num_orders, Money::from_cents(sum.revenue_cents), format)
    } else {
        let has_status = !table.not_applying.filters.contains(&"status");
        state_line(&view, has_status, state_words(&summary, format), format)
    };
    frame.filter_bar = Some(table.filter_bar(&filters));
    let loosened = if is_empty_scope { loosened(&view) } else { Vec::new() };
    let loosened_rows = if rows.num_rows() == 0 { loosened_rows(&view, table.dataset) } else { Vec::new() };
    let content = DeepDivePage {
        site,
        address,
        description: table,
        view: &view,
        rows: &rows,
        page: &page,
        summary: &summary,
        is_empty_scope,
        loosened: &loosened,
        loosened_rows: &loosened_rows,
        format,
    };
    Ok(Content::page(asked, &frame, &content.content()))
}
