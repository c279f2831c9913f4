//! `/countries/:key`: one country of customers.

use analytics::answers::breakdown::Dimension;
use analytics::view::Focus;
use views::address::path_segment;
use views::item;
use views::pages::entity::country::content;

use super::{Shown, key, unknown};
use crate::http::refusal::Refusal;
use crate::pages::{Asked, Page, PageKind, Question};

/// The page above it.
const ABOVE: (&str, &str) = ("Regional view", "/regional");

/// The page.
pub(crate) const PAGE: Page = Page { address: "/countries/:key", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let snapshot = &asked.served.snapshot;
    let found = snapshot.country(key(asked));
    let index = found.ok_or_else(|| unknown(asked, "country", ABOVE))?;
    let address = asked.address(format!("/countries/{}", path_segment(key(asked))), &[])?;
    Ok(Question::new(address.below_base(), move |asked| {
        let shown = Shown {
            address: &address,
            focus: Focus::Country(index),
            title: item::name(&asked.served.snapshot, Dimension::Countries, Some(index)),
            above: ABOVE,
        };
        Ok(shown.page(asked, |page, _| content(page, index)))
    }))
}
