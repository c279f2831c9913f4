//! `/customers/:key`: one customer.

use analytics::answers::breakdown::Dimension;
use analytics::answers::customer::CustomerState;
use analytics::view::Focus;
use views::item;
use views::pages::entity::customer::content;

use super::{Shown, number, unknown};
use crate::http::refusal::Refusal;
use crate::pages::{Asked, Page, PageKind, Question};

/// The page above it.
const ABOVE: (&str, &str) = ("Customers", "/deep-dive/customers");

/// The page.
pub(crate) const PAGE: Page = Page { address: "/customers/:key", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let snapshot = &asked.served.snapshot;
    let found = number(asked).and_then(|number| snapshot.customer(number));
    let index = found.ok_or_else(|| unknown(asked, "customer", ABOVE))?;
    let address = asked.address(format!("/customers/{}", snapshot.customers[index].number), &[])?;
    Ok(Question::new(address.below_base(), move |asked| {
        let shown = Shown {
            address: &address,
            focus: Focus::Customer(index),
            title: item::name(&asked.served.snapshot, Dimension::Customers, Some(index)),
            above: ABOVE,
        };
        Ok(shown.page(asked, |page, all| content(page, index, &CustomerState::of(all, index))))
    }))
}
