//! `/risks`: Risks & Diagnostics, under the configured thresholds or some that are tried out.

use analytics::answers::cancelled::Cancelled;
use analytics::answers::facets::Facets;
use analytics::answers::risk_overview::RiskOverview;
use analytics::view::View;
use units::{Format, Money};
use views::ScopeLine;
use views::address::Address;
use views::filters::Filters;
use views::pages::risks::{NOT_APPLYING, OPTIONS, RisksPage, TITLE, UNFILTERED, WHY_NOT};
use views::scope_words::{count, state_line};
use views::world_map::outlines;

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

const PATH: &str = "/risks";

/// The page.
pub(crate) const PAGE: Page = Page { address: PATH, kind: PageKind::Page, warm: &[""], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address(PATH, OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| Ok(show(asked, &address))))
}

fn show(asked: &Asked, address: &Address) -> Content {
    let app = &asked.app;
    let (site, format) = (&app.site, &app.settings.display.format);
    let configured = &app.settings.meaning.policy;
    let policy = asked.policy(address);
    let view = View::new(&asked.served.snapshot, &address.scope, &policy);
    let answers = RiskOverview::of(&view);
    let facets = Facets::of(&view);
    let filters =
        Filters { site, address, view: &view, facets: &facets, cancelled: Cancelled::default(), format };
    let mut filter_bar = filters.bar_without(NOT_APPLYING, WHY_NOT);
    filter_bar.unfiltered_words = UNFILTERED.to_owned();
    let mut frame = asked.frame_at(address, TITLE);
    frame.page = Some(views::Page::Risks);
    frame.scope = scope_line(&view, &answers, format);
    frame.drawings = Some(outlines());
    frame.filter_bar = Some(filter_bar);
    let page = RisksPage { site, address, view: &view, configured, answers: &answers, format };
    Content::page(asked, &frame, &page.content())
}

/// What the page is about, and what it amounts to.
pub(super) fn scope_line(view: &View<'_>, answers: &RiskOverview, format: &Format) -> ScopeLine {
    state_line(view, true, result(answers, format), format)
}

/// `23 of 122 customers at risk, $1.43M`.
fn result(answers: &RiskOverview, format: &Format) -> String {
    format!(
        "{} of {} at risk, {}",
        format.integer(answers.risks.len() as i128),
        count(answers.num_customers as i128, "customer", format),
        format.money_short(Money::from_cents(answers.amount_cents))
    )
}
