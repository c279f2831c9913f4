//! How much of the revenue the largest countries bring.

use super::concentration::{self, Concentrated};
use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::sentence::Noun;
use crate::insights::{Rows, Rule, Topic};

/// How much of the revenue the largest countries bring.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "country_concentration",
    title: "Geographic concentration",
    topic: Topic::Customers,
    kind: Kind::Flow,
    formula: concentration::FORMULA,
    stake: concentration::STAKE,
    surprise: concentration::SURPRISE,
    thresholds: &["insight_min_items"],
    find: |facts| {
        let what = Concentrated {
            dimension: Dimension::Countries,
            noun: Noun("country", "countries"),
            first: (3, true),
            items: |facts, totals| concentration::sold(facts.by_country(totals).into_iter()),
            rows: Rows::panel("/regional", "countries"),
        };
        concentration::find(facts, what)
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};

    /// Norway 1200, USA 800; Japan has a customer without orders.
    #[test]
    fn countries_with_orders() {
        check(
            &RULE,
            lenient(2),
            "",
            "The top fifth, 1 of 2 countries, brings 60.00% of revenue. Gini 10.00%, HHI 5200 of 10,000.",
            "An even share would be 50.00%. ",
            (200.0, 2),
        );
        silent(&RULE, lenient(3), "");
    }
}
