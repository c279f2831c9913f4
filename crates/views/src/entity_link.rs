//! Links to the pages of customers, products, orders, employees, countries and offices, as one sees them in tables.

use analytics::answers::breakdown::Dimension;
use analytics::snapshot::Snapshot;
use maud::{Markup, html};

use crate::address::{Address, path_segment};
use crate::frame::Site;
use crate::item;

/// Writes links that keep the scope of a page.
#[derive(Clone, Copy, Debug)]
pub struct EntityLinks<'a> {
    /// The server's constants.
    pub site: &'a Site,
    /// The page in its present state.
    pub address: &'a Address,
    /// The data.
    pub snapshot: &'a Snapshot,
}

impl EntityLinks<'_> {
    /// The customer of this index.
    pub fn customer(&self, index: usize) -> Markup {
        let path = format!("/customers/{}", self.snapshot.customers[index].number);
        self.to(&path, &self.name(Dimension::Customers, index))
    }

    /// The product of this index.
    pub fn product(&self, index: usize) -> Markup {
        let path = format!("/products/{}", path_segment(&self.snapshot.products[index].code));
        self.to(&path, &self.name(Dimension::Products, index))
    }

    /// The employee of this index.
    pub fn employee(&self, index: usize) -> Markup {
        let path = format!("/sales-reps/{}", self.snapshot.employees[index].number);
        self.to(&path, &self.name(Dimension::Reps, index))
    }

    /// The country of this index.
    pub fn country(&self, index: usize) -> Markup {
        let path = format!("/countries/{}", path_segment(&self.snapshot.countries[index].name));
        self.to(&path, &self.name(Dimension::Countries, index))
    }

    /// The office of this index.
    pub fn office(&self, index: usize) -> Markup {
        let office = &self.snapshot.offices[index];
        self.to(&format!("/offices/{}", path_segment(&office.code)), &office_name(self.snapshot, index))
    }

    /// The order of this index.
    pub fn order(&self, index: usize) -> Markup {
        let number = self.snapshot.orders.number[index];
        self.to(&format!("/orders/{number}"), &number.to_string())
    }

    /// A name that leads to a path below the base path under the same scope, where the server answers there.
    pub fn to(&self, path: &str, name: &str) -> Markup {
        html! {
            @if self.site.has(path) {
                a href=(self.address.scoped_href(self.site, path)) { bdi { (name) } }
            } @else {
                bdi { (name) }
            }
        }
    }

    fn name(&self, dimension: Dimension, index: usize) -> String {
        item::name(self.snapshot, dimension, Some(index))
    }
}

/// What an office is called: its city, or its code.
pub fn office_name(snapshot: &Snapshot, index: usize) -> String {
    let office = &snapshot.offices[index];
    if office.city.is_empty() { format!("Office {}", office.code) } else { office.city.to_string() }
}
