//! How many customers each rep looks after.

use std::cmp::Reverse;

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, Sentence, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// How many customers each rep looks after.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "rep_workload",
    title: "Rep workload",
    topic: Topic::Sales,
    kind: Kind::State,
    formula: "Customers of the scope assigned to each sales rep; mean: assigned customers / sales reps. Silent below the least number of reps, and without assigned customers.",
    stake: "What the customers of the busiest rep bought in the year that ends with each one’s last order.",
    surprise: "Customers of the busiest rep against the mean of all reps (peers).",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let (view, snapshot) = (facts.view, facts.view.snapshot);
    let mut loads = vec![(0_usize, 0_i64); snapshot.employees.len()];
    for (customer, activity) in facts.activities() {
        if let Some(rep) = snapshot.customers[customer].rep {
            let load = &mut loads[rep as usize];
            load.0 += 1;
            load.1 += activity.last_year_cents;
        }
    }
    let mut reps: Vec<usize> = view.sales_reps().collect();
    reps.sort_by_key(|&rep| (Reverse(loads[rep].0), rep));
    let num_assigned: usize = reps.iter().map(|&rep| loads[rep].0).sum();
    if !facts.is_enough(reps.len()) || num_assigned == 0 {
        return None;
    }
    let busiest = reps[0];
    let mean = Fraction::new(num_assigned as i64, reps.len() as i64)?;
    let idle: Vec<usize> = reps.iter().copied().filter(|&rep| loads[rep].0 == 0).collect();
    let customers = Noun("customer", "customers");
    let comparison = if idle.is_empty() {
        Sentence::default()
    } else {
        sentence!["Without customers: ", Part::items(Dimension::Reps, idle), "."]
    };
    Some(Finding {
        sentence: sentence![
            Part::Item(Dimension::Reps, Some(busiest)),
            " looks after ",
            Part::count(loads[busiest].0, customers),
            ", the mean of ",
            Part::count(reps.len(), Noun("rep", "reps")),
            " is ",
            Part::Decimal(mean, 1),
            "."
        ],
        comparison,
        n: (reps.len(), Noun("rep", "reps")),
        stake_cents: loads[busiest].1,
        surprise: Surprise::against_peers(Fraction::new(loads[busiest].0 as i64, 1), Some(mean)),
        rows: vec![Rows::panel("/organization", "workload"), Rows::file("rep_workload")],
        figure: Figure::Shares(
            reps.iter()
                .map(|&rep| Share {
                    name: Part::Item(Dimension::Reps, Some(rep)),
                    size: loads[rep].0 as i64,
                    is_meant: rep == busiest,
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

    /// Rae has Alpha (700 in the last year) and Beta (200), Sam has Delta.
    #[test]
    fn the_busiest_against_the_mean() {
        check(
            &RULE,
            lenient(2),
            "",
            "Rae Rye looks after 2 customers, the mean of 2 reps is 1.5.",
            "",
            (900.0, 2),
        );
        check(
            &RULE,
            lenient(2),
            "country=Norway",
            "Rae Rye looks after 2 customers, the mean of 2 reps is 1.0.",
            "Without customers: Sam Sol.",
            (900.0, 2),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=USA");
    }
}
