//! `/products/:key`: one product.

use analytics::answers::breakdown::Dimension;
use analytics::answers::product::ProductState;
use analytics::view::Focus;
use views::address::path_segment;
use views::item;
use views::pages::entity::product::content;

use super::{Shown, key, unknown};
use crate::http::refusal::Refusal;
use crate::pages::{Asked, Page, PageKind, Question};

/// The page above it.
const ABOVE: (&str, &str) = ("Products", "/deep-dive/products");

/// The page.
pub(crate) const PAGE: Page = Page { address: "/products/:key", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let snapshot = &asked.served.snapshot;
    let found = snapshot.product(key(asked));
    let index = found.ok_or_else(|| unknown(asked, "product", ABOVE))?;
    let address = asked.address(format!("/products/{}", path_segment(key(asked))), &[])?;
    Ok(Question::new(address.below_base(), move |asked| {
        let shown = Shown {
            address: &address,
            focus: Focus::Product(index),
            title: item::name(&asked.served.snapshot, Dimension::Products, Some(index)),
            above: ABOVE,
        };
        Ok(shown.page(asked, |page, all| content(page, index, &ProductState::of(all, index))))
    }))
}
