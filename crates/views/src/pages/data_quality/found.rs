//! The rows that break the chosen check, with a search and pages.

use analytics::quality::{Check, Rule};
use analytics::schema::Table as Source;
use maud::{Markup, Render, html};

use super::{DataQualityPage, FoundRows, severity_badge};
use crate::address::path_segment;
use crate::components::{Cell, Column, DataTable, EmptyState, Pager, Panel, Row, Span, TableTools};
use crate::export_links::export_links;
use crate::link::Link;
use crate::scope_words::count;
use crate::table_pager::table_pager;

/// The rows; nothing where no check found any.
pub(super) fn section(page: &DataQualityPage<'_>) -> Markup {
    let Some(found) = page.found else { return html! {} };
    let (check, format) = (found.check, page.format);
    let num_kept = check.rows.len();
    let tools = TableTools {
        action: page.site.href(&page.address.path),
        hidden: page.address.with_option("q", "").with_option("page", "").parameters_besides_filters(),
        query: page.address.option("q").to_owned(),
        placeholder: format!("Search {}", count(num_kept as i128, noun(check), format)),
        exports_label: "The rows of all checks".to_owned(),
        exports: export_links(page.site, "data_quality_rows", ""),
    };
    let body = html! {
        @if check.num_violations == 0 {
            p .say { "Nothing was found." }
        } @else {
            (tools)
            @if found.shown.num_matching == 0 { (nothing(page)) } @else { (table(page, found)) (pager(page, found)) }
        }
    };
    let mut panel = Panel::new(Span::Full, format!("Found in {}", check.table.name()), body);
    panel.id = "rows".to_owned();
    panel.sentence = check.rule.description().to_owned();
    panel.controls = Some(html! {
        p .say {
            (severity_badge(check.rule.severity())) " "
            (count(check.num_violations, noun(check), format)) " · "
            span .check-id { (check.id) }
        }
    });
    if (num_kept as u64) < check.num_violations {
        panel.note = format!("The first {} by key can be looked at.", format.integer(num_kept as i128));
    }
    panel.render()
}

fn table(page: &DataQualityPage<'_>, found: FoundRows<'_>) -> DataTable {
    let rows: Vec<_> = found.table.rows().collect();
    let column = |key: &str, label: String| Column { key: key.to_owned(), label, ..Column::default() };
    let source = found.check.table;
    let keys: Vec<&str> =
        source.columns().iter().take(source.key_columns()).map(|column| column.name).collect();
    DataTable {
        caption: format!("Rows of {} that break {}", source.name(), found.check.rule.name()),
        columns: vec![
            column(
                "key",
                if is_of_columns(found.check.rule) { "Column".to_owned() } else { keys.join(" / ") },
            ),
            column("value", "What the source has".to_owned()),
        ],
        rows: found
            .shown
            .rows
            .iter()
            .map(|&index| {
                let (key, value) = (rows[index][0].to_plain(), rows[index][1].to_plain());
                Row::Cells(vec![
                    key_cell(page, found.check, &key),
                    Cell(html! { span .wrap-always.source-text { (value) } }),
                ])
            })
            .collect(),
        total: Vec::new(),
        is_wide: false,
    }
}

/// The key, leading to the page of what it is the key of.
fn key_cell(page: &DataQualityPage<'_>, check: &Check, key: &str) -> Cell {
    let label = if key.is_empty() { "(no key)".to_owned() } else { key.to_owned() };
    match path_of(page, check, key).and_then(|path| page.site.link(label.clone(), &path, "")) {
        Some(link) => Cell(html! { span .wrap-always { (link) } }),
        None => Cell(html! { span .wrap-always { (label) } }),
    }
}

/// The page of the row, if it is in the data at all.
fn path_of(page: &DataQualityPage<'_>, check: &Check, key: &str) -> Option<String> {
    if is_of_columns(check.rule) {
        return None;
    }
    let snapshot = page.snapshot;
    let number = || key.split('/').next()?.parse::<i64>().ok();
    match check.table {
        Source::Customers | Source::Payments => number()
            .filter(|&number| snapshot.customer(number).is_some())
            .map(|number| format!("/customers/{number}")),
        Source::Orders | Source::OrderDetails => number()
            .filter(|&number| snapshot.order(number).is_some())
            .map(|number| format!("/orders/{number}")),
        Source::Products => snapshot.product(key).map(|_| format!("/products/{}", path_segment(key))),
        Source::Offices => snapshot.office(key).map(|_| format!("/offices/{}", path_segment(key))),
        Source::Employees => number()
            .and_then(|number| snapshot.employee(number))
            .map(|index| &snapshot.employees[index])
            .filter(|employee| employee.is_sales_rep())
            .map(|employee| format!("/sales-reps/{}", employee.number)),
        Source::ProductLines => None,
    }
}

/// Whether the check counts columns and not rows.
fn is_of_columns(rule: Rule) -> bool {
    matches!(rule, Rule::EmptyColumn | Rule::ManyNulls)
}

fn noun(check: &Check) -> &'static str {
    if is_of_columns(check.rule) { "column" } else { "row" }
}

fn pager(page: &DataQualityPage<'_>, found: FoundRows<'_>) -> Pager {
    table_pager(page.site, page.address, found.shown, page.format)
}

fn nothing(page: &DataQualityPage<'_>) -> EmptyState {
    let all = page.address.with_option("q", "").with_option("page", "");
    EmptyState {
        title: "No such row".to_owned(),
        words: format!("No key and no value has “{}” in it.", page.address.option("q")),
        ways_out: vec![Link::new("Show all rows of this check", all.href(page.site))],
    }
}
