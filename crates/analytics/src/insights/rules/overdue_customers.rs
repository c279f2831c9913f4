//! Customers whose next order should have come.

use crate::answers::breakdown::Dimension;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence, whole};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// Customers whose next order should have come.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "overdue_customers",
    title: "Overdue orders",
    topic: Topic::Predictive,
    kind: Kind::State,
    formula: "Expected order: last order + whole days of the customer’s own mean gap, for customers with at least two orders. Overdue when that is past and the last order longer ago than one threshold, lapsed when longer than the other. Silent without overdue or lapsed customers, and below the least number of repeat buyers.",
    stake: "One order of each overdue customer at its mean order value.",
    surprise: "Repeat buyers who are neither overdue nor lapsed against all (peers).",
    thresholds: &["overdue_days", "lapsed_days", "due_soon_days", "insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let next = &facts.next;
    let (num_overdue, num_lapsed) = (next.overdue.len(), next.num_lapsed);
    let num_repeat = num_overdue + num_lapsed + next.due_soon.len() + next.num_on_track;
    if num_overdue + num_lapsed == 0 || !facts.is_enough(num_repeat) {
        return None;
    }
    let stake_cents = next
        .overdue
        .iter()
        .map(|expected| i64::try_from(expected.mean_order_cents.scaled(0)).unwrap_or(i64::MAX))
        .fold(0, i64::saturating_add);
    let repeat = Noun("repeat buyer", "repeat buyers");
    let start = sentence!["Overdue: ", Part::number(num_overdue), " of ", Part::count(num_repeat, repeat)];
    let sentence = if num_overdue > 0 {
        let customers = next.overdue.iter().map(|expected| expected.customer);
        start.then(sentence![
            ", most of all ",
            Part::items(Dimension::Customers, customers),
            ", with orders of about ",
            Part::cents(stake_cents)
        ])
    } else {
        start
    };
    Some(Finding {
        sentence: sentence.then(sentence!["; lapsed: ", Part::number(num_lapsed), "."]),
        comparison: sentence![
            "Due soon: ",
            Part::number(next.due_soon.len()),
            ", on track: ",
            Part::number(next.num_on_track),
            "."
        ],
        n: (num_repeat, repeat),
        stake_cents,
        surprise: Surprise::against_peers(
            Some(whole((num_repeat - num_overdue - num_lapsed) as i64)),
            Some(whole(num_repeat as i64)),
        ),
        rows: vec![Rows::with("next_orders", "overdue"), Rows::with("next_orders", "lapsed")],
        figure: Figure::Shares(vec![
            Share::meant("Overdue", num_overdue as i64),
            Share::rest("Lapsed", num_lapsed as i64),
            Share::rest("Due soon", next.due_soon.len() as i64),
            Share::rest("On track", next.num_on_track as i64),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::small_fixture;
    use crate::insights::rules::test::{check_of, lenient, silent};
    use crate::policy::Policy;

    /// Expected: Alpha 7 March, Gamma 24 April, Beta 15 June 2005. Orders of 160 and 200 in the mean.
    #[test]
    fn expected_orders_that_did_not_come() {
        let snapshot = small_fixture().dated("2005-05-01").snapshot();
        check_of(
            &snapshot,
            &RULE,
            lenient(3),
            "",
            "Overdue: 2 of 3 repeat buyers, most of all Gamma, Alpha, with orders of about 360.00; lapsed: 0.",
            "Due soon: 0, on track: 1.",
            (360.0, 3),
        );
        let lapsed = Policy { lapsed_days: 140, ..lenient(3) };
        check_of(
            &snapshot,
            &RULE,
            lapsed,
            "",
            "Overdue: 1 of 3 repeat buyers, most of all Gamma, with orders of about 200.00; lapsed: 1.",
            "Due soon: 0, on track: 1.",
            (200.0, 3),
        );
        silent(&RULE, lenient(0), "");
    }
}
