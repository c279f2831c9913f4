//! All rules, by topic in the order in which they are shown where they are equally important.

use super::Rule;
use super::rules::*;

/// Every rule.
pub const RULES: [&Rule; 32] = [
    &customer_concentration::RULE,
    &country_concentration::RULE,
    &region_share::RULE,
    &bottom_countries::RULE,
    &order_value_by_region::RULE,
    &rfm_tiers::RULE,
    &product_concentration::RULE,
    &line_mix::RULE,
    &growing_products::RULE,
    &declining_products::RULE,
    &margin_by_line::RULE,
    &discount_by_line::RULE,
    &product_pairs::RULE,
    &stock_cover::RULE,
    &short_stock::RULE,
    &dead_stock::RULE,
    &on_time::RULE,
    &open_balance::RULE,
    &over_credited::RULE,
    &under_credited::RULE,
    &customers_at_risk::RULE,
    &cancelled_orders::RULE,
    &data_quality::RULE,
    &churn::RULE,
    &overdue_customers::RULE,
    &reorder_interval::RULE,
    &seasonality::RULE,
    &rep_concentration::RULE,
    &rep_classes::RULE,
    &rep_workload::RULE,
    &customers_without_rep::RULE,
    &countries_without_rep::RULE,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::thresholds::Threshold;

    #[test]
    fn every_rule_says_how_it_is_computed() {
        let mut ids = BTreeSet::new();
        for rule in RULES {
            assert!(ids.insert(rule.id), "{} is listed twice", rule.id);
            for text in [rule.formula, rule.stake, rule.surprise] {
                assert!(text.ends_with('.'), "{}: {text}", rule.id);
            }
            for parameter in rule.thresholds {
                assert!(Threshold::find(parameter).is_some(), "{} names {parameter}", rule.id);
            }
        }
    }
}
