//! Countries, products, reps, lines and customers by name, and where a click on one leads.

use analytics::answers::breakdown::Dimension;
use analytics::snapshot::Snapshot;
use form_urlencoded::byte_serialize;

use crate::address::Address;
use crate::frame::Site;
use crate::scope_words::rep_name;

/// An item's name; none stands for what has no such thing.
pub fn name(snapshot: &Snapshot, dimension: Dimension, index: Option<usize>) -> String {
    let Some(index) = index else {
        return match dimension {
            Dimension::Reps => "No rep",
            Dimension::Lines => "No line",
            _ => "None",
        }
        .to_owned();
    };
    let named = |name: &str, otherwise: String| if name.is_empty() { otherwise } else { name.to_owned() };
    match dimension {
        Dimension::Countries => named(&snapshot.countries[index].name, "No country".to_owned()),
        Dimension::Products => {
            named(&snapshot.products[index].name, format!("Product {}", snapshot.products[index].code))
        }
        Dimension::Reps => rep_name(snapshot, snapshot.employees[index].number),
        Dimension::Lines => named(&snapshot.product_lines[index].name, "No line".to_owned()),
        Dimension::Customers => {
            named(&snapshot.customers[index].name, format!("Customer {}", snapshot.customers[index].number))
        }
    }
}

/// The page of the item if there is one, else this page filtered by it, unless it is already.
pub fn href(
    site: &Site,
    address: &Address,
    snapshot: &Snapshot,
    dimension: Dimension,
    index: Option<usize>,
) -> Option<String> {
    let path = path(snapshot, dimension, index?);
    if site.has(&path) {
        return Some(address.scoped_href(site, &path));
    }
    filtered_href(site, address, snapshot, dimension, index)
}

/// This page filtered by the item, unless it is already or cannot be.
pub fn filtered_href(
    site: &Site,
    address: &Address,
    snapshot: &Snapshot,
    dimension: Dimension,
    index: Option<usize>,
) -> Option<String> {
    let index = index?;
    let filtered = address.with_scope(|scope| match dimension {
        Dimension::Countries => scope.countries = vec![snapshot.countries[index].name.to_string()],
        Dimension::Lines => scope.lines = vec![snapshot.product_lines[index].name.to_string()],
        Dimension::Reps => scope.reps = vec![snapshot.employees[index].number],
        Dimension::Products | Dimension::Customers => {}
    });
    let is_nameless = filtered.scope.countries.iter().chain(&filtered.scope.lines).any(String::is_empty);
    (filtered != *address && !is_nameless).then(|| filtered.href(site))
}

/// The path of the item's own page below the base path, whether the server answers there or not; empty where no page is planned.
fn path(snapshot: &Snapshot, dimension: Dimension, index: usize) -> String {
    // In a path a blank is %20; a plus sign there would be a plus sign.
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    match dimension {
        Dimension::Countries => format!("/countries/{}", encoded(&snapshot.countries[index].name)),
        Dimension::Products => format!("/products/{}", encoded(&snapshot.products[index].code)),
        Dimension::Reps => format!("/sales-reps/{}", snapshot.employees[index].number),
        Dimension::Customers => format!("/customers/{}", snapshot.customers[index].number),
        Dimension::Lines => String::new(),
    }
}
