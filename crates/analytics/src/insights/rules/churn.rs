//! Buyers who fell silent, and what they brought.

use std::cmp::Reverse;

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Buyers who fell silent, and what they brought.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "churn",
    title: "Churned revenue",
    topic: Topic::Predictive,
    kind: Kind::State,
    formula: "Silent: longer since the last order than the stale days. Churned: silent, and beyond the gap factor × the customer’s own mean gap where there is one. Revenue at risk: revenue of the 365 days that end with the last order. Silent without churned buyers, and below the least number of buyers.",
    stake: "Revenue at risk of the churned buyers.",
    surprise: "Buyers who have not churned against all buyers (peers).",
    thresholds: &["stale_days", "churn_gap_factor", "insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (risk, policy, as_of) = (&facts.risk, facts.view.policy, facts.view.snapshot.as_of);
    if risk.num_churned == 0 || !facts.is_enough(risk.num_buyers) {
        return None;
    }
    let mut churned: Vec<(i64, usize)> = facts
        .activities()
        .filter(|(_, activity)| activity.is_churned(as_of, policy))
        .map(|(customer, activity)| (activity.last_year_cents, customer))
        .collect();
    churned.sort_by_key(|&(cents, customer)| (Reverse(cents), customer));
    let buyers = Noun("buyer", "buyers");
    Some(Finding {
        sentence: sentence![
            "Silent for more than ",
            Part::days(policy.stale_days),
            ": ",
            Part::number(risk.num_stale),
            " of ",
            Part::count(risk.num_buyers, buyers),
            "; beyond their own rhythm: ",
            Part::number(risk.num_churned),
            ", who brought ",
            Part::cents(risk.churned_cents),
            " in their last year, most of all ",
            Part::items(Dimension::Customers, churned.iter().map(|(_, customer)| *customer)),
            "."
        ],
        comparison: sentence![
            "All silent buyers brought ",
            Part::cents(risk.stale_cents),
            " in theirs; own rhythm: up to ",
            Part::Times(Fraction::new(policy.churn_gap_factor_hundredths, 100)?),
            " the own mean gap."
        ],
        n: (risk.num_buyers, buyers),
        stake_cents: risk.churned_cents,
        surprise: Surprise::against_peers(
            Some(whole((risk.num_buyers - risk.num_churned) as i64)),
            Some(whole(risk.num_buyers as i64)),
        ),
        rows: vec![Rows::file("churn_risk"), Rows::panel("/risks", "customers-at-risk")],
        figure: Figure::Shares(vec![
            Share::meant("Churned", risk.num_churned as i64),
            Share::rest("Silent within their rhythm", (risk.num_stale - risk.num_churned) as i64),
            Share::rest("Recent", (risk.num_buyers - risk.num_stale) as i64),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::small_fixture;
    use crate::insights::rules::test::{check_of, lenient, silent};

    /// Silent since December 2004; own rhythms reach to 145, 195 and 281 days.
    #[test]
    fn silent_and_beyond_the_own_rhythm() {
        let snapshot = small_fixture().dated("2005-07-01").snapshot();
        check_of(
            &snapshot,
            &RULE,
            lenient(3),
            "",
            "Silent for more than 180 days: 3 of 3 buyers; beyond their own rhythm: 2, who brought 1300.00 in their last year, most of all Alpha, Gamma.",
            "All silent buyers brought 1500.00 in theirs; own rhythm: up to 1.50x the own mean gap.",
            (1300.0, 3),
        );
        silent(&RULE, lenient(0), "");
    }
}
