//! Put right the data behind which most money stands.

use analytics::datasets::quality_priorities::Priority;
use analytics::quality::Severity;
use maud::html;

use super::{Advice, LISTED, RecommendationsPage, column, table};
use crate::components::{Badge, BadgeKind, Cell, Row};
use crate::scope_words::count;

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format) = (page.answers, page.format);
    let found = &answers.priorities;
    let row = |priority: &Priority<'_>| {
        let check = priority.check;
        let badge = match check.rule.severity() {
            Severity::Error => Badge::new(BadgeKind::Bad, "error"),
            _ => Badge::new(BadgeKind::Warn, "warning"),
        };
        let rows = page.site.link("", "/data-quality", &format!("check={}", check.id));
        let name = format!("{}: {}", check.table.name(), check.rule.description());
        Row::Cells(vec![
            Cell(
                html! { span .wrap-words { @if let Some(link) = rows { a href=(link.href) { (name) } } @else { (name) } } },
            ),
            Cell::text(badge),
            page.integer(check.num_violations),
            page.whole(priority.left_out_cents),
            page.whole(priority.affected_cents),
        ])
    };
    let columns = vec![
        column("Check", false, 0),
        column("Is", false, 1),
        column("Rows", true, 1),
        column("Left out", true, 2),
        column("Affected", true, 0),
    ];
    let errors = found.iter().filter(|priority| priority.check.rule.severity() == Severity::Error).count();
    let rows: u64 = found.iter().map(|priority| priority.check.num_violations).sum();
    let sentence = match found.first() {
        None => "No check finds an error or a doubt.".to_owned(),
        Some(_) => format!(
            "{} with {} find {}.",
            count(errors as i64, "error", format),
            count((found.len() - errors) as i64, "warning", format),
            count(rows, "row", format)
        ),
    };
    let most_cents = found.first().map_or(0, |priority| priority.affected_cents);
    Advice {
        id: "data-quality",
        title: "Put data right",
        sentence,
        stake: (most_cents > 0).then(|| page.short(most_cents)),
        formula: "The most money behind the rows of one check, since a row may break several: quantity × price or payment of rows that are in no figure, as far as it can be read; value of the order or line, payment, or revenue of the customer or product of rows that are counted.",
        body: table("Data to put right", columns, found.iter().take(LISTED).map(row).collect()),
        links: page.ways("All checks", Some("/data-quality"), &["quality_priorities"]),
        note: page.left_out(found.len()) + "Of the source as a whole: filters do not apply here.",
    }
}
