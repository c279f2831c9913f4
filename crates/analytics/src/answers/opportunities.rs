//! Everything that the page of opportunities shows: whom to sell to, what to sell, and when.

use std::cmp::Reverse;
use std::sync::Arc;

use units::{Fraction, Money, Month};

use super::loosened::{Loosened, loosened};
use crate::activity::{self, Activity};
use crate::credit::{CreditFactors, Misalignment};
use crate::datasets::cross_sell::{self, Pair};
use crate::datasets::customer_rfm::{scored, tier};
use crate::datasets::next_orders::{NextOrder, next_order};
use crate::datasets::product_demand_trend::{Demand, demands, recent_start};
use crate::datasets::product_line_leaders;
use crate::table::Value;
use crate::totals::Totals;
use crate::view::View;

/// How many customers, products or pairs a list shows.
pub const LISTED: usize = 8;

/// The tiers of RFM scores, the best first.
pub const TIERS: [&str; 4] = ["Top", "High", "Mid", "Low"];

/// The answers of the page.
#[derive(Clone, Debug)]
pub struct Opportunities {
    /// Orders of the scope.
    pub num_orders: i64,
    /// Revenue of the scope.
    pub revenue: Money,
    /// Where the scope has no order: what it would have without each of its filters.
    pub loosened: Vec<Loosened>,
    /// The tiers of [`TIERS`].
    pub tiers: [Tier; 4],
    /// Buyers by recency (first index, score less one) and frequency.
    pub grid: [[Tier; 5]; 5],
    /// Expected orders by status.
    pub next: NextOrders,
    /// Customers whose credit limit is small for what they buy, the largest factor first.
    pub under_credited: Vec<UnderCredited>,
    /// What they buy in all, in cents.
    pub under_credited_cents: i64,
    /// Demand of products.
    pub demand: DemandLists,
    /// Pairs bought together most often.
    pub pairs: Vec<Pair>,
    /// How many pairs are bought together often enough.
    pub num_pairs: usize,
    /// How many orders a pair needs.
    pub least_pair_orders: i64,
    /// Products of the scope that no order of it has, by code.
    pub unsold: Vec<usize>,
    /// How many products the line filter leaves.
    pub num_products: usize,
    /// The worst seller of each product line that has products of different revenue, by line.
    pub worst: Vec<WorstOfLine>,
}

/// The products of a line with the least revenue in the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorstOfLine {
    /// Name of the line.
    pub line: Arc<str>,
    /// Their revenue, the same for all of them.
    pub revenue: Money,
    /// Indices of the products, by code; several where they tie.
    pub products: Vec<usize>,
}

/// Some buyers and what they bought, ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tier {
    /// Buyers.
    pub num_customers: usize,
    /// Their revenue in cents.
    pub revenue_cents: i64,
    /// Share of the revenue of all tiers in percent; none without revenue.
    pub percent: Option<Fraction>,
}

impl Tier {
    fn add(&mut self, revenue_cents: i64) {
        self.num_customers += 1;
        self.revenue_cents += revenue_cents;
    }
}

/// A customer whose next order is expected.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// Index of the customer.
    pub customer: usize,
    /// When.
    pub next: NextOrder,
    /// What one of its orders is worth in the mean, in cents.
    pub mean_order_cents: Fraction,
    /// Orders so far.
    pub num_orders: i64,
}

/// Expected orders by status, whatever the period.
#[derive(Clone, Debug, Default)]
pub struct NextOrders {
    /// Overdue, the most valuable orders first.
    pub overdue: Vec<Expected>,
    /// Due soon, the earliest first.
    pub due_soon: Vec<Expected>,
    /// Customers whose order is so late that they count as lapsed.
    pub num_lapsed: usize,
    /// Customers whose order is expected later.
    pub num_on_track: usize,
}

/// A customer whose credit limit is small for what it buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnderCredited {
    /// Index of the customer.
    pub customer: usize,
    /// Credit limit.
    pub limit: Money,
    /// Revenue of all orders.
    pub revenue: Money,
    /// How many times the limit that is.
    pub factor: Fraction,
}

/// Products by demand, whatever the period.
#[derive(Clone, Debug)]
pub struct DemandLists {
    /// The first of the three months that count as recent.
    pub recent_start: Month,
    /// Whether they are compared with the same months a year earlier; else with the three before.
    pub is_year_ago: bool,
    /// Growing products, the largest gain first.
    pub growing: Vec<(usize, Demand)>,
    /// Declining products, the largest loss first.
    pub declining: Vec<(usize, Demand)>,
    /// Products that sold only recently.
    pub num_new: usize,
    /// Products without much change.
    pub num_stable: usize,
    /// Products with too few orders to tell.
    pub num_too_few: usize,
    /// Products without sales in either window.
    pub num_without_sales: usize,
}

impl Opportunities {
    /// Asks everything of a view.
    pub fn of(view: &View<'_>) -> Opportunities {
        let snapshot = view.snapshot;
        let activities = activity::of_customers(view);
        let totals = Totals::of(view.flow());
        let (tiers, grid) = tiers(view, &activities);
        let pairs = cross_sell::pairs(view);
        let num_orders_with_lines = {
            let orders = view.flow().orders();
            orders.filter(|order| order.num_lines > 0).count() as i64
        };
        let under_credited = under_credited(view, &activities);
        Opportunities {
            num_orders: totals.num_orders,
            revenue: Money::from_cents(totals.revenue_cents),
            loosened: if totals.num_orders == 0 { loosened(view) } else { Vec::new() },
            tiers,
            grid,
            next: next_orders(view, &activities),
            under_credited_cents: under_credited.iter().map(|customer| customer.revenue.cents()).sum(),
            under_credited,
            demand: DemandLists::of(view),
            num_pairs: pairs.len(),
            pairs: pairs.into_iter().take(LISTED).collect(),
            least_pair_orders: cross_sell::least_orders(num_orders_with_lines, view.policy),
            unsold: view.products().filter(|&product| totals.by_product[product].num_orders == 0).collect(),
            num_products: (0..snapshot.products.len()).filter(|&product| view.has_product(product)).count(),
            worst: worst(view),
        }
    }
}

pub(crate) fn tiers(view: &View<'_>, activities: &[Activity]) -> ([Tier; 4], [[Tier; 5]; 5]) {
    let (mut tiers, mut grid) = ([Tier::default(); 4], [[Tier::default(); 5]; 5]);
    for rfm in scored(view, activities) {
        let cents = activities[rfm.customer].revenue_cents;
        let name = tier(rfm.score(), view.policy);
        if let Some(tier) = TIERS.iter().position(|known| *known == name) {
            tiers[tier].add(cents);
        }
        grid[(rfm.recency - 1) as usize][(rfm.frequency - 1) as usize].add(cents);
    }
    let total_cents: i64 = tiers.iter().map(|tier| tier.revenue_cents).sum();
    for tier in tiers.iter_mut().chain(grid.iter_mut().flatten()) {
        tier.percent = Fraction::percent(tier.revenue_cents, total_cents);
    }
    (tiers, grid)
}

pub(crate) fn next_orders(view: &View<'_>, activities: &[Activity]) -> NextOrders {
    let mut found = NextOrders::default();
    for customer in view.customers() {
        let activity = &activities[customer];
        let next = next_order(activity, view.snapshot.as_of, view.policy);
        let mean = Fraction::new(activity.revenue_cents, activity.num_orders);
        let Some((next, mean_order_cents)) = next.zip(mean) else { continue };
        let expected = Expected { customer, next, mean_order_cents, num_orders: activity.num_orders };
        match next.status {
            "overdue" => found.overdue.push(expected),
            "due_soon" => found.due_soon.push(expected),
            "lapsed" => found.num_lapsed += 1,
            _ => found.num_on_track += 1,
        }
    }
    found.overdue.sort_by_key(|expected| (Reverse(expected.mean_order_cents), expected.customer));
    found.due_soon.sort_by_key(|expected| (expected.next.expected, expected.customer));
    found
}

fn under_credited(view: &View<'_>, activities: &[Activity]) -> Vec<UnderCredited> {
    let factors = CreditFactors::of(activities, view.policy);
    let mut found: Vec<UnderCredited> = view
        .customers()
        .filter_map(|customer| {
            let limit = view.snapshot.customers[customer].credit_limit?;
            let cents = activities[customer].revenue_cents;
            let misalignment = Misalignment::of(Some(limit), cents, factors.hundredths_of(customer));
            let is_under = misalignment == Some(Misalignment::UnderCredited);
            let factor = Fraction::new(cents, limit.cents()).filter(|_| is_under)?;
            Some(UnderCredited { customer, limit, revenue: Money::from_cents(cents), factor })
        })
        .collect();
    found.sort_by_key(|found| (Reverse(found.factor), found.customer));
    found
}

impl DemandLists {
    pub(crate) fn of(view: &View<'_>) -> DemandLists {
        let demands = demands(view);
        let mut lists = DemandLists {
            recent_start: recent_start(view),
            is_year_ago: demands.first().is_some_and(|demand| demand.year_ago.is_some()),
            growing: Vec::new(),
            declining: Vec::new(),
            num_new: 0,
            num_stable: 0,
            num_too_few: 0,
            num_without_sales: 0,
        };
        for product in view.products() {
            let demand = demands[product];
            match demand.trend(view.policy) {
                "growing" => lists.growing.push((product, demand)),
                "declining" => lists.declining.push((product, demand)),
                "new" => lists.num_new += 1,
                "stable" => lists.num_stable += 1,
                "too_few" => lists.num_too_few += 1,
                _ => lists.num_without_sales += 1,
            }
        }
        let gained = |demand: &Demand| demand.recent.cents - demand.base().cents;
        lists.growing.sort_by_key(|(product, demand)| (Reverse(gained(demand)), *product));
        lists.declining.sort_by_key(|(product, demand)| (gained(demand), *product));
        lists
    }
}

/// The leaders at the bottom, those of a line together.
fn worst(view: &View<'_>) -> Vec<WorstOfLine> {
    let mut worst: Vec<WorstOfLine> = Vec::new();
    for row in product_line_leaders::DATASET.compute(view).rows() {
        let [Value::Text(line), Value::Text(code), _, Value::Money(revenue), category] = row else {
            continue;
        };
        let Some(product) = view.snapshot.product(code).filter(|_| *category == Value::from("bottom")) else {
            continue;
        };
        match worst.last_mut().filter(|last| last.line == *line) {
            Some(last) => last.products.push(product),
            None => {
                worst.push(WorstOfLine { line: Arc::clone(line), revenue: *revenue, products: vec![product] })
            }
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{scope, small};
    use crate::policy::Policy;

    fn under<T>(query: &str, read: impl Fn(Opportunities) -> T) -> T {
        let (snapshot, scope, policy) = (small(), scope(query), Policy::default());
        read(Opportunities::of(&View::new(&snapshot, &scope, &policy)))
    }

    #[test]
    fn tiers_and_grid_hold_every_buyer_once() {
        for query in ["", "period=2003&line=Cars", "country=Norway"] {
            let (tiers, cells) = under(query, |answers| (answers.tiers, answers.grid));
            let num_buyers = if query.starts_with("country") { 2 } else { 3 };
            let sum = |tiers: &mut dyn Iterator<Item = &Tier>| {
                tiers.fold((0, 0), |(n, cents), tier| (n + tier.num_customers, cents + tier.revenue_cents))
            };
            let of_tiers = sum(&mut tiers.iter());
            assert_eq!(of_tiers.0, num_buyers, "{query}");
            assert_eq!(sum(&mut cells.iter().flatten()), of_tiers, "{query}");
        }
        // Alpha: recency 1, frequency 5.
        assert_eq!(under("", |answers| answers.grid[0][4].revenue_cents), 80_000);
    }

    #[test]
    fn states_ignore_the_period_and_flows_do_not() {
        let read = |answers: Opportunities| {
            let next = answers.next;
            let expected = next.overdue.len() + next.due_soon.len() + next.num_lapsed + next.num_on_track;
            (expected, answers.under_credited.len(), answers.unsold, answers.num_products)
        };
        // Only Alpha buys twice its limit; in 2003 C1, C2 and S1 were sold.
        assert_eq!(under("", read), (3, 1, vec![3], 4));
        assert_eq!(under("period=2003", read), (3, 1, vec![3], 4));
        assert_eq!(under("period=2004-12", read), (3, 1, vec![1, 3], 4));
        assert_eq!(under("line=Ships&country=USA", read), (1, 0, vec![3], 2));
    }

    #[test]
    fn products_stand_in_one_list_of_demand() {
        let counts = |answers: Opportunities| {
            let lists = answers.demand;
            let num_told = lists.growing.len() + lists.declining.len();
            num_told + lists.num_new + lists.num_stable + lists.num_too_few + lists.num_without_sales
        };
        assert_eq!(under("", counts), 4);
        assert_eq!(under("line=Cars", counts), 2);
    }

    #[test]
    fn the_worst_of_each_line_and_the_pairs() {
        // Coupe and Cabrio brought 600 and 400, Sloop 1000 and Ketch nothing; in 2004-12 neither Cabrio nor Ketch was sold.
        let worst = |answers: Opportunities| {
            let worst = answers.worst.into_iter();
            worst.map(|worst| (worst.products, worst.revenue.cents())).collect::<Vec<_>>()
        };
        assert_eq!(under("", worst), [(vec![1], 40_000), (vec![3], 0)]);
        assert_eq!(under("period=2004-12", worst), [(vec![1], 0), (vec![3], 0)]);
        assert_eq!(under("", |answers| (answers.num_pairs, answers.least_pair_orders)), (1, 3));
    }
}
