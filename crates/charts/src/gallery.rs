//! Every chart kind with its edge cases, from made-up numbers: what the golden test compares, and what one
//! looks at to judge a change.

use maud::{Markup, html};
use units::Month;

use crate::*;

/// One drawing of the gallery.
#[derive(Clone, Debug)]
pub struct GalleryEntry {
    /// Stable name, unique in the gallery; also the id of the figure.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The drawing.
    pub markup: Markup,
}

/// All kinds with their edge cases, always in the same order and with the same numbers.
pub fn gallery() -> Vec<GalleryEntry> {
    [trends(), rankings(), staircases(), changes(), sparklines(), cells()].concat()
}

/// Stand-alone files in their cases, as id and document.
pub fn standalone_gallery() -> Vec<(String, String)> {
    let figure = |title: &str| Figure {
        title: title.to_owned(),
        sentence: "One sentence says what the chart shows; <angles> & ampersands are text.".to_owned(),
        ..Figure::default()
    };
    let trend = |values: &[_]| {
        let trend = sample_trend(Month::new(2004, 6), values, true);
        standalone::trend(&figure("Revenue by month"), &trend, &short_dollars)
    };
    let pareto = |count| standalone::pareto(&figure("Concentration"), &sample_pareto(count, 0.95), &percent);
    let long =
        row("Donaudampfschifffahrtsgesellschaftskapitänsmütze & Sons of a Very Long Name", 70e3, None, "7.0");
    let ranked = |bars| standalone::ranked_bars(&figure("Where revenue comes from"), &bars);
    let entry = |id: &str, document| (format!("file-{id}"), document);
    vec![
        entry("trend", trend(&YEAR)),
        entry("trend-empty", trend(&[])),
        entry("ranked", ranked(sample_ranking())),
        entry("ranked-long-name", ranked(ranking(vec![row("Spain", 98e3, Some(71e3), "9.8"), long]))),
        entry("ranked-empty", ranked(ranking(vec![]))),
        entry("pareto", pareto(84)),
        entry("pareto-empty", pareto(0)),
    ]
}

/// A kind in one of its cases.
fn entry(id: &str, title: &str, draw: impl FnOnce(&Figure) -> Markup) -> GalleryEntry {
    let figure = Figure {
        id: id.to_owned(),
        title: title.to_owned(),
        sentence: "One sentence says what the chart shows, with a signed amount of −$1.62M in it.".to_owned(),
        links: vec![Link::new("Table", "?table"), Link::new("CSV", "?csv")],
        ..Figure::default()
    };
    GalleryEntry { id: id.to_owned(), title: title.to_owned(), markup: draw(&figure) }
}

/// Dollars to three digits: $5.05M, $563K, $45.5K.
pub(crate) fn short_dollars(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let (scaled, unit) = match size {
        1e6.. => (size / 1e6, "M"),
        1e3.. => (size / 1e3, "K"),
        _ => (size, ""),
    };
    let digits = if unit.is_empty() || scaled >= 100.0 {
        0
    } else if scaled >= 10.0 {
        1
    } else {
        2
    };
    let text = format!("{scaled:.digits$}");
    // Round ticks carry no zeros behind the point.
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{sign}${text}{unit}")
}

fn exact_dollars(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let cents = (value.abs() * 100.0).round() as u64;
    let mut whole = (cents / 100).to_string();
    let mut at = whole.len();
    while at > 3 {
        at -= 3;
        whole.insert(at, ',');
    }
    format!("{sign}${whole}.{:02}", cents % 100)
}

pub(crate) fn percent(value: f64) -> String {
    format!("{value}\u{202f}%")
}

fn dollars(value: f64) -> Amount {
    Amount::new(value, short_dollars(value), exact_dollars(value))
}

fn change(now: f64, before: f64) -> String {
    let percent = (now / before - 1.0) * 100.0;
    format!("{}{:.1}\u{202f}%", if percent < 0.0 { "−" } else { "+" }, percent.abs())
}

const MONTH_NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A trend from `first` on; values of this year and the year before, in dollars.
pub(crate) fn sample_trend(
    first: Month,
    values: &[(Option<f64>, Option<f64>)],
    is_last_running: bool,
) -> Trend {
    let months = values.iter().enumerate().map(|(index, (now, before))| {
        let month = first.plus(index as i32);
        TrendMonth {
            month,
            name: MONTH_NAMES[month.month_of_year() as usize - 1].to_owned(),
            now: now.map(dollars),
            before: before.map(dollars),
            change: now.zip(*before).map_or_else(String::new, |(now, before)| change(now, before)),
            href: Some(format!("?month={month}")),
            is_running: is_last_running && index + 1 == values.len(),
        }
    });
    Trend {
        measure: "Revenue".to_owned(),
        now_label: "this year".to_owned(),
        before_label: "year before".to_owned(),
        months: months.collect(),
        is_count: false,
    }
}

/// Twelve months with a peak, this year and before, in dollars.
pub(crate) const YEAR: [(Option<f64>, Option<f64>); 12] = [
    (Some(351_200.5), Some(149_880.0)),
    (Some(322_410.0), Some(203_100.25)),
    (Some(421_990.9), Some(180_020.0)),
    (Some(281_000.0), Some(235_870.0)),
    (Some(497_300.0), Some(517_640.0)),
    (Some(981_420.75), Some(990_105.5)),
    (Some(431_600.0), Some(275_300.0)),
    (Some(305_760.0), Some(294_410.0)),
    (Some(318_990.0), Some(287_700.0)),
    (Some(361_240.0), Some(219_050.0)),
    (Some(343_300.0), Some(188_940.0)),
    (Some(439_870.4), Some(250_310.0)),
];

fn trends() -> Vec<GalleryEntry> {
    let june = Month::new(2004, 6);
    let draw = |trend: Trend| move |figure: &Figure| super::trend(figure, &trend, &short_dollars);
    let now_only: Vec<_> = YEAR.iter().map(|(now, _)| (*now, None)).collect();
    // Three seasons of a slow rise with a yearly peak.
    let long: Vec<_> = (0..29)
        .map(|index| {
            let value =
                |index: i32| 200e3 + f64::from(index) * 9e3 + if index % 12 == 10 { 420e3 } else { 0.0 };
            (Some(value(index)), (index >= 12).then(|| value(index - 12)))
        })
        .collect();
    let negative: Vec<_> =
        YEAR.iter().map(|(now, before)| (now.map(|v| v - 400e3), before.map(|v| v - 300e3))).collect();
    let mut gaps = YEAR;
    gaps[3].0 = None;
    gaps[4].0 = None;
    gaps[6].0 = None;
    let low = YEAR.map(|(now, _)| (now, Some(1_500.0)));
    let huge: Vec<_> = YEAR
        .iter()
        .enumerate()
        .map(|(i, (now, before))| (now.map(|v| if i == 2 { 48e6 } else { v }), *before))
        .collect();
    let flat = [(Some(300e3), Some(299e3)); 12];
    vec![
        entry("trend", "Revenue by month", draw(sample_trend(june, &YEAR, false))),
        entry("trend-running", "Running month, dashed", draw(sample_trend(june, &YEAR, true))),
        entry("trend-long", "29 months", draw(sample_trend(Month::new(2003, 1), &long, true))),
        entry("trend-alone", "Without a year before", draw(sample_trend(june, &now_only, false))),
        entry("trend-negative", "Below zero", draw(sample_trend(june, &negative, false))),
        entry("trend-gaps", "Months without a value", draw(sample_trend(june, &gaps, false))),
        entry("trend-low-before", "Nothing much the year before", draw(sample_trend(june, &low, false))),
        entry("trend-huge", "One huge month", draw(sample_trend(june, &huge, false))),
        entry("trend-flat", "Nothing moves", draw(sample_trend(Month::new(2004, 12), &flat, false))),
        entry("trend-one", "One running month", draw(sample_trend(june, &YEAR[..1], true))),
        entry("trend-empty", "No month", draw(sample_trend(june, &[], false))),
    ]
}

fn row(name: &str, value: f64, before: Option<f64>, share: &str) -> RankedRow {
    RankedRow {
        name: name.to_owned(),
        href: Some(format!("?name={}", name.replace(' ', "+"))),
        amount: dollars(value),
        before: before.map(dollars),
        share: Some(format!("{share}\u{202f}%")),
        ..RankedRow::default()
    }
}

fn other(count: usize, value: f64, before: Option<f64>, share: &str) -> RankedRow {
    RankedRow { href: None, tone: Tone::Context, ..row(&format!("Other ({count})"), value, before, share) }
}

/// Countries with a row for the others.
pub(crate) fn sample_ranking() -> RankedBars {
    ranking(vec![
        row("USA", 1_684_216.26, Some(1_443_000.0), "33.3"),
        row("Spain", 571_007.62, Some(428_000.0), "11.3"),
        row("New Zealand", 367_035.56, Some(110_000.0), "7.3"),
        row("Finland", 150_499.84, Some(144_700.5), "3.0"),
        row("Sweden", 45_796.32, Some(84_000.0), "0.9"),
        other(15, 903_579.29, Some(753_000.0), "17.9"),
    ])
}

fn ranking(rows: Vec<RankedRow>) -> RankedBars {
    RankedBars {
        heading: "Country".to_owned(),
        measure: "Revenue".to_owned(),
        share_heading: Some("Share".to_owned()),
        now_label: "12 months to 31 May 2005".to_owned(),
        before_label: "year before".to_owned(),
        rows,
    }
}

fn rankings() -> Vec<GalleryEntry> {
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

/// `count` items whose quantity falls as `ratio` to the rank.
pub(crate) fn sample_pareto(count: usize, ratio: f64) -> Pareto {
    let values: Vec<f64> = (0..count).map(|rank| 500_000.0 * ratio.powi(rank as i32) + 900.0).collect();
    let whole: f64 = values.iter().sum();
    let mut sum = 0.0;
    let items: Vec<ParetoItem> = values
        .iter()
        .enumerate()
        .map(|(rank, value)| {
            let class = match sum / whole {
                0.0..0.7 => Class::A,
                0.7..0.9 => Class::B,
                _ => Class::C,
            };
            sum += value;
            let name = if rank == 1 {
                "Very Long Names & Sons Distributors of Things, Ltd.".to_owned()
            } else {
                format!("Customer {}", rank + 1)
            };
            ParetoItem { name, href: Some(format!("?customer={}", rank + 1)), amount: dollars(*value), class }
        })
        .collect();
    let summary = |class: Class| {
        let members = || items.iter().filter(move |item| item.class == class);
        // The sum of nothing is minus zero.
        let value = members().map(|item| item.amount.value).fold(0.0, |sum, value| sum + value);
        ParetoRow {
            class: Some(class),
            name: format!("{} customers", members().count()),
            href: Some(format!("?class={}", class.letter())),
            part: format!("{:.1}\u{202f}% of buyers", members().count() as f64 / count.max(1) as f64 * 100.0),
            amount: Some(dollars(value)),
            share: format!("{:.1}\u{202f}%", if whole > 0.0 { value / whole * 100.0 } else { 0.0 }),
        }
    };
    let mut classes = [Class::A, Class::B, Class::C].map(summary).to_vec();
    classes.push(ParetoRow {
        name: "No order".to_owned(),
        part: "38 customers".to_owned(),
        ..ParetoRow::default()
    });
    let cut =
        |percent: f64, class: &str| Cut { percent, label: format!("{percent}\u{202f}% ends class {class}") };
    Pareto {
        heading: "Customer".to_owned(),
        measure: "Revenue".to_owned(),
        items,
        cuts: vec![cut(70.0, "A"), cut(90.0, "B")],
        classes,
    }
}

fn staircases() -> Vec<GalleryEntry> {
    let draw = |data: Pareto| move |figure: &Figure| pareto(figure, &data, &percent);
    vec![
        entry("pareto", "Concentration (ABC)", draw(sample_pareto(84, 0.95))),
        entry("pareto-few", "Five items", draw(sample_pareto(5, 0.6))),
        entry("pareto-thousands", "Two thousand items", draw(sample_pareto(2_000, 0.997))),
        entry("pareto-steep", "One huge item", draw(sample_pareto(30, 0.02))),
        entry("pareto-one", "One item", draw(sample_pareto(1, 0.5))),
        entry("pareto-empty", "No item", draw(sample_pareto(0, 0.5))),
    ]
}

fn changes() -> Vec<GalleryEntry> {
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

fn sparklines() -> Vec<GalleryEntry> {
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

fn cells() -> Vec<GalleryEntry> {
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
