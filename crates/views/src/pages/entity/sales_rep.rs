//! A sales rep, or any other employee: where in the company, and what the assigned customers buy.

use analytics::answers::entity::{countries_of, customers_of, employees_where};
use maud::{Markup, html};

use super::list::{COUNTRIES, CUSTOMERS};
use super::{EntityPage, fact, text_fact};
use crate::components::{Panel, Span};
use crate::scope_words::count;

/// The content of the page of the employee of this index.
pub fn content(page: &EntityPage<'_>, employee: usize) -> Markup {
    let number = page.view.snapshot.employees[employee].number;
    let export = page.address.with_scope(|scope| scope.reps = vec![number]);
    let customers = customers_of(page.view, true);
    let title = "Customers in this scope";
    html! {
        (facts(page, employee))
        (page.cards(&["revenue", "orders", "average_order_value", "on_time_pct", "active_customers", "gross_margin_pct"]))
        @if page.has_orders() {
            (page.trend(Some(&export)))
            (page.list(
                Panel { id: "countries".to_owned(), ..Panel::new(Span::Third, "Countries", html! {}) },
                &countries_of(page.view),
                COUNTRIES,
            ))
        }
        @if customers.num_rows() > 0 {
            (page.list(
                Panel {
                    id: "customers".to_owned(),
                    links: page.site.link("In Deep Dive", "/deep-dive/customers", &export.scope_query()).into_iter().collect(),
                    ..Panel::new(Span::Full, title, html! {})
                },
                &customers,
                CUSTOMERS,
            ))
        }
    }
}

fn facts(page: &EntityPage<'_>, index: usize) -> Markup {
    let (snapshot, links) = (page.view.snapshot, page.links());
    let employee = &snapshot.employees[index];
    let reports = employees_where(snapshot, |other| other.manager == Some(index as u32));
    let office = employee.office.map(|office| fact("Office", links.office(office as usize)));
    let extension = employee.extension.trim();
    page.facts(
        "Who it is",
        vec![
            Some(fact("Employee number", html! { (employee.number) })),
            page.standing("with revenue", true),
            text_fact("Job title", &employee.job_title),
            office.or_else(|| text_fact("Office, not known", &employee.office_code)),
            Some(fact(
                "Reports to",
                match employee.manager {
                    Some(manager) => links.employee(manager as usize),
                    None => match employee.manager_number {
                        Some(number) => html! { "unknown employee " (number) },
                        None => html! { "nobody" },
                    },
                },
            )),
            text_fact("E-mail", &employee.email),
            text_fact("Extension", extension),
            Some(fact(
                "Assigned customers",
                html! { (count(i64::from(employee.num_assigned_customers), "customer", page.format)) },
            )),
            (!reports.is_empty()).then(|| {
                fact(
                    "Direct reports",
                    html! {
                        @for (position, &report) in reports.iter().enumerate() {
                            @if position > 0 { ", " }
                            (links.employee(report))
                        }
                    },
                )
            }),
        ],
    )
}
