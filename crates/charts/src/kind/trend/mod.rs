//! Months of a measure as a line, with last year's grey line behind.

mod labels;

use maud::{Markup, html};
use units::Month;

use super::MAX_TAB_STOPS;
use crate::amount::Amount;
use crate::axis::{YAxis, month_labels};
use crate::coordinate::{pct, px};
use crate::figure::{DataTable, Figure, data_table, figure, nothing};
use crate::mark::{CURVE_WIDTH, Curve, Hit, PathData, TIP_HEIGHT, VerticalRule};
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
            @for index in 0..trend.months.len() { (month_hit(trend, index)) }
        }
    };
    figure(frame, html! { (axis.beside(px(HEIGHT), plot)) (data_table(frame, &table(trend))) })
}

/// Everything but the answers to hover and focus; the stand-alone file draws only this.
pub(crate) fn still(trend: &Trend, axis: &YAxis, curve_width: f64) -> Markup {
    let names: Vec<(Month, &str)> =
        trend.months.iter().map(|month| (month.month, month.name.as_str())).collect();
    html! {
        (axis.grid())
        (curves(trend, axis, curve_width))
        (month_labels(&names, BOTTOM + 16.0))
        (labels::labels(trend, axis))
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

    /// Where a value of each month stands in a plot so many units wide.
    fn points(
        &self,
        axis: &YAxis,
        width: f64,
        value: fn(&TrendMonth) -> Option<f64>,
    ) -> Vec<Option<(f64, f64)>> {
        let band = Band::new(self.months.len(), (0.0, width), 0.0);
        let place =
            |(index, month)| value(month).map(|value| (band.middle(index), axis.scale.position(value)));
        self.months.iter().enumerate().map(place).collect()
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
    let now = trend.points(axis, width, TrendMonth::now);
    let whole = trend.points(axis, width, |month| month.now().filter(|_| !month.is_running));
    let before = trend.points(axis, width, TrendMonth::before);
    let mut to_date = PathData::default();
    // A month that the period cuts at its start is led out of in the same way.
    for index in 1..trend.months.len() {
        let is_in_part = trend.months[index - 1].is_running || trend.months[index].is_running;
        if let (true, Some(start), Some(end)) = (is_in_part, now[index - 1], now[index]) {
            to_date.move_to(start.0, start.1);
            to_date.line_to(end.0, end.1);
        }
    }
    let mut dots = PathData::lone(&now);
    if let Some((x, y)) = trend.last().and_then(|index| now[index]) {
        dots.dot(x, y);
    }
    let curve = Curve {
        width,
        height: px(HEIGHT),
        paths: vec![
            ("area", PathData::under(&whole, axis.scale.baseline())),
            ("line-before", PathData::through(&before)),
            ("dot dot-before", PathData::lone(&before)),
            ("line", PathData::through(&whole)),
            ("line line-todate", to_date),
            ("dot", dots),
        ],
    };
    html! { (curve) }
}

/// The column of a month: wherever in it one points, the month answers.
fn month_hit(trend: &Trend, index: usize) -> Markup {
    let month = &trend.months[index];
    let band = trend.band();
    let name = spoken(trend, month);
    let is_named = Some(index) == trend.peak() || Some(index) == trend.last();
    let hit = Hit {
        href: month.href.as_deref(),
        name: &name,
        is_tab_stop: is_named || trend.months.len() <= MAX_TAB_STOPS,
        drawing: html! {
            // A drawing of its own says the place of the month once.
            svg class="at" x=(pct(band.start(index))) width=(pct(band.width())) {
                rect class="hit" y=(px(TIP_HEIGHT)) width="100%" height=(px(HEIGHT - TIP_HEIGHT)) {}
                (VerticalRule { x: pct(50.0), top: px(TIP_HEIGHT), bottom: px(BOTTOM), class: "axisline on-hover" })
            }
        },
    };
    html! { (hit) }
}

/// "Jun 2004 $343,370.74 · +128.2 % vs year before"; the table has the amounts of the year before.
fn spoken(trend: &Trend, month: &TrendMonth) -> String {
    let mut text = format!("{} {}", month.name, month.month.year());
    text.push_str(part_of(trend, month));
    text.push_str(match &month.now {
        Some(_) => " ",
        None => " –",
    });
    text.push_str(month.now.as_ref().map_or("", |amount| &amount.exact));
    let compared = month.before.as_ref().map(|before| match month.change.as_str() {
        "" => format!("{} {}", trend.before_label, before.exact),
        change => format!("{change} vs {}", trend.before_label),
    });
    if let Some(compared) = compared {
        // Where the tip wraps, this stays whole.
        text.push_str(&format!(" ·\u{a0}{}", compared.replace(' ', "\u{a0}")));
    }
    text
}

/// Says of a month that not all of it counts: the last is still running, others are cut by the period.
fn part_of(trend: &Trend, month: &TrendMonth) -> &'static str {
    match (month.is_running, trend.months.last().is_some_and(|last| last.month == month.month)) {
        (false, _) => "",
        (true, true) => " to date",
        (true, false) => " in part",
    }
}

/// The numbers as a table.
fn table(trend: &Trend) -> DataTable {
    let exact =
        |amount: &Option<Amount>| amount.as_ref().map_or("–".to_owned(), |amount| amount.exact.clone());
    let has_before = trend.months.iter().any(|month| month.before.is_some());
    let mut head = vec!["Month".to_owned(), trend.measure.clone()];
    if has_before {
        head.extend([capitalised(&trend.before_label), "Change".to_owned()]);
    }
    let rows = trend.months.iter().map(|month| {
        let part = part_of(trend, month);
        let mut row = vec![format!("{} {}{part}", month.name, month.month.year()), exact(&month.now)];
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
