//! Revenue by one dimension, now and in the comparison period: top lists and movers.

use std::cmp::Reverse;

use units::{DayRange, Fraction};

use crate::view::{Flow, View};

/// What revenue is broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Countries of customers.
    Countries,
    /// Products.
    Products,
    /// Sales reps of customers.
    Reps,
    /// Product lines.
    Lines,
    /// Customers.
    Customers,
}

/// An item's revenue now and before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Index in the snapshot; none for what has no such thing: customers without a rep, products without a line.
    pub index: Option<usize>,
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Revenue of the comparison period in cents; 0 without one.
    pub before_cents: i64,
}

impl Item {
    /// Change in cents.
    pub fn change_cents(&self) -> i64 {
        self.revenue_cents - self.before_cents
    }

    /// Change in percent of before; none from nothing.
    pub fn change_percent(&self) -> Option<Fraction> {
        Fraction::percent(self.change_cents(), self.before_cents)
    }
}

/// Revenue by the items of a dimension.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// Items with revenue in either period: most revenue first, then by index (code, number or name).
    pub items: Vec<Item>,
    /// Revenue of all items in cents.
    pub total_cents: i64,
    /// Revenue of all items in the comparison period; none without one.
    pub total_before_cents: Option<i64>,
}

impl Breakdown {
    /// Breaks the scope's revenue down, on some days and on those they are compared with.
    pub fn of(view: &View<'_>, dimension: Dimension, days: DayRange, before: Option<DayRange>) -> Breakdown {
        let now = sums(view.flow_on(days), dimension);
        let earlier = before.map(|days| sums(view.flow_on(days), dimension));
        let none = now.len() - 1;
        let mut items: Vec<Item> = (0..now.len())
            .map(|index| Item {
                index: (index != none).then_some(index),
                revenue_cents: now[index],
                before_cents: earlier.as_ref().map_or(0, |earlier| earlier[index]),
            })
            .filter(|item| item.revenue_cents != 0 || item.before_cents != 0)
            .collect();
        items.sort_by_key(|item| (Reverse(item.revenue_cents), item.index.unwrap_or(none)));
        Breakdown {
            items,
            total_cents: now.iter().sum(),
            total_before_cents: earlier.map(|earlier| earlier.iter().sum()),
        }
    }

    /// The biggest risers and fallers, at most `count` each, and what all of them add up to.
    pub fn movers(&self, count: usize) -> Movers {
        let mut by_change = self.items.clone();
        by_change.sort_by_key(|item| (Reverse(item.change_cents()), item.index));
        let (up, down): (Vec<Item>, Vec<Item>) = by_change
            .into_iter()
            .filter(|item| item.change_cents() != 0)
            .partition(|item| item.change_cents() > 0);
        let sum = |items: &[Item]| items.iter().map(Item::change_cents).sum();
        Movers {
            gained_cents: sum(&up),
            lost_cents: sum(&down),
            num_up: up.len(),
            num_down: down.len(),
            num_new: up.iter().filter(|item| item.before_cents == 0).count(),
            num_gone: down.iter().filter(|item| item.revenue_cents == 0).count(),
            up: up.into_iter().take(count).collect(),
            down: down.into_iter().rev().take(count).collect(),
        }
    }
}

/// What rose and what fell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movers {
    /// Biggest risers first.
    pub up: Vec<Item>,
    /// Biggest fallers first.
    pub down: Vec<Item>,
    /// What all risers gained, in cents.
    pub gained_cents: i64,
    /// What all fallers lost, in cents; negative.
    pub lost_cents: i64,
    /// How many rose.
    pub num_up: usize,
    /// How many fell.
    pub num_down: usize,
    /// How many of the risers had no revenue before.
    pub num_new: usize,
    /// How many of the fallers have no revenue now.
    pub num_gone: usize,
}

impl Movers {
    /// What all risers and fallers add up to, in cents.
    pub fn net_cents(&self) -> i64 {
        self.gained_cents + self.lost_cents
    }
}

/// Revenue by index of the dimension in cents; the last entry is what has no such thing.
fn sums(flow: Flow<'_>, dimension: Dimension) -> Vec<i64> {
    let snapshot = flow.view().snapshot;
    let num_items = match dimension {
        Dimension::Countries => snapshot.countries.len(),
        Dimension::Products => snapshot.products.len(),
        Dimension::Reps => snapshot.employees.len(),
        Dimension::Lines => snapshot.product_lines.len(),
        Dimension::Customers => snapshot.customers.len(),
    };
    let mut cents = vec![0; num_items + 1];
    let or_none = |index: Option<u32>| index.map_or(num_items, |index| index as usize);
    match dimension {
        Dimension::Products => flow.lines().for_each(|line| cents[line.product] += line.revenue_cents),
        Dimension::Lines => flow
            .lines()
            .for_each(|line| cents[or_none(snapshot.products[line.product].line)] += line.revenue_cents),
        Dimension::Customers => flow.orders().for_each(|order| cents[order.customer] += order.revenue_cents),
        Dimension::Countries => flow.orders().for_each(|order| {
            cents[snapshot.customers[order.customer].country as usize] += order.revenue_cents;
        }),
        Dimension::Reps => flow.orders().for_each(|order| {
            cents[or_none(snapshot.customers[order.customer].rep)] += order.revenue_cents;
        }),
    }
    cents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movers_are_the_biggest_changes_and_the_rest_is_counted() {
        let item =
            |index, revenue_cents, before_cents| Item { index: Some(index), revenue_cents, before_cents };
        let items = vec![item(0, 50, 10), item(1, 30, 30), item(2, 20, 0), item(3, 5, 6), item(4, 0, 9)];
        let breakdown = Breakdown { items, total_cents: 105, total_before_cents: Some(55) };
        let movers = breakdown.movers(1);
        assert_eq!((movers.up[0].index, movers.down[0].index), (Some(0), Some(4)));
        assert_eq!((movers.gained_cents, movers.lost_cents), (60, -10));
        assert_eq!((movers.num_up, movers.num_down, movers.num_new, movers.num_gone), (2, 2, 1, 1));
        assert_eq!(movers.net_cents(), 105 - 55, "the parts sum to the whole");
    }
}
