//! How much of the revenue a few items bring: what the four rules of concentration share.

use std::cmp::Reverse;

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::answers::spread::Spread;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Share};
use crate::totals::Totals;

/// One in so many items is among the top ones, as for the KPI of customer concentration.
const TOP_ONE_IN: usize = 5;

/// The formula of all four; what is counted differs.
pub(super) const FORMULA: &str = "Top fifth: the ⌊n / 5⌋ items with the most revenue, at least one, in percent of the scope’s revenue. HHI = Σ (share in percent)², 10,000 for a single item. Gini = (2 Σ i·xᵢ) / (n Σ x) − (n + 1) / n with x ascending, 0 % when all are equal. Silent without revenue and below the least number of items.";

/// What is at stake in all four.
pub(super) const STAKE: &str = "What the top fifth brings beyond its even share of the revenue.";

/// What all four are compared with.
pub(super) const SURPRISE: &str =
    "Share of the top fifth against an even share (peers) and against the prior period.";

/// What is looked at.
pub(super) struct Concentrated {
    /// What the items are.
    pub dimension: Dimension,
    /// What they are called.
    pub noun: Noun,
    /// How many of the first are told alone, and whether by name.
    pub first: (usize, bool),
    /// How many items there are with an order in some totals, and the revenue of each.
    pub items: fn(&Facts<'_>, &Totals) -> (usize, Vec<i64>),
    /// The rows.
    pub rows: Rows,
}

/// The sentence about the top fifth.
pub(super) fn find(facts: &Facts<'_>, what: Concentrated) -> Option<Finding> {
    let (num_items, revenues) = (what.items)(facts, &facts.totals);
    let total_cents = facts.totals.revenue_cents;
    if !facts.is_enough(num_items) || total_cents <= 0 {
        return None;
    }
    let spread = Spread::of(revenues.iter().copied());
    let num_top = (num_items / TOP_ONE_IN).max(1);
    let top_cents = sum_of_top(&revenues, num_top);
    let percent = Fraction::percent(top_cents, total_cents)?;
    let even = Fraction::percent(num_top as i64, num_items as i64)?;
    let of_fifth = |totals: &Totals| {
        let (num_items, revenues) = (what.items)(facts, totals);
        let top_cents = sum_of_top(&revenues, (num_items / TOP_ONE_IN).max(1));
        Fraction::percent(top_cents, totals.revenue_cents).filter(|_| facts.is_enough(num_items))
    };
    let mut by_revenue: Vec<usize> = (0..revenues.len()).filter(|&item| revenues[item] > 0).collect();
    by_revenue.sort_by_key(|&item| (Reverse(revenues[item]), item));
    let (num_first, is_named) = what.first;
    let mut sentence = sentence![
        "The top fifth, ",
        Part::number(num_top),
        " of ",
        Part::count(num_items, what.noun),
        ", brings ",
        Part::Percent(percent),
        " of revenue"
    ];
    if by_revenue.len() > num_first && num_first != num_top {
        let first_cents = sum_of_top(&revenues, num_first);
        let first = Fraction::percent(first_cents, total_cents)?;
        sentence = sentence.then(if is_named {
            let names = Part::items(what.dimension, by_revenue.iter().take(num_first).copied());
            sentence!["; ", names, " alone ", Part::Percent(first)]
        } else {
            sentence!["; the top ", Part::number(num_first), " alone ", Part::Percent(first)]
        });
    }
    if let (Some(hhi), Some(gini)) = (spread.hhi, spread.gini_percent) {
        sentence = sentence.then(sentence![
            ". Gini ",
            Part::Percent(gini),
            ", HHI ",
            Part::Decimal(hhi, 0),
            " of 10,000"
        ]);
    }
    let over_time = facts.now_and_before(of_fifth);
    let even_cents = i128::from(total_cents) * num_top as i128 / num_items as i128;
    Some(Finding {
        sentence: sentence.then(sentence!["."]),
        comparison: sentence!["An even share would be ", Part::Percent(even), ". "]
            .then(facts.points_against_before(over_time)),
        n: (num_items, what.noun),
        stake_cents: (top_cents - i64::try_from(even_cents).unwrap_or(i64::MAX)).max(0),
        surprise: Surprise::against_peers(Some(percent), Some(even)).and_prior(over_time.0, over_time.1),
        rows: vec![what.rows],
        figure: Figure::Shares(vec![
            Share::meant("Top fifth", top_cents),
            Share::rest("The others", total_cents - top_cents),
        ]),
    })
}

fn sum_of_top(revenues: &[i64], count: usize) -> i64 {
    let mut cents: Vec<i64> = revenues.iter().copied().filter(|&cents| cents > 0).collect();
    cents.sort_unstable_by(|a, b| b.cmp(a));
    cents.iter().take(count).sum()
}

/// The revenue of items with an order, and how many they are.
pub(super) fn sold(sums: impl Iterator<Item = crate::totals::Sum>) -> (usize, Vec<i64>) {
    let revenues: Vec<(i64, bool)> = sums.map(|sum| (sum.revenue_cents, sum.num_orders > 0)).collect();
    let num_sold = revenues.iter().filter(|(_, is_sold)| *is_sold).count();
    (num_sold, revenues.into_iter().map(|(cents, _)| cents).collect())
}
