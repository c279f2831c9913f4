//! What is at risk: customers, amounts by country, credit out of proportion, orders that hang.

use crate::activity::{self, Activity, Recency};
use crate::credit::Misalignment;
use crate::datasets::high_risk_customers::{self, Risk};
use crate::view::View;

/// A customer's credit limit against what it bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditPoint {
    /// Index of the customer.
    pub customer: usize,
    /// Limit in cents.
    pub limit_cents: i64,
    /// Revenue of all orders in cents.
    pub revenue_cents: i64,
    /// Whether and how the two are out of proportion.
    pub misalignment: Option<Misalignment>,
}

/// What is at risk at as-of.
#[derive(Clone, Debug)]
pub struct RiskOverview {
    /// What every customer did, by index.
    pub activities: Vec<Activity>,
    /// Customers at risk, the largest amount first.
    pub risks: Vec<Risk>,
    /// Sum of the amounts at risk in cents.
    pub amount_cents: i64,
    /// Amount at risk by country in cents, by index.
    pub by_country_cents: Vec<i64>,
    /// Credit against revenue of the customers with a known limit.
    pub credit: Vec<CreditPoint>,
    /// Sum of the open balances above 0 in cents.
    pub open_cents: i64,
    /// Customers with an open balance above 0.
    pub num_open: usize,
    /// Stale customers.
    pub num_stale: usize,
    /// Revenue of the stale customers' last year of activity in cents.
    pub stale_cents: i64,
    /// Churned customers.
    pub num_churned: usize,
    /// Orders shipped after the required date, the latest first.
    pub late_orders: Vec<usize>,
    /// Orders on hold or disputed, the oldest first.
    pub hanging_orders: Vec<usize>,
}

impl RiskOverview {
    /// How things stand at as-of for the customers of the scope.
    pub fn of(view: &View<'_>) -> RiskOverview {
        let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
        let activities = activity::of_customers(view);
        let risks = high_risk_customers::risks(view, &activities);
        let mut by_country_cents = vec![0; snapshot.countries.len()];
        for risk in &risks {
            by_country_cents[snapshot.customers[risk.customer].country as usize] += risk.amount_cents();
        }
        let credit = view
            .customers()
            .filter_map(|customer| {
                let limit = snapshot.customers[customer].credit_limit?;
                let revenue_cents = activities[customer].revenue_cents;
                Some(CreditPoint {
                    customer,
                    limit_cents: limit.cents(),
                    revenue_cents,
                    misalignment: Misalignment::of(Some(limit), revenue_cents, view.policy),
                })
            })
            .collect();
        let balances = || {
            view.customers()
                .map(|customer| snapshot.customers[customer].account.outstanding_balance().cents())
        };
        let stale = || {
            view.customers()
                .filter(|&customer| activities[customer].recency(as_of, view.policy) == Recency::Stale)
        };
        let mut late_orders = Vec::new();
        let mut hanging_orders = Vec::new();
        for order in view.whole_in_filters().orders() {
            let status = &*snapshot.statuses[snapshot.orders.status[order.order] as usize];
            if snapshot.orders.on_time(order.order) == Some(false) {
                late_orders.push(order.order);
            }
            if matches!(status, "On Hold" | "Disputed") {
                hanging_orders.push(order.order);
            }
        }
        late_orders.reverse();
        RiskOverview {
            amount_cents: risks.iter().map(Risk::amount_cents).sum(),
            by_country_cents,
            credit,
            open_cents: balances().filter(|&cents| cents > 0).sum(),
            num_open: balances().filter(|&cents| cents > 0).count(),
            num_stale: stale().count(),
            stale_cents: stale().map(|customer| activities[customer].last_year_cents).sum(),
            num_churned: view
                .customers()
                .filter(|&customer| activities[customer].is_churned(as_of, view.policy))
                .count(),
            late_orders,
            hanging_orders,
            risks,
            activities,
        }
    }

    /// How many customers are misaligned in one way.
    pub fn num_misaligned(&self, misalignment: Misalignment) -> usize {
        self.credit.iter().filter(|point| point.misalignment == Some(misalignment)).count()
    }
}
