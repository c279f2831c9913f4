//! The orders, one after the other as they came in.
//!
//! A customer knows only its own next order; the earliest of these is the next order of all. So what is held in memory grows with
//! the customers, not with the orders.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use units::Day;

use super::comments;
use super::company::Company;
use super::dice::{Dice, Topic};
use super::dirt::Flaw;
use super::rotation::Rotation;

/// Number of the first order.
pub(super) const FIRST_ORDER: i64 = 10_100;

/// One order without its lines.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// Place among all orders, 0 the first.
    pub(super) index: u64,
    /// Index of the customer.
    pub(super) customer: usize,
    /// How many orders of the same customer follow.
    pub(super) followers: u32,
    pub(super) ordered: Day,
    pub(super) required: Day,
    pub(super) shipped: Option<Day>,
    pub(super) status: Status,
    pub(super) comment: Option<&'static str>,
    /// What was entered wrongly.
    pub(super) flaw: Option<Flaw>,
}

impl Order {
    /// Order number, the key: without gaps, in the sequence of the days.
    pub(super) fn number(&self) -> i64 {
        FIRST_ORDER + self.index as i64
    }
}

/// What became of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Shipped,
    Cancelled,
    InProcess,
    OnHold,
    Disputed,
    Resolved,
}

impl Status {
    /// Its name in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Status::Shipped => "Shipped",
            Status::Cancelled => "Cancelled",
            Status::InProcess => "In Process",
            Status::OnHold => "On Hold",
            Status::Disputed => "Disputed",
            Status::Resolved => "Resolved",
        }
    }
}

/// Walks through the orders by day.
#[derive(Debug)]
pub(super) struct Orders<'a> {
    company: &'a Company,
    /// Day, customer and place of the next order of each customer.
    next: BinaryHeap<Reverse<(Day, usize, u32)>>,
    index: u64,
    turns: Turns,
}

/// Whose turn it is to be late, held, disputed, cancelled or resolved.
#[derive(Debug)]
struct Turns {
    /// By country.
    late: Vec<Rotation>,
    on_hold: Rotation,
    disputed: Rotation,
    cancelled: Rotation,
    cancelled_yet_shipped: Rotation,
    resolved: Rotation,
}

impl<'a> Orders<'a> {
    /// From the first order on.
    pub(super) fn new(company: &'a Company) -> Orders<'a> {
        let next = company
            .customers
            .iter()
            .enumerate()
            .filter_map(|(customer, who)| {
                let day = who.habit?.day(&company.calendar, company.seed, customer, 0);
                Some(Reverse((day, customer, 0)))
            })
            .collect();
        // In turns of so many orders: all others, and this one.
        let one_in = |orders: i64| Rotation::new([orders - 1, 1]);
        let late = super::places::COUNTRIES
            .iter()
            .map(|country| Rotation::new([100 - country.late_percent, country.late_percent]))
            .collect();
        let turns = Turns {
            late,
            on_hold: one_in(9),
            disputed: one_in(8),
            cancelled: one_in(45),
            cancelled_yet_shipped: one_in(3),
            resolved: one_in(70),
        };
        Orders { company, next, index: 0, turns }
    }

    fn order(&mut self, index: u64, customer: usize, followers: u32, ordered: Day) -> Order {
        let mut dice = Dice::new(self.company.seed, Topic::Order, index);
        let last_day = self.company.calendar.last();
        let flaw = Flaw::of_order(index);
        let required_lag = if dice.chance(5) { dice.between(11, 12) } else { dice.between(6, 10) } as i32;
        let ship_lag = dice.between(1, 6) as i32;
        let delay = dice.between(1, 14) as i32;
        let is_late = self.turns.late[self.company.customers[customer].country].turn() == 1;
        let required = ordered.plus_days(required_lag);
        let ships = if is_late { required.plus_days(delay) } else { ordered.plus_days(ship_lag) };
        let age = last_day.days_since(ordered);
        let status = if flaw.is_some() {
            Status::Shipped
        } else if ships > last_day || age < 3 {
            Status::InProcess
        } else if (13..=110).contains(&age) && self.turns.on_hold.turn() == 1 {
            Status::OnHold
        } else if (8..=75).contains(&age) && self.turns.disputed.turn() == 1 {
            Status::Disputed
        } else if self.turns.cancelled.turn() == 1 {
            Status::Cancelled
        } else if self.turns.resolved.turn() == 1 {
            Status::Resolved
        } else {
            Status::Shipped
        };
        let shipped = match status {
            Status::Shipped | Status::Disputed | Status::Resolved => Some(ships),
            Status::Cancelled => (self.turns.cancelled_yet_shipped.turn() == 1).then_some(ships),
            Status::InProcess | Status::OnHold => None,
        };
        let comment = comments::choose(status, &mut dice);
        let mut order =
            Order { index, customer, followers, ordered, required, shipped, status, comment, flaw };
        if let Some(flaw) = flaw {
            flaw.spoil_order(&mut order);
        }
        order
    }
}

impl Iterator for Orders<'_> {
    type Item = Order;

    fn next(&mut self) -> Option<Order> {
        let Reverse((day, customer, place)) = self.next.pop()?;
        let company = self.company;
        let habit = company.customers[customer].habit?;
        let followers = habit.orders - place - 1;
        if followers > 0 {
            let following = habit.day(&company.calendar, company.seed, customer, place + 1);
            self.next.push(Reverse((following, customer, place + 1)));
        }
        let index = self.index;
        self.index += 1;
        Some(self.order(index, customer, followers, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_come_by_day_and_their_number_is_that_of_the_scale() {
        for (scale, count) in [(1, 326), (20, 6520)] {
            let company = Company::new(scale, 1);
            let days: Vec<Day> = Orders::new(&company).map(|order| order.ordered).collect();
            assert_eq!(days.len(), count);
            assert!(days.is_sorted());
            assert_eq!(days.first(), Some(&company.calendar.first()));
            assert_eq!(days.last(), Some(&company.calendar.last()));
        }
    }

    #[test]
    fn every_status_occurs_and_some_cancelled_orders_were_shipped() {
        let company = Company::new(1, 1);
        let count = |wanted: Status, shipped: bool| {
            Orders::new(&company)
                .filter(|order| order.status == wanted && order.shipped.is_some() == shipped)
                .count()
        };
        for (status, shipped, at_least) in [
            (Status::Shipped, true, 280),
            (Status::Cancelled, false, 3),
            (Status::Cancelled, true, 1),
            (Status::InProcess, false, 2),
            (Status::OnHold, false, 3),
            (Status::Disputed, true, 2),
            (Status::Resolved, true, 3),
        ] {
            assert!(count(status, shipped) >= at_least, "{status:?}: {}", count(status, shipped));
        }
    }

    #[test]
    fn nothing_is_shipped_after_the_last_day() {
        let company = Company::new(20, 1);
        for order in Orders::new(&company) {
            assert!(order.shipped.is_none_or(|day| day <= company.calendar.last()), "{order:?}");
        }
    }
}
