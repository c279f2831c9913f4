//! Customers whom nobody looks after.

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Customers whom nobody looks after.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "customers_without_rep",
    title: "Customers without a rep",
    topic: Topic::Sales,
    kind: Kind::State,
    formula: "Customers of the scope whose rep is empty or no employee. Silent without such customers, and below the least number of customers.",
    stake: "What they bought in the year that ends with each one’s last order.",
    surprise: "Customers with a rep against all (peers).",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let snapshot = facts.view.snapshot;
    let mut without: Vec<(i64, usize)> = facts
        .activities()
        .filter(|&(customer, _)| snapshot.customers[customer].rep.is_none())
        .map(|(customer, activity)| (activity.revenue_cents, customer))
        .collect();
    without.sort_by_key(|&(cents, customer)| (std::cmp::Reverse(cents), customer));
    let num_customers = facts.risk.num_customers;
    if without.is_empty() || !facts.is_enough(num_customers) {
        return None;
    }
    let of = |customer: usize| &facts.risk.activities[customer];
    let num_buyers = without.iter().filter(|&&(_, customer)| of(customer).num_orders > 0).count();
    let revenue_cents = without.iter().map(|(cents, _)| cents).sum();
    let limits: i64 = without
        .iter()
        .map(|&(_, customer)| snapshot.customers[customer].credit_limit.unwrap_or_default().cents())
        .fold(0, i64::saturating_add);
    let customers = Noun("customer", "customers");
    Some(Finding {
        sentence: sentence![
            "Without a rep: ",
            Part::number(without.len()),
            " of ",
            Part::count(num_customers, customers),
            ", such as ",
            Part::items(Dimension::Customers, without.iter().map(|(_, customer)| *customer)),
            "; ",
            Part::number(num_buyers),
            " ever ordered, for ",
            Part::cents(revenue_cents),
            "."
        ],
        comparison: sentence!["Their credit limits add up to ", Part::cents(limits), "."],
        n: (num_customers, customers),
        stake_cents: without.iter().map(|&(_, customer)| of(customer).last_year_cents).sum(),
        surprise: Surprise::against_peers(
            Some(whole((num_customers - without.len()) as i64)),
            Some(whole(num_customers as i64)),
        ),
        rows: vec![Rows::file("customers_without_rep"), Rows::panel("/organization", "customers-by")],
        figure: Figure::Shares(vec![
            Share::meant("Without a rep", without.len() as i64),
            Share::rest("With a rep", (num_customers - without.len()) as i64),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Gamma bought 800, 600 of it in the year up to 15 December 2004.
    #[test]
    fn nobody_looks_after_gamma() {
        check(
            &RULE,
            lenient(4),
            "period=2003",
            "Without a rep: 1 of 4 customers, such as Gamma; 1 ever ordered, for 800.00.",
            "Their credit limits add up to 0.00.",
            (600.0, 4),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=Norway");
    }
}
