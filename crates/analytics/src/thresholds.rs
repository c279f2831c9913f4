//! The thresholds of [`Policy`] one by one: how they are called, what they decide, where, and which values make sense.

use crate::policy::Policy;

/// A threshold of a rule.
#[derive(Debug)]
pub struct Threshold {
    /// Key in the `[thresholds]` section of the configuration; in capitals, the environment variable.
    pub key: &'static str,
    /// Name of the parameter under which a query tries out another value.
    pub parameter: &'static str,
    /// What stands before the value in a sentence or a form: `silent after`.
    pub label: &'static str,
    /// What it decides.
    pub meaning: &'static str,
    /// Datasets whose rows depend on it.
    pub datasets: &'static [&'static str],
    /// Paths of pages whose sentences depend on it besides what they show of these datasets.
    pub pages: &'static [&'static str],
    /// What the number counts.
    pub unit: Unit,
    /// Least and greatest number that can be tried out; what is configured can be, whatever it is.
    pub bounds: (u32, u32),
    /// The number, if the policy has one: the factor of a class may be left to the one of all.
    pub own: fn(&Policy) -> Option<u32>,
    /// Sets the number.
    pub set: fn(&mut Policy, u32),
}

/// What the number of a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Per cent.
    Percent,
    /// Hundredths of something: 150 is one and a half times. Written `1.5` in queries.
    Hundredths,
    /// Days.
    Days,
    /// Orders.
    Orders,
    /// Items of any kind.
    Items,
    /// One order in so many.
    OneOrderIn,
    /// An RFM score.
    Score,
    /// Whether something is counted: 1 for counted, 0 for left out. Written `yes` and `no` in queries.
    Counted,
}

impl Threshold {
    /// The threshold whose parameter has this name.
    pub fn find(parameter: &str) -> Option<&'static Threshold> {
        THRESHOLDS.iter().find(|threshold| threshold.parameter == parameter)
    }

    /// The number in force.
    pub fn value(&self, policy: &Policy) -> u32 {
        (self.own)(policy).unwrap_or(policy.credit_factor_hundredths)
    }
}

const CLASSED: &[&str] = &["customers", "products", "sales_reps", "product_lines"];
const CREDIT: &[&str] = &["credit_misalignment", "credit_proposals", "high_risk_customers"];
const STALE: &[&str] = &["churn_calls", "churn_risk", "cross_sell_offers", "high_risk_customers"];
const NEXT: &[&str] = &["next_orders"];
const TREND: &[&str] = &["product_demand_trend"];
const PAIRS: &[&str] = &["cross_sell", "cross_sell_offers"];
const TIERS: &[&str] = &["customer_rfm"];
const STOCK: &[&str] = &["stock"];

/// Everything that is computed from orders. Balances never owe cancelled orders, and an office's revenue is that of all orders.
const ORDERED: &[&str] = &[
    "business_overview",
    "company_monthly",
    "countries",
    "country_potential",
    "cross_sell",
    "cross_sell_offers",
    "customers",
    "kpis",
    "order_sizes",
    "orders",
    "product_line_leaders",
    "product_line_monthly",
    "product_lines",
    "product_monthly",
    "products",
    "revenue_change",
    "sales_by_country",
    "sales_reps",
    "churn_calls",
    "churn_risk",
    "credit_misalignment",
    "credit_proposals",
    "customer_rfm",
    "customers_without_rep",
    "geo_credit_anomalies",
    "high_risk_customers",
    "next_orders",
    "product_demand_trend",
    "stock",
];

const INSIGHTS: &[&str] = &["/insights"];

const FACTORS: (u32, u32) = (101, 10_000);
const DAYS: (u32, u32) = (0, 3_650);
const SCORES: (u32, u32) = (3, 15);

/// Every threshold, in the order of the configuration and of queries.
pub const THRESHOLDS: [Threshold; 26] = [
    Threshold {
        key: "abc_a_percent",
        parameter: "abc_a_percent",
        label: "class A until",
        meaning: "An item is class A while the items before it, largest first, bring less than this share of revenue.",
        datasets: CLASSED,
        pages: &[],
        unit: Unit::Percent,
        bounds: (1, 100),
        own: |policy| Some(policy.abc_a_percent),
        set: |policy, percent| policy.abc_a_percent = percent,
    },
    Threshold {
        key: "abc_b_percent",
        parameter: "abc_b_percent",
        label: "class B until",
        meaning: "After class A, an item is class B while the items before it bring less than this share; the rest is class C.",
        datasets: CLASSED,
        pages: &[],
        unit: Unit::Percent,
        bounds: (1, 100),
        own: |policy| Some(policy.abc_b_percent),
        set: |policy, percent| policy.abc_b_percent = percent,
    },
    Threshold {
        key: "credit_factor_hundredths",
        parameter: "credit_factor",
        label: "credit factor",
        meaning: "A credit limit of at least this many times the revenue is too high, revenue of this many times the limit shows it is too low.",
        datasets: CREDIT,
        pages: &[],
        unit: Unit::Hundredths,
        bounds: FACTORS,
        own: |policy| Some(policy.credit_factor_hundredths),
        set: |policy, factor| policy.credit_factor_hundredths = factor,
    },
    credit_factor_of_class(
        ("credit_factor_a_hundredths", "credit_factor_a", "credit factor of class A"),
        "The credit factor of customers of class A by all-time revenue, where they have one of their own.",
        |policy| policy.credit_factor_of_class_hundredths[0],
        |policy, factor| policy.credit_factor_of_class_hundredths[0] = Some(factor),
    ),
    credit_factor_of_class(
        ("credit_factor_b_hundredths", "credit_factor_b", "credit factor of class B"),
        "The credit factor of customers of class B by all-time revenue, where they have one of their own.",
        |policy| policy.credit_factor_of_class_hundredths[1],
        |policy, factor| policy.credit_factor_of_class_hundredths[1] = Some(factor),
    ),
    credit_factor_of_class(
        ("credit_factor_c_hundredths", "credit_factor_c", "credit factor of class C"),
        "The credit factor of customers of class C by all-time revenue, where they have one of their own.",
        |policy| policy.credit_factor_of_class_hundredths[2],
        |policy, factor| policy.credit_factor_of_class_hundredths[2] = Some(factor),
    ),
    Threshold {
        key: "stale_days",
        parameter: "stale_days",
        label: "silent after",
        meaning: "A customer is stale when the last order is longer ago than this.",
        datasets: STALE,
        pages: &[],
        unit: Unit::Days,
        bounds: (1, 3_650),
        own: |policy| Some(policy.stale_days),
        set: |policy, days| policy.stale_days = days,
    },
    Threshold {
        key: "churn_gap_factor_hundredths",
        parameter: "churn_gap_factor",
        label: "churn gap factor",
        meaning: "A stale customer counts as leaving when the silence is longer than this many times its own mean gap between orders.",
        datasets: STALE,
        pages: &[],
        unit: Unit::Hundredths,
        bounds: (0, 10_000),
        own: |policy| Some(policy.churn_gap_factor_hundredths),
        set: |policy, factor| policy.churn_gap_factor_hundredths = factor,
    },
    Threshold {
        key: "overdue_days",
        parameter: "overdue_days",
        label: "overdue after",
        meaning: "A customer whose expected order did not come is overdue when the last order is longer ago than this.",
        datasets: NEXT,
        pages: &[],
        unit: Unit::Days,
        bounds: DAYS,
        own: |policy| Some(policy.overdue_days),
        set: |policy, days| policy.overdue_days = days,
    },
    Threshold {
        key: "lapsed_days",
        parameter: "lapsed_days",
        label: "lapsed after",
        meaning: "A customer whose expected order did not come has lapsed when the last order is longer ago than this.",
        datasets: NEXT,
        pages: &[],
        unit: Unit::Days,
        bounds: DAYS,
        own: |policy| Some(policy.lapsed_days),
        set: |policy, days| policy.lapsed_days = days,
    },
    Threshold {
        key: "due_soon_days",
        parameter: "due_soon_days",
        label: "due soon within",
        meaning: "An order that is expected within this time is due soon.",
        datasets: NEXT,
        pages: &[],
        unit: Unit::Days,
        bounds: DAYS,
        own: |policy| Some(policy.due_soon_days),
        set: |policy, days| policy.due_soon_days = days,
    },
    Threshold {
        key: "trend_percent",
        parameter: "trend_percent",
        label: "demand moves from",
        meaning: "Demand grows when it rose by at least this much, and declines when it fell by as much.",
        datasets: TREND,
        pages: &[],
        unit: Unit::Percent,
        bounds: (1, 1_000),
        own: |policy| Some(policy.trend_percent),
        set: |policy, percent| policy.trend_percent = percent,
    },
    Threshold {
        key: "trend_min_orders",
        parameter: "trend_min_orders",
        label: "demand needs",
        meaning: "With fewer orders in both windows together the trend is too little to tell.",
        datasets: TREND,
        pages: &[],
        unit: Unit::Orders,
        bounds: (0, 100_000),
        own: |policy| Some(policy.trend_min_orders),
        set: |policy, orders| policy.trend_min_orders = orders,
    },
    Threshold {
        key: "min_pair_orders",
        parameter: "min_pair_orders",
        label: "a pair needs",
        meaning: "Two products are a pair when they are together in at least so many orders.",
        datasets: PAIRS,
        pages: &[],
        unit: Unit::Orders,
        bounds: (1, 100_000),
        own: |policy| Some(policy.min_pair_orders),
        set: |policy, orders| policy.min_pair_orders = orders,
    },
    Threshold {
        key: "min_pair_one_in",
        parameter: "min_pair_one_in",
        label: "and at least",
        meaning: "Two products are a pair when they are together in at least this share of the orders.",
        datasets: PAIRS,
        pages: &[],
        unit: Unit::OneOrderIn,
        bounds: (1, 1_000_000),
        own: |policy| Some(policy.min_pair_one_in),
        set: |policy, orders| policy.min_pair_one_in = orders,
    },
    Threshold {
        key: "rfm_tiers",
        parameter: "rfm_top",
        label: "tier Top from",
        meaning: "Least RFM score of the tier Top.",
        datasets: TIERS,
        pages: &[],
        unit: Unit::Score,
        bounds: SCORES,
        own: |policy| Some(policy.rfm_tiers[0]),
        set: |policy, score| policy.rfm_tiers[0] = score,
    },
    Threshold {
        key: "rfm_tiers",
        parameter: "rfm_high",
        label: "tier High from",
        meaning: "Least RFM score of the tier High.",
        datasets: TIERS,
        pages: &[],
        unit: Unit::Score,
        bounds: SCORES,
        own: |policy| Some(policy.rfm_tiers[1]),
        set: |policy, score| policy.rfm_tiers[1] = score,
    },
    Threshold {
        key: "rfm_tiers",
        parameter: "rfm_mid",
        label: "tier Mid from",
        meaning: "Least RFM score of the tier Mid; below is Low.",
        datasets: TIERS,
        pages: &[],
        unit: Unit::Score,
        bounds: SCORES,
        own: |policy| Some(policy.rfm_tiers[2]),
        set: |policy, score| policy.rfm_tiers[2] = score,
    },
    Threshold {
        key: "count_cancelled",
        parameter: "count_cancelled",
        label: "cancelled orders",
        meaning: "Whether cancelled orders count in every figure made of orders. A status filter decides for itself; balances never include them.",
        datasets: ORDERED,
        pages: &[],
        unit: Unit::Counted,
        bounds: (0, 1),
        own: |policy| Some(policy.count_cancelled.into()),
        set: |policy, number| policy.count_cancelled = number != 0,
    },
    Threshold {
        key: "target_customers_per_rep",
        parameter: "customers_per_rep",
        label: "customers per rep",
        meaning: "No sales rep is given more customers than this; 0 stands for the mean of the rep's territory, rounded up.",
        datasets: &["rep_moves", "rep_balance"],
        pages: &["/recommendations"],
        unit: Unit::Items,
        bounds: (0, 100_000),
        own: |policy| Some(policy.target_customers_per_rep),
        set: |policy, customers| policy.target_customers_per_rep = customers,
    },
    Threshold {
        key: "pair_chance_per_mille",
        parameter: "pair_chance",
        label: "a pair may be chance, times in a thousand",
        meaning: "Products are offered with one another when that many of a thousand data sets without any connection would have such a pair, or fewer.",
        datasets: &["cross_sell_offers"],
        pages: &["/recommendations", "/insights"],
        unit: Unit::Items,
        bounds: (0, 1_000),
        own: |policy| Some(policy.pair_chance_per_mille),
        set: |policy, times| policy.pair_chance_per_mille = times,
    },
    Threshold {
        key: "offers_per_customer",
        parameter: "offers_per_customer",
        label: "offers per customer",
        meaning: "At most so many products are offered to one customer.",
        datasets: &["cross_sell_offers"],
        pages: &["/recommendations"],
        unit: Unit::Items,
        bounds: (1, 1_000),
        own: |policy| Some(policy.offers_per_customer),
        set: |policy, offers| policy.offers_per_customer = offers,
    },
    Threshold {
        key: "insight_min_items",
        parameter: "insight_min_items",
        label: "an insight needs",
        meaning: "An insight says nothing about fewer customers, orders, products or months than this.",
        datasets: &[],
        pages: INSIGHTS,
        unit: Unit::Items,
        bounds: (0, 100_000),
        own: |policy| Some(policy.insight_min_items),
        set: |policy, items| policy.insight_min_items = items,
    },
    Threshold {
        key: "peak_month_percent",
        parameter: "peak_month_percent",
        label: "peak month from",
        meaning: "A month of the year is a peak when it brings at least this much of an average month.",
        datasets: &[],
        pages: INSIGHTS,
        unit: Unit::Percent,
        bounds: (1, 1_200),
        own: |policy| Some(policy.peak_month_percent),
        set: |policy, percent| policy.peak_month_percent = percent,
    },
    Threshold {
        key: "dead_stock_days",
        parameter: "dead_stock_days",
        label: "dead stock after",
        meaning: "A product in stock is dead stock when its last sale is longer ago than this.",
        datasets: STOCK,
        pages: INSIGHTS,
        unit: Unit::Days,
        bounds: DAYS,
        own: |policy| Some(policy.dead_stock_days),
        set: |policy, days| policy.dead_stock_days = days,
    },
    Threshold {
        key: "short_stock_days",
        parameter: "short_stock_days",
        label: "short of stock below",
        meaning: "A product runs short when its stock lasts fewer days than this at last year’s sales.",
        datasets: STOCK,
        pages: INSIGHTS,
        unit: Unit::Days,
        bounds: DAYS,
        own: |policy| Some(policy.short_stock_days),
        set: |policy, days| policy.short_stock_days = days,
    },
];

/// The credit factor of one ABC class: key, parameter and label, and what it decides.
const fn credit_factor_of_class(
    (key, parameter, label): (&'static str, &'static str, &'static str),
    meaning: &'static str,
    own: fn(&Policy) -> Option<u32>,
    set: fn(&mut Policy, u32),
) -> Threshold {
    Threshold {
        key,
        parameter,
        label,
        meaning,
        datasets: CREDIT,
        pages: &[],
        unit: Unit::Hundredths,
        bounds: FACTORS,
        own,
        set,
    }
}

/// Two thresholds by their parameters of which the first must not be above the second; nor equal to it where `is_strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The lower one.
    pub lower: &'static str,
    /// The upper one.
    pub upper: &'static str,
    /// Whether they must differ.
    pub is_strict: bool,
}

/// The thresholds that stand in an order.
pub const ORDER: [Ordered; 4] = [
    Ordered { lower: "abc_a_percent", upper: "abc_b_percent", is_strict: false },
    Ordered { lower: "overdue_days", upper: "lapsed_days", is_strict: false },
    Ordered { lower: "rfm_high", upper: "rfm_top", is_strict: true },
    Ordered { lower: "rfm_mid", upper: "rfm_high", is_strict: true },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn every_threshold_names_datasets_that_there_are() {
        for threshold in &THRESHOLDS {
            let name = threshold.parameter;
            assert!(threshold.meaning.ends_with('.'), "{name}");
            assert!(threshold.datasets.len() + threshold.pages.len() > 0, "{name} decides nothing");
            for dataset in threshold.datasets {
                assert!(catalogue::dataset(dataset).is_some(), "{name} names {dataset}");
            }
            let alike = THRESHOLDS.iter().filter(|other| other.parameter == name);
            assert_eq!(alike.count(), 1, "{name} is one parameter");
        }
        for ordered in ORDER {
            assert!(Threshold::find(ordered.lower).is_some() && Threshold::find(ordered.upper).is_some());
        }
    }

    /// What each sets is what it shows, and nothing else shows it.
    #[test]
    fn each_sets_and_shows_its_own_value() {
        let unset = Policy { count_cancelled: false, ..Policy::default() };
        for threshold in &THRESHOLDS {
            let mut policy = unset.clone();
            (threshold.set)(&mut policy, 1);
            assert_eq!(threshold.value(&policy), 1, "{}", threshold.parameter);
            let changed: Vec<&str> = THRESHOLDS
                .iter()
                .filter(|other| (other.own)(&policy) != (other.own)(&unset))
                .map(|other| other.parameter)
                .collect();
            assert_eq!(changed, [threshold.parameter]);
        }
    }

    #[test]
    fn a_class_without_a_factor_follows_the_one_of_all() {
        let policy = Policy { credit_factor_hundredths: 300, ..Policy::default() };
        let of_b = Threshold::find("credit_factor_b").unwrap();
        assert_eq!(((of_b.own)(&policy), of_b.value(&policy)), (None, 300));
    }

    #[test]
    fn the_defaults_are_within_their_bounds_and_in_order() {
        let policy = Policy::default();
        for threshold in &THRESHOLDS {
            let (least, greatest) = threshold.bounds;
            assert!((least..=greatest).contains(&threshold.value(&policy)), "{}", threshold.parameter);
        }
        let value = |name| Threshold::find(name).unwrap().value(&policy);
        assert!(ORDER.iter().all(|ordered| value(ordered.lower) < value(ordered.upper)));
    }
}
