//! What the office wrote on an order.

use super::dice::Dice;
use super::orders::Status;

const SHIPPED: [&str; 18] = [
    "Please pack the large boxes separately.",
    "Customer asks for delivery before noon.",
    "Second address label enclosed.",
    "Discount agreed with the sales rep by phone.",
    "Customer collects a full series and asks to be told of new editions.",
    "Deliver to the back entrance, the shop opens at ten.",
    "Send the invoice to head office, the goods to the branch.",
    "Gift wrapping wanted for the smaller items.",
    "Customer wants certificates of authenticity for every piece.",
    "Ordered at the spring fair.",
    "Repeat of an earlier order with changed quantities.",
    "Forwarder will pick up the pallet.",
    "Customer prefers one complete delivery to several partial ones.",
    "Shop window campaign starts two weeks after delivery.",
    "Asked whether larger scales are planned.",
    "Insurance for the full value is included.",
    "Check the display cases for scratches before shipping.",
    "Catalogue for the next season enclosed.",
];

const CANCELLED: [&str; 3] = [
    "Customer found the same models in stock elsewhere and cancelled.",
    "Cancelled: the import licence was not granted.",
    "Cancelled by the customer after the date had been moved twice.",
];

const ON_HOLD: [&str; 3] = [
    "On hold until the credit limit has been raised or the balance paid.",
    "On hold: customer has not confirmed the new delivery address.",
    "On hold at the request of accounting, two invoices are open.",
];

const DISPUTED: [&str; 3] = [
    "Customer says that a third of the boxes arrived damaged.",
    "Customer disputes the price of two items and withholds payment.",
    "Quantities delivered and ordered differ, according to the customer.",
];

const RESOLVED: [&str; 3] = [
    "Dispute settled: damaged pieces were replaced.",
    "Dispute settled: customer accepted a credit note.",
    "Dispute settled after a visit of the sales rep.",
];

/// A comment that fits the status; a shipped order has one in five.
pub(super) fn choose(status: Status, dice: &mut Dice) -> Option<&'static str> {
    let choices: &[&'static str] = match status {
        Status::Shipped | Status::InProcess if !dice.chance(20) => return None,
        Status::Shipped | Status::InProcess => &SHIPPED,
        Status::Cancelled => &CANCELLED,
        Status::OnHold => &ON_HOLD,
        Status::Disputed => &DISPUTED,
        Status::Resolved => &RESOLVED,
    };
    Some(dice.pick::<&'static str>(choices))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::dice::Topic;

    #[test]
    fn whatever_went_wrong_is_explained() {
        let mut dice = Dice::new(1, Topic::Order, 1);
        for status in [Status::Cancelled, Status::OnHold, Status::Disputed, Status::Resolved] {
            assert!((0..50).all(|_| choose(status, &mut dice).is_some()), "{status:?}");
        }
        let commented = (0..1000).filter(|_| choose(Status::Shipped, &mut dice).is_some()).count();
        assert!((150..250).contains(&commented), "{commented}");
    }
}
