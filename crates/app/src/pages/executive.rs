//! `/`: the Executive View.

use analytics::answers::cancelled::cancelled;
use analytics::answers::executive::Executive;
use analytics::answers::facets::Facets;
use analytics::insights::insights;
use analytics::view::View;
use views::address::Address;
use views::filters::Filters;
use views::pages::executive::{ExecutivePage, OPTIONS, TITLE, dimension};
use views::scope_words::scope_line;

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page = Page {
    address: "/",
    kind: PageKind::Page,
    warm: &[
        "",
        "period=ytd",
        "period=ttm",
        "top=products",
        "top=reps",
        "top=lines",
        "movers=products",
        "movers=countries",
        "movers=reps",
    ],
    ask,
};

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address("/", OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, &address))))
}

fn show(asked: &Asked, address: &Address) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let answers = Executive::of(
        &view,
        dimension(address, "top"),
        dimension(address, "movers"),
        &app.settings.targets.hundredths,
    );
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: cancelled(&view), format };
    let mut frame = asked.frame_at(address, TITLE);
    frame.page = Some(views::Page::Executive);
    frame.scope = scope_line(&view, answers.now.num_orders, answers.revenue(), format);
    frame.filter_bar = Some(filters.bar());
    Content::page(
        asked,
        &frame,
        &ExecutivePage { site, address, view: &view, answers: &answers, format }.content(&insights(&view)),
    )
}
