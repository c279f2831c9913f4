//! The payments: most settle one order to the cent, some two or three at once, and some orders stay open.

use units::{Day, Money};

use super::company::Company;
use super::dice::{Dice, Topic};
use super::orders::{Order, Status};

/// How many of its last orders a late payer leaves open at most.
const MOST_OPEN_ORDERS: u32 = 3;

/// One payment.
#[derive(Clone, Debug)]
pub(super) struct Payment {
    /// Index of the customer.
    pub(super) customer: usize,
    /// Check number, with the customer the key.
    pub(super) check: String,
    pub(super) paid: Day,
    pub(super) amount: Money,
}

/// Settles orders one after the other.
#[derive(Debug)]
pub(super) struct Cashier<'a> {
    company: &'a Company,
    /// What each customer means to pay together with its next order.
    postponed: Vec<Money>,
}

impl<'a> Cashier<'a> {
    /// A cashier with empty books.
    pub(super) fn new(company: &'a Company) -> Cashier<'a> {
        Cashier { company, postponed: vec![Money::ZERO; company.customers.len()] }
    }

    /// The payment that the order brings, if it brings one until the last day.
    pub(super) fn settle(&mut self, order: &Order, total: Money) -> Option<Payment> {
        let customer = &self.company.customers[order.customer];
        let is_owed = matches!(order.status, Status::Shipped | Status::Resolved);
        let orders = customer.habit.map_or(0, |habit| habit.orders);
        // What is wrong with a payment shows only where there is one.
        let is_plain = order.flaw.is_none();
        let stays_open =
            is_plain && customer.pays_late && order.followers < (orders / 4).clamp(1, MOST_OPEN_ORDERS);
        if !is_owed || stays_open || total == Money::ZERO {
            return None;
        }
        let mut dice = Dice::new(self.company.seed, Topic::Payment, order.index);
        let postponed = &mut self.postponed[order.customer];
        if is_plain && order.followers > 0 && *postponed == Money::ZERO && dice.chance(7) {
            *postponed = total;
            return None;
        }
        let paid = order.ordered.plus_days(dice.between(6, 26) as i32);
        if paid > self.company.calendar.last() {
            return None;
        }
        let amount = total + std::mem::take(postponed);
        let mut letter = || char::from(b'A' + dice.below(26) as u8);
        // The multiplier shares no divisor with 10⁸, so that no two orders get the same digits.
        let digits = order.number().unsigned_abs() * 38_742_049 % 100_000_000;
        let check = format!("{}{}{digits:08}", letter(), letter());
        Some(Payment { customer: order.customer, check, paid, amount })
    }
}
