//! `/gallery`: every kind of chart.

use views::ScopeLine;
use views::pages::gallery;

use super::{Content, Page, PageKind, Question};

/// The page.
pub(crate) const PAGE: Page = Page {
    address: "/gallery",
    kind: PageKind::Page,
    warm: &[],
    ask: |_| {
        Ok(Question::new(PAGE.address, |asked| {
            let mut frame = asked.frame(gallery::TITLE);
            frame.scope = ScopeLine { words: gallery::SCOPE.to_owned(), result: String::new() };
            Ok(Content::page(asked, &frame, &gallery::content()))
        }))
    },
};
