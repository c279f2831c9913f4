//! Orders that were shipped late, are on hold or disputed.

use analytics::answers::risk_overview::{Trouble, TroubledOrder};
use maud::{Render, html};
use units::Money;

use super::RisksPage;
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Span};
use crate::scope_words::count;

/// Orders of each kind shown; the file has all.
const SHOWN: usize = 8;

/// The table.
pub(super) fn section(page: &RisksPage<'_>) -> Panel {
    let answers = page.answers;
    let shown = answers.hanging_orders.iter().take(SHOWN).chain(answers.late_orders.iter().take(SHOWN));
    let rows: Vec<Row> = shown.map(|order| Row::Cells(cells(page, order))).collect();
    let column = |key: &str, label: &str, priority| Column {
        key: key.to_owned(),
        label: label.to_owned(),
        is_number: key != "order" && key != "state",
        priority,
        ..Column::default()
    };
    let body = if rows.is_empty() {
        html! { p .figure-empty { "No order was late, is on hold or disputed." } }
    } else {
        DataTable {
            caption: "Late and hanging orders".to_owned(),
            columns: vec![
                column("order", "Order", 0),
                column("state", "State", 0),
                Column {
                    hint: "Days from the required date to the shipped one, or to as-of while not shipped"
                        .to_owned(),
                    ..column("past-due", "Past due", 0)
                },
                column("value", "Value", 0),
            ],
            rows,
            total: Vec::new(),
            is_wide: false,
        }
        .render()
    };
    let all = page.site.link("All orders", "/deep-dive/orders", &page.address.scope_query());
    Panel {
        id: "troubled-orders".to_owned(),
        sentence: sentence(page),
        links: all.into_iter().chain(page.exports("orders")).collect(),
        ..Panel::new(Span::Full, "Late, on-hold and disputed orders", body)
    }
}

fn cells(page: &RisksPage<'_>, troubled: &TroubledOrder) -> Vec<Cell> {
    let format = page.format;
    let number = page.view.snapshot.orders.number[troubled.order];
    let link = page.site.link(number.to_string(), &format!("/orders/{number}"), &page.address.scope_query());
    let badge = match troubled.trouble {
        Trouble::Late => Badge::new(BadgeKind::Bad, "late"),
        Trouble::OnHold => Badge::new(BadgeKind::Warn, "on hold"),
        Trouble::Disputed => Badge::new(BadgeKind::Warn, "disputed"),
    };
    vec![
        Cell(html! {
            span .wrap {
                @if let Some(link) = &link { (link) } @else { (number) }
                " " (page.customer_link(troubled.customer))
            }
        }),
        Cell::text(&badge),
        match troubled.days_past_due {
            Some(days) if days > 0 => Cell::text(format.days(days)),
            Some(_) => Cell::text("not yet"),
            None => Cell::none(),
        },
        Cell::text(format.money_short(Money::from_cents(troubled.revenue_cents))),
    ]
}

/// `1 of 312 orders with both dates was shipped late. 4 are on hold or disputed, worth $170K; 4 of them are past their required date.`
fn sentence(page: &RisksPage<'_>) -> String {
    let (answers, format) = (page.answers, page.format);
    let late = answers.late_orders.len();
    let mut words = format!(
        "{} of {} with both dates {} shipped late.",
        if late == 0 { "None".to_owned() } else { format.integer(late as i128) },
        count(answers.num_with_dates as i128, "order", format),
        if late <= 1 { "was" } else { "were" },
    );
    let hanging = &answers.hanging_orders;
    if hanging.is_empty() {
        return words + " None is on hold or disputed.";
    }
    let (cents, overdue) = answers.hanging();
    words += &format!(
        " {} {} on hold or disputed, worth {}; {} past the required date.",
        format.integer(hanging.len() as i128),
        if hanging.len() == 1 { "is" } else { "are" },
        format.money_short(Money::from_cents(cents)),
        match overdue {
            all if all == hanging.len() => "all".to_owned(),
            0 => "none".to_owned(),
            some => format.integer(some as i128),
        },
    );
    if late > SHOWN || hanging.len() > SHOWN {
        words += &format!(" Of each kind the first {SHOWN} are listed.");
    }
    words
}
