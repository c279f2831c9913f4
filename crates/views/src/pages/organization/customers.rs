//! Which rep looks after which customer, and the customers that nobody looks after.

use analytics::table::Value;
use maud::{Markup, Render, html};
use units::Money;

use super::{OPTIONS, OrganizationPage};
use crate::components::{
    Cell, Column, DataTable, Pager, Panel, Row, Segmented, Sort, SortOrder, Span, TableTools,
};
use crate::export_links::export_links;
use crate::link::Link;
use crate::scope_words::count;
use crate::table_pager::table_pager;

/// The list with its switch, search and pages.
pub(super) fn section(page: &OrganizationPage<'_>) -> Markup {
    let (coverage, format) = (page.coverage, page.format);
    let is_without = page.address.option("customers") == "without-rep";
    let (dataset, title) = match is_without {
        true => ("customers_without_rep", "Customers without a rep".to_owned()),
        false => ("sales_coverage", "Who looks after whom".to_owned()),
    };
    let num_rows = count(page.customers.num_rows() as i128, "row", format);
    let tools = TableTools {
        action: page.site.href(&page.address.path),
        hidden: page.address.with_option("q", "").with_option("page", "").parameters_besides_filters(),
        query: page.address.option("q").to_owned(),
        placeholder: format!("Search {num_rows}"),
        exports_label: if page.team.is_some() && !is_without {
            "Everybody’s".to_owned()
        } else {
            format!("All {num_rows}")
        },
        exports: export_links(page.site, dataset, ""),
    };
    let body = html! {
        (tools)
        @if page.shown.num_matching == 0 { p .say { (nothing(page)) } } @else { (table(page, is_without)) (pager(page)) }
    };
    let mut panel = Panel::new(Span::Full, title, body);
    panel.id = "coverage".to_owned();
    panel.controls = Some(switch(page).render());
    panel.sentence = match coverage.num_without_rep {
        0 => format!("Each of {} has a rep.", count(coverage.num_customers as i128, "customer", format)),
        without => format!(
            "{} of {} have no rep; their revenue in all years is {}.",
            format.integer(without as i128),
            count(coverage.num_customers as i128, "customer", format),
            format.money_short(Money::from_cents(coverage.without_rep_cents)),
        ),
    };
    panel.render()
}

fn switch(page: &OrganizationPage<'_>) -> Segmented {
    let values =
        OPTIONS.iter().find(|option| option.name == "customers").map_or(&[][..], |option| option.values);
    let choice = |value: &&str| {
        let label = if *value == "without-rep" { "Without a rep" } else { "By rep" };
        let address = page
            .address
            .with_option("customers", value)
            .with_option("sort", "")
            .with_option("page", "")
            .with_option("q", "");
        Link::new(label, address.href(page.site))
    };
    Segmented {
        label: "Customers".to_owned(),
        id: "customers-by".to_owned(),
        choices: values.iter().map(choice).collect(),
        current: values.iter().position(|value| *value == page.address.option("customers")).unwrap_or(0),
    }
}

/// Column of the dataset, head, priority on a narrow screen.
const WITH_REP: &[(&str, &str, u8)] = &[
    ("employee_name", "Employee", 0),
    ("job_title", "Job title", 3),
    ("office_city", "Office", 2),
    ("customer_name", "Customer", 0),
    ("customer_country", "Country", 1),
    ("customer_city", "City", 3),
];
const WITHOUT_REP: &[(&str, &str, u8)] = &[
    ("customer_name", "Customer", 0),
    ("country", "Country", 0),
    ("credit_limit", "Credit limit", 2),
    ("num_orders", "Orders", 0),
];

fn table(page: &OrganizationPage<'_>, is_without: bool) -> DataTable {
    let table = page.customers;
    let shape = if is_without { WITHOUT_REP } else { WITH_REP };
    let columns = shape
        .iter()
        .map(|&(name, label, priority)| Column {
            key: name.to_owned(),
            label: label.to_owned(),
            hint: table
                .columns
                .iter()
                .find(|column| column.name == name)
                .map_or(String::new(), |c| c.meaning.to_owned()),
            is_number: matches!(name, "credit_limit" | "num_orders"),
            priority,
            sort: Some(sort(page, name)),
        })
        .collect();
    let all: Vec<&[Value]> = table.rows().collect();
    let value =
        |row: &[Value], name: &str| table.column(name).map_or(Value::None, |column| row[column].clone());
    let rows = page
        .shown
        .rows
        .iter()
        .map(|&index| {
            let row = all[index];
            Row::Cells(shape.iter().map(|(name, ..)| cell(page, name, |other| value(row, other))).collect())
        })
        .collect();
    DataTable {
        caption: if is_without {
            "Customers without a rep"
        } else {
            "Employees with the customers assigned to them"
        }
        .to_owned(),
        columns,
        rows,
        total: Vec::new(),
        is_wide: false,
    }
}

/// The list sorted by a column; the other way round where it is already.
fn sort(page: &OrganizationPage<'_>, name: &str) -> Sort {
    let in_force = page.address.option("sort");
    let order = match in_force.strip_prefix('-') {
        Some(descending) if descending == name => Some(SortOrder::Descending),
        None if in_force == name => Some(SortOrder::Ascending),
        _ => None,
    };
    let is_number = matches!(name, "credit_limit" | "num_orders");
    let descending = match order {
        Some(SortOrder::Ascending) => true,
        Some(SortOrder::Descending) => false,
        None => is_number,
    };
    let written = format!("{}{name}", if descending { "-" } else { "" });
    let address = page.address.with_option("sort", &written).with_option("page", "");
    Sort { href: address.href(page.site), order }
}

fn cell(page: &OrganizationPage<'_>, name: &str, value: impl Fn(&str) -> Value) -> Cell {
    let text = value(name).to_plain();
    match (name, value(name)) {
        ("credit_limit", Value::Money(money)) => Cell::text(page.format.money_whole(money)),
        ("num_orders", Value::Integer(number)) => Cell::text(page.format.integer(number)),
        ("customer_name", _) => {
            let number = value("customer_number").to_plain();
            if number.is_empty() {
                return Cell(html! { span .dim { "no customers" } });
            }
            let label = if text.is_empty() { format!("Customer {number}") } else { text };
            match page.site.link(label.clone(), &format!("/customers/{number}"), "") {
                Some(link) => Cell(html! { span .wrap-always { (link) } }),
                None => Cell(html! { span .wrap-always { (label) } }),
            }
        }
        ("employee_name", _) => {
            let number = value("employee_number");
            let Value::Integer(number) = number else { return Cell::text(text) };
            let Some(employee) = page.snapshot.employee(number) else { return Cell::text(text) };
            match page.person_href(employee) {
                Some(href) => Cell::link(&page.name(employee), &href),
                None => Cell::text(page.name(employee)),
            }
        }
        _ if text.is_empty() => Cell::none(),
        _ => Cell::text(text),
    }
}

fn pager(page: &OrganizationPage<'_>) -> Pager {
    table_pager(page.site, page.address, page.shown, page.format)
}

fn nothing(page: &OrganizationPage<'_>) -> String {
    match page.address.option("q") {
        "" => "There is none.".to_owned(),
        search => format!("No row has “{search}” in it."),
    }
}
