//! Which regions the revenue comes from.

use std::cmp::Reverse;
use std::sync::Arc;

use units::Fraction;

use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Which regions the revenue comes from.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "region_share",
    title: "Revenue by region",
    topic: Topic::Customers,
    kind: Kind::Flow,
    formula: "Revenue of a region’s countries in percent of the scope’s revenue. Silent with fewer than two regions with revenue, and below the least number of orders.",
    stake: "What the first region brings beyond its even share of the revenue.",
    surprise: "Share of the first region against an even share (peers) and against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let snapshot = facts.view.snapshot;
    let cents: Vec<i64> = facts
        .by_region(&facts.totals)
        .iter()
        .take(snapshot.regions.len())
        .map(|sum| sum.revenue_cents)
        .collect();
    let total_cents = facts.totals.revenue_cents;
    let mut regions: Vec<usize> = (0..cents.len()).filter(|&region| cents[region] > 0).collect();
    regions.sort_by_key(|&region| (Reverse(cents[region]), region));
    let (&first, &second) = (regions.first()?, regions.get(1)?);
    let num_orders = facts.totals.num_orders as usize;
    if !facts.is_enough(num_orders) || total_cents <= 0 {
        return None;
    }
    let name = |region: usize| Part::Name(Arc::clone(&snapshot.regions[region]));
    let percent = |region: usize| Fraction::percent(cents[region], total_cents);
    let mut sentence = sentence![
        name(first),
        " brings ",
        Part::Percent(percent(first)?),
        " of revenue, ",
        name(second),
        " ",
        Part::Percent(percent(second)?)
    ];
    if let Some(&last) = regions.get(2..).and_then(<[usize]>::last) {
        sentence =
            sentence.then(sentence![", ", name(last), " ", Part::Percent(percent(last)?), ", the least"]);
    }
    let over_time = facts.now_and_before(|totals| {
        Fraction::percent(facts.by_region(totals)[first].revenue_cents, totals.revenue_cents)
    });
    let even = Fraction::percent(1, regions.len() as i64);
    Some(Finding {
        sentence: sentence.then(sentence!["."]),
        comparison: match facts.points_against_before(over_time) {
            nothing if nothing.is_empty() => nothing,
            points => sentence![name(first), ", "].then(points),
        },
        n: (num_orders, Noun("order", "orders")),
        stake_cents: cents[first] - total_cents / regions.len() as i64,
        surprise: Surprise::against_peers(percent(first), even).and_prior(over_time.0, over_time.1),
        rows: vec![Rows::panel("/regional", "countries"), Rows::file("countries")],
        figure: Figure::Shares(
            regions
                .iter()
                .map(|&region| Share { name: name(region), size: cents[region], is_meant: region == first })
                .collect(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    #[test]
    fn the_first_and_the_next() {
        check(
            &RULE,
            Policy::default(),
            "",
            "Europe brings 60.00% of revenue, North America 40.00%.",
            "",
            (200.0, 12),
        );
        check(
            &RULE,
            lenient(2),
            "period=2004-11",
            "North America brings 60.00% of revenue, Europe 40.00%.",
            "North America, -6.67pp against 2003-11-01..2003-11-30.",
            (50.0, 2),
        );
    }

    #[test]
    fn one_region_or_few_orders_are_silent() {
        silent(&RULE, Policy::default(), "country=USA");
        silent(&RULE, lenient(13), "");
    }
}
