//! How much of the revenue the best-selling products bring.

use super::concentration::{self, Concentrated};
use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::sentence::Noun;
use crate::insights::{Rows, Rule, Topic};

/// How much of the revenue the best-selling products bring.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "product_concentration",
    title: "Product concentration",
    topic: Topic::Products,
    kind: Kind::Flow,
    formula: concentration::FORMULA,
    stake: concentration::STAKE,
    surprise: concentration::SURPRISE,
    thresholds: &["insight_min_items"],
    find: |facts| {
        let what = Concentrated {
            dimension: Dimension::Products,
            noun: Noun("product sold", "products sold"),
            first: (10, false),
            items: |_, totals| concentration::sold(totals.by_product.iter().copied()),
            rows: Rows::table("products"),
        };
        concentration::find(facts, what)
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};

    /// 1000, 600 and 400 of 2000; S2 was not sold.
    #[test]
    fn products_that_were_sold() {
        check(
            &RULE,
            lenient(3),
            "",
            "The top fifth, 1 of 3 products sold, brings 50.00% of revenue. Gini 20.00%, HHI 3800 of 10,000.",
            "An even share would be 33.33%. ",
            (333.34, 3),
        );
        silent(&RULE, lenient(4), "");
    }
}
