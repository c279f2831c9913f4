//! How buyers stand by recency, frequency and revenue.

use units::Fraction;

use crate::answers::opportunities::{TIERS, tiers};
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// How buyers stand by recency, frequency and revenue.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "rfm_tiers",
    title: "RFM tiers",
    topic: Topic::Customers,
    kind: Kind::State,
    formula: "Scores of 1 to 5 for recency, frequency and revenue among all buyers, added up; the tier follows from the sum. Share of a tier: revenue of its customers in percent of that of all tiers. Silent below the least number of buyers.",
    stake: "What the top tier brought beyond its even share.",
    surprise: "Share of revenue of the top tier against its share of buyers (peers).",
    thresholds: &["rfm_top", "rfm_high", "rfm_mid", "insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (tiers, _) = tiers(facts.view, &facts.risk.activities);
    let num_buyers: usize = tiers.iter().map(|tier| tier.num_customers).sum();
    let total_cents: i64 = tiers.iter().map(|tier| tier.revenue_cents).sum();
    let [top, high, mid, low] = tiers;
    if !facts.is_enough(num_buyers) || top.num_customers == 0 {
        return None;
    }
    let percent = top.percent?;
    let even = Fraction::percent(top.num_customers as i64, num_buyers as i64)?;
    let even_cents = i128::from(total_cents) * top.num_customers as i128 / num_buyers as i128;
    Some(Finding {
        sentence: sentence![
            "Top tier: ",
            Part::number(top.num_customers),
            " of ",
            Part::count(num_buyers, Noun("buyer", "buyers")),
            ", who brought ",
            Part::Percent(percent),
            " of all revenue. High: ",
            Part::number(high.num_customers),
            ", Mid: ",
            Part::number(mid.num_customers),
            ", Low: ",
            Part::number(low.num_customers),
            "."
        ],
        comparison: sentence!["They are ", Part::Percent(even), " of the buyers."],
        n: (num_buyers, Noun("buyer", "buyers")),
        stake_cents: (top.revenue_cents - i64::try_from(even_cents).unwrap_or(i64::MAX)).max(0),
        surprise: Surprise::against_peers(Some(percent), Some(even)),
        rows: vec![Rows::panel("/opportunities", "rfm-tiers"), Rows::table("customer_rfm")],
        figure: Figure::Shares(
            TIERS
                .into_iter()
                .zip(tiers)
                .map(|(name, tier)| Share {
                    name: name.into(),
                    size: tier.revenue_cents,
                    is_meant: name == TIERS[0],
                })
                .collect(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Scores: Gamma 5 + 3 + 4 = 12, Alpha 1 + 5 + 4 = 10, Beta 3 + 1 + 1 = 5.
    #[test]
    fn the_top_tier_against_its_number() {
        let policy = Policy { rfm_tiers: [12, 10, 7], ..lenient(3) };
        check(
            &RULE,
            policy,
            "",
            "Top tier: 1 of 3 buyers, who brought 40.00% of all revenue. High: 1, Mid: 0, Low: 1.",
            "They are 33.33% of the buyers.",
            (133.34, 3),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(3), "");
    }
}
