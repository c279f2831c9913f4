//! How much of the revenue the customers of the most successful reps bring.

use super::concentration::{self, Concentrated};
use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::sentence::Noun;
use crate::insights::{Rows, Rule, Topic};

/// How much of the revenue the customers of the most successful reps bring.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "rep_concentration",
    title: "Rep concentration",
    topic: Topic::Sales,
    kind: Kind::Flow,
    formula: concentration::FORMULA,
    stake: concentration::STAKE,
    surprise: concentration::SURPRISE,
    thresholds: &["insight_min_items"],
    find: |facts| {
        let what = Concentrated {
            dimension: Dimension::Reps,
            noun: Noun("rep with orders", "reps with orders"),
            first: (1, true),
            items: |facts, totals| {
                let mut sums = facts.by_rep(totals);
                // Customers without a rep are nobody's success.
                sums.pop();
                concentration::sold(sums.into_iter())
            },
            rows: Rows::table("sales_reps"),
        };
        concentration::find(facts, what)
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};

    /// Rae's customers brought 1200 of 2000, those without a rep 800.
    #[test]
    fn reps_share_all_revenue() {
        check(
            &RULE,
            lenient(1),
            "",
            "The top fifth, 1 of 1 rep with orders, brings 60.00% of revenue. Gini 0.00%, HHI 10000 of 10,000.",
            "An even share would be 100.00%. ",
            (0.0, 1),
        );
        silent(&RULE, lenient(2), "");
    }
}
