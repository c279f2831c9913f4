//! Movers and waterfalls of the gallery.

use super::writing::{dollars, exact_dollars, short_dollars};
use super::{GalleryEntry, entry};
use crate::{Amount, Figure, Mover, Movers, Waterfall, WaterfallRow, movers, waterfall};

pub(super) fn sample_movers() -> Movers {
    let mover = |name: &str, before: f64, now: f64, relative: &str| {
        let value = now - before;
        let sign = if value > 0.0 { "+" } else { "" };
        Mover {
            name: name.to_owned(),
            href: Some(format!("?customer={}", name.len())),
            change: Amount::new(
                value,
                format!("{sign}{}", short_dollars(value)),
                format!("{} to {}", exact_dollars(before), exact_dollars(now)),
            ),
            relative: relative.replace(' ', "\u{202f}"),
        }
    };
    let up = vec![
        mover("Euro+ Shopping Channel", 271_041.15, 509_442.19, "+88 %"),
        mover("Down Under Souveniers, Inc", 2_880.0, 151_742.08, "× 53"),
        mover("La Rochelle Gifts", 0.0, 158_573.12, "new"),
    ];
    let down = vec![
        mover("Saveley & Henriot, Co.", 130_305.35, 0.0, "lost"),
        mover("Extraordinarily Long Customer Name & Sons, Limited", 105_743.0, 6_127.88, "−94 %"),
    ];
    Movers { heading: "Customer".to_owned(), up, down }
}

pub(super) fn changes() -> Vec<GalleryEntry> {
    let Movers { up, down, .. } = sample_movers();
    let draw = |up: Vec<Mover>, down: Vec<Mover>| {
        let data = Movers { heading: "Customer".to_owned(), up, down };
        move |figure: &Figure| movers(figure, &data)
    };
    vec![
        entry("movers", "What changed", draw(up.clone(), down)),
        entry("movers-up", "Only up", draw(up, vec![])),
        entry("movers-empty", "No change", draw(vec![], vec![])),
    ]
}

fn step(name: &str, value: f64, is_total: bool) -> WaterfallRow {
    WaterfallRow {
        name: name.to_owned(),
        href: (!is_total).then(|| "?step".to_owned()),
        amount: dollars(value),
        is_total,
    }
}

pub(super) fn sample_waterfall() -> Waterfall {
    let rows = vec![
        step("Year before", 3_781_931.08, true),
        step("Bought more", 2_888_100.0, false),
        step("Bought less", -1_618_669.24, false),
        step("This year", 5_051_361.84, true),
    ];
    Waterfall { heading: "Step".to_owned(), measure: "Revenue".to_owned(), rows }
}

pub(super) fn waterfalls() -> Vec<GalleryEntry> {
    let draw = |rows: Vec<WaterfallRow>| {
        let data = Waterfall { heading: "Step".to_owned(), measure: "Revenue".to_owned(), rows };
        move |figure: &Figure| waterfall(figure, &data)
    };
    let year = sample_waterfall().rows;
    let below = vec![step("Start", 100.0, true), step("Lost", -250.0, false), step("End", -150.0, true)];
    vec![
        entry("waterfall", "From year to year", draw(year)),
        entry("waterfall-negative", "Through zero", draw(below)),
        entry("waterfall-empty", "No step", draw(vec![])),
    ]
}
