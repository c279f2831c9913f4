//! What an order is worth, here and there.

use std::sync::Arc;

use units::Fraction;

use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Bar, Facts, Figure, Finding, Rows, Rule, Topic};

/// What an order is worth, here and there.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "order_value_by_region",
    title: "Average order value by region",
    topic: Topic::Customers,
    kind: Kind::Flow,
    formula: "Revenue / orders of a region, never a mean of means; regions with fewer orders than the least number of items are left out. Silent with fewer than two regions.",
    stake: "What the orders of the lowest region would bring more at the mean of all orders.",
    surprise: "Lowest region against the mean of all orders (peers); that mean against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let snapshot = facts.view.snapshot;
    let totals = &facts.totals;
    let mean = Fraction::new(totals.revenue_cents, totals.num_orders)?;
    let sums = facts.by_region(totals);
    let mut regions: Vec<(Fraction, usize)> = (0..snapshot.regions.len())
        .filter(|&region| facts.is_enough(sums[region].num_orders as usize))
        .filter_map(|region| {
            Some((Fraction::new(sums[region].revenue_cents, sums[region].num_orders)?, region))
        })
        .collect();
    regions.sort_unstable();
    let (&(low, lowest), &(high, highest)) = (regions.first()?, regions.last()?);
    if regions.len() < 2 || low == high {
        return None;
    }
    let name = |region: usize| Part::Name(Arc::clone(&snapshot.regions[region]));
    let orders = |region: usize| Part::Count(sums[region].num_orders, Noun("order", "orders"));
    let missing = mean.minus(low).times(Fraction::new(sums[lowest].num_orders, 1)?);
    let (now, before) = facts.now_and_before(|totals| Fraction::new(totals.revenue_cents, totals.num_orders));
    let comparison = sentence!["All orders: ", Part::MeanMoney(mean), " on average. "];
    let changed = now
        .zip(before)
        .and_then(|(now, before)| now.minus(before).times(Fraction::new(100, 1)?).over(before));
    let comparison = match (changed, facts.change.before) {
        (Some(percent), Some(days)) => comparison.then(sentence![
            Part::Period(facts.change),
            ": ",
            Part::Change(percent),
            " against ",
            Part::DayRange(days),
            "."
        ]),
        _ => comparison,
    };
    Some(Finding {
        sentence: sentence![
            "An order from ",
            name(highest),
            " is worth ",
            Part::MeanMoney(high),
            " on average (",
            orders(highest),
            "), one from ",
            name(lowest),
            " ",
            Part::MeanMoney(low),
            " (",
            orders(lowest),
            ")."
        ],
        comparison,
        n: (totals.num_orders as usize, Noun("order", "orders")),
        stake_cents: i64::try_from(missing.scaled(0)).unwrap_or(i64::MAX),
        surprise: Surprise::against_peers(Some(low), Some(mean)).and_prior(now, before),
        rows: vec![Rows::panel("/regional", "countries"), Rows::table("orders")],
        figure: Figure::Bars(vec![
            Bar::meant(name(highest), high, Part::MeanMoney),
            Bar::other("All orders", mean, Part::MeanMoney),
            Bar::meant(name(lowest), low, Part::MeanMoney),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Europe: 1200 in 8 orders; North America: 800 in 4. 4 × …: the lowest misses 8 × (166.67 − 150).
    #[test]
    fn the_highest_and_the_lowest() {
        check(
            &RULE,
            lenient(4),
            "",
            "An order from North America is worth 200.00 on average (4 orders), one from Europe 150.00 (8 orders).",
            "All orders: 166.67 on average. ",
            (133.33, 12),
        );
    }

    #[test]
    fn regions_with_few_orders_do_not_count() {
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=USA");
    }
}
