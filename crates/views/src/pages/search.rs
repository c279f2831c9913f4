//! Search: customers, products, orders, people, countries and offices with a text in their names or numbers.

use analytics::answers::search::{Group, Kind, LISTED};
use analytics::snapshot::Snapshot;
use maud::{Markup, Render, html};
use units::{Format, Money};

use crate::address::{Address, PageOption, path_segment};
use crate::components::{EmptyState, Panel, Span};
use crate::entity_link::EntityLinks;
use crate::frame::Site;
use crate::link::Link;
use crate::scope_words::count;

/// Title of the page.
pub const TITLE: &str = "Search";

/// The option of the page: what is searched for.
pub const OPTIONS: &[PageOption] = &[PageOption { name: "q", values: &[] }];

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct SearchPage<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// The data.
    pub snapshot: &'a Snapshot,
    /// What was found.
    pub groups: &'a [Group],
    /// Writes numbers.
    pub format: &'a Format,
}

impl SearchPage<'_> {
    /// What was found in a few words, for the line below the title.
    pub fn result(&self) -> String {
        let num_found: usize = self.groups.iter().map(|group| group.num_found).sum();
        match (self.text(), num_found) {
            ("", _) => String::new(),
            (_, 0) => "nothing found".to_owned(),
            (_, found) => format!("{} found", count(found as i64, "result", self.format)),
        }
    }

    /// The content of the page.
    pub fn content(&self) -> Markup {
        html! {
            @if self.text().is_empty() {
                (self.nothing("What can be found", "Type a name, a number or a part of one into the field above."))
            } @else if self.groups.is_empty() {
                (self.nothing("Nothing found", "No name or number has this text in it. Try a part of it."))
            }
            @for group in self.groups { (self.group(group)) }
        }
    }

    fn text(&self) -> &str {
        self.address.option("q").trim()
    }

    fn nothing(&self, title: &str, words: &str) -> Markup {
        let ways_out = Kind::ALL
            .into_iter()
            .filter_map(|kind| self.all(kind, ""))
            .map(|link| Link { label: link.label.replace("All in", "See"), ..link });
        let words = format!(
            "{words} Customers are found by name, number or contact, products by name or code, orders by number, people by name, \
             number or e-mail address, countries by name, offices by city, country or code."
        );
        let mut ways_out: Vec<Link> = ways_out.collect();
        ways_out.dedup_by(|a, b| a.href == b.href);
        EmptyState { title: title.to_owned(), words, ways_out }.render()
    }

    fn group(&self, group: &Group) -> Markup {
        let format = self.format;
        let (one, many) = match group.kind {
            Kind::Customers => ("customer", "Customers"),
            Kind::Products => ("product", "Products"),
            Kind::Orders => ("order", "Orders"),
            Kind::Employees => ("person", "People"),
            Kind::Countries => ("country", "Countries"),
            Kind::Offices => ("office", "Offices"),
        };
        let number = format.integer(group.num_found as i128);
        let sentence = match group.num_found {
            1 => format!("One {one}."),
            all if all <= LISTED => format!("{number} found."),
            _ => format!("{number} found; the first {}, the closest on top.", group.listed.len()),
        };
        let body = html! {
            ul .found { @for &index in &group.listed { li { (self.item(group.kind, index)) } } }
        };
        Panel {
            id: format!("found-{one}"),
            sentence,
            links: self.all(group.kind, self.text()).into_iter().collect(),
            ..Panel::new(Span::Half, many, body)
        }
        .render()
    }

    /// The table of everything of a kind that has the text.
    fn all(&self, kind: Kind, text: &str) -> Option<Link> {
        let (label, path) = match kind {
            Kind::Customers => ("All in Deep Dive: customers", "/deep-dive/customers"),
            Kind::Products => ("All in Deep Dive: products", "/deep-dive/products"),
            Kind::Orders => ("All in Deep Dive: orders", "/deep-dive/orders"),
            Kind::Employees => ("All in Deep Dive: sales reps", "/deep-dive/sales-reps"),
            Kind::Countries => ("All in the Regional View", "/regional"),
            Kind::Offices => ("All in Organization", "/organization"),
        };
        let has_search = path.starts_with("/deep-dive") && !text.is_empty();
        let query = if has_search { format!("q={}", path_segment(text)) } else { String::new() };
        self.site.link(label, path, &query)
    }

    /// A thing with what tells it from others of its name.
    fn item(&self, kind: Kind, index: usize) -> Markup {
        let snapshot = self.snapshot;
        let links = EntityLinks { site: self.site, address: self.address, snapshot };
        match kind {
            Kind::Customers => {
                let customer = &snapshot.customers[index];
                let country = &snapshot.country_of(index).name;
                html! { (links.customer(index)) " " span .dim { bdi { (customer.number) @if !country.is_empty() { ", " (country) } } } }
            }
            Kind::Products => {
                let product = &snapshot.products[index];
                let line = product.line.map(|line| snapshot.product_lines[line as usize].name.to_string());
                html! { (links.product(index)) " " span .dim { bdi { (product.code) @if let Some(line) = line { ", " (line) } } } }
            }
            Kind::Orders => {
                let orders = &snapshot.orders;
                let customer = &snapshot.customers[orders.customer[index] as usize].name;
                html! {
                    (links.order(index)) " " span .dim {
                        (self.format.day(orders.date[index])) ", " bdi { (customer) } ", "
                        (self.format.money(Money::from_cents(orders.revenue_cents[index])))
                    }
                }
            }
            Kind::Employees => {
                let employee = &snapshot.employees[index];
                html! { (links.employee(index)) " " span .dim { bdi { (employee.number) ", " (employee.job_title) } } }
            }
            Kind::Countries => {
                let region = &snapshot.regions[snapshot.countries[index].region as usize];
                html! { (links.country(index)) " " span .dim { bdi { (region) } } }
            }
            Kind::Offices => {
                let office = &snapshot.offices[index];
                html! { (links.office(index)) " " span .dim { bdi { (office.code) ", " (office.country) } } }
            }
        }
    }
}
