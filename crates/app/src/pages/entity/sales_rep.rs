//! `/sales-reps/:key`: one sales rep, or any other employee.

use analytics::answers::breakdown::Dimension;
use analytics::view::Focus;
use views::item;
use views::pages::entity::sales_rep::content;

use super::{Shown, number, unknown};
use crate::http::refusal::Refusal;
use crate::pages::{Asked, Page, PageKind, Question};

/// The page above it.
const ABOVE: (&str, &str) = ("Sales reps", "/deep-dive/sales-reps");

/// The page.
pub(crate) const PAGE: Page = Page { address: "/sales-reps/:key", kind: PageKind::Page, warm: &[], ask };

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    let snapshot = &asked.served.snapshot;
    let found = number(asked).and_then(|number| snapshot.employee(number));
    let index = found.ok_or_else(|| unknown(asked, "employee", ABOVE))?;
    let address = asked.address(format!("/sales-reps/{}", snapshot.employees[index].number), &[])?;
    Ok(Question::new(address.below_base(), move |asked| {
        let shown = Shown {
            address: &address,
            focus: Focus::Rep(index),
            title: item::name(&asked.served.snapshot, Dimension::Reps, Some(index)),
            above: ABOVE,
        };
        Ok(shown.page(asked, |page, _| content(page, index)))
    }))
}
