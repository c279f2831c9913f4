//! Keep what was gained in delivery: see late and hanging orders through.

use analytics::answers::recommendations::OnTime;
use analytics::datasets::delivery_watch::{Watch, WatchedOrder};

use super::{Advice, LISTED, RecommendationsPage, STATE_NOTE, column, name_cell, table};
use crate::components::{Badge, BadgeKind, Cell, Row};
use crate::scope_words::count;

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format) = (page.answers, page.format);
    let row = |order: &WatchedOrder| {
        let badge = match order.watch {
            Watch::OnHold => Badge::new(BadgeKind::Warn, "on hold"),
            Watch::Disputed => Badge::new(BadgeKind::Bad, "disputed"),
            Watch::Overdue => Badge::new(BadgeKind::Bad, "overdue"),
            Watch::Late => Badge::new(BadgeKind::Plain, "was late"),
        };
        Row::Cells(vec![
            name_cell(&page.links().order(order.order)),
            Cell::text(badge),
            page.customer(order.customer),
            page.rep(order.customer),
            order.days_past_due.map_or_else(Cell::none, |days| page.integer(days)),
            page.whole(order.revenue_cents),
        ])
    };
    let columns = vec![
        column("Order", false, 0),
        column("Is", false, 0),
        column("Customer", false, 1),
        column("Sales rep", false, 3),
        column("Past due, days", true, 1),
        column("Value", true, 0),
    ];
    let mut troubles = Vec::new();
    for (watch, words) in [
        (Watch::OnHold, "on hold"),
        (Watch::Disputed, "disputed"),
        (Watch::Overdue, "open past the required date"),
        (Watch::Late, "shipped late ever"),
    ] {
        let number = answers.num_watched(watch);
        if number > 0 {
            troubles.push(format!("{} {words}", format.integer(number as i128)));
        }
    }
    let sentence = match troubles.is_empty() {
        true => format!("{} No order is late or hangs.", trend(page, answers.on_time)),
        false => format!("{} Orders: {}.", trend(page, answers.on_time), troubles.join(", ")),
    };
    let unsettled_cents = answers.unsettled_cents();
    Advice {
        id: "keep-delivery",
        title: "Keep delivery gains",
        sentence: sentence.trim().to_owned(),
        stake: (unsettled_cents > 0).then(|| page.short(unsettled_cents)),
        formula: "Value of the orders that are on hold, disputed, or open past their required date. Orders that were shipped late are listed and no longer at stake; cancelled ones are neither.",
        body: table("Orders to see through", columns, answers.watched.iter().take(LISTED).map(row).collect()),
        links: page.ways("All orders", Some("/deep-dive/orders"), &["delivery_watch"]),
        note: format!(
            "{}{}{STATE_NOTE}",
            page.left_out(answers.watched.len()),
            not_all(answers.watched.len(), page)
        ),
    }
}

/// How many orders there are in all.
fn not_all(number: usize, page: &RecommendationsPage<'_>) -> String {
    match number {
        0 => String::new(),
        _ => format!("{} in all. ", count(number as i64, "order", page.format)),
    }
}

/// `On time: 100.0 % in the last 12 months, +0.7 points.`
fn trend(page: &RecommendationsPage<'_>, on_time: OnTime) -> String {
    let format = page.format;
    let Some(percent) = on_time.percent else {
        return "No order of the last 12 months has both dates.".to_owned();
    };
    let change = on_time.before_percent.map_or_else(
        || "without a year before to compare with".to_owned(),
        |before| format!("{} against the 12 months before", format.signed_points(percent.minus(before), 1)),
    );
    format!("On time: {} in the last 12 months, {change}.", format.percent(percent, 1))
}
