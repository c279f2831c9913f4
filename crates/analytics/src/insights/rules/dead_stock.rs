//! Products that lie in stock and do not sell.

use std::cmp::Reverse;

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::datasets::stock::{Stock, cost_cents};
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Products that lie in stock and do not sell.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "dead_stock",
    title: "Dead stock",
    topic: Topic::Products,
    kind: Kind::State,
    formula: "Products with a stock above 0 whose last sale is longer ago than the threshold, or that never sold. Line and status filters apply. Silent under a filter of customers, since a stock serves all, without such products, and below the least number of products with a known stock.",
    stake: "Their stock × buy price.",
    surprise: "Products that sell against all with a known stock (peers).",
    thresholds: &["dead_stock_days", "insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (view, policy) = (facts.view, facts.view.policy);
    let stocks = &facts.stocks;
    let cents = |stock: &Stock| cost_cents(view, stock.product, stock.num_in_stock).unwrap_or(0);
    let mut dead: Vec<&Stock> =
        stocks.iter().filter(|stock| stock.status(view.snapshot.as_of, policy) == "dead").collect();
    dead.sort_by_key(|stock| (Reverse(cents(stock)), stock.product));
    if dead.is_empty() || !facts.is_enough(stocks.len()) {
        return None;
    }
    let in_stock = stocks.iter().fold(0_i64, |sum, stock| sum.saturating_add(stock.num_in_stock.max(0)));
    let units = dead.iter().fold(0_i64, |sum, stock| sum.saturating_add(stock.num_in_stock));
    let cost_cents = dead.iter().fold(0_i64, |sum, stock| sum.saturating_add(cents(stock)));
    let num_never = dead.iter().filter(|stock| stock.last_sale.is_none()).count();
    let products = Noun("product", "products");
    Some(Finding {
        sentence: sentence![
            Part::count(dead.len(), products),
            " in stock without a sale for more than ",
            Part::days(policy.dead_stock_days),
            ": ",
            Part::items(Dimension::Products, dead.iter().map(|stock| stock.product)),
            ", ",
            Part::Count(units, Noun("unit", "units")),
            ", ",
            Part::cents(cost_cents),
            " at cost."
        ],
        comparison: sentence![
            Part::number(stocks.len() - dead.len()),
            " others sell or have no stock; ",
            Part::number(num_never),
            " of the dead never sold."
        ],
        n: (stocks.len(), products),
        stake_cents: cost_cents,
        surprise: Surprise::against_peers(
            Some(whole((stocks.len() - dead.len()) as i64)),
            Some(whole(stocks.len() as i64)),
        ),
        rows: vec![Rows::file("stock"), Rows::panel("/opportunities", "worst-sellers")],
        figure: Figure::Shares(vec![
            Share::meant("Dead units", units),
            Share::rest("Other units in stock", in_stock.saturating_sub(units)),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::small_with_stock;
    use crate::insights::rules::test::{check_of, found, lenient, silent};

    #[test]
    fn what_never_sold_is_dead() {
        let snapshot = small_with_stock();
        check_of(
            &snapshot,
            &RULE,
            lenient(4),
            "",
            "1 product in stock without a sale for more than 365 days: Ketch, 7 units, 7.00 at cost.",
            "3 others sell or have no stock; 1 of the dead never sold.",
            (7.0, 4),
        );
        assert_eq!(found(&RULE, &snapshot, &lenient(1), "line=Cars", |finding| finding.n), None);
        silent(&RULE, lenient(5), "");
    }
}
