//! After how long customers order again.

use units::{Day, Fraction};

use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// After how long customers order again.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "reorder_interval",
    title: "Reorder interval",
    topic: Topic::Predictive,
    kind: Kind::State,
    formula: "Days between each order of a customer and the next, over all customers: their mean and median; orders of one day have a gap of 0. Beside it the mean of the customers’ own means, in which a customer with few orders weighs as much as one with many. Silent below the least number of gaps.",
    stake: "What the orders due soon are worth, each at its customer’s mean order value.",
    surprise: "Median against mean of all gaps (peers).",
    thresholds: &["due_soon_days", "insight_min_items"],
    find,
};

/// Gaps are shown in these bands: at most so many days.
const BANDS: [(i32, &str); 4] =
    [(90, "Up to 90 days"), (180, "91–180 days"), (365, "181–365 days"), (i32::MAX, "Longer")];

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let mut gaps = gaps(facts);
    gaps.sort_unstable();
    if !facts.is_enough(gaps.len()) {
        return None;
    }
    let mean = Fraction::new(gaps.iter().map(|&gap| i64::from(gap)).sum::<i64>(), gaps.len() as i64)?;
    let median = Fraction::new(gaps[(gaps.len() - 1) / 2] + gaps[gaps.len() / 2], 2)?;
    let own: Vec<Fraction> =
        facts.activities().filter_map(|(_, activity)| activity.mean_gap_days()).collect();
    let due_cents: i64 = facts
        .next
        .due_soon
        .iter()
        .map(|expected| i64::try_from(expected.mean_order_cents.scaled(0)).unwrap_or(i64::MAX))
        .fold(0, i64::saturating_add);
    Some(Finding {
        sentence: sentence![
            "Customers order again after ",
            Part::Days(mean, 1),
            " on average, after ",
            Part::Days(median, 1),
            " in the middle."
        ],
        comparison: sentence![
            "Mean of the own means of ",
            Part::count(own.len(), Noun("repeat buyer", "repeat buyers")),
            ": ",
            Part::Days(mean_of(&own)?, 1),
            ". Due within ",
            Part::days(facts.view.policy.due_soon_days),
            " or just due: ",
            Part::count(facts.next.due_soon.len(), Noun("order", "orders")),
            ", about ",
            Part::cents(due_cents),
            "."
        ],
        n: (gaps.len(), Noun("gap", "gaps")),
        stake_cents: due_cents,
        surprise: Surprise::against_peers(Some(median), Some(mean)),
        rows: vec![Rows::table("next_orders")],
        figure: Figure::Shares(bands(&gaps)),
    })
}

/// Days between the orders of each customer of the scope.
fn gaps(facts: &Facts<'_>) -> Vec<i32> {
    let view = facts.view;
    let mut last: Vec<Option<Day>> = vec![None; view.snapshot.customers.len()];
    let mut gaps = Vec::new();
    for order in view.whole().orders().filter(|order| view.has_customer(order.customer)) {
        let day = view.snapshot.orders.date[order.order];
        if let Some(before) = last[order.customer].replace(day) {
            gaps.push(day.days_since(before));
        }
    }
    gaps
}

/// The mean of fractions, each in millionths of a day first: their common denominator would not fit where there are many.
fn mean_of(fractions: &[Fraction]) -> Option<Fraction> {
    let millionths: i128 = fractions.iter().map(|fraction| fraction.scaled(6)).sum();
    Fraction::new(millionths, 1_000_000 * fractions.len() as i128)
}

fn bands(sorted_gaps: &[i32]) -> Vec<Share> {
    let mut start = 0;
    BANDS
        .iter()
        .map(|&(most, name)| {
            let end = sorted_gaps.partition_point(|&gap| gap <= most);
            let size = (end - std::mem::replace(&mut start, end)) as i64;
            Share { name: name.into(), size, is_meant: most == BANDS[0].0 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// Alpha 82, 131, 145, 29; Beta 91, 284; Gamma 106, 260, 25: 1153 in 9 gaps. The own means are 387/4, 375/2 and 391/3.
    #[test]
    fn mean_median_and_mean_of_means() {
        check(
            &RULE,
            Policy::default(),
            "",
            "Customers order again after 128.1 days on average, after 106.0 days in the middle.",
            "Mean of the own means of 3 repeat buyers: 138.2 days. Due within 30 days or just due: 0 orders, about 0.00.",
            (0.0, 9),
        );
        check(
            &RULE,
            lenient(2),
            "rep=20&country=Norway&period=2003",
            "Customers order again after 127.0 days on average, after 111.0 days in the middle.",
            "Mean of the own means of 2 repeat buyers: 142.1 days. Due within 30 days or just due: 0 orders, about 0.00.",
            (0.0, 6),
        );
        silent(&RULE, lenient(10), "");
        silent(&RULE, lenient(0), "country=Japan");
    }
}
