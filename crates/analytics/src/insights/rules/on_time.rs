//! How many orders were shipped on time, and which were not.

use units::Fraction;

use crate::dataset::Kind;
use crate::insights::facts::percent_kpi;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// How many orders were shipped on time, and which were not.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "on_time",
    title: "On-time shipping",
    topic: Topic::Operations,
    kind: Kind::Flow,
    formula: "Orders shipped on or before the required date in percent of the orders that have both dates. Silent below the least number of such orders.",
    stake: "Value of the orders shipped late.",
    surprise: "On-time share against all orders in time (peers) and against the prior period.",
    thresholds: &["insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let totals = &facts.totals;
    let num_with_dates = totals.num_orders_with_dates as usize;
    if !facts.is_enough(num_with_dates) {
        return None;
    }
    let percent = percent_kpi("on_time_pct", totals)?;
    let mut late: Vec<usize> = Vec::new();
    let mut late_cents = 0;
    for order in facts.view.flow().orders() {
        if facts.view.snapshot.orders.on_time(order.order) == Some(false) {
            late.push(order.order);
            late_cents += order.revenue_cents;
        }
    }
    // The latest orders are those to ask about.
    late.reverse();
    let orders = Noun("order", "orders");
    let sentence = sentence![
        Part::Percent(percent),
        " of the ",
        Part::count(num_with_dates, orders),
        " with both dates were shipped on time; "
    ];
    let sentence = match late.len() {
        0 => sentence.then(sentence!["none was late."]),
        some => sentence.then(sentence![
            Part::number(some),
            " late: ",
            Part::orders(&late),
            ", ",
            Part::cents(late_cents),
            " in all."
        ]),
    };
    let over_time = facts.now_and_before(|totals| percent_kpi("on_time_pct", totals));
    let num_on_time = totals.num_on_time_orders;
    Some(Finding {
        sentence,
        comparison: facts.points_against_before(over_time),
        n: (num_with_dates, orders),
        stake_cents: late_cents,
        surprise: Surprise::against_peers(Some(percent), Fraction::new(100, 1))
            .and_prior(over_time.0, over_time.1),
        rows: vec![Rows::sorted("orders", "-days_late")],
        figure: Figure::Shares(vec![
            Share::meant("On time", num_on_time),
            Share::rest("Late", totals.num_orders_with_dates - num_on_time),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    /// 102 of 200 and 106 of 300 are late among the 8 orders with both dates.
    #[test]
    fn late_orders_are_named() {
        check(
            &RULE,
            Policy::default(),
            "",
            "75.00% of the 8 orders with both dates were shipped on time; 2 late: 106, 102, 500.00 in all.",
            "",
            (500.0, 8),
        );
        check(
            &RULE,
            lenient(1),
            "period=2004-11",
            "100.00% of the 2 orders with both dates were shipped on time; none was late.",
            "50.00pp against 2003-11-01..2003-11-30.",
            (0.0, 2),
        );
        silent(&RULE, lenient(9), "");
        silent(&RULE, lenient(0), "period=2004-12");
    }
}
