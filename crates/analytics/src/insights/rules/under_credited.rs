//! Customers whose credit limit is small for what they buy.

use super::credit::{self, Words};
use crate::credit::Misalignment;
use crate::dataset::Kind;
use crate::insights::{Rule, Topic};

/// Customers whose credit limit is small for what they buy.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "under_credited",
    title: "Under-credited accounts",
    topic: Topic::Operations,
    kind: Kind::State,
    formula: "Revenue of all orders of at least the credit factor × credit limit, limit above 0. Silent without such customers, and with fewer limits than the least number of items.",
    stake: "What they bought in the year that ends with their last order.",
    surprise: "Σ limits / Σ revenue of these customers against that of the others with a limit (peers).",
    thresholds: &[
        "credit_factor",
        "credit_factor_a",
        "credit_factor_b",
        "credit_factor_c",
        "insight_min_items",
    ],
    find: |facts| {
        let words = Words {
            start: "Revenue of at least ",
            end: " the credit limit: ",
            stake: "in their last year they bought for ",
            panel: ("/opportunities", "under-credited-customers"),
        };
        credit::find(facts, Misalignment::UnderCredited, &words, |customer| {
            facts.risk.activities[customer].last_year_cents
        })
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Alpha bought 800 with a limit of 400, 700 of it in the year up to 1 December 2004.
    #[test]
    fn what_they_buy_in_a_year_is_at_stake() {
        check(
            &RULE,
            lenient(3),
            "",
            "Revenue of at least 2.00x the credit limit: 1 of 3 customers with a limit, most of all Alpha; in their last year they bought for 700.00.",
            "Their limits are 0.50x what they bought; those of all others 3.25x.",
            (700.0, 3),
        );
        silent(&RULE, Policy { credit_factor_hundredths: 201, ..lenient(3) }, "");
        silent(&RULE, Policy::default(), "");
    }
}
