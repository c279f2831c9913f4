//! Customers whose credit limit is large for what they buy.

use super::credit::{self, Words};
use crate::credit::Misalignment;
use crate::dataset::Kind;
use crate::insights::{Rule, Topic};

/// Customers whose credit limit is large for what they buy.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "over_credited",
    title: "Over-credited accounts",
    topic: Topic::Operations,
    kind: Kind::State,
    formula: "Credit limit of at least the credit factor × revenue of all orders, revenue above 0. Unused credit: limit less open balance, at least 0. Silent without such customers, and with fewer limits than the least number of items.",
    stake: "Their unused credit.",
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
            start: "A credit limit of at least ",
            end: " the revenue: ",
            stake: "unused credit ",
            panel: ("/risks", "credit"),
        };
        credit::find(facts, Misalignment::OverCredited, &words, |customer| {
            let customer = &facts.view.snapshot.customers[customer];
            let balance_cents = customer.account.outstanding_balance().cents().max(0);
            (customer.credit_limit.unwrap_or_default().cents() - balance_cents).max(0)
        })
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Beta bought 400 with a limit of 800 and owes 100; Alpha 800 with 400, Delta nothing with 500.
    #[test]
    fn unused_credit_is_at_stake() {
        check(
            &RULE,
            lenient(3),
            "",
            "A credit limit of at least 2.00x the revenue: 1 of 3 customers with a limit, most of all Beta; unused credit 700.00.",
            "Their limits are 2.00x what they bought; those of all others 1.13x.",
            (700.0, 3),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, Policy { credit_factor_hundredths: 201, ..lenient(3) }, "");
        silent(&RULE, lenient(0), "country=USA");
    }
}
