//! Every item with the parts of its change, down to a total that is exact.

use analytics::answers::breakdown::Dimension;
use analytics::answers::revenue_change::{ChangedItem, Parts, RevenueChange};
use maud::{Markup, Render, html};
use units::Money;

use super::{WhatChangedPage, nouns};
use crate::components::{Badge, BadgeKind, Cell, Column, DataTable, Panel, Row, Span};
use crate::export_links::export_links;
use crate::item;
use crate::scope_words::capitalized;

/// So many items are listed; the others are summed up, and the files have all.
const LISTED: usize = 25;

/// The table.
pub(super) fn section(page: &WhatChangedPage<'_>, change: &RevenueChange) -> Markup {
    let format = page.format;
    let (one, many) = nouns(change.dimension);
    let column = |label: &str, is_number, priority| Column {
        key: label.to_lowercase(),
        label: label.to_owned(),
        is_number,
        priority,
        ..Column::default()
    };
    let columns = vec![
        column(&capitalized(one), false, 0),
        column("Before", true, 1),
        column("New", true, 0),
        column("Lost", true, 0),
        column("Volume", true, 0),
        column("Price", true, 0),
        column("Mix", true, 0),
        column("Change", true, 0),
        column("Now", true, 1),
    ];
    let mut rows: Vec<Row> = change
        .items
        .iter()
        .take(LISTED)
        .map(|changed| Row::Cells(cells(page, name(page, change.dimension, changed), &changed.parts)))
        .collect();
    let others = change.items.len().saturating_sub(LISTED);
    if others > 0 {
        let name = html! { (format!("Other ({})", format.integer(others as i128))) };
        rows.push(Row::Cells(cells(page, name, &change.rest(LISTED))));
    }
    let table = DataTable {
        caption: format!("Change of revenue by {one}"),
        columns,
        rows,
        total: cells(page, html! { "All" }, &change.total),
        is_wide: true,
    };
    Panel {
        id: "items".to_owned(),
        sentence: format!(
            "{} against {}. Each row adds up, and so does each column.",
            format.day_range(change.days),
            format.day_range(change.before)
        ),
        links: export_links(page.site, "revenue_change", &page.address.scope_query()),
        ..Panel::new(Span::Full, format!("Parts of the change, by {many}"), table.render())
    }
    .render()
}

/// The name, leading to the item's page, and the split of the item alone by products where it can be filtered by.
fn name(page: &WhatChangedPage<'_>, dimension: Dimension, changed: &ChangedItem) -> Markup {
    let snapshot = page.view.snapshot;
    let name = page.name(dimension, changed.index);
    let by_product = page.address.with_option("by", "products");
    let why = match dimension {
        Dimension::Products | Dimension::Customers => None,
        _ => item::filtered_href(page.site, &by_product, snapshot, dimension, changed.index),
    };
    let href = item::href(page.site, page.address, snapshot, dimension, changed.index);
    let badge = match changed.parts {
        Parts { before_cents: 0, .. } => Some(Badge::new(BadgeKind::Chance, "new")),
        Parts { now_cents: 0, .. } => Some(Badge::new(BadgeKind::Bad, "lost")),
        _ => None,
    };
    html! {
        span .name {
            @if let Some(href) = href.filter(|_| dimension != Dimension::Lines) { a href=(href) { bdi { (name) } } } @else { bdi { (name) } }
            @if let Some(badge) = badge { " " (badge) }
            @if let Some(why) = why { " " a href=(why) { "by product" span .vh { ": " (name) } } }
        }
    }
}

fn cells(page: &WhatChangedPage<'_>, name: Markup, parts: &Parts) -> Vec<Cell> {
    let level = |cents: i64| Cell::text(page.format.money(Money::from_cents(cents)));
    let step = |cents: i64| match cents {
        0 => Cell::none(),
        _ => Cell(html! { span .nb { (page.format.signed_money(Money::from_cents(cents))) } }),
    };
    vec![
        Cell(name),
        level(parts.before_cents),
        step(parts.new_cents),
        step(parts.lost_cents),
        step(parts.volume_cents),
        step(parts.price_cents),
        step(parts.mix_cents),
        step(parts.change_cents()),
        level(parts.now_cents),
    ]
}
