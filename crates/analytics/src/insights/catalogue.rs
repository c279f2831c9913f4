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
    use crate::fixture::{Fixture, scope, small, small_fixture, small_with_stock};
    use crate::insights::{Figure, insights};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;
    use crate::thresholds::Threshold;
    use crate::view::View;

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

    /// Each month of two years a customer of another of five countries buys, in November the most: a season, and a lowest quarter.
    fn two_years() -> Snapshot {
        let (mut orders, mut lines) = (String::new(), String::new());
        for index in 0..24 {
            let (year, month) = (2003 + index / 12, index % 12 + 1);
            orders += &format!("{index} | {year}-{month:02}-01 | | | Shipped | {}\n", index % 5 + 1);
            lines += &format!("{index} | P | {} | 10\n", if month == 11 { 9 } else { 1 });
        }
        Fixture::new()
            .dated("2004-12-31")
            .products("P | Pin | Pins")
            .customers("1 | One | A\n2 | Two | B\n3 | Three | C\n4 | Four | D\n5 | Five | E")
            .orders(orders.leak())
            .lines(lines.leak())
            .snapshot()
    }

    /// Whether anything of a drawing is seen.
    fn is_seen(figure: &Figure) -> bool {
        match figure {
            Figure::Shares(shares) => shares.iter().any(|share| share.size > 0),
            Figure::Bars(bars) => bars.iter().any(|bar| bar.size.to_f64() > 0.0),
            Figure::Season(indices) => indices.len() == 12,
        }
    }

    #[test]
    fn every_finding_has_a_drawing_rows_and_n() {
        let policy = Policy { insight_min_items: 1, trend_min_orders: 1, ..Policy::default() };
        let mut speaking = BTreeSet::new();
        let later = small_fixture().dated("2004-09-30").snapshot();
        let broken = small_fixture().lines("999 | C1 | 1 | 1").snapshot();
        for snapshot in [small(), small_with_stock(), later, broken, two_years()] {
            for query in ["", "period=2004", "period=2004-11&compare=previous", "country=USA", "line=Ships"] {
                let scope = scope(query);
                for insight in insights(&View::new(&snapshot, &scope, &policy)) {
                    let (id, finding) = (insight.rule.id, &insight.finding);
                    assert!(is_seen(&finding.figure), "{id} under `{query}` draws {:?}", finding.figure);
                    assert!(!finding.rows.is_empty(), "{id} under `{query}` leads nowhere");
                    assert!(finding.n.0 > 0, "{id} under `{query}` says nothing of n");
                    assert!(!finding.sentence.is_empty(), "{id} under `{query}` says nothing");
                    speaking.insert(id);
                }
            }
        }
        let silent: Vec<&str> =
            RULES.iter().map(|rule| rule.id).filter(|id| !speaking.contains(id)).collect();
        assert_eq!(silent, Vec::<&str>::new(), "rules that never spoke were not looked at");
    }
}
