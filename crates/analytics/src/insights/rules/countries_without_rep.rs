//! Countries in which nobody looks after anyone.

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Countries in which nobody looks after anyone.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "countries_without_rep",
    title: "Countries without a rep",
    topic: Topic::Sales,
    kind: Kind::State,
    formula: "Countries of customers of the scope in which no customer has a rep. Silent without such countries, under a filter of reps, and below the least number of countries.",
    stake: "What their customers bought in the year that ends with each one’s last order.",
    surprise: "Countries with a rep against all countries of customers (peers).",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (view, snapshot) = (facts.view, facts.view.snapshot);
    // Customers, those with a rep, and what they bought in their last year.
    let mut sums = vec![(0_usize, 0_usize, 0_i64); snapshot.countries.len()];
    for (customer, activity) in facts.activities() {
        let sum = &mut sums[snapshot.customers[customer].country as usize];
        sum.0 += 1;
        sum.1 += usize::from(snapshot.customers[customer].rep.is_some());
        sum.2 += activity.last_year_cents;
    }
    let num_countries = sums.iter().filter(|(customers, ..)| *customers > 0).count();
    let without: Vec<usize> =
        (0..sums.len()).filter(|&country| sums[country].0 > 0 && sums[country].1 == 0).collect();
    if without.is_empty() || !view.scope.reps.is_empty() || !facts.is_enough(num_countries) {
        return None;
    }
    let num_customers: usize = without.iter().map(|&country| sums[country].0).sum();
    let countries = Noun("country", "countries");
    let num_all = without.len();
    Some(Finding {
        sentence: sentence![
            "No rep at all in ",
            Part::number(num_all),
            " of ",
            Part::count(num_countries, countries),
            ": ",
            Part::Items(Dimension::Countries, without.iter().copied().take(NAMED).collect(), num_all),
            "."
        ],
        comparison: sentence![
            "Customers there: ",
            Part::number(num_customers),
            " of ",
            Part::number(facts.risk.num_customers),
            "."
        ],
        n: (num_countries, countries),
        stake_cents: without.iter().map(|&country| sums[country].2).sum(),
        surprise: Surprise::against_peers(
            Some(whole((num_countries - num_all) as i64)),
            Some(whole(num_countries as i64)),
        ),
        rows: match Rows::scope_of_countries(view, &without) {
            Some(scope) => vec![Rows::table("customers").under(scope)],
            None => vec![Rows::file("customers_without_rep")],
        },
        figure: Figure::Shares(vec![
            Share::meant("Without a rep", num_all as i64),
            Share::rest("With a rep", (num_countries - num_all) as i64),
        ]),
    })
}

/// Countries are short names: more of them fit.
const NAMED: usize = 8;

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    #[test]
    fn the_usa_have_none() {
        check(
            &RULE,
            lenient(3),
            "",
            "No rep at all in 1 of 3 countries: USA.",
            "Customers there: 1 of 4.",
            (600.0, 3),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=Norway");
        silent(&RULE, lenient(0), "rep=20");
    }
}
