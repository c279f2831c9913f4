//! Axes are marks too: the y axis stands in a drawing beside the plot, so that the plot is free to stretch.

use maud::{Markup, html};
use units::Month;

use crate::coordinate::{Px, pct, px};
use crate::mark::{Anchor, HorizontalRule, Text};
use crate::scale::{Band, Linear, NARROW_ROOM, WIDE_ROOM, is_labelled, label_step};

/// Least width of a plot in a figure of 30rem or more, in pixels.
pub(crate) const WIDE_PX: f64 = 430.0;
/// Least width of any plot: a window of 320 pixels less its margins and the axis.
pub(crate) const NARROW_PX: f64 = 210.0;

/// A plot with its y axis: ticks and their labels, the scale that places them, and the height of it all.
pub(crate) struct YAxis {
    ticks: Vec<(f64, String)>,
    pub(crate) scale: Linear,
}

impl YAxis {
    /// An axis through `ticks`, from `bottom` (pixels) up to `top`.
    pub(crate) fn new(ticks: &[f64], (bottom, top): (f64, f64), label: &dyn Fn(f64) -> String) -> YAxis {
        let domain = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
        YAxis {
            ticks: ticks.iter().map(|tick| (*tick, label(*tick))).collect(),
            scale: Linear::new(domain, (bottom, top)),
        }
    }

    /// An axis whose ticks are placed already, at these pixels from the top.
    pub(crate) fn placed(ticks: impl IntoIterator<Item = (f64, String)>) -> YAxis {
        YAxis { ticks: ticks.into_iter().collect(), scale: Linear::new((0.0, 1.0), (0.0, 1.0)) }
    }

    /// Where `value` is drawn.
    pub(crate) fn y(&self, value: f64) -> Px {
        px(self.scale.position(value))
    }

    /// Grid lines, and the stronger line of zero.
    pub(crate) fn grid(&self) -> Markup {
        html! {
            @for (tick, _) in &self.ticks {
                (HorizontalRule { y: self.y(*tick), class: if *tick == 0.0 { "axisline" } else { "gridline" } })
            }
        }
    }

    /// The labels, set against the right edge of their own drawing.
    pub(crate) fn labels(&self) -> Markup {
        html! {
            @for (tick, label) in &self.ticks {
                text x="100%" dx="-8" y=(px(self.scale.position(*tick) + 4.0)) text-anchor="end" { (label) }
            }
        }
    }

    /// The CSS class of the frame whose label column has room for the longest label.
    pub(crate) fn frame_class(&self) -> &'static str {
        match self.longest() {
            0..=5 => "xy",
            6..=7 => "xy xy-wide",
            _ => "xy xy-wider",
        }
    }

    /// Width of the label column in pixels, as [`YAxis::frame_class`] sets it.
    pub(crate) fn label_width(&self) -> f64 {
        match self.longest() {
            0..=5 => 46.0,
            6..=7 => 60.0,
            _ => 76.0,
        }
    }

    fn longest(&self) -> usize {
        self.ticks.iter().map(|(_, label)| label.chars().count()).max().unwrap_or(0)
    }

    /// The axis beside its plot.
    pub(crate) fn beside(&self, height: Px, plot: Markup) -> Markup {
        html! {
            div class=(self.frame_class()) {
                svg class="chart" height=(height) aria-hidden="true" { (self.labels()) }
                (plot)
            }
        }
    }
}

/// Month names under a plot, the first baseline at `y`; years under January and under the first name shown.
/// Narrow and wide containers get their own choice of months.
pub(crate) fn month_labels(months: &[(Month, &str)], y: f64) -> Markup {
    let band = Band::new(months.len(), (0.0, 100.0), 0.0);
    let wide = Density::new(months, WIDE_ROOM, WIDE_PX);
    let narrow = Density::new(months, NARROW_ROOM, NARROW_PX);
    html! {
        @for (index, (month, name)) in months.iter().enumerate() {
            @if let Some(class) = either(wide.shows_month(index, *month), narrow.shows_month(index, *month)) {
                (Text { x: pct(band.middle(index)), y: px(y), anchor: Anchor::Middle, class, text: name })
            }
            @if let Some(class) = either(wide.shows_year(index, *month), narrow.shows_year(index, *month)) {
                (Text {
                    x: pct(band.middle(index)),
                    y: px(y + 15.0),
                    anchor: Anchor::Middle,
                    class,
                    text: &month.year().to_string(),
                })
            }
        }
    }
}

/// The class of something shown on wide and narrow plots, only on one of them, or (`None`) on neither.
fn either(wide: bool, narrow: bool) -> Option<&'static str> {
    match (wide, narrow) {
        (true, true) => Some(""),
        (true, false) => Some("wide-only"),
        (false, true) => Some("narrow-only"),
        (false, false) => None,
    }
}

/// Which months are labelled when a plot is at least so wide.
struct Density {
    step: usize,
    /// Index of the first labelled month, and whether its year fits beside the next label's.
    first: Option<(usize, bool)>,
}

impl Density {
    fn new(months: &[(Month, &str)], room: usize, width_px: f64) -> Density {
        let step = label_step(months.len(), room);
        let mut labelled = months.iter().enumerate().filter(|(_, (month, _))| is_labelled(*month, step));
        let first = labelled.next().map(|(index, _)| index);
        let next_is_january = labelled.next().is_some_and(|(_, (month, _))| month.month_of_year() == 1);
        // A year takes some 30 pixels; two of them side by side need a little more from middle to middle.
        let is_tight = width_px / months.len().max(1) as f64 * (step as f64) < 36.0;
        Density { step, first: first.map(|index| (index, !(next_is_january && is_tight))) }
    }

    /// With too few months for any to be "every third", the first is labelled all the same.
    fn shows_month(&self, index: usize, month: Month) -> bool {
        is_labelled(month, self.step) || (self.first.is_none() && index == 0)
    }

    fn shows_year(&self, index: usize, month: Month) -> bool {
        if !self.shows_month(index, month) {
            return false;
        }
        let is_first = self.first.is_none_or(|(first, fits)| first == index && fits);
        month.month_of_year() == 1 || is_first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_stand_under_january_and_the_first_label() {
        let check = |from: Month, count: i32, room, expected: &[&str]| {
            let months: Vec<(Month, &str)> = (0..count).map(|offset| (from.plus(offset), "")).collect();
            let density = Density::new(&months, room, 430.0);
            let shown: Vec<String> = months
                .iter()
                .enumerate()
                .filter(|(index, (month, _))| density.shows_month(*index, *month))
                .map(|(index, (month, _))| {
                    let year = if density.shows_year(index, *month) { "+year" } else { "" };
                    format!("{}{year}", month.month_of_year())
                })
                .collect();
            assert_eq!(shown, expected, "{count} months from {from}, room for {room}");
        };
        check(Month::new(2004, 6), 3, 14, &["6+year", "7", "8"]);
        check(Month::new(2004, 6), 12, 7, &["7+year", "9", "11", "1+year", "3", "5"]);
        check(Month::new(2003, 1), 29, 7, &["1+year", "7", "1+year", "7", "1+year"]);
        check(
            Month::new(2004, 12),
            14,
            14,
            &["12", "1+year", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "1+year"],
        );
        check(Month::new(2004, 2), 0, 14, &[]);
    }
}
