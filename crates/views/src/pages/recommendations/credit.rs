//! Bring credit limits into proportion to what customers buy.

use analytics::credit::Misalignment;
use analytics::datasets::credit_proposals::{Proposal, times_apart};
use maud::html;
use units::Money;

use super::{Advice, LISTED, RecommendationsPage, STATE_NOTE, column, table};
use crate::components::{Badge, BadgeKind, Cell, Row};
use crate::scope_words::count;

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format) = (page.answers, page.format);
    let (num_over, over_cents) = answers.credit_change(Misalignment::OverCredited);
    let (num_under, under_cents) = answers.credit_change(Misalignment::UnderCredited);
    let row = |proposal: &Proposal| {
        let badge = match proposal.misalignment {
            Misalignment::OverCredited => Badge::new(BadgeKind::Warn, "over-credited"),
            Misalignment::UnderCredited => Badge::new(BadgeKind::Chance, "under-credited"),
        };
        let change = Money::from_cents(proposal.change_cents());
        Row::Cells(vec![
            page.customer(proposal.customer),
            Cell::text(badge),
            times_apart(proposal).map_or_else(Cell::none, |times| {
                Cell::text(format!("{}\u{202f}×", format.decimal(times, 1)))
            }),
            page.whole(proposal.revenue_cents),
            page.whole(proposal.limit_cents),
            page.whole(proposal.proposed_cents),
            Cell(html! { span .nb { (format.signed_money_short(change)) } }),
        ])
    };
    let columns = vec![
        column("Customer", false, 0),
        column("Is", false, 2),
        column("Apart", true, 3),
        column("Revenue", true, 2),
        column("Limit", true, 1),
        column("Proposed", true, 0),
        column("Change", true, 0),
    ];
    let sentence = match answers.proposals.len() {
        0 => format!(
            "All limits of {} are in proportion to what they bought.",
            count(page.answers.num_customers as i64, "customer", format)
        ),
        _ => format!(
            "{} can fall by {} in all; {} should rise by {}.",
            count(num_over as i64, "limit", format),
            page.short(-over_cents),
            count(num_under as i64, "limit", format),
            page.short(under_cents)
        ),
    };
    Advice {
        id: "credit-policy",
        title: "Adjust credit limits",
        sentence,
        stake: (!answers.proposals.is_empty()).then(|| page.short(under_cents - over_cents)),
        formula: "Sum of the sizes of all proposed changes. Over-credited: the largest round limit below credit factor × revenue, not below the open balance. Under-credited: the smallest round limit above revenue / credit factor. Round means hundreds where that is in proportion.",
        body: table("Limits to propose", columns, answers.proposals.iter().take(LISTED).map(row).collect()),
        links: page.ways("Risks", Some("/risks"), &["credit_proposals"]),
        note: page.left_out(answers.proposals.len()) + STATE_NOTE,
    }
}
