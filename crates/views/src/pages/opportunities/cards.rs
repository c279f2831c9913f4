//! The cards: how many chances of each kind.

use maud::{Markup, Render};
use units::Money;

use super::OpportunitiesPage;
use crate::components::{Definition, Kpi, KpiGrid, KpiValue};
use crate::scope_words::count;
use crate::threshold_words::credit_factor_words;

/// The cards.
pub(super) fn section(page: &OpportunitiesPage<'_>) -> Markup {
    let (answers, format) = (page.answers, page.format);
    let money = |cents: i64| format.money_short(Money::from_cents(cents));
    let next = &answers.next;
    let top = answers.tiers[0];
    let policy = page.view.policy;
    let factor = credit_factor_words(policy, format);
    let cards = vec![
        card(
            "due",
            "Orders due or overdue",
            format.integer((next.overdue.len() + next.due_soon.len()) as i128),
            format!(
                "{} overdue, {} due within {}",
                format.integer(next.overdue.len() as i128),
                format.integer(next.due_soon.len() as i128),
                count(policy.due_soon_days, "day", format)
            ),
            "Customers with at least two orders whose next one is expected by their own rhythm, soon or already.",
            page.rows_href("/deep-dive/next-orders", ""),
        ),
        card(
            "top-tier",
            "Top-tier customers",
            format.integer(top.num_customers as i128),
            match top.percent {
                Some(percent) => {
                    format!("{}, {} of all revenue", money(top.revenue_cents), format.percent(percent, 1))
                }
                None => "no revenue yet".to_owned(),
            },
            "Customers whose scores for recency, frequency and revenue add up to the top tier.",
            page.rows_href("/deep-dive/rfm", "tier=Top"),
        ),
        card(
            "under-credited",
            "Under-credited customers",
            format.integer(answers.under_credited.len() as i128),
            match answers.under_credited.len() {
                0 => "every limit is in proportion".to_owned(),
                _ => format!("who bought for {}", money(answers.under_credited_cents)),
            },
            &format!("Customers whose revenue is at least {factor} times their credit limit."),
            Some("#under-credited-customers".to_owned()),
        ),
        card(
            "growing",
            "Growing products",
            format.integer(answers.demand.growing.len() as i128),
            format!("{} declining", count(answers.demand.declining.len() as i64, "product", format)),
            "Products whose revenue of the last three whole months rose against the months they are compared with.",
            Some("#growing-products".to_owned()),
        ),
    ];
    KpiGrid { cards }.render()
}

fn card(id: &str, label: &str, value: String, note: String, definition: &str, href: Option<String>) -> Kpi {
    Kpi {
        id: id.to_owned(),
        label: label.to_owned(),
        value: KpiValue::Shown { short: value, exact: String::new(), unit: String::new() },
        href,
        lead: String::new(),
        change: None,
        comparison: note,
        sparkline: None,
        target: None,
        definition: Definition { text: definition.to_owned(), ..Definition::default() },
    }
}
