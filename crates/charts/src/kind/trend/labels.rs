//! The labels inside a trend: its lines named at their right ends, its peak named above.

use maud::{Markup, html};

use super::{BOTTOM, Trend, TrendMonth};
use crate::amount::Amount;
use crate::axis::{NARROW_PX, WIDE_PX, YAxis};
use crate::coordinate::{pct, px};
use crate::mark::{Anchor, Text, estimated_width};
use crate::placement::{Occupied, above, below};
use crate::scale::Band;

/// Baselines between the strip of the tips and the axis.
const BOUNDS: (f64, f64) = (26.0, BOTTOM - 5.0);

/// All labels, once for wide plots and once for narrow ones, or once for both where they agree.
pub(super) fn labels(trend: &Trend, axis: &YAxis) -> Markup {
    let wide = Labels::new(trend, axis, WIDE_PX, true);
    let narrow = Labels::new(trend, axis, NARROW_PX, false);
    html! {
        @for (wide, narrow) in wide.all().into_iter().zip(narrow.all()) {
            @if wide == narrow {
                @if let Some(label) = wide { (label.draw("")) }
            } @else {
                @if let Some(label) = wide { (label.draw(" wide-only")) }
                @if let Some(label) = narrow { (label.draw(" narrow-only")) }
            }
        }
    }
}

#[derive(Default)]
struct Labels {
    now: Option<Label>,
    before: Option<Label>,
    peak: Option<Label>,
}

#[derive(PartialEq)]
struct Label {
    x: f64,
    y: f64,
    anchor: Anchor,
    /// The part in the colour of the line of this year.
    strong: String,
    plain: String,
}

impl Labels {
    fn new(trend: &Trend, axis: &YAxis, width: f64, is_wide: bool) -> Labels {
        let mut occupied = Occupied::default();
        for value in [TrendMonth::now, TrendMonth::before] {
            occupied.add_line(&trend.points(axis, width, value));
        }
        let Some(last) = trend.last() else { return Labels::default() };
        let mut labels = Labels::default();
        let month = &trend.months[last];
        let is_now_upper = month.now() >= month.before();
        let end = |is_now: bool| {
            if is_now { month.now() } else { month.before() }.map(|value| axis.scale.position(value))
        };
        // The upper line's label goes above and chooses first, unless the lower one's has no room below.
        let is_low = end(!is_now_upper).is_some_and(|y| below(y)[0] > BOUNDS.1);
        for is_now in if is_low { [!is_now_upper, is_now_upper] } else { [is_now_upper, !is_now_upper] } {
            let (name, amount) =
                if is_now { (&trend.now_label, &month.now) } else { (&trend.before_label, &month.before) };
            let (Some(amount), Some(end)) = (amount, end(is_now)) else { continue };
            let text = format!("{name} {}", amount.short);
            let tries = if is_now == is_now_upper { above(end) } else { [below(end), above(end)].concat() };
            // A month alone stands in the middle of the plot, and its labels beside it.
            let (x, anchor) =
                if trend.months.len() == 1 { (54.0, Anchor::Start) } else { (100.0, Anchor::End) };
            let right = if anchor == Anchor::End { width } else { width * 0.54 + estimated_width(&text) };
            let y = occupied.place((right - estimated_width(&text), right), &tries, BOUNDS);
            let label = Label { x, y, anchor, strong: String::new(), plain: String::new() };
            if is_now {
                labels.now = Some(Label { strong: text, ..label });
            } else {
                labels.before = Some(Label { plain: text, ..label });
            }
        }
        labels.peak = peak(trend, axis, width, is_wide, &mut occupied);
        labels
    }

    fn all(self) -> [Option<Label>; 3] {
        [self.peak, self.before, self.now]
    }
}

/// The greatest month, named above it; the year before is added where there is room. A peak at the end is
/// named by the label of its line, and without a free place there is no label: tip and table have the number.
fn peak(trend: &Trend, axis: &YAxis, width: f64, is_wide: bool, occupied: &mut Occupied) -> Option<Label> {
    let peak = trend.peak().filter(|peak| Some(*peak) != trend.last() && trend.months.len() > 3)?;
    let month = &trend.months[peak];
    let strong = format!("{} {}", month.name, month.now.as_ref().map(|amount| amount.short.as_str())?);
    let before = month.before.as_ref().filter(|_| is_wide).and_then(|before: &Amount| {
        before.finite().map(|_| format!(", {} {}", trend.before_label, before.short))
    });
    let x = Band::new(trend.months.len(), (0.0, width), 0.0).middle(peak);
    let tops = above(axis.scale.position(month.now()?));
    [before.as_deref(), Some("")].into_iter().flatten().find_map(|plain| {
        let half = estimated_width(&format!("{strong}{plain}")) / 2.0;
        let (anchor, extent) = if x < half {
            (Anchor::Start, (x, x + 2.0 * half))
        } else {
            (Anchor::Middle, (x - half, x + half))
        };
        let y = occupied.free_place(extent, &tops, BOUNDS)?;
        let share = Band::new(trend.months.len(), (0.0, 100.0), 0.0).middle(peak);
        Some(Label { x: share, y, anchor, strong: strong.clone(), plain: plain.to_owned() })
    })
}

impl Label {
    fn draw(&self, density: &str) -> Markup {
        let (x, y) = (pct(self.x), px(self.y));
        if self.plain.is_empty() {
            let class = format!("t-mark halo{density}");
            return html! { (Text { x, y, anchor: self.anchor, class: &class, text: &self.strong }) };
        }
        let class = format!("halo{density}");
        html! {
            text class=(class) x=(x) y=(y) text-anchor=[self.anchor.attribute()] {
                @if !self.strong.is_empty() { tspan class="t-mark" { (self.strong) } }
                (self.plain)
            }
        }
    }
}
