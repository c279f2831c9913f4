//! The thresholds of [`Policy`] one by one: under which name they are configured, what they decide, and where.

use crate::policy::Policy;

/// A threshold of a rule.
#[derive(Debug)]
pub struct Threshold {
    /// Key in the `[thresholds]` section of the configuration; in capitals, the environment variable.
    pub key: &'static str,
    /// What it decides.
    pub meaning: &'static str,
    /// Datasets whose rows depend on it.
    pub datasets: &'static [&'static str],
    /// Paths of pages whose sentences depend on it besides what they show of these datasets.
    pub pages: &'static [&'static str],
    /// The value in force.
    pub value: fn(&Policy) -> Amount,
}

/// The value of a threshold with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Per cent.
    Percent(u32),
    /// So many hundredths of something: 150 is one and a half times.
    Hundredths(u32),
    /// Days.
    Days(u32),
    /// Orders.
    Orders(u32),
    /// Items of any kind.
    Items(u32),
    /// One order in so many.
    OneOrderIn(u32),
    /// Least scores of the tiers Top, High and Mid.
    Scores([u32; 3]),
}

const CLASSED: &[&str] = &["customers", "products", "sales_reps"];
const CREDIT: &[&str] = &["credit_misalignment", "high_risk_customers"];
const CHURN: &[&str] = &["churn_risk", "high_risk_customers"];
const NEXT: &[&str] = &["next_orders"];
const TREND: &[&str] = &["product_demand_trend"];
const PAIRS: &[&str] = &["cross_sell"];
const INSIGHTS: &[&str] = &["/insights"];

/// Every threshold, in the order of the configuration.
pub const THRESHOLDS: [Threshold; 17] = [
    Threshold {
        key: "abc_a_percent",
        meaning: "An item is class A while the items before it, largest first, bring less than this share of revenue.",
        datasets: CLASSED,
        pages: &[],
        value: |policy| Amount::Percent(policy.abc_a_percent),
    },
    Threshold {
        key: "abc_b_percent",
        meaning: "After class A, an item is class B while the items before it bring less than this share; the rest is class C.",
        datasets: CLASSED,
        pages: &[],
        value: |policy| Amount::Percent(policy.abc_b_percent),
    },
    Threshold {
        key: "credit_factor_hundredths",
        meaning: "A credit limit of at least this many times the revenue is too high, revenue of this many times the limit shows it is too low.",
        datasets: CREDIT,
        pages: &[],
        value: |policy| Amount::Hundredths(policy.credit_factor_hundredths),
    },
    Threshold {
        key: "stale_days",
        meaning: "A customer is stale when the last order is longer ago than this.",
        datasets: CHURN,
        pages: &[],
        value: |policy| Amount::Days(policy.stale_days),
    },
    Threshold {
        key: "churn_gap_factor_hundredths",
        meaning: "A stale customer counts as leaving when the silence is longer than this many times its own mean gap between orders.",
        datasets: CHURN,
        pages: &[],
        value: |policy| Amount::Hundredths(policy.churn_gap_factor_hundredths),
    },
    Threshold {
        key: "overdue_days",
        meaning: "A customer whose expected order did not come is overdue when the last order is longer ago than this.",
        datasets: NEXT,
        pages: &[],
        value: |policy| Amount::Days(policy.overdue_days),
    },
    Threshold {
        key: "lapsed_days",
        meaning: "A customer whose expected order did not come has lapsed when the last order is longer ago than this.",
        datasets: NEXT,
        pages: &[],
        value: |policy| Amount::Days(policy.lapsed_days),
    },
    Threshold {
        key: "due_soon_days",
        meaning: "An order that is expected within this time is due soon.",
        datasets: NEXT,
        pages: &[],
        value: |policy| Amount::Days(policy.due_soon_days),
    },
    Threshold {
        key: "trend_percent",
        meaning: "Demand grows when it rose by at least this much, and declines when it fell by as much.",
        datasets: TREND,
        pages: &[],
        value: |policy| Amount::Percent(policy.trend_percent),
    },
    Threshold {
        key: "trend_min_orders",
        meaning: "With fewer orders in both windows together the trend is too little to tell.",
        datasets: TREND,
        pages: &[],
        value: |policy| Amount::Orders(policy.trend_min_orders),
    },
    Threshold {
        key: "min_pair_orders",
        meaning: "Two products are a pair when they are together in at least so many orders.",
        datasets: PAIRS,
        pages: &[],
        value: |policy| Amount::Orders(policy.min_pair_orders),
    },
    Threshold {
        key: "min_pair_one_in",
        meaning: "Two products are a pair when they are together in at least this share of the orders.",
        datasets: PAIRS,
        pages: &[],
        value: |policy| Amount::OneOrderIn(policy.min_pair_one_in),
    },
    Threshold {
        key: "rfm_tiers",
        meaning: "Least RFM scores of the tiers Top, High and Mid; below is Low.",
        datasets: &["customer_rfm"],
        pages: &[],
        value: |policy| Amount::Scores(policy.rfm_tiers),
    },
    Threshold {
        key: "insight_min_items",
        meaning: "An insight says nothing about fewer customers, orders, products or months than this.",
        datasets: &[],
        pages: INSIGHTS,
        value: |policy| Amount::Items(policy.insight_min_items),
    },
    Threshold {
        key: "peak_month_percent",
        meaning: "A month of the year is a peak when it brings at least this much of an average month.",
        datasets: &[],
        pages: INSIGHTS,
        value: |policy| Amount::Percent(policy.peak_month_percent),
    },
    Threshold {
        key: "dead_stock_days",
        meaning: "A product in stock is dead stock when its last sale is longer ago than this.",
        datasets: &[],
        pages: INSIGHTS,
        value: |policy| Amount::Days(policy.dead_stock_days),
    },
    Threshold {
        key: "short_stock_days",
        meaning: "A product runs short when its stock lasts fewer days than this at last year’s sales.",
        datasets: &[],
        pages: INSIGHTS,
        value: |policy| Amount::Days(policy.short_stock_days),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn every_threshold_names_datasets_that_there_are() {
        for threshold in &THRESHOLDS {
            assert!(threshold.meaning.ends_with('.'), "{}", threshold.key);
            let num_uses = threshold.datasets.len() + threshold.pages.len();
            assert!(num_uses > 0, "{} decides nothing", threshold.key);
            for name in threshold.datasets {
                assert!(catalogue::dataset(name).is_some(), "{} names {name}", threshold.key);
            }
        }
    }

    /// A policy in which every number is another: each threshold must show its own.
    #[test]
    fn each_shows_its_own_value() {
        let policy = Policy {
            abc_a_percent: 1,
            abc_b_percent: 2,
            credit_factor_hundredths: 3,
            stale_days: 4,
            churn_gap_factor_hundredths: 5,
            overdue_days: 6,
            lapsed_days: 7,
            due_soon_days: 8,
            trend_percent: 9,
            trend_min_orders: 10,
            min_pair_orders: 11,
            min_pair_one_in: 12,
            rfm_tiers: [15, 14, 13],
            insight_min_items: 14,
            peak_month_percent: 15,
            dead_stock_days: 16,
            short_stock_days: 17,
            target_customers_per_rep: 18,
            pair_chance_per_mille: 19,
            offers_per_customer: 20,
        };
        for (threshold, expected) in THRESHOLDS.iter().zip(1..) {
            let number = match (threshold.value)(&policy) {
                Amount::Percent(number)
                | Amount::Hundredths(number)
                | Amount::Days(number)
                | Amount::Orders(number)
                | Amount::Items(number)
                | Amount::OneOrderIn(number) => number,
                Amount::Scores(scores) => scores[2],
            };
            assert_eq!(number, expected, "{}", threshold.key);
        }
    }
}
