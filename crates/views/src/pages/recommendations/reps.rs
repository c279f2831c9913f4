//! Even out how many customers the sales reps of a territory have.

use analytics::datasets::rep_balance::revenue_cents;
use analytics::rebalancing::{Move, RepBalance, Territory};
use charts::{Amount, Figure, RankedBars, RankedRow};
use maud::html;

use super::{Advice, LISTED, RecommendationsPage, STATE_NOTE, column, name_cell, table};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Cell, Row};
use crate::export_links::chart_links;
use crate::scope_words::{count, rep_name};

/// So many reps are drawn; the files have all.
const DRAWN: usize = 24;

/// The recommendation.
pub(super) fn advice(page: &RecommendationsPage<'_>) -> Advice {
    let (answers, format) = (page.answers, page.format);
    let (num_moves, moved_cents) = answers.moved(page.view);
    let row = |(territory, step): (&Territory, &Move)| {
        let revenue = page.view.snapshot.customers[step.customer].account.revenue;
        Row::Cells(vec![
            page.customer(step.customer),
            name_cell(&page.links().employee(step.from)),
            name_cell(&page.links().employee(step.to)),
            Cell::text(&*territory.name),
            page.country(step.customer),
            Cell::text(format.money_whole(revenue)),
        ])
    };
    let moves: Vec<Row> = answers
        .territories
        .iter()
        .flat_map(|territory| territory.moves.iter().map(move |step| (territory, step)))
        .take(LISTED)
        .map(row)
        .collect();
    let columns = vec![
        column("Customer", false, 0),
        column("From", false, 0),
        column("To", false, 0),
        column("Territory", false, 2),
        column("Country", false, 3),
        column("Revenue", true, 1),
    ];
    Advice {
        id: "rebalance-reps",
        title: "Rebalance sales reps",
        sentence: sentence(page, num_moves),
        stake: (num_moves > 0).then(|| page.short(moved_cents)),
        formula: "Revenue of all orders of the customers who change reps: the relations that the moves put at risk, which is why those with the least move first. One customer at a time goes from the rep with most to the one with fewest customers of a territory while they are two or more apart and the receiver is below the target; of a country that the receiver serves already, if there is one. The spread never grows and nobody moves twice.",
        body: html! { (table("Customers to hand over", columns, moves)) @if let Some(chart) = balance_chart(page) { (chart.on_page(page.format)) } },
        links: page.ways("Coverage", Some("/organization"), &["rep_moves", "rep_balance"]),
        note: page.left_out(num_moves)
            + &missing(page)
            + "All of a territory’s customers are counted, whatever the filters.",
    }
}

fn sentence(page: &RecommendationsPage<'_>, num_moves: usize) -> String {
    let (territories, format) = (&page.answers.territories, page.format);
    let shared = territories.iter().filter(|territory| territory.reps.len() > 1).count();
    if shared == 0 {
        return "No territory has two sales reps who could share their customers.".to_owned();
    }
    if num_moves == 0 {
        return "In no territory do two reps differ by more than one customer, as far as the target allows."
            .to_owned();
    }
    let extents = |extent: fn(&Territory) -> (usize, usize)| {
        territories.iter().map(extent).map(|(most, fewest)| most - fewest).max().unwrap_or(0)
    };
    let (before, after) = (extents(Territory::extent_before), extents(Territory::extent_after));
    let changed = territories.iter().filter(|territory| !territory.moves.is_empty()).count();
    format!(
        "{} in {} bring the reps of a territory from at most {} apart to {}.",
        count(num_moves as i64, "move", format),
        if changed == 1 {
            "1 territory".to_owned()
        } else {
            format!("{} territories", format.integer(changed as i128))
        },
        count(before as i64, "customer", format),
        format.integer(after as i128)
    )
}

/// Territories that have too many customers for the target, however they are shared.
fn missing(page: &RecommendationsPage<'_>) -> String {
    let lacking: Vec<String> = page
        .answers
        .territories
        .iter()
        .filter(|territory| territory.num_reps_missing() > 0)
        .map(|territory| {
            format!(
                "{} would need {} for at most {} each.",
                territory.name,
                count(territory.num_reps_missing() as i64, "more rep", page.format),
                page.format.integer(territory.target as i128)
            )
        })
        .collect();
    match lacking.is_empty() {
        true => String::new(),
        false => format!("{} ", lacking.join(" ")),
    }
}

/// The reps after the moves, a tick for where they stand now; none where nobody moves.
pub(super) fn balance_chart(page: &RecommendationsPage<'_>) -> Option<Chart> {
    let (answers, format, snapshot) = (page.answers, page.format, page.view.snapshot);
    let reps: Vec<(&Territory, &RepBalance)> = answers
        .territories
        .iter()
        .filter(|territory| !territory.moves.is_empty())
        .flat_map(|territory| territory.reps.iter().map(move |rep| (territory, rep)))
        .collect();
    if reps.is_empty() {
        return None;
    }
    let amount = |number: usize| {
        Amount::new(number as f64, format.integer(number as i128), count(number as i64, "customer", format))
    };
    let row = |(territory, rep): &(&Territory, &RepBalance)| RankedRow {
        name: rep_name(snapshot, snapshot.employees[rep.rep].number),
        detail: Some(territory.name.to_string()),
        href: page
            .site
            .link(
                "",
                &format!("/sales-reps/{}", snapshot.employees[rep.rep].number),
                &page.address.scope_query(),
            )
            .map(|link| link.href),
        amount: amount(rep.after.len()),
        before: Some(amount(rep.before.len())),
        share: Some(page.short(revenue_cents(snapshot, &rep.after))),
        ..RankedRow::default()
    };
    let left_out = reps.len().saturating_sub(DRAWN);
    let figure = Figure {
        id: "rep-balance".to_owned(),
        title: "Customers per rep after the moves".to_owned(),
        sentence: "A tick is where the rep stands now; at the right the revenue of all orders of the customers after the moves.".to_owned(),
        links: chart_links(page.site, "rep_balance", ChartFile::RepBalance, &page.address.scope_query()),
        note: Some(match left_out {
            0 => STATE_NOTE.to_owned(),
            more => format!("And {} in the file. {STATE_NOTE}", count(more as i64, "more rep", format)),
        }),
        ..Figure::default()
    };
    let bars = RankedBars {
        heading: "Sales rep".to_owned(),
        measure: "Customers".to_owned(),
        share_heading: Some("Revenue".to_owned()),
        now_label: "after".to_owned(),
        before_label: "before".to_owned(),
        rows: reps.iter().take(DRAWN).map(row).collect(),
    };
    Some(Chart { figure, drawing: Drawing::RankedBars(bars) })
}
