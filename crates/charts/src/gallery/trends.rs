//! Trends of the gallery.

use units::Month;

use super::writing::{change, dollars, short_dollars};
use super::{GalleryEntry, entry};
use crate::{Figure, Trend, TrendMonth, trend};

pub(super) const MONTH_NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A trend from `first` on; values of this year and the year before, in dollars.
pub(super) fn sample_trend(
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
pub(super) const YEAR: [(Option<f64>, Option<f64>); 12] = [
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

pub(super) fn trends() -> Vec<GalleryEntry> {
    let june = Month::new(2004, 6);
    let draw = |data: Trend| move |figure: &Figure| trend(figure, &data, &short_dollars);
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
