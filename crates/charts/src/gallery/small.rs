//! Sparklines, cell bars and strips of the gallery.

use maud::{Markup, html};

use super::GalleryEntry;
use super::trends::YEAR;
use crate::{CellBar, Share, Sparkline, Tone, cell_bar, share_strip, sparkline};

pub(super) fn sparklines() -> Vec<GalleryEntry> {
    let spark = |id: &str, title: &str, values: &[Option<f64>], is_last_running| {
        let spark = Sparkline {
            values: values.to_vec(),
            label: "Monthly: from first to last".to_owned(),
            is_last_running,
        };
        GalleryEntry { id: id.to_owned(), title: title.to_owned(), markup: sparkline(&spark) }
    };
    let year = YEAR.map(|(now, _)| now);
    let mut gaps = year;
    gaps[4] = None;
    vec![
        spark("spark", "Sparkline", &year, false),
        spark("spark-running", "Running month", &year, true),
        spark("spark-flat", "Moves under 2 %", &[Some(99.2), Some(100.0), Some(99.9)], false),
        spark("spark-negative", "Through zero", &[Some(-3.0), Some(4.0), Some(-1.0)], false),
        spark("spark-gaps", "With a gap", &gaps, false),
        spark("spark-one", "One value", &[Some(4.0)], false),
        spark("spark-empty", "No value", &[], false),
    ]
}

pub(super) fn cells() -> Vec<GalleryEntry> {
    let cell = |id: &str, title: &str, markup: Markup| GalleryEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        markup,
    };
    let bar =
        |value, before, least| cell_bar(&CellBar { value, before, least, greatest: 100.0, tone: Tone::Mark });
    let share = |label: &str, value, tone| Share { label: label.to_owned(), value, tone };
    vec![
        cell("cell-bar", "Bar in a cell with a tick", bar(60.0, Some(42.0), 0.0)),
        cell("cell-bar-negative", "Bar below zero", bar(-30.0, None, -50.0)),
        cell("cell-bar-nothing", "No bar", bar(0.0, None, 0.0)),
        cell(
            "strip",
            "Parts of a whole",
            share_strip(
                "USA 34.1 %, Spain 11.4 %, others 54.5 %",
                &[
                    share("USA 34.1 %", 34.1, Tone::Mark),
                    share("Spain 11.4 %", 11.4, Tone::Mark),
                    share("others 54.5 %", 54.5, Tone::Context),
                ],
            ),
        ),
        cell("strip-empty", "No part", html! { (share_strip("nothing", &[share("none", 0.0, Tone::Mark)])) }),
    ]
}
