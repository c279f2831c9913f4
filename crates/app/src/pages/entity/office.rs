//! `/offices/:key`: one office.

use analytics::view::Focus;
use views::address::path_segment;
use views::entity_link::office_name;
use views::pages::entity::office::content;

use super::{Shown, key, unknown};
use crate::http::refusal::Refusal;
use crate::pages::{Asked, Page, PageKind, Question};

/// The page above it.
const ABOVE: (&str, &str) = ("Organization", "/organization");

/// The page.
pub(crate) const PAGE: Page = Page { address: "/offices/:key", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let snapshot = &asked.served.snapshot;
    let found = snapshot.office(key(asked));
    let index = found.ok_or_else(|| unknown(asked, "office", ABOVE))?;
    let address = asked.address(format!("/offices/{}", path_segment(key(asked))), &[])?;
    Ok(Question::new(address.below_base(), move |asked| {
        let shown = Shown {
            address: &address,
            focus: Focus::Office(index),
            title: format!("Office {}", office_name(&asked.served.snapshot, index)),
            above: ABOVE,
        };
        Ok(shown.page(asked, |page, _| content(page, index)))
    }))
}
