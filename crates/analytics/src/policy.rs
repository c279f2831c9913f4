//! What the operator may set about the meaning of the numbers: thresholds, regions, the as-of date.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use units::Day;

/// Thresholds of every rule in the definitions; the defaults are those of the specification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Cumulative revenue share in percent before which an item is class A.
    pub abc_a_percent: u32,
    /// Cumulative revenue share in percent before which an item is class B, after A.
    pub abc_b_percent: u32,
    /// A credit limit this many times the revenue (or the reverse) is a misalignment. In hundredths: 200 means 2.00.
    pub credit_factor_hundredths: u32,
    /// The factor of customers of the ABC classes A, B and C by all-time revenue, where it is not the one of all. In hundredths.
    pub credit_factor_of_class_hundredths: [Option<u32>; 3],
    /// Days since the last order after which a customer is stale.
    pub stale_days: u32,
    /// A stale customer churns beyond this many times its own mean gap between orders. In hundredths: 150 means 1.50.
    pub churn_gap_factor_hundredths: u32,
    /// Days since the last order after which an overdue customer is `overdue`.
    pub overdue_days: u32,
    /// Days since the last order after which an overdue customer is `lapsed`.
    pub lapsed_days: u32,
    /// Days ahead within which an expected order is `due_soon`.
    pub due_soon_days: u32,
    /// Growth in percent from which demand is `growing`, and below minus which it is `declining`.
    pub trend_percent: u32,
    /// Orders in both windows together below which a demand trend is `too_few`.
    pub trend_min_orders: u32,
    /// Least number of orders in which a product pair must be bought together.
    pub min_pair_orders: u32,
    /// Least share of orders for a pair, as one in this many (200 means half a percent).
    pub min_pair_one_in: u32,
    /// Least RFM score of the tiers Top, High and Mid.
    pub rfm_tiers: [u32; 3],
    /// Whether cancelled orders count in figures made of orders. A status filter decides for itself; balances never include them.
    pub count_cancelled: bool,
    /// Customers that a sales rep should have at most; 0 for the mean of the rep's territory, rounded up.
    pub target_customers_per_rep: u32,
    /// A pair is offered when it would come about by chance in at most so many of a thousand data sets.
    pub pair_chance_per_mille: u32,
    /// Products that are offered to one customer at most.
    pub offers_per_customer: u32,
    /// Items (customers, orders, products, months) below which an insight says nothing about them.
    pub insight_min_items: u32,
    /// A month is a peak when it brings at least this much of an average month. In percent: 150 means one and a half times.
    pub peak_month_percent: u32,
    /// A product in stock is dead stock when its last sale is longer ago than this many days.
    pub dead_stock_days: u32,
    /// A product runs short when its stock covers fewer days of last year's sales.
    pub short_stock_days: u32,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            abc_a_percent: 70,
            abc_b_percent: 90,
            credit_factor_hundredths: 200,
            credit_factor_of_class_hundredths: [None; 3],
            stale_days: 180,
            churn_gap_factor_hundredths: 150,
            overdue_days: 60,
            lapsed_days: 365,
            due_soon_days: 30,
            trend_percent: 15,
            trend_min_orders: 5,
            min_pair_orders: 3,
            min_pair_one_in: 200,
            rfm_tiers: [13, 10, 7],
            count_cancelled: true,
            target_customers_per_rep: 0,
            pair_chance_per_mille: 10,
            offers_per_customer: 3,
            insight_min_items: 5,
            peak_month_percent: 150,
            dead_stock_days: 365,
            short_stock_days: 30,
        }
    }
}

/// Which day a snapshot speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The last order date of the data.
    LastOrder,
    /// A day that the operator set; orders and payments after it are left out of everything.
    On(Day),
}

/// Countries by region; a country that is in none belongs to [`Regions::OTHER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Regions(pub BTreeMap<String, Vec<String>>);

impl Regions {
    /// The region of countries that the mapping does not name.
    pub const OTHER: &str = "Other";

    /// The region of a country (trimmed, compared exactly).
    pub fn region_of(&self, country: &str) -> &str {
        self.0
            .iter()
            .find(|(_, countries)| countries.iter().any(|known| known == country))
            .map_or(Regions::OTHER, |(region, _)| region)
    }
}

impl Default for Regions {
    fn default() -> Regions {
        let mapping: [(&str, &[&str]); 5] = [
            ("North America", &["USA", "Canada"]),
            (
                "Europe",
                &[
                    "France",
                    "UK",
                    "England",
                    "Germany",
                    "Spain",
                    "Norway",
                    "Denmark",
                    "Sweden",
                    "Finland",
                    "Italy",
                    "Belgium",
                    "Ireland",
                    "Switzerland",
                    "Austria",
                    "Netherlands",
                    "Poland",
                    "Portugal",
                    "Russia",
                ],
            ),
            ("Asia-Pacific", &["Australia", "Japan", "Singapore", "Hong Kong", "Philippines", "New Zealand"]),
            ("Latin America", &["Brazil", "Argentina", "Chile", "Mexico", "Venezuela"]),
            ("Middle East & Africa", &["Israel", "South Africa"]),
        ];
        Regions(
            mapping
                .into_iter()
                .map(|(region, countries)| {
                    (region.to_owned(), countries.iter().map(|&country| country.to_owned()).collect())
                })
                .collect(),
        )
    }
}
