//! A country: its customers, what they buy and when.

use analytics::answers::entity::{customers_of, lines_of};
use maud::{Markup, html};

use super::list::{CUSTOMERS, LINES};
use super::{EntityPage, fact, text_fact};
use crate::components::{Panel, Span};
use crate::scope_words::count;

/// The content of the page of the country of this index.
pub fn content(page: &EntityPage<'_>, country: usize) -> Markup {
    let snapshot = page.view.snapshot;
    let name = snapshot.countries[country].name.to_string();
    let export = page.address.with_scope(|scope| {
        scope.regions.clear();
        scope.countries = vec![name];
    });
    let customers = customers_of(page.view, true);
    html! {
        (facts(page, country, customers.num_rows()))
        (page.cards(&["revenue", "orders", "average_order_value", "on_time_pct", "active_customers", "gross_margin_pct"]))
        @if page.has_orders() {
            (page.trend(Some(&export)))
            (page.list(
                Panel { id: "lines".to_owned(), ..Panel::new(Span::Third, "Product lines", html! {}) },
                &lines_of(page.view),
                LINES,
            ))
        }
        (page.list(
            Panel {
                id: "customers".to_owned(),
                links: page.site.link("In Deep Dive", "/deep-dive/customers", &export.scope_query()).into_iter().collect(),
                ..Panel::new(Span::Full, "Customers", html! {})
            },
            &customers,
            CUSTOMERS,
        ))
    }
}

fn facts(page: &EntityPage<'_>, index: usize, num_customers: usize) -> Markup {
    let snapshot = page.view.snapshot;
    let country = &snapshot.countries[index];
    let links = page.links();
    let local = analytics::answers::entity::offices_in(snapshot, &country.name);
    let offices = (!local.is_empty()).then(|| {
        fact(
            "Offices here",
            html! {
                @for (position, &office) in local.iter().enumerate() {
                    @if position > 0 { ", " }
                    (links.office(office))
                }
            },
        )
    });
    page.facts(
        "What it is",
        vec![
            text_fact("Region", &snapshot.regions[country.region as usize]),
            page.standing("countries with revenue", false),
            Some(fact(
                "Customers in this scope",
                html! { (count(num_customers as i64, "customer", page.format)) },
            )),
            offices,
        ],
    )
}
