//! `/insights`: what stands out, in sentences made from the data.

use analytics::answers::cancelled::cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::loosened::loosened;
use analytics::insights::insights;
use analytics::totals::Sum;
use analytics::view::View;
use units::Money;
use views::address::Address;
use views::filters::Filters;
use views::pages::insights::{InsightsPage, OPTIONS, TITLE};
use views::scope_words::scope_line;

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page =
    Page { address: "/insights", kind: PageKind::Page, warm: &["", "period=ytd", "period=ttm"], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address("/insights", OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, &address))))
}

fn show(asked: &Asked, address: &Address) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let insights = insights(&view);
    let mut sum = Sum::default();
    view.flow().orders().for_each(|order| sum.add(order.revenue_cents, order.units));
    let loosened = if sum.num_orders == 0 { loosened(&view) } else { Vec::new() };
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
    let mut frame = asked.frame_at(address, TITLE);
    frame.page = Some(views::Page::Insights);
    frame.scope = scope_line(&view, sum.num_orders, Money::from_cents(sum.revenue_cents), format);
    frame.filter_bar = Some(filters.bar());
    let page = InsightsPage {
        site,
        address,
        view: &view,
        insights: &insights,
        num_orders: sum.num_orders,
        loosened: &loosened,
        format,
    };
    Content::page(asked, &frame, &page.content())
}
