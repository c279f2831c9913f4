//! Months of a measure as a line, with last year's grey line behind.

use maud::{Markup, html};
use units::Month;

use super::MAX_TAB_STOPS;
use crate::amount::Amount;
use crate::axis::{YAxis, month_labels};
use crate::coordinate::{pct, px};
use crate::figure::{DataTable, Figure, data_table, figure, nothing};
use crate::mark::{
    Anchor, Bar, CURVE_WIDTH, Curve, Dot, Hit, PathData, Shape, TIP_HEIGHT, Text, Tip, VerticalRule,
    estimated_width,
};
use crate::scale::{Band, ticks};

/// Height of the drawing, in pixels.
pub(crate) const HEIGHT: f64 = 330.0;
/// Where the lowest tick stands.
const BOTTOM: f64 = 294.0;

/// A measure by month. Months follow one another without gaps; a month without a value has `None`.
#[derive(Clone, Debug, Default)]
pub struct Trend {
    /// What is measured: "Revenue".
    pub measure: String,
    /// Name of the line: "this year".
    pub now_label: String,
    /// Name of the grey line: "year before".
    pub before_label: String,
    /// The months, oldest first.
    pub months: Vec<TrendMonth>,
    /// Whether the measure is a count, so that the axis shows no fractions.
    pub is_count: bool,
}

/// One month of a trend.
#[derive(Clone, Debug)]
pub struct TrendMonth {
    /// The month.
    pub month: Month,
    /// Its short name: "Jun".
    pub name: String,
    /// The value of the month.
    pub now: Option<Amount>,
    /// The value of the month a year earlier.
    pub before: Option<Amount>,
    /// Change against the year before: "+128.2 %", "new"; empty without one.
    pub change: String,
    /// Where a click leads.
    pub href: Option<String>,
    /// Whether the month is still running (or cut by the period), so that its value is part of a month's.
    pub is_running: bool,
}

/// The trend as a figure; `tick_label` writes the round numbers of the y axis.
pub fn trend(frame: &Figure, trend: &Trend, tick_label: &dyn Fn(f64) -> String) -> Markup {
    if trend.months.is_empty() {
        return figure(frame, nothing());
    }
    let axis = trend.axis(tick_label);
    let plot = html! {
        svg class="chart" height=(px(HEIGHT)) role="group" aria-label={ (trend.measure) " by month" } {
            g aria-hidden="true" { (still(trend, &axis, CURVE_WIDTH)) }
            @for index in 0..trend.months.len() { (month_hit(trend, &axis, index)) }
        }
    };
    figure(frame, html! { (axis.beside(px(HEIGHT), plot)) (data_table(frame, &table(trend))) })
}

/// Everything but the answers to hover and focus; the stand-alone file draws only this.
pub(crate) fn still(trend: &Trend, axis: &YAxis, curve_width: f64) -> Markup {
    let names: Vec<(Month, &str)> = trend.months.iter().map(|month| (month.month, month.name.as_str())).collect();
    html! {
        (axis.grid())
        (curves(trend, axis, curve_width))
        (month_labels(&names, BOTTOM + 16.0))
        (end_labels(trend, axis))
        (peak_label(trend, axis))
    }
}

impl Trend {
    /// The y axis: about four round steps that show zero and everything drawn.
    pub(crate) fn axis(&self, tick_label: &dyn Fn(f64) -> String) -> YAxis {
        let values = self.months.iter().flat_map(|month| [month.now(), month.before()]).flatten();
        let ticks = ticks(values, 4, if self.is_count { 1.0 } else { 0.0 });
        YAxis::new(&ticks, (BOTTOM, TIP_HEIGHT), tick_label)
    }

    fn band(&self) -> Band {
        Band::new(self.months.len(), (0.0, 100.0), 0.0)
    }

    /// The last month with a value.
    fn last(&self) -> Option<usize> {
        self.months.iter().rposition(|month| month.now().is_some())
    }

    /// The month with the greatest value; the earliest of equals.
    fn peak(&self) -> Option<usize> {
        let value = |index: usize| self.months[index].now();
        (0..self.months.len())
            .filter(|index| value(*index).is_some())
            .reduce(|best, index| if value(index) > value(best) { index } else { best })
    }
}

impl TrendMonth {
    fn now(&self) -> Option<f64> {
        self.now.as_ref().and_then(Amount::finite)
    }

    fn before(&self) -> Option<f64> {
        self.before.as_ref().and_then(Amount::finite)
    }
}

/// Area and lines; the way into a running month is dashed and has no area.
fn curves(trend: &Trend, axis: &YAxis, width: f64) -> Markup {
    let band = Band::new(trend.months.len(), (0.0, width), 0.0);
    let point = |index: usize, value: Option<f64>| {
        value.map(|value| (band.middle(index), axis.scale.position(value)))
    };
    let months = || trend.months.iter().enumerate();
    let whole = || months().map(|(index, month)| point(index, month.now().filter(|_| !month.is_running)));
    let mut to_date = PathData::default();
    for (index, month) in months().filter(|(_, month)| month.is_running) {
        let Some(end) = point(index, month.now()) else { continue };
        match index.checked_sub(1).and_then(|previous| point(previous, trend.months[previous].now())) {
            Some(start) => {
                to_date.move_to(start.0, start.1);
                to_date.line_to(end.0, end.1);
            }
            None => to_date.dot(end.0, end.1),
        }
    }
    let mut end = PathData::default();
    if let Some((x, y)) = trend.last().and_then(|index| point(index, trend.months[index].now())) {
        end.dot(x, y);
    }
    let before = months().map(|(index, month)| point(index, month.before()));
    let curve = Curve {
        width,
        height: px(HEIGHT),
        paths: vec![
            ("area", PathData::under(whole(), axis.scale.baseline())),
            ("line-before", PathData::through(before)),
            ("line", PathData::through(whole())),
            ("line line-todate", to_date),
            ("dot", end),
        ],
    };
    html! { (curve) }
}

/// The names of the two lines at their right ends: the upper one above, the lower one below, if there is room.
fn end_labels(trend: &Trend, axis: &YAxis) -> Markup {
    let Some(last) = trend.last() else { return html! {} };
    let text = |label: &str, amount: &Option<Amount>| {
        amount.as_ref().filter(|amount| amount.finite().is_some()).map(|amount| format!("{label} {}", amount.short))
    };
    let now = text(&trend.now_label, &trend.months[last].now);
    let before = text(&trend.before_label, &trend.months[last].before);
    let room = |width_px: f64| EndRoom::new(trend, axis, last, now.as_deref(), before.as_deref(), width_px);
    let (wide, narrow) = (room(430.0), room(226.0));
    let label = |text: &Option<String>, tone: &str, wide: f64, narrow: f64| {
        let place = |y: f64, density: &str| {
            text.as_ref().map(|text| {
                let class = format!("halo{tone}{density}");
                html! { (Text { x: pct(100.0), y: px(y), anchor: Anchor::End, class: &class, text }) }
            })
        };
        html! {
            @if wide == narrow {
                @if let Some(label) = place(wide, "") { (label) }
            } @else {
                @if let Some(label) = place(wide, " wide-only") { (label) }
                @if let Some(label) = place(narrow, " narrow-only") { (label) }
            }
        }
    };
    html! {
        (label(&now, " t-mark", wide.now_y, narrow.now_y))
        (label(&before, "", wide.before_y, narrow.before_y))
    }
}

/// Baselines of the two end labels in a plot of a given width.
struct EndRoom {
    now_y: f64,
    before_y: f64,
}

impl EndRoom {
    fn new(
        trend: &Trend,
        axis: &YAxis,
        last: usize,
        now: Option<&str>,
        before: Option<&str>,
        width_px: f64,
    ) -> EndRoom {
        let longest = [now, before].into_iter().flatten().map(estimated_width).fold(0.0, f64::max);
        // The months that the labels stand over or under.
        let covered = (longest / width_px * trend.months.len() as f64).ceil() as usize + 1;
        let months = &trend.months[trend.months.len().saturating_sub(covered)..];
        let reach = |value: fn(&TrendMonth) -> Option<f64>| {
            months
                .iter()
                .filter_map(value)
                .map(|value| axis.scale.position(value))
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), y| (top.min(y), bottom.max(y)))
        };
        let (now_reach, before_reach) = (reach(TrendMonth::now), reach(TrendMonth::before));
        let now_is_upper = match (trend.months[last].now(), trend.months[last].before()) {
            (Some(now), Some(before)) => now >= before,
            _ => true,
        };
        let (upper, lower) = if now_is_upper { (now_reach, before_reach) } else { (before_reach, now_reach) };
        let top = upper.0.min(lower.0);
        let floor = axis.scale.position(0.0).max(upper.1.max(lower.1).min(BOTTOM)).min(BOTTOM);
        let below = upper.1.max(lower.1) + 17.0;
        let (upper_y, lower_y) = if before.is_none() || below <= floor.max(BOTTOM) - 5.0 {
            (top - 9.0, below)
        } else if lower.0 - upper.1 > 30.0 {
            (top - 9.0, lower.0 - 9.0)
        } else {
            (top - 24.0, top - 9.0)
        };
        // Under the strip of the tips, even when both lines end at the very top.
        let (upper_y, lower_y) = if upper_y < 26.0 { (26.0, lower_y.max(41.0)) } else { (upper_y, lower_y) };
        if now_is_upper {
            EndRoom { now_y: upper_y, before_y: lower_y }
        } else {
            EndRoom { now_y: lower_y, before_y: upper_y }
        }
    }
}

/// The name and value of the greatest month, above it; left out where it would touch the labels at the end.
fn peak_label(trend: &Trend, axis: &YAxis) -> Markup {
    let (Some(peak), Some(last)) = (trend.peak(), trend.last()) else { return html! {} };
    let month = &trend.months[peak];
    let (Some(amount), Some(value)) = (&month.now, month.now()) else { return html! {} };
    let x = trend.band().middle(peak);
    if peak == last || value <= 0.0 || trend.months.len() < 4 || x > 76.0 {
        return html! {};
    }
    // The line of the year before may pass through the label: then stand above that one.
    let neighbours = &trend.months[peak.saturating_sub(1)..(peak + 2).min(trend.months.len())];
    let highest = neighbours.iter().filter_map(TrendMonth::before).fold(value, |best, before| {
        if axis.scale.position(before) > axis.scale.position(value) - 22.0 { best.max(before) } else { best }
    });
    let anchor = if x < 16.0 { Anchor::Start } else { Anchor::Middle };
    let y = px((axis.scale.position(highest) - 8.0).max(28.0));
    let before = month.before.as_ref().filter(|_| x > 25.0 && x < 65.0);
    html! {
        text class="halo" x=(pct(x)) y=(y) text-anchor=[anchor.attribute()] {
            tspan class="t-mark" { (month.name) " " (amount.short) }
            @if let Some(before) = before {
                tspan class="wide-only" { ", " (trend.before_label) " " (before.short) }
            }
        }
    }
}

/// The column of a month: wherever in it one points, the month answers.
fn month_hit(trend: &Trend, axis: &YAxis, index: usize) -> Markup {
    let month = &trend.months[index];
    let band = trend.band();
    let middle = pct(band.middle(index));
    let dot = |value: Option<f64>, class| {
        value.map(|value| Dot { x: middle, y: axis.y(value), shape: Shape::Dot, class })
    };
    let name = spoken(trend, month);
    let is_named = Some(index) == trend.peak() || Some(index) == trend.last();
    let hit = Hit {
        href: month.href.as_deref(),
        name: &name,
        is_tab_stop: is_named || trend.months.len() <= MAX_TAB_STOPS,
        drawing: html! {
            (Bar { x: pct(band.start(index)), y: px(0.0), width: pct(band.width()), height: px(HEIGHT), class: "hit" })
            g class="on-hover" {
                (VerticalRule { x: middle, top: px(TIP_HEIGHT), bottom: px(BOTTOM), class: "axisline" })
                @if let Some(dot) = dot(month.before(), "f-context") { (dot) }
                @if let Some(dot) = dot(month.now(), "f-mark") { (dot) }
            }
            (Tip { text: &name })
        },
    };
    html! { (hit) }
}

/// "Jun 2004 $343,370.74 · year before $150,470.77 · +128.2 %".
fn spoken(trend: &Trend, month: &TrendMonth) -> String {
    let mut text = format!("{} {}", month.name, month.month.year());
    if month.is_running {
        text.push_str(" to date");
    }
    text.push_str(match &month.now {
        Some(_) => " ",
        None => " –",
    });
    text.push_str(month.now.as_ref().map_or("", |amount| &amount.exact));
    if let Some(before) = &month.before {
        text.push_str(&format!(" · {} {}", trend.before_label, before.exact));
    }
    if !month.change.is_empty() {
        // A change stays in one piece when the tip wraps.
        text.push_str(&format!(" ·\u{a0}{}", month.change.replace(' ', "\u{a0}")));
    }
    text
}

/// The numbers as a table.
fn table(trend: &Trend) -> DataTable {
    let exact = |amount: &Option<Amount>| amount.as_ref().map_or("–".to_owned(), |amount| amount.exact.clone());
    let has_before = trend.months.iter().any(|month| month.before.is_some());
    let mut head = vec!["Month".to_owned(), trend.measure.clone()];
    if has_before {
        head.extend([capitalised(&trend.before_label), "Change".to_owned()]);
    }
    let rows = trend.months.iter().map(|month| {
        let to_date = if month.is_running { " to date" } else { "" };
        let mut row = vec![format!("{} {}{to_date}", month.name, month.month.year()), exact(&month.now)];
        if has_before {
            let change = if month.change.is_empty() { "–" } else { &month.change };
            row.extend([exact(&month.before), change.to_owned()]);
        }
        row
    });
    DataTable { head, rows: rows.collect(), note: None }
}

/// The text with a capital first letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
