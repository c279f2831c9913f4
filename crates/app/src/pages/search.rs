//! `/search?q=`: what has a text in its name or number.

use analytics::answers::search::search;
use views::ScopeLine;
use views::pages::search::{OPTIONS, SearchPage, TITLE};

use super::{Asked, Content, Page, PageKind, Question};
use crate::http::refusal::Refusal;

/// The page.
pub(crate) const PAGE: Page = Page { address: "/search", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let address = asked.address("/search", OPTIONS)?;
    Ok(Question::new(address.below_base(), move |asked| {
        let (site, snapshot) = (&asked.app.site, &asked.served.snapshot);
        let text = address.option("q").trim();
        let groups = search(snapshot, text);
        let format = &asked.app.settings.display.format;
        let page = SearchPage { site, address: &address, snapshot, groups: &groups, format };
        let mut frame = asked.frame_at(&address, TITLE);
        frame.search = text.to_owned();
        let words =
            if text.is_empty() { "All names and numbers".to_owned() } else { format!("“{text}”") };
        frame.scope = ScopeLine { words, result: page.result() };
        Ok(Content::page(asked, &frame, &page.content()))
    }))
}
