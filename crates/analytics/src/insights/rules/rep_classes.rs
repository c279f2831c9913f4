//! Which reps make up the classes A, B and C.

use std::cmp::Reverse;

use units::Fraction;

use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};
use crate::ranking::{Class, places};

/// Which reps make up the classes A, B and C.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "rep_classes",
    title: "ABC of reps",
    topic: Topic::Sales,
    kind: Kind::Flow,
    formula: "Reps by revenue of their customers, largest first: A while the share of those before is below the first cut, B below the second, else C; shares of the scope’s revenue, customers without a rep included. Silent below the least number of reps with revenue.",
    stake: "What class A brings beyond its even share of the reps’ revenue.",
    surprise: "Class A’s share of the revenue against its share of the reps (peers), and against the prior period.",
    thresholds: &["abc_a_percent", "abc_b_percent", "insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let classes = classes(facts, &facts.totals);
    let num_reps: usize = classes.iter().map(|(number, _)| number).sum();
    let rep_cents: i64 = classes.iter().map(|(_, cents)| cents).sum();
    let [(num_a, cents_a), (num_b, _), (num_c, _)] = classes;
    if !facts.is_enough(num_reps) || num_a == 0 {
        return None;
    }
    let percent = Fraction::percent(cents_a, facts.totals.revenue_cents)?;
    let even = Fraction::percent(num_a as i64, num_reps as i64)?;
    let over_time = facts
        .now_and_before(|totals| Fraction::percent(self::classes(facts, totals)[0].1, totals.revenue_cents));
    let even_cents = i128::from(rep_cents) * num_a as i128 / num_reps as i128;
    let reps = Noun("rep with revenue", "reps with revenue");
    Some(Finding {
        sentence: sentence![
            "Class A: ",
            Part::number(num_a),
            " of ",
            Part::count(num_reps, reps),
            ", who bring ",
            Part::Percent(percent),
            " of revenue. B: ",
            Part::number(num_b),
            ", C: ",
            Part::number(num_c),
            "."
        ],
        comparison: sentence!["Class A is ", Part::Percent(even), " of these reps. "]
            .then(facts.points_against_before(over_time)),
        n: (num_reps, reps),
        stake_cents: (cents_a - i64::try_from(even_cents).unwrap_or(i64::MAX)).max(0),
        surprise: Surprise::against_peers(Some(percent), Some(even)).and_prior(over_time.0, over_time.1),
        rows: vec![Rows::table("sales_reps")],
        figure: Figure::Shares(
            ["Class A", "Class B", "Class C"]
                .into_iter()
                .zip(classes)
                .zip([Class::A, Class::B, Class::C])
                .map(|((name, (_, cents)), class)| Share {
                    name: name.into(),
                    size: cents,
                    is_meant: class == Class::A,
                })
                .collect(),
        ),
    })
}

/// How many reps are in each class, and what their customers brought in cents.
fn classes(facts: &Facts<'_>, totals: &crate::totals::Totals) -> [(usize, i64); 3] {
    let mut cents: Vec<i64> = facts.by_rep(totals).iter().map(|sum| sum.revenue_cents).collect();
    // Customers without a rep are in no class.
    cents.pop();
    cents.retain(|&cents| cents > 0);
    cents.sort_unstable_by_key(|&cents| Reverse(cents));
    let mut classes = [(0, 0); 3];
    for (place, cents) in places(&cents, totals.revenue_cents, facts.view.policy).iter().zip(&cents) {
        let Some(place) = place else { continue };
        let class = &mut classes[place.class as usize];
        class.0 += 1;
        class.1 += cents;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Rae’s customers brought 1200 of 2000; Delta of Sam’s never bought.
    #[test]
    fn classes_of_those_with_revenue() {
        check(
            &RULE,
            lenient(1),
            "",
            "Class A: 1 of 1 rep with revenue, who bring 60.00% of revenue. B: 0, C: 0.",
            "Class A is 100.00% of these reps. ",
            (0.0, 1),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=USA");
    }
}
