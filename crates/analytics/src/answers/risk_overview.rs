//! What is at risk: customers, amounts by country, credit out of proportion, orders that hang.

use std::cmp::Reverse;
use std::collections::HashSet;

use units::Fraction;

use crate::activity::{self, Activity, Recency};
use crate::credit::{CreditFactors, Misalignment};
use crate::datasets::credit_outliers::{Outlier, outliers};
use crate::datasets::geo_credit_anomalies::{Anomaly, anomalies};
use crate::datasets::high_risk_customers::{self, Risk};
use crate::scope::Scope;
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

/// What is wrong with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It was shipped after the required date.
    Late,
    /// Its status is On Hold.
    OnHold,
    /// Its status is Disputed.
    Disputed,
}

/// An order that was shipped late, or hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TroubledOrder {
    /// Index of the order.
    pub order: usize,
    /// Index of the customer.
    pub customer: usize,
    /// What is wrong.
    pub trouble: Trouble,
    /// Days from the required date to the shipped one, or to as-of while it is not shipped; below 0 before it is required, none
    /// without a required date.
    pub days_past_due: Option<i64>,
    /// Its value in cents.
    pub revenue_cents: i64,
}

/// What is at risk in a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryAtRisk {
    /// Index of the country.
    pub country: usize,
    /// Customers at risk.
    pub num_customers: usize,
    /// Their amounts at risk in cents.
    pub amount_cents: i64,
    /// Share of all amounts at risk in percent; none where they are 0.
    pub percent: Option<Fraction>,
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
    /// Countries with customers at risk, the largest amount first.
    pub by_country: Vec<CountryAtRisk>,
    /// Customers of the customer filters.
    pub num_customers: usize,
    /// Those with an order.
    pub num_buyers: usize,
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
    /// Revenue of the churned customers' last year of activity in cents.
    pub churned_cents: i64,
    /// Orders shipped after the required date, the latest order first.
    pub late_orders: Vec<TroubledOrder>,
    /// Orders with a required and a shipped date.
    pub num_with_dates: usize,
    /// Orders on hold or disputed, the longest past due first.
    pub hanging_orders: Vec<TroubledOrder>,
    /// Customers at the ends of the credit limits, the lowest limit first.
    pub outliers: Vec<Outlier>,
    /// Countries at the ends of the ratio of credit to revenue, the highest ratio first.
    pub anomalies: Vec<Anomaly>,
    /// How many countries have such a ratio.
    pub num_countries_with_ratio: usize,
}

impl CreditPoint {
    /// Whether both amounts are above 0, so that one can be so many times the other.
    pub fn is_comparable(&self) -> bool {
        self.limit_cents > 0 && self.revenue_cents > 0
    }
}

impl RiskOverview {
    /// How things stand at as-of for the customers of the scope.
    pub fn of(view: &View<'_>) -> RiskOverview {
        let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
        let activities = activity::of_customers(view);
        let risks = high_risk_customers::risks(view, &activities);
        let factors = CreditFactors::of(&activities, view.policy);
        let credit = view
            .customers()
            .filter_map(|customer| {
                let limit = snapshot.customers[customer].credit_limit?;
                let revenue_cents = activities[customer].revenue_cents;
                Some(CreditPoint {
                    customer,
                    limit_cents: limit.cents(),
                    revenue_cents,
                    misalignment: Misalignment::of(
                        Some(limit),
                        revenue_cents,
                        factors.hundredths_of(customer),
                    ),
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
        let (mut late_orders, mut hanging_orders, mut num_with_dates) = (Vec::new(), Vec::new(), 0);
        // Period and product line do not apply to how things stand.
        for order in view.whole().orders().filter(|order| view.has_customer(order.customer)) {
            let orders = &snapshot.orders;
            let (required, shipped) = (orders.required[order.order], orders.shipped[order.order]);
            let days_past_due =
                required.map(|required| i64::from(shipped.unwrap_or(as_of).days_since(required)));
            let troubled = |trouble| TroubledOrder {
                order: order.order,
                customer: order.customer,
                trouble,
                days_past_due,
                revenue_cents: order.revenue_cents,
            };
            let on_time = orders.on_time(order.order);
            num_with_dates += usize::from(on_time.is_some());
            match &*snapshot.statuses[orders.status[order.order] as usize] {
                "On Hold" => hanging_orders.push(troubled(Trouble::OnHold)),
                "Disputed" => hanging_orders.push(troubled(Trouble::Disputed)),
                _ if on_time == Some(false) => late_orders.push(troubled(Trouble::Late)),
                _ => {}
            }
        }
        late_orders.reverse();
        hanging_orders.sort_by_key(|order| (Reverse(order.days_past_due), order.order));
        let (anomalies, num_countries_with_ratio) = anomalies(view);
        let churned =
            || view.customers().filter(|&customer| activities[customer].is_churned(as_of, view.policy));
        RiskOverview {
            amount_cents: risks.iter().map(Risk::amount_cents).sum(),
            by_country: by_country(view, &risks),
            num_customers: view.customers().count(),
            num_buyers: view.customers().filter(|&customer| activities[customer].num_orders > 0).count(),
            credit,
            open_cents: balances().filter(|&cents| cents > 0).sum(),
            num_open: balances().filter(|&cents| cents > 0).count(),
            num_stale: stale().count(),
            stale_cents: stale().map(|customer| activities[customer].last_year_cents).sum(),
            num_churned: churned().count(),
            churned_cents: churned().map(|customer| activities[customer].last_year_cents).sum(),
            outliers: outliers(view),
            anomalies,
            num_countries_with_ratio,
            num_with_dates,
            late_orders,
            hanging_orders,
            risks,
            activities,
        }
    }

    /// How many customers are misaligned in one way.
    pub fn num_misaligned(&self, misalignment: Misalignment) -> usize {
        self.misaligned(misalignment).count()
    }

    /// The customers that are misaligned in one way.
    pub fn misaligned(&self, misalignment: Misalignment) -> impl Iterator<Item = &CreditPoint> {
        self.credit.iter().filter(move |point| point.misalignment == Some(misalignment))
    }

    /// How many customers at risk have a reason, as exports name it.
    pub fn num_with(&self, reason: &str) -> usize {
        self.risks.iter().filter(|risk| risk.reasons.contains(&reason)).count()
    }

    /// Share of the `count` largest amounts at risk in percent; none where there is none.
    pub fn percent_of_first(&self, count: usize) -> Option<Fraction> {
        let first_cents: i64 = self.risks.iter().take(count).map(Risk::amount_cents).sum();
        Fraction::percent(first_cents, self.amount_cents)
    }

    /// Share of the `count` largest open balances in percent of all that are above 0; none where none is.
    pub fn open_percent_of_first(&self, view: &View<'_>, count: usize) -> Option<Fraction> {
        let mut balances: Vec<i64> = view
            .customers()
            .map(|customer| view.snapshot.customers[customer].account.outstanding_balance().cents())
            .filter(|&cents| cents > 0)
            .collect();
        balances.sort_unstable_by_key(|&cents| Reverse(cents));
        Fraction::percent(balances.iter().take(count).sum::<i64>(), self.open_cents)
    }

    /// The customers with a limit and revenue above 0.
    pub fn comparable(&self) -> impl Iterator<Item = &CreditPoint> {
        self.credit.iter().filter(|point| point.is_comparable())
    }

    /// Value of the orders on hold or disputed in cents, and how many of them are past their required date.
    pub fn hanging(&self) -> (i64, usize) {
        let orders = &self.hanging_orders;
        let num_overdue =
            orders.iter().filter(|order| order.days_past_due.is_some_and(|days| days > 0)).count();
        (orders.iter().map(|order| order.revenue_cents).sum(), num_overdue)
    }

    /// At most `most` customers with limit and revenue to draw, in the order of the numbers: the misaligned, those at risk, and the largest by revenue.
    pub fn standing_out(&self, most: usize) -> Vec<&CreditPoint> {
        let is_at_risk: HashSet<usize> = self.risks.iter().map(|risk| risk.customer).collect();
        let mut points: Vec<&CreditPoint> = self.comparable().collect();
        points.sort_by_key(|point| {
            let is_plain = point.misalignment.is_none() && !is_at_risk.contains(&point.customer);
            (is_plain, Reverse(point.revenue_cents), point.customer)
        });
        points.truncate(most);
        points.sort_by_key(|point| point.customer);
        points
    }

    /// How many customers at risk owe something.
    pub fn num_owing(&self, view: &View<'_>) -> usize {
        let balance = |risk: &&Risk| view.snapshot.customers[risk.customer].account.outstanding_balance();
        self.risks.iter().filter(|risk| balance(risk).cents() > 0).count()
    }
}

/// Balance in percent of the limit; none without a limit above 0.
pub fn limit_used_percent(view: &View<'_>, customer: usize) -> Option<Fraction> {
    let customer = &view.snapshot.customers[customer];
    let limit_cents = customer.credit_limit?.cents();
    (limit_cents > 0)
        .then(|| Fraction::percent(customer.account.outstanding_balance().cents(), limit_cents))
        .flatten()
}

/// How many times the revenue the limit is, or the reverse, whichever is the larger; none where the smaller is 0.
pub fn times_apart(point: &CreditPoint) -> Option<Fraction> {
    let (larger, smaller) =
        (point.limit_cents.max(point.revenue_cents), point.limit_cents.min(point.revenue_cents));
    (smaller > 0).then(|| Fraction::new(larger, smaller)).flatten()
}

/// Each customer filter in force left out in turn, then all of them, with how many customers there are then.
pub fn without_each_customer_filter(view: &View<'_>) -> Vec<(&'static str, Scope, usize)> {
    let without = |change: fn(&mut Scope)| {
        let mut scope = view.scope.clone();
        change(&mut scope);
        scope
    };
    [
        ("region", without(|scope| scope.regions.clear())),
        ("country", without(|scope| scope.countries.clear())),
        ("rep", without(|scope| scope.reps.clear())),
        (
            "",
            without(|scope| {
                scope.regions.clear();
                scope.countries.clear();
                scope.reps.clear();
            }),
        ),
    ]
    .into_iter()
    .filter(|(_, loosened)| loosened != view.scope)
    .map(|(filter, scope)| {
        let num_customers = View::new(view.snapshot, &scope, view.policy).customers().count();
        (filter, scope, num_customers)
    })
    .collect()
}

/// The customers at risk by country, the largest amount first.
fn by_country(view: &View<'_>, risks: &[Risk]) -> Vec<CountryAtRisk> {
    let total_cents: i64 = risks.iter().map(Risk::amount_cents).sum();
    let mut sums = vec![(0_usize, 0_i64); view.snapshot.countries.len()];
    for risk in risks {
        let sum = &mut sums[view.snapshot.customers[risk.customer].country as usize];
        sum.0 += 1;
        sum.1 += risk.amount_cents();
    }
    let mut countries: Vec<CountryAtRisk> = sums
        .into_iter()
        .enumerate()
        .filter(|(_, (num_customers, _))| *num_customers > 0)
        .map(|(country, (num_customers, amount_cents))| CountryAtRisk {
            country,
            num_customers,
            amount_cents,
            percent: Fraction::percent(amount_cents, total_cents),
        })
        .collect();
    countries.sort_by_key(|row| (Reverse(row.amount_cents), row.country));
    countries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, small};
    use crate::policy::Policy;

    fn check(query: &str, policy: Policy, amounts: &[i64], troubles: &[(i64, Trouble)]) {
        let (snapshot, scope) = (small(), fixture::scope(query));
        let view = View::new(&snapshot, &scope, &policy);
        let overview = RiskOverview::of(&view);
        let found: Vec<i64> = overview.risks.iter().map(|risk| risk.amount_cents() / 100).collect();
        assert_eq!(found, amounts, "{query}");
        let by_country: i64 = overview.by_country.iter().map(|row| row.amount_cents).sum();
        assert_eq!(by_country, overview.amount_cents, "{query}: countries add up");
        let orders = overview.late_orders.iter().chain(&overview.hanging_orders);
        let found: Vec<_> =
            orders.map(|found| (snapshot.orders.number[found.order], found.trouble)).collect();
        assert_eq!(found, troubles, "{query}");
    }

    /// Beta is over-credited, Delta has credit and no orders, Gamma owes without a limit.
    #[test]
    fn risks_and_troubles_follow_the_customer_filters_and_thresholds_alone() {
        let all = [(106, Trouble::Late), (102, Trouble::Late), (111, Trouble::OnHold)];
        check("", Policy::default(), &[800, 500, 300], &all);
        check("period=2003&line=Trains", Policy::default(), &[800, 500, 300], &all);
        check("country=USA", Policy::default(), &[300], &all[..2]);
        check("country=Japan&rep=20", Policy::default(), &[], &[]);
        let lenient = Policy { credit_factor_hundredths: 201, ..Policy::default() };
        check("", lenient, &[500, 300], &all);
    }

    #[test]
    fn those_that_stand_out_are_drawn_first_and_filters_are_left_out_in_turn() {
        let (snapshot, policy) = (small(), Policy::default());
        let scope = fixture::scope("country=Japan&rep=20");
        let view = View::new(&snapshot, &scope, &policy);
        let counts: Vec<_> = without_each_customer_filter(&view)
            .into_iter()
            .map(|(filter, _, count)| (filter, count))
            .collect();
        assert_eq!(counts, [("country", 2), ("rep", 1), ("", 4)]);
        let everything = Scope::default();
        let overview = RiskOverview::of(&View::new(&snapshot, &everything, &policy));
        let drawn = overview.standing_out(2);
        let numbers: Vec<_> = drawn.iter().map(|point| snapshot.customers[point.customer].number).collect();
        assert_eq!(numbers, [1, 2], "both misaligned, not Delta without revenue");
        assert_eq!(times_apart(drawn[1]), Fraction::new(2, 1));
    }
}
