//! Products that are bought together, and whether that could be chance.

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::chance::{corrected, probability_together};
use crate::dataset::Kind;
use crate::datasets::cross_sell::Pair;
use crate::insights::score::{ONE, Surprise};
use crate::insights::sentence::{Noun, Part, Sentence, sentence};
use crate::insights::{Bar, Facts, Figure, Finding, Rows, Rule, Topic};

/// Products that are bought together, and whether that could be chance.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "product_pairs",
    title: "Product pairs",
    topic: Topic::Products,
    kind: Kind::Flow,
    formula: "Lift = orders with both × all orders / (orders with the one × orders with the other). Could be chance: the probability of at least as many common orders if the two were bought independently (Fisher’s exact test, one-sided, in binary floats), times the number of pairs of products sold, of which each could have stood out (Bonferroni). The strongest pair is that with the smallest probability. Silent where no pair stands together in enough orders.",
    stake: "Common orders above those to expect by chance × mean revenue of both products in an order.",
    surprise: "Common orders against those to expect by chance (peers); 0 where it could be chance.",
    thresholds: &["min_pair_orders", "min_pair_one_in", "pair_chance", "insight_min_items"],
    find,
};

/// A probability below this is not written out.
const LEAST_SHOWN: f64 = 0.0001;

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let num_sold = facts.totals.by_product.iter().filter(|sum| sum.num_orders > 0).count() as i64;
    let num_tests = num_sold * (num_sold - 1) / 2;
    let chance = |pair: &Pair| {
        corrected(probability_together(pair.num_both, pair.num_each, pair.num_orders), num_tests)
    };
    let limit = f64::from(facts.view.policy.pair_chance_per_mille) / 1000.0;
    let (mut strongest, mut num_beyond_chance): (Option<(f64, &Pair)>, usize) = (None, 0);
    for pair in &facts.pairs {
        let chance = chance(pair);
        num_beyond_chance += usize::from(chance <= limit);
        // Of equal ones the first, which stands in more orders.
        if strongest.is_none_or(|(least, _)| chance < least) {
            strongest = Some((chance, pair));
        }
    }
    let (chance, pair) = strongest?;
    let num_orders = pair.num_orders;
    if !facts.is_enough(num_orders as usize) {
        return None;
    }
    let is_beyond_chance = chance <= limit;
    let (one, other) = pair.products;
    let expected = Fraction::new(i128::from(pair.num_each.0) * i128::from(pair.num_each.1), num_orders)?;
    let both = Fraction::new(pair.num_both, 1)?;
    let mean = |product: usize| {
        let sum = facts.totals.by_product[product];
        Fraction::new(sum.revenue_cents, sum.num_orders)
    };
    let stake = both.minus(expected).times(mean(one)?.plus(mean(other)?));
    let pairs = |count: usize| Part::count(count, Noun("pair", "pairs"));
    let mut surprise = Surprise::against_peers(Some(both), Some(expected));
    if !is_beyond_chance {
        surprise.peers = Some(0);
    }
    let verdict = if is_beyond_chance {
        sentence![" Beyond chance: ", Part::number(num_beyond_chance), " of ", pairs(facts.pairs.len()), "."]
    } else {
        sentence![" That could be chance; beyond it: 0 of ", pairs(facts.pairs.len()), "."]
    };
    Some(Finding {
        sentence: sentence![
            Part::Item(Dimension::Products, Some(one)),
            " and ",
            Part::Item(Dimension::Products, Some(other)),
            " stand together in ",
            Part::Count(pair.num_both, Noun("order", "orders")),
            ", ",
            Part::Times(pair.lift()?),
            " as often as by chance."
        ]
        .then(verdict),
        comparison: sentence!["By chance: ", Part::Decimal(expected, 1), " orders. Probability of chance: "]
            .then(written(chance))
            .then(sentence![
                ", corrected for ",
                Part::Count(num_tests, Noun("possible pair", "possible pairs")),
                "; beyond chance is at most ",
                Part::Decimal(Fraction::new(facts.view.policy.pair_chance_per_mille, 1000)?, 3),
                "."
            ]),
        n: (num_orders as usize, Noun("order", "orders")),
        stake_cents: if is_beyond_chance { i64::try_from(stake.scaled(0)).unwrap_or(i64::MAX) } else { 0 },
        surprise,
        rows: vec![Rows::table("cross_sell")],
        figure: Figure::Bars(vec![
            Bar::meant("Together", both, |orders| Part::Decimal(orders, 0)),
            Bar::other("By chance", expected, |orders| Part::Decimal(orders, 1)),
        ]),
    })
}

/// A probability with four decimals, or that it is smaller.
fn written(chance: f64) -> Sentence {
    if chance < LEAST_SHOWN {
        return sentence!["less than ", Part::Decimal(least_shown(), 4)];
    }
    let millionths = (chance * ONE as f64).round() as i64;
    Fraction::new(millionths, ONE)
        .map_or_else(Sentence::default, |chance| sentence![Part::Decimal(chance, 4)])
}

fn least_shown() -> Fraction {
    Fraction::new(1, 10_000).expect("the denominator is not 0")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::Fixture;
    use crate::insights::rules::test::{check, check_of, lenient, silent};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;

    /// 3 of 11 orders have both cars, of 6 and 4: 22.7 % of the ways to choose do, and there are 3 possible pairs.
    #[test]
    fn a_pair_that_could_be_chance_says_so() {
        check(
            &RULE,
            Policy::default(),
            "",
            "Coupe and Cabrio stand together in 3 orders, 1.38x as often as by chance. That could be chance; beyond it: 0 of 1 pair.",
            "By chance: 2.2 orders. Probability of chance: 1.0000, corrected for 3 possible pairs; beyond chance is at most 0.010.",
            (0.0, 11),
        );
        silent(&RULE, lenient(12), "");
        silent(&RULE, Policy::default(), "country=USA");
    }

    /// A and B are in the same 6 of 12 orders: one of C(12, 6) = 924 ways; with C, which is in all, 3 possible pairs.
    fn company() -> Snapshot {
        let orders: String =
            (1..=12).map(|order| format!("{order} | 2004-01-01 | | | Shipped | 1\n")).collect();
        let lines: String = (1..=12)
            .map(|order| {
                let together = if order <= 6 {
                    format!("{order} | A | 1 | 10\n{order} | B | 1 | 5\n")
                } else {
                    String::new()
                };
                format!("{together}{order} | C | 1 | 1\n")
            })
            .collect();
        Fixture::new()
            .products("A | Ale | X\nB | Bun | X\nC | Cup | X")
            .customers("1 | One | Norway")
            .orders(orders.leak())
            .lines(lines.leak())
            .snapshot()
    }

    #[test]
    fn a_pair_beyond_chance() {
        check_of(
            &company(),
            &RULE,
            Policy::default(),
            "",
            "Ale and Bun stand together in 6 orders, 2.00x as often as by chance. Beyond chance: 1 of 3 pairs.",
            "By chance: 3.0 orders. Probability of chance: 0.0032, corrected for 3 possible pairs; beyond chance is at most 0.010.",
            (45.0, 12),
        );
    }
}
