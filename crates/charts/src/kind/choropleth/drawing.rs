//! The map and its inset as SVG: fluid, so that texts and dots keep their size at every width.

use maud::{Markup, html};

use super::labels::{Label, labels};
use super::{Area, Choropleth, Inset, Window};
use crate::coordinate::pct;
use crate::figure::Figure;
use crate::kind::MAX_TAB_STOPS;
use crate::mark::wrap;

/// Widths of the map in pixels from which on its labels have room, with the CSS class that shows them from there on:
/// the least width there is, the least beyond 30rem of the figure, and the least beyond 45rem.
const WORLD_WIDTHS: [(f64, &str); 3] = [(270.0, "map-small"), (430.0, "map-mid"), (640.0, "map-large")];
/// The same for an inset, which is at least so wide wherever the figure is wider than 25rem.
const INSET_WIDTHS: [(f64, &str); 2] = [(270.0, "inset-small"), (340.0, "inset-large")];

/// Radius of what can be hit of an area that is hard to hit otherwise, in pixels: 24 across are the least that a
/// finger needs.
const HIT_RADIUS: &str = "12";
/// Pixels across below which an area is hard to hit.
const HARD_TO_HIT: f64 = 24.0;
/// The last line of a tip stands so far above the map, in pixels; `assets/css/map.css` keeps room for it.
const TIP_RISE: i32 = 6;
/// Characters in a line of a tip, above the map on a wide figure, and above an inset or on a narrow one.
const LONG_LINE: usize = 60;
const SHORT_LINE: usize = 38;

/// A map with the id of its figure, from which the paths have theirs.
#[derive(Clone, Copy)]
pub(super) struct Drawing<'a> {
    pub(super) id: &'a str,
    pub(super) map: &'a Choropleth,
}

impl Drawing<'_> {
    /// The whole map.
    pub(super) fn world(self) -> Markup {
        let window = Window::new([0, 0, self.map.size.0, self.map.size.1]);
        let map = self.map;
        // Inside the inset there is more room for labels.
        let inset = map.inset.as_ref().map(|inset| Window::new(inset.window));
        let is_labelled = |area: &Area| !inset.is_some_and(|inset| inset.holds(area.place));
        html! {
            div class="map" {
                (shape(window))
                svg class="chart" role="group" aria-label={ (map.measure) " by " (map.heading) } {
                    (self.ground(window))
                    @for (index, area) in map.drawn() {
                        (self.answer(area, html! {
                            (self.outline(index, area, window))
                            (dot(map, area, window, WORLD_WIDTHS[1].0))
                            (tips(&area.said()))
                        }))
                    }
                    (all_labels(map, window, &WORLD_WIDTHS, &is_labelled))
                }
            }
        }
    }

    /// A part of it, enlarged: for the eye and the pointer. The keyboard and screen readers had it all already.
    pub(super) fn inset(self, inset: &Inset) -> Markup {
        let window = Window::new(inset.window);
        html! {
            div class="map map-inset" {
                (shape(window))
                svg class="chart" aria-hidden="true" {
                    rect class="sea" width="100%" height="100%" {}
                    svg viewBox=(window.view_box()) { (self.land_again()) }
                    @for (index, area) in self.map.drawn().filter(|(_, area)| window.meets(area.bounds)) {
                        (link_for_pointer(area, html! {
                            @if !area.path.is_empty() {
                                svg class="map-area" viewBox=(window.view_box()) { (self.outline_again(index, area)) }
                            }
                            (dot_where_needed(self.map, area, window))
                            g class="tip" { (lines(&wrap(&area.said(), SHORT_LINE))) }
                        }))
                    }
                    (all_labels(self.map, window, &INSET_WIDTHS, &|area| window.holds(area.place)))
                    text class="map-title halo" x="8" y="18" { (inset.title) }
                }
            }
        }
    }

    /// Sea, and land without a value.
    fn ground(self, window: Window) -> Markup {
        html! {
            svg viewBox=(window.view_box()) aria-hidden="true" {
                @match self.map.land_id {
                    Some(id) => {
                        @if !self.map.sea.is_empty() { use class="sea" href={ "#" (id) "-sea" } {} }
                        (self.land_again())
                    },
                    None => {
                        @if !self.map.sea.is_empty() { path class="sea" d=(self.map.sea) {} }
                        path id={ (self.id) "-land" } class="land coast" d=(self.map.land) {}
                    },
                }
            }
        }
    }

    fn outline(self, index: usize, area: &Area, window: Window) -> Markup {
        html! {
            @if !area.path.is_empty() {
                svg class="map-area" viewBox=(window.view_box()) {
                    @match self.map.land_id {
                        Some(_) => (self.outline_again(index, area)),
                        None => path id={ (self.id) "-" (index) } class={ "country " (self.map.fill(area)) } d=(area.path) {},
                    }
                }
            }
        }
    }

    /// All land, drawn before or elsewhere on the page.
    fn land_again(self) -> Markup {
        html! {
            @match self.map.land_id {
                Some(id) => use class="land coast" href={ "#" (id) } {},
                None => use href={ "#" (self.id) "-land" } {},
            }
        }
    }

    /// An outline, drawn before or elsewhere on the page; the one elsewhere takes its colour from here.
    fn outline_again(self, index: usize, area: &Area) -> Markup {
        html! {
            @match self.map.land_id {
                Some(_) => use class=(self.map.fill(area)) href={ "#" (area.outline_id) } {},
                None => use href={ "#" (self.id) "-" (index) } {},
            }
        }
    }

    /// An area that leads somewhere, and says its value to whoever points at it.
    fn answer(self, area: &Area, drawing: Markup) -> Markup {
        let is_many = self.map.areas.len() > MAX_TAB_STOPS && !area.is_current;
        let skipped = is_many.then_some("-1");
        let current = area.is_current.then_some("true");
        html! {
            @if let Some(href) = &area.href {
                a class="mark" href=(href) aria-label=(area.said()) aria-current=[current] tabindex=[skipped] {
                    (drawing)
                }
            } @else {
                g class="mark" role="img" aria-label=(area.said()) tabindex=(skipped.unwrap_or("0")) { (drawing) }
            }
        }
    }
}

/// Keeps the box in the shape of the map.
fn shape(window: Window) -> Markup {
    html! { svg class="map-shape" viewBox=(window.view_box()) aria-hidden="true" {} }
}

/// The same link as on the whole map, for the pointer alone.
fn link_for_pointer(area: &Area, drawing: Markup) -> Markup {
    let current = area.is_current.then_some("true");
    html! {
        @if let Some(href) = &area.href {
            a class="mark" href=(href) aria-current=[current] tabindex="-1" { (drawing) }
        } @else {
            g class="mark" { (drawing) }
        }
    }
}

/// The dot of an area too small to be seen, and room to hit one that is hard to hit on a map of this width.
fn dot(map: &Choropleth, area: &Area, window: Window, width_px: f64) -> Markup {
    let [left, top, right, bottom] = area.bounds.map(f64::from);
    let px = width_px / window.width;
    let is_hard = (right - left).min(bottom - top) * px < HARD_TO_HIT;
    // Where there is an inset, the neighbours' circles would cover each other.
    let is_enlarged = map.inset.as_ref().is_some_and(|inset| {
        let inset = Window::new(inset.window);
        inset != window && inset.holds(area.place)
    });
    let (x, y) = window.share((f64::from(area.place.0), f64::from(area.place.1)));
    let (x, y) = (pct(x), pct(y));
    html! {
        @if is_hard && !is_enlarged { circle class="hit" cx=(x) cy=(y) r=(HIT_RADIUS) {} }
        @if area.is_dot { circle class={ "map-dot " (map.fill(area)) } cx=(x) cy=(y) r="4.5" {} }
    }
}

/// As [`dot`], inside an inset, which is large enough to see most of what is a dot elsewhere.
fn dot_where_needed(map: &Choropleth, area: &Area, window: Window) -> Markup {
    let seen = Area { is_dot: area.is_dot && area.path.is_empty(), ..area.clone() };
    html! { @if window.holds(area.place) { (dot(map, &seen, window, INSET_WIDTHS[1].0)) } }
}

/// What is said of an area, in one line where there is room.
fn tips(text: &str) -> Markup {
    let (long, short) = (wrap(text, LONG_LINE), wrap(text, SHORT_LINE));
    html! {
        @if long == short {
            g class="tip" { (lines(&long)) }
        } @else {
            g class="tip wide-only" { (lines(&long)) }
            g class="tip narrow-only" { (lines(&short)) }
        }
    }
}

fn lines(lines: &[String]) -> Markup {
    let first = -TIP_RISE - 14 * (lines.len() as i32 - 1);
    html! {
        @for (index, line) in lines.iter().enumerate() {
            text y=(first + 14 * index as i32) { (line) }
        }
    }
}

/// The labels for every width, each in a group that shows only there.
fn all_labels(
    map: &Choropleth,
    window: Window,
    widths: &[(f64, &str)],
    is_labelled: &dyn Fn(&Area) -> bool,
) -> Markup {
    html! {
        @for (width_px, class) in widths {
            g class={ "over " (class) } aria-hidden="true" {
                @for label in labels(map, window, *width_px, is_labelled) { (text(map, &label)) }
            }
        }
    }
}

fn text(map: &Choropleth, label: &Label) -> Markup {
    let class = match map.fill(label.area) {
        "f-4" if label.is_inside => "on-map on-4",
        "f-5" if label.is_inside => "on-map on-5",
        _ => "strong halo",
    };
    let (x, y) = (pct(label.share.0), pct(label.share.1));
    html! {
        text class=(class) x=(x) y=(y) dx=[(label.dx != 0).then_some(label.dx)] dy=(label.dy)
            text-anchor=[label.anchor.attribute()] {
            @for (index, line) in label.lines.iter().enumerate() {
                @if index == 0 { (line) } @else { tspan x=(x) dy="14" { (line) } }
            }
        }
    }
}

/// The map as part of a file, `width` pixels wide from `left` and `top` on: nothing to point at.
pub(crate) fn still(
    figure: &Figure,
    map: &Choropleth,
    window: Window,
    [left, top, width]: [f64; 3],
) -> Markup {
    use crate::coordinate::px;
    // A file has nothing to refer to but itself.
    let map = &Choropleth { land_id: None, ..map.clone() };
    let drawing = Drawing { id: &figure.id, map };
    let height = width / window.width * window.height;
    let is_whole = window.holds((0, 0));
    let inset = map.inset.as_ref().map(|inset| Window::new(inset.window));
    let is_labelled = |area: &Area| {
        window.holds(area.place) && (!is_whole || !inset.is_some_and(|inset| inset.holds(area.place)))
    };
    html! {
        svg x=(px(left)) y=(px(top)) width=(px(width)) height=(px(height)) {
            @if !is_whole { rect class="sea" width="100%" height="100%" {} }
            @if is_whole { (drawing.ground(window)) } @else {
                svg viewBox=(window.view_box()) { (drawing.land_again()) }
            }
            @for (index, area) in map.drawn() {
                @if is_whole {
                    (drawing.outline(index, area, window))
                } @else if !area.path.is_empty() && window.meets(area.bounds) {
                    svg class="map-area" viewBox=(window.view_box()) { (drawing.outline_again(index, area)) }
                }
                @if area.is_dot && (is_whole || area.path.is_empty()) && window.holds(area.place) {
                    @let (x, y) = window.share((f64::from(area.place.0), f64::from(area.place.1)));
                    circle class={ "map-dot " (map.fill(area)) } cx=(pct(x)) cy=(pct(y)) r="4.5" {}
                }
            }
            @for label in labels(map, window, width, &is_labelled) { (text(map, &label)) }
        }
    }
}
