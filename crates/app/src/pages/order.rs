//! `/orders/N`: one order.

use analytics::answers::order::OrderDetail;
use views::ScopeLine;
use views::entity_link::EntityLinks;
use views::pages::entity::order::OrderPage;

use super::{Asked, Content, Page, PageKind, Question, entity};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page = Page { address: "/orders/:key", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let number = asked.route.get("key").and_then(|key| key.parse::<i64>().ok());
    let found = number.and_then(|number| asked.served.snapshot.order(number));
    let order = found.ok_or_else(|| entity::unknown(asked, "order", ("Orders", "/deep-dive/orders")))?;
    let number = asked.served.snapshot.orders.number[order];
    let address = asked.address(format!("/orders/{number}"), &[])?;
    Ok(Question::new(address.below_base(), move |asked| {
        let (site, format) = (&asked.app.site, &asked.app.settings.display.format);
        let snapshot = &asked.served.snapshot;
        let detail = OrderDetail::of(snapshot, order);
        let mut frame = asked.frame_at(&address, format!("Order {number}"));
        let above = site.link("Orders", "/deep-dive/orders", &address.scope_query());
        frame.trail = above.into_iter().collect();
        frame.scope = ScopeLine {
            words: "One order, whatever the filters".to_owned(),
            result: format!("{} on {}", format.money(detail.value), format.day(snapshot.orders.date[order])),
        };
        let links = EntityLinks { site, address: &address, snapshot };
        let page = OrderPage { links, order, detail: &detail, format };
        Ok(Content::page(asked, &frame, &page.content()))
    }))
}
