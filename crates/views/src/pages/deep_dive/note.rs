//! The small print below a table: what its words mean, with the thresholds in force.

use analytics::answers::table_summary::TableSummary;

use super::DeepDivePage;
use crate::measure::percent_tick;
use crate::scope_words::count;
use crate::threshold_words::credit_factor_words;

/// What a reader needs to understand the table.
pub(super) fn note(page: &DeepDivePage<'_>) -> String {
    let (policy, format) = (page.view.policy, page.format);
    let percent = |percent: u32| percent_tick(f64::from(percent), format);
    let days = |days: u32| count(days, "day", format);
    match page.summary {
        TableSummary::Ranked(_) => format!(
            "Class A: the largest until they bring {} of revenue, the one that crosses the cut included; B: until {}; C: the rest. Without revenue there is no class and no rank.",
            percent(policy.abc_a_percent),
            percent(policy.abc_b_percent)
        ),
        TableSummary::NextOrders(_) => format!(
            "Expected: the last order plus the customer’s mean gap between orders. Due soon: expected within {}. Overdue: expected before {} and silent for more than {}; lapsed: for more than {}. n: gaps between orders; confidence is low with fewer than 3.",
            days(policy.due_soon_days),
            format.day(page.view.snapshot.as_of),
            days(policy.overdue_days),
            days(policy.lapsed_days)
        ),
        TableSummary::Pairs(pairs) => format!(
            "n: orders with both products; pairs with fewer than {} are left out. Lift: how many times as often together as by chance. 1 → 2: share of the orders with the first that have the second.",
            count(pairs.least_orders, "order", format)
        ),
        TableSummary::Orders(_) => {
            "Late: shipped after the required date; – where one of the two dates is not known. Under a line filter the value is that of these lines.".to_owned()
        }
        TableSummary::Rfm(_) => {
            let [top, high, mid] = policy.rfm_tiers;
            format!("R: how recently, F: how often, M: for how much; 1 to 5 among all buyers, whatever is filtered. Tier Top from {top} points together, High from {high}, Mid from {mid}.")
        }
        TableSummary::AtRisk(_) => format!(
            "over_limit: the open balance is above the limit. over_credited: the limit is at least {} × the revenue. no_orders_with_credit: a limit, but no order. churn: silent for more than {} and longer than usual for the customer. At risk: the larger of what of the credit and what of the revenue is.",
            credit_factor_words(policy, format),
            days(policy.stale_days)
        ),
        TableSummary::Receivables(_) => {
            "Open balance: revenue without cancelled orders, less all payments; without ageing, since payments are not linked to orders. Over limit counts no limit as 0.".to_owned()
        }
    }
}
