//! Customers at risk: how many, and how much.

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Customers at risk: how many, and how much.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "customers_at_risk",
    title: "Customers at risk",
    topic: Topic::Operations,
    kind: Kind::State,
    formula: "Customers who owe more than their limit, are over-credited, have credit and no orders, or churn; the amount at risk is the larger of credit exposure and revenue at risk. Silent without such customers, and below the least number of customers.",
    stake: "The sum of the amounts at risk.",
    surprise: "Customers without risk against all (peers).",
    thresholds: &["credit_factor", "stale_days", "churn_gap_factor", "insight_min_items"],
    find,
};

/// So many of the largest are weighed against all.
const NUM_FIRST: usize = 3;

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let risk = &facts.risk;
    let (num_at_risk, num_customers) = (risk.risks.len(), risk.num_customers);
    if num_at_risk == 0 || !facts.is_enough(num_customers) {
        return None;
    }
    let first: i64 =
        risk.risks.iter().take(NUM_FIRST).map(crate::datasets::high_risk_customers::Risk::amount_cents).sum();
    let named = risk.risks.iter().take(NUM_FIRST).map(|risk| risk.customer);
    let comparison = match risk.percent_of_first(NUM_FIRST) {
        Some(percent) if num_at_risk > NUM_FIRST => sentence![
            Part::items(Dimension::Customers, named),
            " make up ",
            Part::Percent(percent),
            " of it."
        ],
        _ => sentence![
            "They are ",
            Part::Percent(Fraction::percent(num_at_risk as i64, num_customers as i64)?),
            " of these customers."
        ],
    };
    let customers = Noun("customer", "customers");
    Some(Finding {
        sentence: sentence![
            "At risk: ",
            Part::number(num_at_risk),
            " of ",
            Part::count(num_customers, customers),
            " with ",
            Part::cents(risk.amount_cents),
            ". Reasons: churn ",
            Part::number(risk.num_with("churn")),
            ", above the limit ",
            Part::number(risk.num_with("over_limit")),
            ", over-credited ",
            Part::number(risk.num_with("over_credited")),
            ", credit without orders ",
            Part::number(risk.num_with("no_orders_with_credit")),
            "."
        ],
        comparison,
        n: (num_customers, customers),
        stake_cents: risk.amount_cents,
        surprise: Surprise::against_peers(
            Some(whole((num_customers - num_at_risk) as i64)),
            Some(whole(num_customers as i64)),
        ),
        rows: vec![Rows::panel("/risks", "customers-at-risk"), Rows::file("high_risk_customers")],
        figure: Figure::Shares(if num_at_risk > NUM_FIRST {
            vec![
                Share::meant("The first three", first),
                Share::rest("The others at risk", risk.amount_cents - first),
            ]
        } else {
            vec![
                Share::meant("Customers at risk", num_at_risk as i64),
                Share::rest("The others", (num_customers - num_at_risk) as i64),
            ]
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Beta 800, Delta 500, Gamma 300.
    #[test]
    fn reasons_are_counted() {
        check(
            &RULE,
            lenient(4),
            "",
            "At risk: 3 of 4 customers with 1600.00. Reasons: churn 0, above the limit 1, over-credited 1, credit without orders 1.",
            "They are 75.00% of these customers.",
            (1600.0, 4),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=Norway&rep=30");
    }
}
