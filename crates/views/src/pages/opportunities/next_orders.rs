//! The next orders: overdue, the most valuable first, and due soon, the earliest first.

use analytics::answers::opportunities::{Expected, LISTED};
use maud::{Markup, Render, html};

use super::{OpportunitiesPage, STATE_NOTE, column, name_cell};
use crate::components::{Cell, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// The two lists.
pub(super) fn section(page: &OpportunitiesPage<'_>) -> Markup {
    let (format, next, policy) = (page.format, &page.answers.next, page.view.policy);
    let customers = |number: usize| match number {
        0 => "No customer".to_owned(),
        _ => count(number as i64, "customer", format),
    };
    let overdue = panel(
        page,
        "overdue",
        "Overdue orders, the most valuable first",
        format!(
            "{} should have ordered by now, the last time more than {} ago; {} more so late that they count as lapsed.",
            customers(next.overdue.len()),
            count(policy.overdue_days, "day", format),
            format.integer(next.num_lapsed as i128),
        ),
        &next.overdue,
    );
    let due = panel(
        page,
        "due-soon",
        "Orders due soon, the earliest first",
        format!(
            "{} to call: an order is expected until {} or has just become due; {} on track beyond.",
            customers(next.due_soon.len()),
            format.day(
                page.view.snapshot.as_of.plus_days(i32::try_from(policy.due_soon_days).unwrap_or(i32::MAX))
            ),
            format.integer(next.num_on_track as i128),
        ),
        &next.due_soon,
    );
    html! { (overdue) (due) }
}

fn panel(page: &OpportunitiesPage<'_>, id: &str, title: &str, sentence: String, list: &[Expected]) -> Markup {
    let (format, links) = (page.format, page.links());
    let as_of = page.view.snapshot.as_of;
    let row = |expected: &Expected| {
        let days = match expected.next.days_overdue {
            0 => match expected.next.expected.days_since(as_of) {
                0 => "today".to_owned(),
                days => format!("in {}", format.days(days)),
            },
            late => format!("{} late", format.days(late)),
        };
        let num_gaps = expected.num_orders - 1;
        Row::Cells(vec![
            name_cell(&links.customer(expected.customer)),
            Cell::text(days),
            Cell::text(format.mean_money_short(expected.mean_order_cents)),
            Cell::text(format.day(expected.next.expected)),
            Cell::text(if num_gaps < 3 { format!("{num_gaps}, few") } else { format.integer(num_gaps) }),
        ])
    };
    let body = if list.is_empty() {
        html! {}
    } else {
        DataTable {
            caption: title.to_owned(),
            columns: vec![
                column("Customer", false, 0),
                column("Expected", true, 0),
                column("Mean order", true, 0),
                column("Date", false, 2),
                column("Gaps (n)", true, 3),
            ],
            rows: list.iter().take(LISTED).map(row).collect(),
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    let left_out = list.len().saturating_sub(LISTED);
    Panel {
        id: id.to_owned(),
        sentence,
        links: page.ways(Some("/deep-dive/next-orders"), "next_orders"),
        note: match left_out {
            0 => STATE_NOTE.to_owned(),
            more => format!("And {} more. {STATE_NOTE}", format.integer(more as i128)),
        },
        ..Panel::new(Span::Half, title, body)
    }
    .render()
}
