//! When customers ordered, how regularly, and what follows: stale, churned, due.

use units::{Day, Fraction};

use crate::policy::Policy;
use crate::view::{Flow, View};

/// A customer's orders over all time, those of the status filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// Orders.
    pub num_orders: i64,
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Day of the first order.
    pub first_order: Option<Day>,
    /// Day of the last order.
    pub last_order: Option<Day>,
    /// Revenue of the 365 days that end with the last order's day, in cents.
    pub last_year_cents: i64,
}

/// How recently a customer ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recency {
    /// Never.
    NoOrders,
    /// Longer ago than the stale days.
    Stale,
    /// Since.
    Recent,
}

impl Recency {
    /// As exports name it.
    pub const fn name(self) -> &'static str {
        match self {
            Recency::NoOrders => "no_orders",
            Recency::Stale => "stale",
            Recency::Recent => "recent",
        }
    }
}

impl Activity {
    /// Days from the last order to as-of.
    pub fn days_since_last_order(&self, as_of: Day) -> Option<i64> {
        self.last_order.map(|last| i64::from(as_of.days_since(last)))
    }

    /// Mean days between orders: (last − first) / (orders − 1); none with fewer than two orders.
    pub fn mean_gap_days(&self) -> Option<Fraction> {
        let (first, last) = (self.first_order?, self.last_order?);
        if self.num_orders < 2 {
            return None;
        }
        Fraction::new(last.days_since(first), self.num_orders - 1)
    }

    /// How recently the customer ordered.
    pub fn recency(&self, as_of: Day, policy: &Policy) -> Recency {
        match self.days_since_last_order(as_of) {
            None => Recency::NoOrders,
            Some(days) if days > i64::from(policy.stale_days) => Recency::Stale,
            Some(_) => Recency::Recent,
        }
    }

    /// Stale, and beyond the churn factor times the customer's own mean gap where there is one.
    pub fn is_churned(&self, as_of: Day, policy: &Policy) -> bool {
        let Some(days) = self.days_since_last_order(as_of) else { return false };
        let is_beyond_own_rhythm = self.mean_gap_days().is_none_or(|gap| {
            Fraction::new(policy.churn_gap_factor_hundredths, 100)
                .is_some_and(|factor| Fraction::new(days, 1) > Some(gap.times(factor)))
        });
        self.recency(as_of, policy) == Recency::Stale && is_beyond_own_rhythm
    }
}

/// The activity of every customer: over all time and whatever the customer filters.
pub fn of_customers(view: &View<'_>) -> Vec<Activity> {
    let mut activities = vec![Activity::default(); view.snapshot.customers.len()];
    let whole: Flow<'_> = view.whole();
    for order in whole.orders() {
        let day = view.snapshot.orders.date[order.order];
        let activity = &mut activities[order.customer];
        activity.num_orders += 1;
        activity.revenue_cents += order.revenue_cents;
        // Orders come by date.
        activity.first_order.get_or_insert(day);
        activity.last_order = Some(day);
    }
    for order in whole.orders() {
        let day = view.snapshot.orders.date[order.order];
        let activity = &mut activities[order.customer];
        if activity.last_order.is_some_and(|last| last.days_since(day) < 365) {
            activity.last_year_cents += order.revenue_cents;
        }
    }
    activities
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn churn_needs_staleness_and_more_than_one_and_a_half_gaps() {
        let policy = Policy::default();
        let as_of: Day = "2005-05-31".parse().unwrap();
        let check = |num_orders, first: i32, last: i32, expected: bool| {
            let activity = Activity {
                num_orders,
                first_order: Some(as_of.plus_days(-first)),
                last_order: Some(as_of.plus_days(-last)),
                ..Activity::default()
            };
            assert_eq!(
                activity.is_churned(as_of, &policy),
                expected,
                "{num_orders} orders, {first} to {last} days ago"
            );
        };
        check(1, 180, 180, false);
        check(1, 181, 181, true);
        // A gap of 200 days: 300 days of silence are just within the own rhythm.
        check(2, 500, 300, false);
        check(2, 501, 301, true);
        check(3, 300, 300, true);
    }
}
