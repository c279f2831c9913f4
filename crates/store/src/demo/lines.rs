//! The lines of an order: which products, how many, at what price.

use units::Money;

use super::company::Company;
use super::dice::{Dice, Topic};
use super::orders::Order;

/// The most lines an order has.
const MOST_LINES: i64 = 18;
/// From how many days before the end on quantities stray beyond the usual 20 to 50.
const UNUSUAL_QUANTITIES_DAYS: i32 = 365;
/// In how many of a hundred cases a companion is bought along.
const COMPANION_PERCENT: u64 = 55;

/// One order line; its number is its place, from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Index of the product.
    pub(super) product: usize,
    /// Units.
    pub(super) quantity: i64,
    pub(super) price_each: Money,
}

/// What the lines amount to.
pub(super) fn total(lines: &[Line]) -> Money {
    lines.iter().map(|line| Money::from_cents(line.quantity * line.price_each.cents())).sum()
}

/// Puts the lines of the order into `lines`, in place of what is there.
pub(super) fn fill(company: &Company, order: &Order, lines: &mut Vec<Line>) {
    lines.clear();
    let mut dice = Dice::new(company.seed, Topic::Lines, order.index);
    let month = order.ordered.month();
    let days_to_go = company.calendar.last().days_since(order.ordered);
    let wanted = num_lines(company, order, &mut dice);
    // A small catalogue may not have that many different products on sale: then the order stays shorter.
    for _ in 0..4 * wanted {
        if lines.len() == wanted {
            break;
        }
        let product = company.demand.draw(&company.products, month, &mut dice);
        if !push(company, product, days_to_go, &mut dice, lines) {
            continue;
        }
        if let Some(companion) = company.products[product].companion
            && lines.len() < wanted
            && company.demand.is_on_sale(&company.products[companion], month)
            && dice.chance(COMPANION_PERCENT)
        {
            push(company, companion, days_to_go, &mut dice, lines);
        }
    }
    if let Some(flaw) = order.flaw {
        flaw.spoil_lines(company, lines);
    }
}

/// Nearly uniform from 1 to 18 in all; large customers tend to large orders.
fn num_lines(company: &Company, order: &Order, dice: &mut Dice) -> usize {
    let (lines, other) = (dice.between(1, MOST_LINES), dice.between(1, MOST_LINES));
    let is_large = order.customer < company.customers.len() / 8;
    // Large customers place about 60 orders of a hundred, so that the two sides balance.
    let lines = match is_large {
        true if dice.chance(40) => lines.max(other),
        false if dice.chance(60) => lines.min(other),
        _ => lines,
    };
    lines.unsigned_abs() as usize
}

/// Adds a line for the product unless there is one; says whether it did.
fn push(company: &Company, product: usize, days_to_go: i32, dice: &mut Dice, lines: &mut Vec<Line>) -> bool {
    if lines.iter().any(|line| line.product == product) {
        return false;
    }
    let quantity = if days_to_go < UNUSUAL_QUANTITIES_DAYS && dice.chance(7) {
        dice.between(6, 97)
    } else {
        dice.between(20, 50)
    };
    let percent = dice.between(80, 100);
    let price_cents = (company.products[product].msrp.cents() * percent + 50) / 100;
    lines.push(Line { product, quantity, price_each: Money::from_cents(price_cents) });
    true
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::demo::orders::Orders;

    fn each(scale: u32, mut check: impl FnMut(&Company, &Order, &[Line])) {
        let company = Company::new(scale, 1);
        let mut lines = Vec::new();
        for order in Orders::new(&company) {
            fill(&company, &order, &mut lines);
            check(&company, &order, &lines);
        }
    }

    #[test]
    fn an_order_has_1_to_18_lines_of_different_products() {
        let mut histogram = [0u32; 19];
        each(10, |_, order, lines| {
            if order.flaw.is_none() {
                histogram[lines.len()] += 1;
            }
            let products: HashSet<usize> = lines.iter().map(|line| line.product).collect();
            assert_eq!(products.len(), lines.len());
        });
        assert_eq!(histogram[0], 0);
        // 3,260 orders over 18 sizes are 181 each.
        assert!(histogram[1..].iter().all(|count| (100..300).contains(count)), "{histogram:?}");
    }

    #[test]
    fn quantities_and_prices_keep_their_bounds_where_nothing_is_wrong() {
        each(1, |company, order, lines| {
            for line in lines.iter().filter(|_| order.flaw.is_none()) {
                let product = &company.products[line.product];
                assert!(line.price_each <= product.msrp && line.price_each > product.buy_price, "{line:?}");
                assert!((6..=97).contains(&line.quantity), "{line:?}");
            }
        });
    }
}
