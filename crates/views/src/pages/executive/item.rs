//! Countries, products, reps, lines and customers by name, and where a click on one leads.

use analytics::answers::breakdown::Dimension;
use form_urlencoded::byte_serialize;

use super::ExecutivePage;
use crate::scope_words::rep_name;

/// An item's name; none stands for what has no such thing.
pub(super) fn name(page: &ExecutivePage<'_>, dimension: Dimension, index: Option<usize>) -> String {
    let snapshot = page.view.snapshot;
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
pub(super) fn href(page: &ExecutivePage<'_>, dimension: Dimension, index: Option<usize>) -> Option<String> {
    let snapshot = page.view.snapshot;
    let index = index?;
    // In a path a blank is %20; a plus sign there would be a plus sign.
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let path = match dimension {
        Dimension::Countries => format!("/countries/{}", encoded(&snapshot.countries[index].name)),
        Dimension::Products => format!("/products/{}", encoded(&snapshot.products[index].code)),
        Dimension::Reps => format!("/sales-reps/{}", snapshot.employees[index].number),
        Dimension::Customers => format!("/customers/{}", snapshot.customers[index].number),
        Dimension::Lines => String::new(),
    };
    if page.site.has(&path) {
        return Some(page.address.scoped_href(page.site, &path));
    }
    let filtered = page.address.with_scope(|scope| match dimension {
        Dimension::Countries => scope.countries = vec![snapshot.countries[index].name.to_string()],
        Dimension::Lines => scope.lines = vec![snapshot.product_lines[index].name.to_string()],
        Dimension::Reps => scope.reps = vec![snapshot.employees[index].number],
        Dimension::Products | Dimension::Customers => {}
    });
    let is_nameless = filtered.scope.countries.iter().chain(&filtered.scope.lines).any(String::is_empty);
    (filtered != *page.address && !is_nameless).then(|| filtered.href(page.site))
}
