//! Products that are about to be sold out.

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::datasets::stock::Stock;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Bar, Facts, Figure, Finding, Rows, Rule, Topic};

/// Products that are about to be sold out.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "short_stock",
    title: "Short stock",
    topic: Topic::Products,
    kind: Kind::State,
    formula: "Products that sold in the 365 days that end at as-of and whose stock × 365 / units sold is below the threshold. Line and status filters apply. Silent under a filter of customers, since a stock serves all, without such products, and below the least number of products with a known stock.",
    stake: "Revenue of these products in the year.",
    surprise: "Their days of cover against the threshold (peers).",
    thresholds: &["short_stock_days", "insight_min_items"],
    find,
};

/// So many of those with the most revenue are drawn.
const NUM_DRAWN: usize = 3;

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (view, policy) = (facts.view, facts.view.policy);
    let stocks = &facts.stocks;
    let mut short: Vec<&Stock> =
        stocks.iter().filter(|stock| stock.status(view.snapshot.as_of, policy) == "short").collect();
    short.sort_by_key(|stock| (std::cmp::Reverse(stock.revenue_cents), stock.product));
    let least = short.iter().filter_map(|stock| stock.cover_days()).min()?;
    if !facts.is_enough(stocks.len()) {
        return None;
    }
    let products = Noun("product", "products");
    let revenue_cents = short.iter().map(|stock| stock.revenue_cents).sum();
    let limit = whole(policy.short_stock_days.into());
    let days = |days| Part::Days(days, 1);
    let mut bars: Vec<Bar> = short
        .iter()
        .filter_map(|stock| {
            let name = Part::Item(Dimension::Products, Some(stock.product));
            Some(Bar::meant(name, stock.cover_days()?, days))
        })
        .take(NUM_DRAWN)
        .collect();
    bars.push(Bar::other("Threshold", limit, days));
    Some(Finding {
        sentence: sentence![
            Part::number(short.len()),
            " of ",
            Part::count(stocks.len(), products),
            " would be sold out in less than ",
            Part::days(policy.short_stock_days),
            " at last year’s rate: ",
            Part::items(Dimension::Products, short.iter().map(|stock| stock.product)),
            "."
        ],
        comparison: sentence![
            "They brought ",
            Part::cents(revenue_cents),
            " in the year; the shortest lasts ",
            Part::Days(least, 1),
            "."
        ],
        n: (stocks.len(), products),
        stake_cents: revenue_cents,
        surprise: Surprise::against_peers(Some(least), Some(limit)),
        rows: vec![Rows::file("stock")],
        figure: Figure::Bars(bars),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::small_with_stock;
    use crate::insights::rules::test::{check_of, found, lenient, silent};
    use crate::policy::Policy;

    #[test]
    fn the_one_with_the_most_revenue_first() {
        let snapshot = small_with_stock();
        check_of(
            &snapshot,
            &RULE,
            lenient(4),
            "",
            "2 of 4 products would be sold out in less than 30 days at last year’s rate: Sloop, Cabrio.",
            "They brought 1100.00 in the year; the shortest lasts 0.0 days.",
            (1100.0, 4),
        );
        let none = Policy { short_stock_days: 0, ..lenient(4) };
        assert_eq!(found(&RULE, &snapshot, &none, "", |finding| finding.n), None);
        silent(&RULE, lenient(5), "");
    }
}
