//! What cancelled orders are worth.

use units::{Fraction, Money};

use crate::answers::cancelled::{CANCELLED, cancelled};
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};
use crate::scope::Scope;

/// What cancelled orders are worth.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "cancelled_orders",
    title: "Cancelled orders",
    topic: Topic::Operations,
    kind: Kind::Flow,
    formula: "Orders of the scope with status Cancelled, and their value. They count as revenue unless the filters or thresholds leave them out, and never as owed. Silent without such orders, and below the least number of orders.",
    stake: "Their value.",
    surprise: "Value of the orders that were not cancelled against that of all (peers).",
    thresholds: &["count_cancelled", "insight_min_items"],
    find,
};

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let cancelled = cancelled(facts.view);
    let total_cents = facts.totals.revenue_cents;
    let num_orders = facts.totals.num_orders as usize;
    if cancelled.num_orders == 0 || !facts.is_enough(num_orders) {
        return None;
    }
    let percent = Fraction::percent(cancelled.revenue_cents, total_cents)?;
    let orders = Noun("order", "orders");
    let scope = Scope { statuses: vec![CANCELLED.to_owned()], ..facts.view.scope.clone() };
    Some(Finding {
        sentence: sentence![
            "Revenue includes ",
            Part::Count(cancelled.num_orders, Noun("cancelled order", "cancelled orders")),
            " worth ",
            Part::ExactMoney(Money::from_cents(cancelled.revenue_cents)),
            ", ",
            Part::Percent(percent),
            " of it; none of that is owed."
        ],
        comparison: sentence![
            "Without them revenue is ",
            Part::cents(total_cents - cancelled.revenue_cents),
            " in ",
            Part::Count(facts.totals.num_orders - cancelled.num_orders, orders),
            "."
        ],
        n: (num_orders, orders),
        stake_cents: cancelled.revenue_cents,
        surprise: Surprise::against_peers(
            Fraction::new(total_cents - cancelled.revenue_cents, 1),
            Fraction::new(total_cents, 1),
        ),
        rows: vec![Rows::table("orders").under(scope)],
        figure: Figure::Shares(vec![
            Share::meant("Cancelled", cancelled.revenue_cents),
            Share::rest("Not cancelled", total_cents - cancelled.revenue_cents),
        ]),
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::policy::Policy;

    #[test]
    fn what_counts_but_is_not_owed() {
        check(
            &RULE,
            Policy::default(),
            "",
            "Revenue includes 1 cancelled order worth 100.00, 5.00% of it; none of that is owed.",
            "Without them revenue is 1900.00 in 11 orders.",
            (100.0, 12),
        );
        silent(&RULE, Policy::default(), "status=Shipped");
        silent(&RULE, Policy { count_cancelled: false, ..Policy::default() }, "");
        silent(&RULE, lenient(13), "");
    }
}
