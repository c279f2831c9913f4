//! `/recommendations`: what to do now, for whom, and how much is at stake.

use analytics::answers::cancelled::cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::loosened::loosened;
use analytics::answers::recommendations::Recommendations;
use analytics::totals::Sum;
use analytics::view::View;
use units::Money;
use views::address::Address;
use views::filters::Filters;
use views::pages::recommendations::{OPTIONS, RecommendationsPage, TITLE};
use views::scope_words::scope_line;

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

const PATH: &str = "/recommendations";

/// The page.
pub(crate) const PAGE: Page = Page { address: PATH, kind: PageKind::Page, warm: &[""], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PATH, OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, &address))))
}

fn show(asked: &Asked, address: &Address) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let answers = Recommendations::of(&view);
    let sum = sum(&view);
    let loosened = if sum.num_orders == 0 { loosened(&view) } else { Vec::new() };
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
    let mut frame = asked.frame_at(address, TITLE);
    frame.page = Some(views::Page::Recommendations);
    frame.scope = scope_line(&view, sum.num_orders, Money::from_cents(sum.revenue_cents), format);
    frame.filter_bar = Some(filters.bar());
    let page =
        RecommendationsPage { site, address, view: &view, answers: &answers, loosened: &loosened, format };
    Content::page(asked, &frame, &page.content())
}

/// Orders and revenue of a scope.
pub(super) fn sum(view: &View<'_>) -> Sum {
    let mut sum = Sum::default();
    view.flow().orders().for_each(|order| sum.add(order.revenue_cents, order.units));
    sum
}
