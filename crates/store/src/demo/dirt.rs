//! What is wrong in the data: a few rows of each kind, so that the data-quality page has something to say.
//!
//! Most kinds any database holds. Impossible dates and references to nothing are refused by PostgreSQL and MariaDB (and by SQLite
//! while it enforces foreign keys): these are left out unless asked for.

use units::Money;

use super::company::Company;
use super::lines::Line;
use super::orders::{FIRST_ORDER, Order};

/// How much dirt there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dirt {
    /// What every database holds.
    Portable,
    /// Also what only SQLite holds, with `PRAGMA foreign_keys = OFF`.
    Sqlite,
}

/// What was entered wrongly with an order. All these orders are among the first 326, hence in every scale, and shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It left before it came in.
    ShippedBeforeOrdered,
    /// It was wanted before it came in.
    RequiredBeforeOrdered,
    /// It is said to be shipped, nobody knows when.
    ShippedWithoutDate,
    /// The date it is wanted by is no calendar date, where the database can hold that.
    ImpossibleRequiredDate,
    /// Nothing was ordered.
    NoLines,
    /// A price above what the maker recommends.
    PriceAboveMsrp,
    /// A price below cost.
    PriceBelowCost,
    /// A return, entered as a negative quantity.
    NegativeQuantity,
    /// It was paid before the company existed.
    PaidTooEarly,
    /// Its payment was entered twice, the second time with a blank before the check number.
    PaidTwice,
    /// The day it was paid is no calendar date, where the database can hold that.
    ImpossiblePaymentDate,
}

impl Flaw {
    /// What is wrong with the order that has this place among all.
    pub(super) const fn of_order(index: u64) -> Option<Flaw> {
        Some(match index {
            29 | 113 => Flaw::PaidTooEarly,
            41 | 167 => Flaw::PaidTwice,
            57 | 149 | 233 => Flaw::PriceAboveMsrp,
            73 => Flaw::ImpossiblePaymentDate,
            96 => Flaw::ShippedBeforeOrdered,
            121 => Flaw::NegativeQuantity,
            133 | 201 => Flaw::PriceBelowCost,
            152 => Flaw::ShippedWithoutDate,
            188 => Flaw::RequiredBeforeOrdered,
            211 => Flaw::NoLines,
            224 => Flaw::ImpossibleRequiredDate,
            _ => return None,
        })
    }

    /// Spoils the order itself.
    pub(super) fn spoil_order(self, order: &mut Order) {
        match self {
            Flaw::ShippedBeforeOrdered => order.shipped = Some(order.ordered.plus_days(-2)),
            Flaw::RequiredBeforeOrdered => order.required = order.ordered.plus_days(-7),
            Flaw::ShippedWithoutDate => order.shipped = None,
            _ => {}
        }
    }

    /// Spoils the lines of the order.
    pub(super) fn spoil_lines(self, company: &Company, lines: &mut Vec<Line>) {
        if self == Flaw::NoLines {
            lines.clear();
        }
        let Some(line) = lines.last_mut() else { return };
        let product = &company.products[line.product];
        match self {
            Flaw::PriceAboveMsrp => line.price_each = Money::from_cents(product.msrp.cents() * 108 / 100),
            Flaw::PriceBelowCost => line.price_each = Money::from_cents(product.buy_price.cents() * 92 / 100),
            Flaw::NegativeQuantity => line.quantity = -12,
            _ => {}
        }
    }
}

/// A day that no month has, in the month of a date like `2004-06-17`.
pub(super) fn impossible_day(date: &str) -> String {
    format!("{}-32", &date[..7])
}

/// Number of an order that does not exist.
pub(super) const NO_SUCH_ORDER: i64 = FIRST_ORDER - 1;

/// Number of an employee who does not exist.
pub(super) const NO_SUCH_EMPLOYEE: i64 = 999;

/// Which customers are spoiled, by their place in the list: all three are buyers, and none is among the very largest.
pub(super) const COUNTRY_WITH_BLANKS: usize = 37;
pub(super) const CITY_WITH_BLANKS: usize = 52;
pub(super) const UNKNOWN_REP: usize = 64;

/// Which products are spoiled, by their place in the catalogue.
pub(super) const VENDOR_WITH_BLANKS: usize = 12;
pub(super) const NEGATIVE_STOCK: usize = 31;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::customers::num_orders;

    #[test]
    fn every_flaw_occurs_at_scale_1() {
        let flaws: Vec<Flaw> = (0..num_orders(1)).filter_map(Flaw::of_order).collect();
        assert_eq!(flaws.len(), 16);
        assert!((num_orders(1)..20_000).all(|index| Flaw::of_order(index).is_none()));
    }

    #[test]
    fn an_impossible_day_is_none() {
        assert_eq!(impossible_day("2004-06-17"), "2004-06-32");
        assert_eq!(units::Day::parse(&impossible_day("2004-06-17")), None);
    }
}
