//! `/customers/N`, `/products/CODE`, `/sales-reps/N`, `/countries/NAME`, `/offices/CODE`: one entity, seen alone.

pub(super) mod country;
pub(super) mod customer;
pub(super) mod office;
pub(super) mod product;
pub(super) mod sales_rep;

use analytics::answers::cancelled::cancelled;
use analytics::answers::entity::{Entity, not_applying, scope_of};
use analytics::answers::facets::Facets;
use analytics::view::{Focus, View};
use maud::Markup;
use views::address::{Address, path_segment};
use views::filters::Filters;
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
        let all = View::new(&asked.served.snapshot, &scope, &app.settings.meaning.policy);
        let view = all.clone().focused(self.focus);
        let entity = Entity::of(&all, self.focus);
        let facets = Facets::of(&view);
        let filters =
            Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
        let mut frame = asked.frame(self.title.clone());
        let (label, path) = self.above;
        frame.trail = site.link(label, path, &address.scope_query()).into_iter().collect();
        frame.address = address.href(site);
        frame.scope = entity_line(&view, entity.executive.now.num_orders, entity.executive.revenue(), format);
        frame.scope_query = address.scope_query();
        frame.filter_bar = Some(filters.bar_without(not_applying(self.focus), ""));
        let page = EntityPage { site, address, view: &view, entity: &entity, name: &self.title, format };
        Content::page(asked, &frame, &content(&page, &all))
    }
}

/// The key in the path, as people write it.
fn key(asked: &Asked) -> &str {
    asked.route.get("key").map_or("", String::as_str)
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
    refusal.known = search.into_iter().chain(site.link(table.0, table.1, "")).collect();
    refusal
}
