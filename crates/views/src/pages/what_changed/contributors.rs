//! The change by who: the largest changes, and the rest.

use analytics::answers::revenue_change::RevenueChange;
use charts::{Figure, Waterfall, WaterfallRow};
use maud::{Markup, Render};

use super::{WhatChangedPage, change_amount, nouns};
use crate::chart::{Chart, Drawing};
use crate::chart_file::ChartFile;
use crate::components::{Panel, Span};
use crate::item;
use crate::measure::amount;

/// So many items have a step of their own.
const STEPS: usize = 10;

/// The waterfall from before to now.
pub(super) fn section(page: &WhatChangedPage<'_>, change: &RevenueChange) -> Markup {
    Panel::around(Span::Half, chart(page, change).on_page(page.format)).render()
}

/// The waterfall with its words.
pub(super) fn chart(page: &WhatChangedPage<'_>, change: &RevenueChange) -> Chart {
    let format = page.format;
    let (one, many) = nouns(change.dimension);
    let orders = |days| page.rows_on("/deep-dive/orders", days);
    let level = |days, cents| WaterfallRow {
        name: format.day_range(days),
        href: orders(days),
        amount: amount(cents, format),
        is_total: true,
    };
    let mut rows = vec![level(change.before, change.total.before_cents)];
    rows.extend(change.items.iter().take(STEPS).map(|changed| WaterfallRow {
        name: page.name(change.dimension, changed.index),
        href: item::href(page.site, page.address, page.view.snapshot, change.dimension, changed.index),
        amount: change_amount(changed.parts.change_cents(), format),
        is_total: false,
    }));
    let num_others = change.items.len().saturating_sub(STEPS);
    if num_others > 0 {
        rows.push(WaterfallRow {
            name: format!("Other ({})", format.integer(num_others as i128)),
            href: page.rows_on(page.table_path(change.dimension), change.days),
            amount: change_amount(change.rest(STEPS).change_cents(), format),
            is_total: false,
        });
    }
    rows.push(level(change.days, change.total.now_cents));
    let figure = Figure {
        id: "contributors".to_owned(),
        title: "Who made the change".to_owned(),
        sentence: match change.items.first() {
            Some(first) => format!(
                "{} changed most: {}. {} new, {} lost of {}.",
                page.name(change.dimension, first.index),
                page.signed(first.parts.change_cents()),
                format.integer(change.num_new() as i128),
                format.integer(change.num_lost() as i128),
                match change.items.len() {
                    1 => format!("1 {one}"),
                    number => format!("{} {many}", format.integer(number as i128)),
                }
            ),
            None => "Nothing was sold in either period.".to_owned(),
        },
        links: page.files(ChartFile::ChangeContributors),
        note: Some("Largest changes first, whatever their sign.".to_owned()),
        ..Figure::default()
    };
    let drawn = Waterfall { heading: one.to_owned(), measure: "Revenue".to_owned(), rows };
    Chart { figure, drawing: Drawing::Waterfall(drawn) }
}
