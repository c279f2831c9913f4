//! One customer beyond its sales: activity, scores, next order, credit, risks, payments.

use crate::activity::{self, Activity};
use crate::credit::{CreditFactors, Misalignment};
use crate::datasets::customer_rfm::{Rfm, scored, tier};
use crate::datasets::high_risk_customers::{Risk, risks};
use crate::datasets::next_orders::{NextOrder, next_order};
use crate::view::{Focus, View};

/// How a customer stands at as-of.
#[derive(Clone, Debug)]
pub struct CustomerState {
    /// When it ordered.
    pub activity: Activity,
    /// Its scores and their tier; none without an order.
    pub rfm: Option<(Rfm, &'static str)>,
    /// When the next order is expected; none with fewer than two orders.
    pub next_order: Option<NextOrder>,
    /// Whether its credit limit is out of proportion to its revenue.
    pub misalignment: Option<Misalignment>,
    /// Why it is at risk, and how much.
    pub risk: Option<Risk>,
    /// Its payments, the newest first, those without a date last.
    pub payments: Vec<usize>,
}

impl CustomerState {
    /// The state of a customer; `all` is a view that no customer filter narrows.
    pub fn of(all: &View<'_>, customer: usize) -> CustomerState {
        let snapshot = all.snapshot;
        let activities = activity::of_customers(all);
        let activity = activities[customer];
        let scores = scored(all, &activities);
        let alone = all.clone().focused(Focus::Customer(customer));
        let payments = &snapshot.payments;
        CustomerState {
            rfm: (scores.into_iter())
                .find(|rfm| rfm.customer == customer)
                .map(|rfm| (rfm, tier(rfm.score(), all.policy))),
            next_order: next_order(&activity, snapshot.as_of, all.policy),
            misalignment: Misalignment::of(
                snapshot.customers[customer].credit_limit,
                activity.revenue_cents,
                CreditFactors::of(&activities, all.policy).hundredths_of(customer),
            ),
            risk: risks(&alone, &activities).into_iter().next(),
            payments: (0..payments.len())
                .rev()
                .filter(|&payment| payments.customer[payment] as usize == customer)
                .collect(),
            activity,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::small;
    use crate::policy::Policy;
    use crate::scope::Scope;

    #[test]
    fn a_customer_is_told_apart() {
        let (snapshot, policy, scope) = (small(), Policy::default(), Scope::default());
        let all = View::new(&snapshot, &scope, &policy);
        let [alpha, _, _, delta] = [0, 1, 2, 3].map(|customer| CustomerState::of(&all, customer));
        assert_eq!(alpha.rfm.map(|(rfm, tier)| (rfm.score(), tier)), Some((10, "High")));
        assert_eq!(alpha.misalignment, Some(Misalignment::UnderCredited));
        let checks: Vec<&str> =
            alpha.payments.iter().map(|&payment| &*snapshot.payments.check[payment]).collect();
        assert_eq!(checks, ["P2", "P1"]);
        assert!(alpha.next_order.is_some() && delta.next_order.is_none() && delta.rfm.is_none());
        assert_eq!(delta.risk.map(|risk| risk.reasons), Some(vec!["no_orders_with_credit"]));
    }
}
