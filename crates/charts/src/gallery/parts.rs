//! Stacked bars and donuts of the gallery.

use super::writing::dollars;
use super::{GalleryEntry, entry};
use crate::{Figure, Share, StackedBars, StackedRow, Tone, donut, stacked_bars};

fn stack(name: &str, values: [f64; 3]) -> StackedRow {
    StackedRow {
        name: name.to_owned(),
        href: Some(format!("?year={name}")),
        amounts: values.map(dollars).into(),
        total: dollars(values.iter().sum()),
    }
}

pub(super) fn sample_stacks() -> StackedBars {
    let part = |name: &str, tone| (name.to_owned(), tone);
    StackedBars {
        heading: "Year".to_owned(),
        measure: "Revenue".to_owned(),
        parts: vec![
            part("Classic Cars", Tone::Ramp(5)),
            part("Vintage Cars", Tone::Ramp(3)),
            part("others", Tone::Context),
        ],
        rows: vec![
            stack("2003", [1_374_832.0, 619_161.0, 1_323_355.0]),
            stack("2004", [1_763_137.0, 854_552.0, 1_898_216.0]),
            stack("2005", [715_954.0, 323_846.0, -20.0]),
        ],
    }
}

pub(super) fn stacks() -> Vec<GalleryEntry> {
    let empty = StackedBars { rows: vec![stack("2005", [0.0, 0.0, 0.0])], ..sample_stacks() };
    vec![
        entry("stacked", "Parts of each year", |figure| stacked_bars(figure, &sample_stacks())),
        entry("stacked-empty", "No part", |figure| stacked_bars(figure, &empty)),
    ]
}

pub(super) fn donuts() -> Vec<GalleryEntry> {
    let tones = [Tone::Ramp(5), Tone::Ramp(3), Tone::Ramp(1), Tone::Context, Tone::Bad];
    let draw = |values: &[f64]| {
        let share =
            |(value, tone): (&f64, Tone)| Share { label: format!("Part {value}"), value: *value, tone };
        let shares: Vec<Share> = values.iter().zip(tones).map(share).collect();
        move |figure: &Figure| donut(figure, "$9.6M", &shares)
    };
    vec![
        entry("donut", "Four shares", draw(&[34.1, 11.4, 9.9, 44.6])),
        entry("donut-one", "One share", draw(&[7.0])),
        entry("donut-five", "Too many shares for a ring", draw(&[34.1, 11.4, 9.9, 34.6, 10.0])),
        entry("donut-empty", "No share", draw(&[0.0, -1.0])),
    ]
}
