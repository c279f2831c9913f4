//! How much of the revenue the largest customers bring.

use super::concentration::{self, Concentrated};
use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::sentence::Noun;
use crate::insights::{Rows, Rule, Topic};

/// How much of the revenue the largest customers bring.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "customer_concentration",
    title: "Customer concentration",
    topic: Topic::Customers,
    kind: Kind::Flow,
    formula: concentration::FORMULA,
    stake: concentration::STAKE,
    surprise: concentration::SURPRISE,
    thresholds: &["insight_min_items"],
    find: |facts| {
        let what = Concentrated {
            dimension: Dimension::Customers,
            noun: Noun("buyer", "buyers"),
            first: (2, true),
            items: |_, totals| concentration::sold(totals.by_customer.iter().copied()),
            rows: Rows::table("customers"),
        };
        concentration::find(facts, what)
    },
};

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Alpha and Gamma 800 each, Beta 400; shares of 40, 40 and 20 %: HHI 3600, Gini 2 (1·4 + 2·8 + 3·8) / (3·20) − 4/3 = 13.33 %.
    #[test]
    fn the_top_fifth_and_the_spread() {
        check(
            &RULE,
            lenient(3),
            "",
            "The top fifth, 1 of 3 buyers, brings 40.00% of revenue; Alpha, Gamma alone 80.00%. Gini 13.33%, HHI 3600 of 10,000.",
            "An even share would be 33.33%. ",
            (133.34, 3),
        );
        check(
            &RULE,
            lenient(2),
            "period=2004-11",
            "The top fifth, 1 of 2 buyers, brings 60.00% of revenue. Gini 10.00%, HHI 5200 of 10,000.",
            "An even share would be 50.00%. -6.67pp against 2003-11-01..2003-11-30.",
            (50.0, 2),
        );
    }

    #[test]
    fn few_buyers_and_no_revenue_are_silent() {
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=Japan");
    }
}
