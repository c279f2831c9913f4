//! Ranked bars of the gallery.

use super::writing::dollars;
use super::{GalleryEntry, entry};
use crate::{Class, Figure, RankedBars, RankedRow, Tone, ranked_bars};

pub(super) fn row(name: &str, value: f64, before: Option<f64>, share: &str) -> RankedRow {
    RankedRow {
        name: name.to_owned(),
        href: Some(format!("?name={}", in_address(name))),
        amount: dollars(value),
        before: before.map(dollars),
        share: Some(format!("{share}\u{202f}%")),
        ..RankedRow::default()
    }
}

pub(super) fn other(count: usize, value: f64, before: Option<f64>, share: &str) -> RankedRow {
    RankedRow { href: None, tone: Tone::Context, ..row(&format!("Other ({count})"), value, before, share) }
}

/// A name as it stands in a query.
fn in_address(name: &str) -> String {
    name.replace('&', "%26").replace('<', "%3C").replace('>', "%3E").replace(' ', "+")
}

/// Countries with a row for the others.
pub(super) fn sample_ranking() -> RankedBars {
    ranking(vec![
        row("USA", 1_684_216.26, Some(1_443_000.0), "33.3"),
        row("Spain", 571_007.62, Some(428_000.0), "11.3"),
        row("New Zealand", 367_035.56, Some(110_000.0), "7.3"),
        row("Finland", 150_499.84, Some(144_700.5), "3.0"),
        row("Sweden", 45_796.32, Some(84_000.0), "0.9"),
        other(15, 903_579.29, Some(753_000.0), "17.9"),
    ])
}

pub(super) fn ranking(rows: Vec<RankedRow>) -> RankedBars {
    RankedBars {
        heading: "Country".to_owned(),
        measure: "Revenue".to_owned(),
        share_heading: Some("Share".to_owned()),
        now_label: "12 months to 31 May 2005".to_owned(),
        before_label: "year before".to_owned(),
        rows,
    }
}

pub(super) fn rankings() -> Vec<GalleryEntry> {
    let draw = |bars: RankedBars| move |figure: &Figure| ranked_bars(figure, &bars);
    let long_name = "Extraordinarily Long Customer Name & Sons, Ltd. <b>";
    let mut classed = row("Gerard Hernandez", 1_258_577.81, None, "13.1");
    classed.class = Some(Class::A);
    classed.detail = Some("7 customers".to_owned());
    let mut unlinked = row("Without a link", 348_000.0, None, "3.6");
    unlinked.class = Some(Class::C);
    unlinked.href = None;
    vec![
        entry("ranked", "Ranked bars", draw(sample_ranking())),
        entry(
            "ranked-negative",
            "Below zero",
            draw(ranking(vec![
                row("Returns", -120_400.0, Some(-80_000.0), "−12.0"),
                row("Spain", 571_007.62, None, "57.1"),
                row("France", 1.0, None, "0.0"),
                row("Nothing", 0.0, None, "0.0"),
            ])),
        ),
        entry(
            "ranked-long-names",
            "Names of fifty characters",
            draw(ranking(vec![
                row(long_name, 98_400.0, Some(70_000.0), "9.8"),
                row("Donaudampfschifffahrtsgesellschaftskapitänsmütze", 81_000.5, None, "8.1"),
            ])),
        ),
        entry(
            "ranked-other-greatest",
            "Others greater than any",
            draw(ranking(vec![
                row("1992 Ferrari 360 Spider red", 120_000.0, None, "2.4"),
                row("2001 Ferrari Enzo", 90_000.0, None, "1.8"),
                other(108, 4_800_000.0, None, "95.8"),
            ])),
        ),
        entry("ranked-classed", "Classes and details", draw(ranking(vec![classed, unlinked]))),
        entry(
            "ranked-huge",
            "One huge value",
            draw(ranking(vec![row("All of it", 9.9e12, None, "100.0"), row("A little", 3.0, None, "0.0")])),
        ),
        entry("ranked-one", "One bar", draw(ranking(vec![row("France", 1_007_374.02, None, "100.0")]))),
        entry("ranked-empty", "No bar", draw(ranking(vec![]))),
    ]
}
