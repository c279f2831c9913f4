//! How concentrated a quantity is: a staircase from 0 to 100 %, cut into the classes A, B and C.

use maud::{Markup, html};

use super::MAX_TAB_STOPS;
use super::ranked_bars::linked;
use crate::amount::Amount;
use crate::axis::YAxis;
use crate::coordinate::{pct, px};
use crate::figure::{DataTable, Figure, data_table, figure, nothing};
use crate::mark::{
    Anchor, Bar, CURVE_WIDTH, Curve, Hit, HorizontalRule, PathData, TIP_HEIGHT, Text, VerticalRule,
};
use crate::tone::{Class, Tone};

/// Height of the drawing, in pixels.
pub(crate) const HEIGHT: f64 = 300.0;
/// Where 0 % stands.
const BOTTOM: f64 = 276.0;
/// More columns than this are too narrow to be pointed at one by one; then the greatest items keep a column each, and
/// further columns stand for several.
const MAX_COLUMNS: usize = 40;
/// Items that keep a column each, unless even those would be too narrow because there are more than [`MANY`].
const SINGLE_COLUMNS: usize = 20;
const MANY: usize = 240;
/// Items in the folded table; all of them are one link away.
const TABLE_ROWS: usize = 10;
/// Width of the label of a cut in the narrowest plot, in per cent.
const LABEL_WIDTH: f64 = 38.0;
/// With many items the tab key stops at this many of the greatest.
const NAMED: usize = 3;

/// Items of a quantity, greatest first, with the classes they belong to.
#[derive(Clone, Debug, Default)]
pub struct Pareto {
    /// What an item is: "Customer".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// The items, greatest first, class A before B before C.
    pub items: Vec<ParetoItem>,
    /// Where classes end, as drawn lines.
    pub cuts: Vec<Cut>,
    /// The summary below the staircase.
    pub classes: Vec<ParetoRow>,
}

/// One item of the staircase.
#[derive(Clone, Debug)]
pub struct ParetoItem {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its quantity; what is not positive adds nothing.
    pub amount: Amount,
    /// Its class.
    pub class: Class,
}

/// A line across the staircase.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Cumulative share in per cent (70.0).
    pub percent: f64,
    /// What it says: "70 % ends class A".
    pub label: String,
}

/// A row of the summary: a class, or what belongs to none.
#[derive(Clone, Debug, Default)]
pub struct ParetoRow {
    /// The class, shown as a badge.
    pub class: Option<Class>,
    /// "34 customers".
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// "40.5 % of buyers".
    pub part: String,
    /// The quantity; `None` shows a dash.
    pub amount: Option<Amount>,
    /// Its share of the whole: "70.5 %"; empty shows a dash.
    pub share: String,
}

/// The staircase and its summary as a figure; `percent_label` writes a share in per cent (25.0).
pub fn pareto(frame: &Figure, pareto: &Pareto, percent_label: &dyn Fn(f64) -> String) -> Markup {
    let stairs = pareto.stairs();
    if stairs.is_empty() {
        return figure(frame, html! { (nothing()) (summary(pareto)) });
    }
    let axis = axis(percent_label);
    let tab_stops = if stairs.len() > MAX_TAB_STOPS { NAMED } else { stairs.len() };
    let plot = html! {
        svg class="chart" height=(px(HEIGHT)) role="group" aria-label={ "Cumulative share: " (frame.title) } {
            g aria-hidden="true" { (axis.grid()) (pale(&stairs, &axis, CURVE_WIDTH)) }
            @for (index, stair) in stairs.iter().enumerate() {
                (column(pareto, stair, &axis, index < tab_stops, percent_label))
            }
            g class="over" aria-hidden="true" { (annotations(pareto, &stairs, &axis)) }
        }
    };
    let body = html! {
        (axis.beside(px(HEIGHT), plot))
        @if let Some(per_column) = grouped(&stairs) {
            p class="figure-note" {
                @if pareto.items.len() <= MANY { "Beyond the first " (SINGLE_COLUMNS) ", a" } @else { "A" }
                " column stands for up to " (per_column) " items."
            }
        }
        (summary(pareto))
        (data_table(frame, &table(pareto, percent_label)))
    };
    figure(frame, body)
}

/// Everything but the answers to hover and focus.
pub(crate) fn still(pareto: &Pareto, axis: &YAxis, curve_width: f64) -> Markup {
    let stairs = pareto.stairs();
    html! {
        (axis.grid())
        (pale(&stairs, axis, curve_width))
        @for stair in &stairs { (step(stair, axis)) }
        (annotations(pareto, &stairs, axis))
    }
}

/// The y axis of every staircase.
pub(crate) fn axis(percent_label: &dyn Fn(f64) -> String) -> YAxis {
    YAxis::new(&[0.0, 25.0, 50.0, 75.0, 100.0], (BOTTOM, TIP_HEIGHT), percent_label)
}

/// One column: an item, or several that stand together. Shares and places in per cent.
struct Stair {
    /// First item and the one behind the last.
    items: (usize, usize),
    class: Class,
    /// Cumulative share before and after.
    from: f64,
    to: f64,
    x: f64,
    width: f64,
}

impl Pareto {
    /// The columns of the staircase. Groups never cross a class.
    fn stairs(&self) -> Vec<Stair> {
        let size = |item: &ParetoItem| item.amount.finite().unwrap_or(0.0).max(0.0);
        let whole: f64 = self.items.iter().map(size).sum();
        if whole <= 0.0 {
            return Vec::new();
        }
        let count = self.items.len();
        let (num_single, per_column) = if count <= MAX_COLUMNS {
            (count, 1)
        } else if count <= MANY {
            (SINGLE_COLUMNS, (count - SINGLE_COLUMNS).div_ceil(MAX_COLUMNS - SINGLE_COLUMNS))
        } else {
            (0, count.div_ceil(MAX_COLUMNS))
        };
        let item_width = 100.0 / self.items.len() as f64;
        let mut stairs: Vec<Stair> = Vec::new();
        let mut sum = 0.0;
        for (index, item) in self.items.iter().enumerate() {
            let from = sum / whole * 100.0;
            sum += size(item);
            let to = sum / whole * 100.0;
            match stairs.last_mut() {
                Some(stair)
                    if index > num_single
                        && stair.class == item.class
                        && index - stair.items.0 < per_column =>
                {
                    stair.items.1 = index + 1;
                    stair.to = to;
                    stair.width += item_width;
                }
                _ => stairs.push(Stair {
                    items: (index, index + 1),
                    class: item.class,
                    from,
                    to,
                    x: index as f64 * item_width,
                    width: item_width,
                }),
            }
        }
        stairs
    }
}

/// Most items in one column, if columns stand for more than one.
fn grouped(stairs: &[Stair]) -> Option<usize> {
    stairs.iter().map(|stair| stair.items.1 - stair.items.0).max().filter(|most| *most > 1)
}

/// The pale body under the steps, one path a class.
fn pale(stairs: &[Stair], axis: &YAxis, width: f64) -> Markup {
    let paths = [Class::A, Class::B, Class::C].map(|class| {
        let outline: Vec<Option<(f64, f64)>> = stairs
            .iter()
            .filter(|stair| stair.class == class)
            .flat_map(|stair| {
                let y = axis.scale.position(stair.to);
                [Some((stair.x / 100.0 * width, y)), Some(((stair.x + stair.width) / 100.0 * width, y))]
            })
            .collect();
        let class = match class {
            Class::A => "f-a f-faint",
            Class::B => "f-b f-faint",
            Class::C => "f-c f-faint",
        };
        (class, PathData::under(&outline, BOTTOM))
    });
    let curve = Curve { width, height: px(HEIGHT), paths: paths.into() };
    html! { (curve) }
}

/// The solid part of a column: what it adds.
fn step(stair: &Stair, axis: &YAxis) -> Bar<'static> {
    // Whole pixels, as the pale body has.
    let (top, bottom) = (axis.scale.position(stair.to).round(), axis.scale.position(stair.from).round());
    Bar {
        x: pct(stair.x),
        y: px(top),
        width: pct(stair.width * step_share(stair)),
        height: px((bottom - top).max(1.0)),
        class: Tone::Class(stair.class).fill(),
    }
}

/// How much of its column a step takes: a hair of room between them, as long as they are wide enough to spare it.
fn step_share(stair: &Stair) -> f64 {
    if stair.width > 0.5 { 1.0 - 0.14_f64.min(0.3 / stair.width) } else { 1.0 }
}

/// A column that answers over its whole height.
fn column(
    pareto: &Pareto,
    stair: &Stair,
    axis: &YAxis,
    is_tab_stop: bool,
    percent_label: &dyn Fn(f64) -> String,
) -> Markup {
    let (first, behind) = stair.items;
    let cumulative = percent_label((stair.to * 10.0).round() / 10.0);
    let (name, href) = match &pareto.items[first..behind] {
        [item] => (
            format!("{}. {} {} · together {cumulative}", first + 1, item.name, item.amount.exact),
            item.href.as_deref(),
        ),
        _ => (format!("{} to {} · together {cumulative}", first + 1, behind), None),
    };
    let hit = Hit {
        href,
        name: &name,
        is_tab_stop,
        drawing: html! {
            // A drawing of its own says the place of the column once.
            svg class="at" x=(pct(stair.x)) width=(pct(stair.width)) {
                rect class="hit hit-column" y=(px(TIP_HEIGHT)) width="100%" height=(px(BOTTOM - TIP_HEIGHT)) {}
                (Bar { x: pct(0.0), width: pct(step_share(stair) * 100.0), ..step(stair, axis) })
            }
        },
    };
    html! { (hit) }
}

/// Cuts, class borders, and the counts of the classes where they have room.
fn annotations(pareto: &Pareto, stairs: &[Stair], axis: &YAxis) -> Markup {
    // At the left the staircase is low, unless few items reach a cut; the labels stay in line.
    let is_left_free = pareto.cuts.iter().all(|cut| {
        stairs.iter().take_while(|stair| stair.x < LABEL_WIDTH).all(|stair| stair.to < cut.percent)
    });
    html! {
        @for cut in &pareto.cuts {
            @let y = axis.scale.position(cut.percent);
            (HorizontalRule { y: px(y), class: "cut" })
            @let (x, anchor) = if is_left_free { (0.0, Anchor::Start) } else { (100.0, Anchor::End) };
            (Text { x: pct(x), y: px(y - 5.0), anchor, class: "halo", text: &cut.label })
        }
        @for class in [Class::A, Class::B, Class::C] {
            @let members = || stairs.iter().filter(move |stair| stair.class == class);
            @if let (Some(first), Some(last)) = (members().next(), members().next_back()) {
                @let end = last.x + last.width;
                @let width = end - first.x;
                @let count = last.items.1 - first.items.0;
                @if end < 99.99 {
                    (VerticalRule { x: pct(end), top: px(TIP_HEIGHT), bottom: px(HEIGHT - 6.0), class: "axisline" })
                }
                @if width > 3.5 {
                    @let letter = class.letter();
                    // "A 34" needs some seven pixels a character; the narrowest plot has 226.
                    @let label = if width > 16.0 { format!("{letter} {count}") } else { letter.to_owned() };
                    (Text {
                        x: pct(first.x + width / 2.0), y: px(BOTTOM + 16.0), anchor: Anchor::Middle,
                        class: "strong", text: &label,
                    })
                }
            }
        }
    }
}

/// The classes in numbers.
fn summary(pareto: &Pareto) -> Markup {
    html! {
        @if !pareto.classes.is_empty() {
            table class="bars bars-wrap" {
                thead class="vh" {
                    tr {
                        th scope="col" { "Class" }
                        th scope="col" { "Part of all" }
                        th scope="col" { (pareto.measure) }
                        th scope="col" { "Share" }
                    }
                }
                tbody {
                    @for row in &pareto.classes {
                        tr class=[row.class.is_none().then_some("sub")] {
                            th scope="row" {
                                @if let Some(class) = row.class { span class=(class.badge()) { (class.letter()) } " " }
                                (linked(&row.name, row.href.as_deref()))
                            }
                            td class="dim p0" { (row.part) }
                            @match &row.amount {
                                Some(amount) => (super::ranked_bars::amount_cell(amount, None)),
                                None => td class="amount" { "–" },
                            }
                            td { @if row.share.is_empty() { "–" } @else { (row.share) } }
                        }
                    }
                }
            }
        }
    }
}

/// The greatest items as a table.
fn table(pareto: &Pareto, percent_label: &dyn Fn(f64) -> String) -> DataTable {
    let size = |item: &ParetoItem| item.amount.finite().unwrap_or(0.0).max(0.0);
    let whole: f64 = pareto.items.iter().map(size).sum();
    let mut sum = 0.0;
    let rows = pareto.items.iter().take(TABLE_ROWS).enumerate().map(|(index, item)| {
        sum += size(item);
        vec![
            format!("{}. {}", index + 1, item.name),
            item.class.letter().to_owned(),
            item.amount.exact.clone(),
            percent_label((sum / whole * 1000.0).round() / 10.0),
        ]
    });
    DataTable {
        head: [&pareto.heading, "Class", &pareto.measure, "Together"].map(str::to_owned).into(),
        rows: rows.collect(),
        note: (pareto.items.len() > TABLE_ROWS)
            .then(|| format!("The greatest {TABLE_ROWS} of {}.", pareto.items.len())),
    }
}
