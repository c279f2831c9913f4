//! The items that bring most revenue, and the rest in one.

use units::Fraction;

use super::breakdown::{Breakdown, Dimension, Item};
use crate::view::View;

/// Up to so many items are all named; of more, [`NAMED_OF_MANY`] are.
const ALL_NAMED: usize = 11;

/// Items named beside "other".
const NAMED_OF_MANY: usize = 10;

/// An item and its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopItem {
    /// Revenue now and before.
    pub item: Item,
    /// Share of all revenue in percent; none where there is none.
    pub percent: Option<Fraction>,
}

/// All items that are not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Others {
    /// How many of them have revenue in the period.
    pub num_items: usize,
    /// What they add up to, those included that have revenue only in the comparison period.
    pub sum: TopItem,
}

/// Revenue by the items of a dimension in the scope's period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Top {
    /// What is ranked.
    pub dimension: Dimension,
    /// Those with most revenue, most first.
    pub named: Vec<TopItem>,
    /// The rest; none where all are named.
    pub others: Option<Others>,
    /// Share of the first three in percent; none where there are not more than three, or no revenue.
    pub first_three_percent: Option<Fraction>,
    /// Whether there are figures of a comparison period.
    pub is_compared: bool,
}

impl Top {
    /// Ranks the items of a dimension.
    pub fn of(view: &View<'_>, dimension: Dimension) -> Top {
        let breakdown = Breakdown::of(view, dimension, view.days(), view.comparison_days());
        Top::ranked(dimension, &breakdown)
    }

    fn ranked(dimension: Dimension, breakdown: &Breakdown) -> Top {
        let percent = |cents: i64| {
            (breakdown.total_cents > 0).then(|| Fraction::percent(cents, breakdown.total_cents)).flatten()
        };
        let with_share = |item: Item| TopItem { item, percent: percent(item.revenue_cents) };
        let (active, gone): (Vec<Item>, Vec<Item>) =
            breakdown.items.iter().partition(|item| item.revenue_cents != 0);
        let num_named = if active.len() > ALL_NAMED { NAMED_OF_MANY } else { active.len() };
        let (named, rest) = active.split_at(num_named);
        let sum = |items: &[Item], cents: fn(&Item) -> i64| items.iter().map(cents).sum::<i64>();
        let others = (!rest.is_empty()).then(|| Others {
            num_items: rest.len(),
            sum: with_share(Item {
                index: None,
                revenue_cents: sum(rest, |item| item.revenue_cents),
                before_cents: sum(rest, |item| item.before_cents) + sum(&gone, |item| item.before_cents),
            }),
        });
        Top {
            dimension,
            named: named.iter().copied().map(with_share).collect(),
            others,
            first_three_percent: (active.len() > 3)
                .then(|| percent(sum(&active[..3], |item| item.revenue_cents)))
                .flatten(),
            is_compared: breakdown.total_before_cents.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn top(num_items: usize) -> Top {
        let items: Vec<Item> = (0..num_items)
            .map(|index| Item {
                index: Some(index),
                revenue_cents: (num_items - index) as i64,
                before_cents: 1,
            })
            .chain([Item { index: Some(num_items), revenue_cents: 0, before_cents: 5 }])
            .collect();
        let total_cents = items.iter().map(|item| item.revenue_cents).sum();
        let total_before_cents = Some(items.iter().map(|item| item.before_cents).sum());
        Top::ranked(Dimension::Countries, &Breakdown { items, total_cents, total_before_cents })
    }

    #[test]
    fn few_are_all_named_and_of_many_the_rest_is_summed() {
        let few = top(11);
        assert_eq!((few.named.len(), few.others), (11, None));
        let many = top(12);
        let others = many.others.unwrap();
        assert_eq!((many.named.len(), others.num_items), (10, 2));
        assert_eq!((others.sum.item.revenue_cents, others.sum.item.before_cents), (2 + 1, 2 + 5));
        let shares: i128 = many
            .named
            .iter()
            .chain([&others.sum])
            .flat_map(|item| item.percent)
            .map(|percent| percent.scaled(9))
            .sum();
        assert!((shares - 100_000_000_000).abs() < 20, "shares add up to the whole: {shares}");
        assert_eq!(many.first_three_percent, Fraction::percent(12 + 11 + 10, 78));
        assert_eq!(top(3).first_three_percent, None);
    }
}
