//! Call customers who are silent beyond their own rhythm.

use analytics::datasets::churn_calls::times_own_gap;
use units::Fraction;

use super::{Advice, LISTED, RecommendationsPage, STATE_NOTE, column, table};
use crate::components::{Cell, Row};
use crate::scope_words::count;

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format, snapshot) = (page.answers, page.format, page.view.snapshot);
    let policy = page.view.policy;
    let row = |&customer: &usize| {
        let activity = &answers.activities[customer];
        let times = times_own_gap(page.view, activity);
        Row::Cells(vec![
            page.customer(customer),
            Cell::text(&*snapshot.customers[customer].contact),
            Cell::text(&*snapshot.customers[customer].phone),
            page.rep(customer),
            activity.days_since_last_order(snapshot.as_of).map_or_else(Cell::none, |days| page.integer(days)),
            times.map_or_else(Cell::none, |times| {
                Cell::text(format!("{}\u{202f}×", format.decimal(times, 1)))
            }),
            page.whole(activity.last_year_cents),
        ])
    };
    let columns = vec![
        column("Customer", false, 0),
        column("Contact", false, 2),
        column("Phone", false, 0),
        column("Sales rep", false, 3),
        column("Silent, days", true, 1),
        column("Own rhythm", true, 2),
        column("At risk", true, 0),
    ];
    let factor = Fraction::new(policy.churn_gap_factor_hundredths, 100)
        .map_or(String::new(), |factor| format.decimal(factor, 2));
    let number = answers.churning.len();
    let sentence = match number {
        0 => format!(
            "No customer is silent for more than {} and {factor} times the own rhythm.",
            count(policy.stale_days, "day", format)
        ),
        _ => format!(
            "Call {}: silent for more than {} and {factor} times the own rhythm, with {} of revenue in their last year.",
            count(number as i64, "customer", format),
            count(policy.stale_days, "day", format),
            page.short(answers.churn_cents())
        ),
    };
    Advice {
        id: "reduce-churn",
        title: "Reduce churn",
        sentence,
        stake: (number > 0).then(|| page.short(answers.churn_cents())),
        formula: "Revenue of each customer in the 365 days that end with its last order, summed over customers whose last order is longer ago than the stale days and the churn factor times their own mean gap between orders (where they have two orders or more).",
        body: table("Customers to call", columns, answers.churning.iter().take(LISTED).map(row).collect()),
        links: page.ways("Next orders", Some("/deep-dive/next-orders"), &["churn_calls"]),
        note: page.left_out(number) + STATE_NOTE,
    }
}
