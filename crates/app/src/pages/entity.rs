//! `/customers/N`, `/products/CODE`, `/sales-reps/N`, `/countries/NAME`, `/offices/CODE`: one entity, seen alone.

pub(super) mod country;
pub(super) mod customer;
pub(super) mod office;
pub(super) mod product;
pub(super) mod sales_rep;

use analytics::answers::breakdown::Dimension;
use analytics::answers::cancelled::cancelled;
use analytics::answers::entity::{Entity, not_applying, scope_of};
use analytics::answers::facets::Facets;
use analytics::snapshot::Snapshot;
use analytics::view::{Focus, View};
use maud::Markup;
use url::form_urlencoded;
use views::address::{Address, path_segment};
use views::entity_link::office_name;
use views::filters::Filters;
use views::item;
use views::pages::entity::EntityPage;
use views::scope_words::entity_line;

use super::{Asked, Content};
use crate::http::refusal::Refusal;

/// The page of an entity: `title` is its h1, `above` the label and address of the page above it.
struct Shown<'a> {
    address: &'a Address,
    focus: Focus,
    title: String,
    above: (&'static str, &'static str),
}

impl Shown<'_> {
    /// The page; `content` arranges what it shows, from the page and the view of all entities.
    fn page(&self, asked: &Asked, content: impl Fn(&EntityPage<'_>, &View<'_>) -> Markup) -> Content {
        let app = &asked.app;
        let (site, format) = (&app.site, &app.settings.display.format);
        let address = self.address;
        let scope = scope_of(self.focus, &address.scope);
        let policy = asked.policy(address);
        let all = View::new(&asked.served.snapshot, &scope, &policy);
        let view = all.clone().focused(self.focus);
        let entity = Entity::of(&all, self.focus);
        let facets = Facets::of(&view);
        let filters =
            Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
        let mut frame = asked.frame_at(address, self.title.clone());
        let (label, path) = self.above;
        frame.trail = site.link(label, path, &address.scope_query()).into_iter().collect();
        frame.scope = entity_line(&view, entity.executive.now.num_orders, entity.executive.revenue(), format);
        frame.filter_bar = Some(filters.bar_without(not_applying(self.focus), ""));
        let page = EntityPage { site, address, view: &view, entity: &entity, name: &self.title, format };
        Content::page(asked, &frame, &content(&page, &all))
    }
}

/// An entity and what it is called.
pub(super) struct Found {
    /// Which one.
    pub focus: Focus,
    /// Its name.
    pub title: String,
}

/// The entity whose page has this path below the base path, without its first slash: `customers/103`.
pub(super) fn find(snapshot: &Snapshot, path: &str) -> Option<Found> {
    let (kind, segment) = path.split_once('/')?;
    // As in a path, where a plus sign is a plus sign.
    let encoded = format!("key={}", segment.replace('+', "%2B"));
    let key = form_urlencoded::parse(encoded.as_bytes()).next()?.1;
    let key = key.trim();
    let number = || key.parse::<i64>().ok();
    let named = |dimension: Dimension, index: usize| item::name(snapshot, dimension, Some(index));
    let (focus, title) = match kind {
        "customers" => {
            let index = snapshot.customer(number()?)?;
            (Focus::Customer(index), named(Dimension::Customers, index))
        }
        "products" => {
            let index = snapshot.product(key)?;
            (Focus::Product(index), named(Dimension::Products, index))
        }
        "sales-reps" => {
            let index = snapshot.employee(number()?)?;
            (Focus::Rep(index), named(Dimension::Reps, index))
        }
        "countries" => {
            let index = snapshot.country(key)?;
            (Focus::Country(index), named(Dimension::Countries, index))
        }
        "offices" => {
            let index = snapshot.office(key)?;
            (Focus::Office(index), format!("Office {}", office_name(snapshot, index)))
        }
        _ => return None,
    };
    Some(Found { focus, title })
}

/// The key in the path, as people write it.
fn key(asked: &Asked) -> &str {
    asked.route.get("key").map_or("", |key| key.trim())
}

/// The key as a number.
fn number(asked: &Asked) -> Option<i64> {
    key(asked).parse().ok()
}

/// 404 for a key that nothing has, with ways to find what was meant.
pub(super) fn unknown(asked: &Asked, what: &str, table: (&str, &str)) -> Refusal {
    let (site, key) = (&asked.app.site, key(asked));
    let mut refusal = Refusal::not_found(format!("There is no {what} {key} in the data."));
    let search = site.link(format!("Search for {key}"), "/search", &format!("q={}", path_segment(key)));
    let left_out = site.link("Data quality: rows that are left out", "/data-quality", "");
    refusal.known = search.into_iter().chain(site.link(table.0, table.1, "")).chain(left_out).collect();
    refusal
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use analytics::intake::Intake;
    use analytics::policy::{AsOf, Regions};
    use analytics::schema::{Cell, Table};
    use poem::http::StatusCode;
    use poem::test::TestClient;

    use crate::app::App;
    use crate::host::{Served, fixture};
    use crate::http::endpoint;
    use crate::settings::settings_of;

    const HOSTILE: &str = "<script>alert(1)</script> \u{202e}& \"Sons\"";

    /// One of each, all of them named with everything that could go wrong.
    fn served() -> Served {
        let mut intake = Intake::new(Regions::default(), AsOf::LastOrder);
        let rows: [(Table, &[(&str, &str)]); 8] = [
            (Table::Offices, &[("officeCode", "A/1"), ("city", HOSTILE)]),
            (Table::Employees, &[("employeeNumber", "7"), ("firstName", HOSTILE), ("officeCode", "A/1")]),
            (Table::ProductLines, &[("productLine", HOSTILE)]),
            (
                Table::Products,
                &[("productCode", "P 1+?"), ("productName", HOSTILE), ("productLine", HOSTILE)],
            ),
            (
                Table::Customers,
                &[
                    ("customerNumber", "1"),
                    ("customerName", HOSTILE),
                    ("country", "Narnia & Sons"),
                    ("salesRepEmployeeNumber", "7"),
                ],
            ),
            (
                Table::Orders,
                &[
                    ("orderNumber", "5"),
                    ("orderDate", "2004-05-06"),
                    ("customerNumber", "1"),
                    ("comments", HOSTILE),
                ],
            ),
            (
                Table::OrderDetails,
                &[
                    ("orderNumber", "5"),
                    ("productCode", "P 1+?"),
                    ("quantityOrdered", "3"),
                    ("priceEach", "10"),
                ],
            ),
            (Table::Payments, &[("customerNumber", "1"), ("checkNumber", HOSTILE), ("amount", "10")]),
        ];
        for table in Table::LOAD_ORDER {
            intake.begin(table, table.columns().len());
            for (_, values) in rows.iter().filter(|(of, _)| *of == table) {
                let cells: Vec<Cell<'_>> = table
                    .columns()
                    .iter()
                    .map(|column| {
                        let value = values.iter().find(|(name, _)| *name == column.name);
                        value.map_or(Cell::Null, |(_, text)| Cell::Text(text))
                    })
                    .collect();
                intake.row(table, &cells);
            }
        }
        Served { snapshot: Arc::new(intake.finish()), ..fixture::served() }
    }

    #[tokio::test]
    async fn every_entity_has_a_page_and_what_is_none_helps_on() {
        let app =
            App::new(settings_of(&[]).unwrap(), Box::new(|_| Box::pin(async { Ok(fixture::served()) })));
        app.host.serve(served());
        let client = TestClient::new(endpoint(&app));
        for (path, status, expected) in [
            ("/customers/1", StatusCode::OK, "href=\"/countries/Narnia%20%26%20Sons\""),
            ("/customers/1?country=Narnia+%26+Sons&period=2010", StatusCode::OK, "Leave out the period 2010"),
            ("/products/P%201%2B%3F", StatusCode::OK, "<bdi>P 1+?</bdi>"),
            ("/sales-reps/7", StatusCode::OK, "href=\"/offices/A%2F1\""),
            ("/orders/5", StatusCode::OK, "href=\"/products/P%201%2B%3F\""),
            ("/countries/Narnia%20&%20Sons", StatusCode::OK, "href=\"/customers/1\""),
            ("/countries/Narnia%20%26%20Sons%20", StatusCode::OK, "$30.00"),
            ("/offices/A%2F1", StatusCode::OK, "href=\"/sales-reps/7\""),
            ("/search?q=script", StatusCode::OK, "href=\"/offices/A%2F1\""),
            ("/search", StatusCode::OK, "What can be found"),
            ("/opportunities", StatusCode::OK, "Unsold and worst sellers"),
            ("/customers/2", StatusCode::NOT_FOUND, "href=\"/search?q=2\""),
            (
                "/orders/999999999999999999999",
                StatusCode::NOT_FOUND,
                "There is no order 999999999999999999999",
            ),
            ("/countries/%3Cscript%3E", StatusCode::NOT_FOUND, "href=\"/search?q=%3Cscript%3E\""),
            ("/customers/1?line=None", StatusCode::BAD_REQUEST, "line=None"),
        ] {
            let response = client.get(path).send().await;
            response.assert_status(status);
            let html = response.0.into_body().into_string().await.unwrap();
            assert!(html.contains(expected), "{path} has no {expected}:\n{html}");
            assert!(!html.contains("<script>"), "{path} lets a script through");
        }
    }

    #[tokio::test]
    async fn a_database_without_rows_is_no_mistake() {
        let app =
            App::new(settings_of(&[]).unwrap(), Box::new(|_| Box::pin(async { Ok(fixture::served()) })));
        app.host.serve(fixture::served());
        let client = TestClient::new(endpoint(&app));
        for path in ["/opportunities", "/search?q=1", "/search"] {
            client.get(path).send().await.assert_status_is_ok();
        }
    }
}
