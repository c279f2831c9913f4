//! Products that sell more than a year ago.

use super::demand;
use crate::dataset::Kind;
use crate::insights::{Rule, Topic};

/// Products that sell more than a year ago.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "growing_products",
    title: "Growing products",
    topic: Topic::Products,
    kind: Kind::State,
    formula: demand::FORMULA,
    stake: "What they brought more, in three months.",
    surprise: "Their revenue of the recent months against the months before (prior period).",
    thresholds: &["trend_percent", "trend_min_orders", "insight_min_items"],
    find: |facts| {
        demand::find(facts, &facts.demand.growing, "Growing", " sold more by at least ", "growing-products")
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// September to November against June to August: ships brought 300 and 100, cars the same in both.
    #[test]
    fn products_with_orders_enough() {
        let policy = Policy { trend_min_orders: 2, ..lenient(2) };
        check(
            &RULE,
            policy.clone(),
            "",
            "1 of 3 products sold more by at least 15.00% in 3 months from 2004-09 against 3 months from 2004-06, most of all Sloop.",
            "All of them together: 200.00%, 200.00 in three months.",
            (200.0, 2),
        );
        silent(&RULE, policy, "line=Cars");
        silent(&RULE, Policy::default(), "");
    }
}
