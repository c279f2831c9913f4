//! Recent against base months of each product.

use units::{Fraction, Month};

use crate::dataset::{Dataset, Kind};
use crate::policy::Policy;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Recent against base months of each product.
pub const DATASET: Dataset = Dataset {
    name: "product_demand_trend",
    title: "Demand trend",
    kind: Kind::State,
    definition: "The monthly mean revenue of the last 3 whole months against the same months a year earlier or, when the data do not reach back that far, against the 3 before. Follows line, status and customer filters, ignores the period.",
    formula: "growth = 100 × (recent − base) / base. no_recent_sales when both are 0; too_few with fewer than 5 orders in both windows; new from a base of 0; growing from +15 %, declining to −15 %, else stable.",
    source: "products; orders.orderDate; orderdetails.quantityOrdered, priceEach",
    order: "product code",
    columns: &[
        Column::text("product_code", "Product code."),
        Column::text("product_name", "Product name."),
        Column::money("recent_avg_revenue", "Monthly mean of the last 3 whole months."),
        Column::integer("recent_orders", "orders", "Orders with the product in these months."),
        Column::money("previous_avg_revenue", "Monthly mean of the 3 months before."),
        Column::percent("previous_growth_pct", "Recent against previous; empty from zero."),
        Column::money("year_ago_avg_revenue", "Monthly mean of the same months a year earlier."),
        Column::percent("year_ago_growth_pct", "Recent against a year ago; empty from zero."),
        Column::text("basis", "year_ago or previous: what the trend compares with."),
        Column::text("trend", "growing, declining, stable, new, too_few or no_recent_sales."),
    ],
    rows,
};

/// What a product sold in a window of three months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Revenue of the three months in cents.
    pub cents: i64,
    /// Orders with the product.
    pub num_orders: i64,
}

/// The demand of a product.
#[derive(Clone, Copy, Debug, Default)]
pub struct Demand {
    /// The last three whole months.
    pub recent: Window,
    /// The three before.
    pub previous: Window,
    /// The same three a year earlier; none when the data do not reach back that far.
    pub year_ago: Option<Window>,
}

impl Demand {
    /// What the trend compares with.
    pub fn base(&self) -> Window {
        self.year_ago.unwrap_or(self.previous)
    }

    /// Growth against a window in percent; none from zero.
    pub fn growth_percent(&self, base: Window) -> Option<Fraction> {
        Fraction::percent(self.recent.cents - base.cents, base.cents)
    }

    /// growing, declining, stable, new, `too_few` or `no_recent_sales`.
    pub fn trend(&self, policy: &Policy) -> &'static str {
        let base = self.base();
        let growth = self.growth_percent(base);
        let threshold = |percent: i64| Fraction::new(percent, 1);
        let percent = i64::from(policy.trend_percent);
        if self.recent.cents == 0 && base.cents == 0 {
            "no_recent_sales"
        } else if self.recent.num_orders + base.num_orders < i64::from(policy.trend_min_orders) {
            "too_few"
        } else if growth.is_none() {
            "new"
        } else if growth >= threshold(percent) {
            "growing"
        } else if growth <= threshold(-percent) {
            "declining"
        } else {
            "stable"
        }
    }
}

/// The first of the three months that count as recent.
pub fn recent_start(view: &View<'_>) -> Month {
    last_whole_month(view).plus(-2)
}

/// The demand of every product of the data, by index.
pub fn demands(view: &View<'_>) -> Vec<Demand> {
    let snapshot = view.snapshot;
    let recent_start = recent_start(view);
    let (previous_start, year_ago_start) = (recent_start.plus(-3), recent_start.plus(-12));
    let reaches_back = snapshot.months().0 <= year_ago_start;
    let empty = Demand { year_ago: reaches_back.then(Window::default), ..Demand::default() };
    let mut demands = vec![empty; snapshot.products.len()];
    for line in view.whole_in_filters().lines() {
        let month = snapshot.orders.date[line.order].month();
        let is_in = |start: Month| (0..3).contains(&month.months_since(start));
        let demand = &mut demands[line.product];
        let window = if is_in(recent_start) {
            Some(&mut demand.recent)
        } else if is_in(previous_start) {
            Some(&mut demand.previous)
        } else if is_in(year_ago_start) {
            demand.year_ago.as_mut()
        } else {
            None
        };
        if let Some(window) = window {
            window.cents += line.revenue_cents;
            window.num_orders += 1;
        }
    }
    demands
}

/// The last month that is over at as-of.
fn last_whole_month(view: &View<'_>) -> Month {
    let as_of = view.snapshot.as_of;
    let month = as_of.month();
    if month.last_day() == as_of { month } else { month.plus(-1) }
}

fn rows(view: &View<'_>, table: &mut Table) {
    let demands = demands(view);
    for product in view.products() {
        let demand = &demands[product];
        let product = &view.snapshot.products[product];
        let mean = |window: Window| Value::mean_money(window.cents, 3);
        let growth = |window: Window| Value::quotient(demand.growth_percent(window), 2);
        table.push([
            (&product.code).into(),
            (&product.name).into(),
            mean(demand.recent),
            demand.recent.num_orders.into(),
            mean(demand.previous),
            growth(demand.previous),
            demand.year_ago.map_or(Value::None, mean),
            demand.year_ago.map_or(Value::None, growth),
            if demand.year_ago.is_some() { "year_ago" } else { "previous" }.into(),
            demand.trend(view.policy).into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::{DATASET, Demand, Window};
    use crate::fixture::{assert_rows, check, rows_under, small, small_fixture};
    use crate::policy::Policy;

    /// As of 15 December: September to November, against June to August since the data do not reach back to September 2003.
    #[test]
    fn the_three_months_before_where_there_is_no_year_ago() {
        check(
            &DATASET,
            &small(),
            "",
            "C1,Coupe,33.33,1,33.33,0.00,,,previous,too_few
             C2,Cabrio,33.33,1,33.33,0.00,,,previous,too_few
             S1,Sloop,100.00,1,33.33,200.00,,,previous,too_few
             S2,Ketch,0.00,0,0.00,,,,previous,no_recent_sales",
        );
    }

    /// As of the end of January: November to January, against those of a year ago, the first of which is the data's first month.
    #[test]
    fn the_same_months_a_year_ago() {
        let snapshot = small_fixture().dated("2005-01-31").snapshot();
        let policy = Policy { trend_min_orders: 4, ..Policy::default() };
        assert_rows(
            &rows_under(&policy, &DATASET, &snapshot, "period=2003"),
            "C1,Coupe,66.67,2,0.00,,66.67,0.00,year_ago,stable
             C2,Cabrio,33.33,1,0.00,,33.33,0.00,year_ago,too_few
             S1,Sloop,133.33,2,0.00,,100.00,33.33,year_ago,growing
             S2,Ketch,0.00,0,0.00,,0.00,,year_ago,no_recent_sales",
            "as of the end of January",
        );
        check(
            &DATASET,
            &snapshot,
            "country=USA&line=Ships",
            "S1,Sloop,100.00,1,0.00,,66.67,50.00,year_ago,too_few
             S2,Ketch,0.00,0,0.00,,0.00,,year_ago,no_recent_sales",
        );
        // A day earlier January is not over.
        let snapshot = small_fixture().dated("2005-01-30").snapshot();
        check(
            &DATASET,
            &snapshot,
            "line=Ships",
            "S1,Sloop,133.33,2,0.00,,,,previous,too_few\nS2,Ketch,0.00,0,0.00,,,,previous,no_recent_sales",
        );
    }

    #[test]
    fn trends_at_their_limits() {
        let window = |cents, num_orders| Window { cents, num_orders };
        for (recent, base, expected) in [
            (window(11_500, 3), window(10_000, 2), "growing"),
            (window(11_499, 3), window(10_000, 2), "stable"),
            (window(8_501, 3), window(10_000, 2), "stable"),
            (window(8_500, 3), window(10_000, 2), "declining"),
            (window(0, 0), window(10_000, 5), "declining"),
            (window(10_000, 5), window(0, 0), "new"),
            (window(10_000, 4), window(0, 0), "too_few"),
            (window(10_000, 2), window(10_000, 2), "too_few"),
            (window(0, 0), window(0, 0), "no_recent_sales"),
            (window(0, 9), window(0, 9), "no_recent_sales"),
        ] {
            let demand = Demand { recent, previous: base, year_ago: None };
            assert_eq!(demand.trend(&Policy::default()), expected, "{recent:?} against {base:?}");
        }
    }
}
