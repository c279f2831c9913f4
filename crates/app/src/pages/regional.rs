//! `/regional`: the Regional View.

use analytics::answers::cancelled::cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::regional::Regional;
use analytics::view::View;
use units::Money;
use views::address::Address;
use views::filters::Filters;
use views::pages::regional::{OPTIONS, RegionalPage, TITLE};
use views::scope_words::scope_line;
use views::world_map::outlines;

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page =
    Page { address: "/regional", kind: PageKind::Page, warm: &["", "period=ytd", "period=ttm"], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address("/regional", OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, &address))))
}

fn show(asked: &Asked, address: &Address) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let answers = Regional::of(&view);
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
    let sales = answers.total.sales;
    let mut frame = asked.frame_at(address, TITLE);
    frame.page = Some(views::Page::Regional);
    frame.scope = scope_line(&view, sales.num_orders, Money::from_cents(sales.revenue_cents), format);
    frame.drawings = Some(outlines());
    frame.filter_bar = Some(filters.bar());
    Content::page(
        asked,
        &frame,
        &RegionalPage { site, address, view: &view, answers: &answers, format }.content(),
    )
}
