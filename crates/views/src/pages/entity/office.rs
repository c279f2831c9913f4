//! An office: where it is, who works there, and what their customers buy.

use analytics::answers::entity::{customers_of, employees_where};
use maud::{Markup, Render, html};

use super::list::CUSTOMERS;
use super::{EntityPage, address_line, fact, text_fact};
use crate::components::{Cell, Column, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// The content of the page of the office of this index.
pub fn content(page: &EntityPage<'_>, office: usize) -> Markup {
    let staff = employees_where(page.view.snapshot, |employee| employee.office == Some(office as u32));
    let customers = customers_of(page.view, true);
    html! {
        (facts(page, office, staff.len()))
        (page.cards(&["revenue", "orders", "average_order_value", "on_time_pct", "active_customers", "gross_margin_pct"]))
        @if page.has_orders() { (page.trend(None)) }
        (people(page, &staff, if page.has_orders() { Span::Third } else { Span::Full }))
        @if customers.num_rows() > 0 {
            (page.list(
                Panel {
                    id: "customers".to_owned(),
                    ..Panel::new(Span::Full, "Customers of the people here", html! {})
                },
                &customers,
                CUSTOMERS,
            ))
        }
    }
}

fn facts(page: &EntityPage<'_>, index: usize, num_employees: usize) -> Markup {
    let office = &page.view.snapshot.offices[index];
    let street = address_line(&[&office.address_line_1, &office.address_line_2]);
    let city = address_line(&[&office.postal_code, &office.city, &office.state, &office.country]);
    page.facts(
        "What it is",
        vec![
            text_fact("Office code", &office.code),
            text_fact("Territory", &office.territory),
            text_fact("Address", &address_line(&[&street, &city])),
            text_fact("Phone", &office.phone),
            Some(fact("People", html! { (count(num_employees as i64, "employee", page.format)) })),
        ],
    )
}

fn people(page: &EntityPage<'_>, staff: &[usize], span: Span) -> Markup {
    let (snapshot, links) = (page.view.snapshot, page.links());
    let column = |label: &str, is_number| Column { label: label.to_owned(), is_number, ..Column::default() };
    let row = |&index: &usize| {
        let employee = &snapshot.employees[index];
        Row::Cells(vec![
            Cell(html! { span .name { (links.employee(index)) } }),
            Cell(html! { span .name { bdi { (employee.job_title) } } }),
            Cell::text(page.format.integer(employee.num_assigned_customers)),
        ])
    };
    let body = if staff.is_empty() {
        html! { p .say { "Nobody works here." } }
    } else {
        DataTable {
            caption: "People".to_owned(),
            columns: vec![column("Name", false), column("Title", false), column("Customers", true)],
            rows: staff.iter().map(row).collect(),
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    Panel {
        id: "people".to_owned(),
        note: "Customers: all that are assigned, whatever the filters.".to_owned(),
        ..Panel::new(span, "People", body)
    }
    .render()
}
