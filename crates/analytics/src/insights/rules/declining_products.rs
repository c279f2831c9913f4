//! Products that sell less than a year ago.

use super::demand;
use crate::dataset::Kind;
use crate::insights::{Rule, Topic};

/// Products that sell less than a year ago.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "declining_products",
    title: "Declining products",
    topic: Topic::Products,
    kind: Kind::State,
    formula: demand::FORMULA,
    stake: "What they brought less, in three months.",
    surprise: "Their revenue of the recent months against the months before (prior period).",
    thresholds: &["trend_percent", "trend_min_orders", "insight_min_items"],
    find: |facts| {
        demand::find(
            facts,
            &facts.demand.declining,
            "Declining",
            " sold less by at least ",
            "declining-products",
        )
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::small_fixture;
    use crate::insights::rules::test::{check_of, lenient, silent};
    use crate::policy::Policy;

    /// As of the end of September 2004: July to September against April to June; all that was sold in June is gone.
    #[test]
    fn products_that_sell_no_more() {
        let policy = Policy { trend_min_orders: 1, ..lenient(3) };
        let snapshot = small_fixture().dated("2004-09-30").snapshot();
        check_of(
            &snapshot,
            &RULE,
            policy.clone(),
            "",
            "3 of 3 products sold less by at least 15.00% in 3 months from 2004-07 against 3 months from 2004-04, most of all Coupe, Cabrio, Sloop.",
            "All of them together: -100.00%, -300.00 in three months.",
            (300.0, 3),
        );
        silent(&RULE, policy, "");
    }
}
