//! `/opportunities`: whom to sell to, when, and what.

use analytics::answers::cancelled::cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::opportunities::Opportunities;
use analytics::view::View;
use views::address::Address;
use views::filters::Filters;
use views::pages::opportunities::{OPTIONS, OpportunitiesPage, TITLE};
use views::scope_words::scope_line;

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page =
    Page { address: "/opportunities", kind: PageKind::Page, warm: &["", "period=ytd", "period=ttm"], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address("/opportunities", OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, &address))))
}

fn show(asked: &Asked, address: &Address) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let answers = Opportunities::of(&view);
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
    let mut frame = asked.frame_at(address, TITLE);
    frame.page = Some(views::Page::Opportunities);
    frame.scope = scope_line(&view, answers.num_orders, answers.revenue, format);
    frame.filter_bar = Some(filters.bar());
    let page = OpportunitiesPage { site, address, view: &view, answers: &answers, format };
    Content::page(asked, &frame, &page.content())
}
