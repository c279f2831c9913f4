//! For how long the stock lasts.

use units::Fraction;

use crate::dataset::Kind;
use crate::datasets::stock::{Stock, cost_cents};
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// For how long the stock lasts.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "stock_cover",
    title: "Stock cover",
    topic: Topic::Products,
    kind: Kind::State,
    formula: "Units in stock × 365 / units sold in the 365 days that end at as-of, over the products with a known stock. Line and status filters apply. Silent under a filter of customers, since a stock serves all, without sales in the year, and below the least number of products.",
    stake: "What the units cost that a year’s sales would not use up (stock beyond the year × buy price).",
    surprise: "Days of cover against a year (peers).",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let stocks = &facts.stocks;
    let in_stock = stocks.iter().map(|stock| i128::from(stock.num_in_stock.max(0))).sum::<i128>();
    let sold = stocks.iter().map(|stock| i128::from(stock.units_sold)).sum::<i128>();
    if !facts.is_enough(stocks.len()) || sold <= 0 || in_stock == 0 {
        return None;
    }
    let year = Fraction::new(365, 1)?;
    let days = Fraction::new(365 * in_stock, sold)?;
    let beyond: Vec<_> = stocks.iter().filter(|stock| stock.units_beyond_year() > 0).collect();
    let cost = |units: &dyn Fn(&Stock) -> i64| {
        let cents = stocks.iter().filter_map(|stock| cost_cents(facts.view, stock.product, units(stock)));
        cents.fold(0_i64, i64::saturating_add)
    };
    // Units, since not every product has a buy price.
    let units = |units: &dyn Fn(&Stock) -> i64| stocks.iter().map(units).fold(0_i64, i64::saturating_add);
    let all_units = units(&|stock| stock.num_in_stock.max(0));
    let beyond_units = units(&|stock| stock.units_beyond_year());
    let all_cents = cost(&|stock| stock.num_in_stock.max(0));
    let beyond_cents = cost(&|stock| stock.units_beyond_year());
    let products = Noun("product", "products");
    Some(Finding {
        sentence: sentence![
            "The stock of ",
            Part::count(stocks.len(), products),
            ", ",
            Part::cents(all_cents),
            " at cost, lasts ",
            Part::Days(days, 0),
            " at last year’s sales; more than a year’s of ",
            Part::number(beyond.len()),
            "."
        ],
        comparison: sentence!["Beyond a year’s sales: ", Part::cents(beyond_cents), " at cost."],
        n: (stocks.len(), products),
        stake_cents: beyond_cents,
        surprise: Surprise::against_peers(Some(days), Some(year)),
        rows: vec![Rows::file("stock")],
        figure: Figure::Shares(vec![
            Share::meant("Units beyond a year’s sales", beyond_units),
            Share::rest("A year’s sales", all_units.saturating_sub(beyond_units)),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::small_with_stock;
    use crate::insights::rules::test::{check_of, lenient, silent};
    use crate::policy::Policy;

    /// 408 in stock, 71 sold: 408 × 365 / 71. Beyond the year: 360 coupes at 6 and 7 ketches at 1.
    #[test]
    fn all_products_together() {
        check_of(
            &small_with_stock(),
            &RULE,
            lenient(4),
            "",
            "The stock of 4 products, 2417.00 at cost, lasts 2097 days at last year’s sales; more than a year’s of 2.",
            "Beyond a year’s sales: 2167.00 at cost.",
            (2167.0, 4),
        );
        silent(&RULE, lenient(0), "country=Norway");
        silent(&RULE, Policy::default(), "");
    }
}
