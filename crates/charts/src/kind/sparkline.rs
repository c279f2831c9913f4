//! A line as small as a word: the shape of a series, without axes.

use maud::{Markup, html};

use crate::coordinate::px;
use crate::mark::PathData;
use crate::scale::Linear;

/// A series that moves less than this share of its level is drawn flat: a hundredth of a point is no drama.
const FLAT_SHARE: f64 = 0.02;
/// From one value to the next, in units of the drawing, which is stretched to its width.
const STEP: f64 = 4.0;
/// Height of the drawing, in pixels.
const HEIGHT: f64 = 28.0;
/// Room for the stroke at top and bottom.
const ROOM: f64 = 2.0;

/// A series without axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparkline {
    /// The values, oldest first; `None` is a gap.
    pub values: Vec<Option<f64>>,
    /// What a screen reader says: "Monthly, June 2004 to May 2005: from $343K to $441K".
    pub label: String,
    /// Whether the last value is of a running month and so is drawn dashed.
    pub is_last_running: bool,
}

/// The sparkline; nothing at all when there is no value.
pub fn sparkline(spark: &Sparkline) -> Markup {
    let values: Vec<Option<f64>> =
        spark.values.iter().map(|value| value.filter(|value| value.is_finite())).collect();
    let Some(last) = values.iter().rposition(Option::is_some) else { return html! {} };
    let scale = vertical(values.iter().flatten().copied());
    // Whole units from value to value compress better than fractions; the drawing is stretched anyway.
    let width = STEP * values.len().saturating_sub(1).max(1) as f64;
    let x = |index: usize| if values.len() == 1 { width } else { STEP * index as f64 };
    let point = |index: usize| values[index].map(|value| (x(index), scale.position(value)));
    let dashed_from = (spark.is_last_running && last > 0).then(|| last - 1);
    let points: Vec<Option<(f64, f64)>> = (0..=last).map(point).collect();
    let line = PathData::through(&points[..=dashed_from.unwrap_or(last)]);
    let to_date = dashed_from.map(|from| PathData::through(&points[from..]));
    let mut dot = PathData::lone(&points);
    if let Some((x, y)) = point(last) {
        dot.dot(x, y);
    }
    html! {
        svg class="spark" viewBox={ "0 0 " (px(width)) " " (px(HEIGHT)) } preserveAspectRatio="none" role="img" aria-label=(spark.label) {
            path class="line" vector-effect="non-scaling-stroke" d=(line) {}
            @if let Some(to_date) = to_date {
                path class="line line-todate" vector-effect="non-scaling-stroke" d=(to_date) {}
            }
            path class="dot" vector-effect="non-scaling-stroke" d=(dot) {}
        }
    }
}

/// From least to greatest; a series that hardly moves stays in the middle.
fn vertical(values: impl Iterator<Item = f64> + Clone) -> Linear {
    let (least, greatest) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let level = least.abs().max(greatest.abs());
    if greatest - least < FLAT_SHARE * level || greatest == least {
        let middle = HEIGHT / 2.0;
        return Linear::new((least, greatest), (middle, middle));
    }
    Linear::new((least, greatest), (HEIGHT - ROOM, ROOM))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_runs_from_least_to_greatest_unless_flat() {
        let check = |values: &[f64], value, expected| {
            assert_eq!(vertical(values.iter().copied()).position(value), expected, "{value} in {values:?}");
        };
        check(&[10.0, 30.0], 10.0, 26.0);
        check(&[10.0, 30.0], 30.0, 2.0);
        check(&[-1.0, 1.0], 0.0, 14.0);
        check(&[99.0, 100.0], 100.0, 14.0);
        check(&[98.0, 100.0], 100.0, 2.0);
        check(&[0.0, 0.0], 0.0, 14.0);
    }

    #[test]
    fn nothing_is_drawn_without_values() {
        assert_eq!(sparkline(&Sparkline::default()).into_string(), "");
        let gaps = Sparkline { values: vec![None, Some(f64::NAN)], ..Sparkline::default() };
        assert_eq!(sparkline(&gaps).into_string(), "");
    }
}
