//! Customers at risk: why, and how much.

use std::cmp::Reverse;

use crate::activity::{self, Recency};
use crate::credit::{CreditFactors, Misalignment};
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Customers at risk: why, and how much.
pub const DATASET: Dataset = Dataset {
    name: "high_risk_customers",
    title: "Customers at risk",
    kind: Kind::State,
    definition: "Customers with a reason: over_limit (open balance above the limit, no limit counting as 0), over_credited, no_orders_with_credit (no orders, limit above 0), churn. Under-credited customers are an opportunity, not a risk. Balances ignore the status filter.",
    formula: "credit_exposure = the larger of the balance (if over_limit) and the limit (if over_credited or no_orders_with_credit), else 0; revenue_at_risk as for churn, else 0; amount_at_risk = the larger of the two.",
    source: "customers.creditLimit; orders; orderdetails; payments.amount",
    order: "amount at risk descending, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("credit_limit", "Credit limit."),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::date("last_order_date", "Day of the last order."),
        Column::integer("days_since_last_order", "days", "Days from the last order to as-of."),
        Column::ratio("credit_to_revenue_ratio", "times", "Limit / revenue."),
        Column::ratio("revenue_to_credit_ratio", "times", "Revenue / limit."),
        Column::text("activity", "no_orders, stale or recent."),
        Column::text("reasons", "The reasons, joined by +."),
        Column::money("outstanding_balance", "Revenue of orders that are not cancelled, less payments.")
            .summed(),
        Column::money("credit_exposure", "What of the credit is at risk.").summed(),
        Column::money("revenue_at_risk", "What of the revenue is at risk.").summed(),
        Column::money("amount_at_risk", "The larger of the two.").summed(),
    ],
    rows,
};

/// A customer at risk.
#[derive(Clone, Debug)]
pub struct Risk {
    /// Index of the customer.
    pub customer: usize,
    /// Why, in the fixed order.
    pub reasons: Vec<&'static str>,
    /// What of the credit is at risk, in cents.
    pub credit_exposure_cents: i64,
    /// What of the revenue is at risk, in cents.
    pub revenue_at_risk_cents: i64,
}

impl Risk {
    /// The larger of the two amounts, in cents.
    pub fn amount_cents(&self) -> i64 {
        self.credit_exposure_cents.max(self.revenue_at_risk_cents)
    }
}

/// The customers of the scope at risk, the largest amount first.
pub fn risks(view: &View<'_>, activities: &[activity::Activity]) -> Vec<Risk> {
    let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
    let factors = CreditFactors::of(activities, view.policy);
    let mut risks: Vec<Risk> = view
        .customers()
        .filter_map(|index| {
            let (customer, activity) = (&snapshot.customers[index], &activities[index]);
            let limit_cents = customer.credit_limit.unwrap_or_default().cents();
            let balance_cents = customer.account.outstanding_balance().cents();
            let misalignment =
                Misalignment::of(customer.credit_limit, activity.revenue_cents, factors.hundredths_of(index));
            let is_over_limit = balance_cents > limit_cents;
            let is_over_credited = misalignment == Some(Misalignment::OverCredited);
            let has_unused_credit = activity.num_orders == 0 && limit_cents > 0;
            let is_churned = activity.is_churned(as_of, view.policy);
            let reasons: Vec<&'static str> = [
                (is_over_limit, "over_limit"),
                (is_over_credited, "over_credited"),
                (has_unused_credit, "no_orders_with_credit"),
                (is_churned, "churn"),
            ]
            .into_iter()
            .filter_map(|(holds, reason)| holds.then_some(reason))
            .collect();
            let exposed_balance = if is_over_limit { balance_cents } else { 0 };
            let exposed_limit = if is_over_credited || has_unused_credit { limit_cents } else { 0 };
            (!reasons.is_empty()).then(|| Risk {
                customer: index,
                reasons,
                credit_exposure_cents: exposed_balance.max(exposed_limit),
                revenue_at_risk_cents: if is_churned { activity.last_year_cents } else { 0 },
            })
        })
        .collect();
    risks.sort_by_key(|risk| (Reverse(risk.amount_cents()), risk.customer));
    risks
}

fn rows(view: &View<'_>, table: &mut Table) {
    let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
    let activities = activity::of_customers(view);
    for risk in risks(view, &activities) {
        let (customer, activity) = (&snapshot.customers[risk.customer], &activities[risk.customer]);
        let revenue_cents = activity.revenue_cents;
        let ratio = |credit_first: bool| {
            customer.credit_limit.map_or(Value::None, |limit| {
                if credit_first {
                    Value::ratio(limit.cents(), revenue_cents)
                } else {
                    Value::ratio(revenue_cents, limit.cents())
                }
            })
        };
        let recency: Recency = activity.recency(as_of, view.policy);
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(risk.customer).name).into(),
            customer.credit_limit.into(),
            Value::cents(revenue_cents),
            activity.last_order.into(),
            activity.days_since_last_order(as_of).into(),
            ratio(true),
            ratio(false),
            recency.name().into(),
            Value::Text(risk.reasons.join("+").into()),
            customer.account.outstanding_balance().into(),
            Value::cents(risk.credit_exposure_cents),
            Value::cents(risk.revenue_at_risk_cents),
            Value::cents(risk.amount_cents()),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    /// Alpha is under-credited, which is no risk.
    #[test]
    fn prospects_with_credit_and_balances_without_are_risks() {
        let beta = "2,Beta,Norway,800.00,400.00,2004-12-10,5,2.00,0.50,recent,over_credited,100.00,800.00,0.00,800.00";
        let delta =
            "4,Delta,Japan,500.00,0.00,,,,0.00,no_orders,no_orders_with_credit,0.00,500.00,0.00,500.00";
        let gamma = "3,Gamma,USA,,800.00,2004-12-15,0,,,recent,over_limit,300.00,300.00,0.00,300.00";
        check(&DATASET, &small(), "", &[beta, delta, gamma].join("\n"));
        check(&DATASET, &small(), "country=Japan&country=USA&period=2003", &[delta, gamma].join("\n"));
    }

    /// All has every reason that goes together. Even owes exactly its limit, Cent a cent more. Zero has no limit to use, Broke paid all.
    /// Gone paid too, but left.
    #[test]
    fn reasons_are_joined_and_limits_may_be_reached() {
        let snapshot = Fixture::new()
            .dated("2004-12-31")
            .products("P | Pin | Pins")
            .customers(
                "1 | All   | Norway | | 200
                 2 | Even  | Norway | | 100
                 3 | Cent  | Norway | | 99.99
                 4 | Zero  | Norway | | 0
                 5 | Broke | Norway | | 0
                 6 | Gone  | Norway | | 100",
            )
            .orders(
                "1 | 2004-01-01 | | | Shipped | 1
                 2 | 2004-12-31 | | | Shipped | 2
                 3 | 2004-12-31 | | | Shipped | 3
                 5 | 2004-12-31 | | | Shipped | 5
                 6 | 2004-01-01 | | | Shipped | 6",
            )
            .lines(
                "1 | P | 1 | 100
                 2 | P | 1 | 100
                 3 | P | 1 | 100
                 5 | P | 1 | 100
                 6 | P | 1 | 100",
            )
            .payments(
                "1 | back | 2004-02-01 | -150
                 5 | all  | 2004-12-31 |  100
                 6 | all  | 2004-02-01 |  100",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "1,All,Norway,200.00,100.00,2004-01-01,365,2.00,0.50,stale,over_limit+over_credited+churn,250.00,250.00,100.00,250.00
             3,Cent,Norway,99.99,100.00,2004-12-31,0,1.00,1.00,recent,over_limit,100.00,100.00,0.00,100.00
             6,Gone,Norway,100.00,100.00,2004-01-01,365,1.00,1.00,stale,churn,0.00,0.00,100.00,100.00",
        );
    }
}
