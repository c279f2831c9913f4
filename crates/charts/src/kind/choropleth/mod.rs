//! A map whose areas are coloured in classes of a quantity. It draws the paths it is given and knows no geography.

mod drawing;
mod labels;
mod list;
mod window;

use std::borrow::Cow;

use maud::{Markup, html};

use super::legend::{Key, keys};
use crate::amount::Amount;
use crate::figure::{Figure, figure, nothing};
use crate::scale::Thresholds;
use crate::tone::Tone;
use drawing::Drawing;
pub(crate) use drawing::still;
pub(crate) use window::Window;

/// A map. All paths and places are in the units of `size`, whose origin is the upper left corner.
#[derive(Clone, Debug, Default)]
pub struct Choropleth {
    /// What an area is: "Country".
    pub heading: String,
    /// What is measured: "Revenue".
    pub measure: String,
    /// Head of the column of shares; without one there is no such column.
    pub share_heading: Option<String>,
    /// Width and height of the drawing, in its own units.
    pub size: (i32, i32),
    /// Path of the sea's outline; empty if none is drawn.
    pub sea: Cow<'static, str>,
    /// Path of all land without a value, in one piece.
    pub land: Cow<'static, str>,
    /// Id of a drawing of all land elsewhere on the page, if it has one: then the page refers to it, and to `outline_id`
    /// of each area, so that outlines are not sent anew whenever values change. Files of their own always hold the paths.
    pub land_id: Option<&'static str>,
    /// What such land means: "no sales".
    pub land_label: String,
    /// The areas with a value, in any order.
    pub areas: Vec<Area>,
    /// Where one class of values ends and the next begins, at most four edges: [`Thresholds::rounded_quantiles`] finds some.
    pub thresholds: Thresholds,
    /// A part that is shown enlarged beside the map.
    pub inset: Option<Inset>,
}

/// A part of the map, drawn from the same paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inset {
    /// What is shown: "Europe".
    pub title: String,
    /// Left, top, width and height.
    pub window: [i32; 4],
}

/// One area with a value.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Its outline; empty if it is too small to have one. With neither outline nor dot it is in the list alone.
    pub path: Cow<'static, str>,
    /// Id of its outline elsewhere on the page, where the map has a `land_id`.
    pub outline_id: String,
    /// A point well inside, for the label or the dot.
    pub place: (i32, i32),
    /// Left, top, right and bottom of what the label belongs to, which may be less than all of the outline.
    pub bounds: [i32; 4],
    /// Whether a dot stands for it because it is too small to be seen.
    pub is_dot: bool,
    /// Its value. One that is not finite is no class: the area looks like land without a value, and can be pointed at.
    pub amount: Amount,
    /// Its share of the whole, already written.
    pub share: Option<String>,
    /// Whether it is what the page is about, or what its filters select.
    pub is_current: bool,
}

/// The map as a figure, with its list; `bound` writes an edge between two classes.
pub fn choropleth(frame: &Figure, map: &Choropleth, bound: &dyn Fn(f64) -> String) -> Markup {
    if map.size.0 <= 0 || map.size.1 <= 0 {
        return figure(frame, nothing());
    }
    let drawing = Drawing { id: &frame.id, map };
    let body = html! {
        div class=(if map.inset.is_some() { "maps maps-pair" } else { "maps" }) {
            (drawing.world())
            @if let Some(inset) = &map.inset { (drawing.inset(inset)) }
            (keys(&map.keys(bound)))
        }
        (list::list(frame, map))
    };
    figure(frame, body)
}

impl Choropleth {
    /// The CSS class that fills an area.
    fn fill(&self, area: &Area) -> &'static str {
        area.amount.finite().map_or("land", |value| self.tone(self.thresholds.class(value)).fill())
    }

    /// Whether an area is coloured so strongly that texts on it need an ink of their own.
    fn is_strong(&self, area: &Area) -> bool {
        matches!(self.fill(area), "f-4" | "f-5")
    }

    /// The colour of a class: few classes spread over the whole ramp.
    fn tone(&self, class: usize) -> Tone {
        let last = self.thresholds.edges().len();
        let step = (class.min(last) * 4 + last / 2).checked_div(last).map_or(3, |step| step + 1);
        Tone::Ramp(step as u8)
    }

    /// What the colours mean, the most first.
    pub(crate) fn keys(&self, bound: &dyn Fn(f64) -> String) -> Vec<Key> {
        let edges: Vec<String> = self.thresholds.edges().iter().map(|edge| bound(*edge)).collect();
        let label = |class: usize| match (class.checked_sub(1).map(|below| &edges[below]), edges.get(class)) {
            (None, None) => self.measure.clone(),
            (None, Some(upper)) => format!("under {upper}"),
            (Some(lower), None) => format!("{lower} or more"),
            (Some(lower), Some(upper)) => format!("{lower} – {upper}"),
        };
        let classes = (0..=edges.len()).rev().map(|class| Key::patch(label(class), self.tone(class)));
        let mut keys: Vec<Key> = classes.filter(|_| !self.areas.is_empty()).collect();
        if !self.land_label.is_empty() {
            keys.push(Key::patch(self.land_label.clone(), Tone::Land));
        }
        keys
    }

    /// What is on a map, with its index among the areas; what is current comes last, lest a neighbour cover its outline.
    fn drawn(&self) -> impl Iterator<Item = (usize, &Area)> {
        let of = |is_current: bool| {
            let all = self.areas.iter().enumerate();
            all.filter(move |(_, area)| area.is_drawn() && area.is_current == is_current)
        };
        of(false).chain(of(true))
    }

    /// The areas, those with the greatest value first.
    pub(crate) fn by_value(&self) -> Vec<&Area> {
        let mut areas: Vec<&Area> = self.areas.iter().collect();
        let value = |area: &Area| area.amount.finite().unwrap_or(f64::NEG_INFINITY);
        areas.sort_by(|one, other| value(other).total_cmp(&value(one)));
        areas
    }
}

impl Area {
    /// Name, value and share, as tips and screen readers have them.
    fn said(&self) -> String {
        let share = self.share.as_ref().map(|share| format!(" · {share}")).unwrap_or_default();
        format!("{} {}{share}", self.name, self.amount.exact)
    }

    /// Whether there is anything of it on a map.
    fn is_drawn(&self) -> bool {
        self.is_dot || !self.path.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_bounds_and_spread_over_the_ramp() {
        let check = |edges: &[f64], expected: &[(&str, u8)]| {
            let map = Choropleth {
                measure: "Revenue".to_owned(),
                areas: vec![Area::default()],
                thresholds: Thresholds::new(edges.to_vec()),
                ..Choropleth::default()
            };
            let expected: Vec<Key> =
                expected.iter().map(|(label, step)| Key::patch(*label, Tone::Ramp(*step))).collect();
            assert_eq!(map.keys(&|edge| format!("{edge}")), expected);
        };
        check(&[], &[("Revenue", 3)]);
        check(&[10.0], &[("10 or more", 5), ("under 10", 1)]);
        check(&[10.0, 20.0], &[("20 or more", 5), ("10 – 20", 3), ("under 10", 1)]);
        check(
            &[1.0, 2.0, 3.0, 4.0],
            &[("4 or more", 5), ("3 – 4", 4), ("2 – 3", 3), ("1 – 2", 2), ("under 1", 1)],
        );
    }
}
