//! The map as a file: the whole, the part enlarged, what the colours mean, and every value.

use maud::{Markup, html};

use super::{Colours, MARGIN, WIDTH, document, nothing};
use crate::coordinate::px;
use crate::figure::Figure;
use crate::kind::choropleth::{Area, Choropleth, Window, still};
use crate::mark::{estimated_width, wrap};

/// Room between the parts, in pixels.
const GAP: f64 = 16.0;
/// Width of the enlarged part.
const INSET_WIDTH: f64 = 400.0;
/// Height of a line of the list.
const LINE: f64 = 16.0;
/// Least width of a column of the list.
const COLUMN: f64 = 250.0;

/// The map as an SVG document; `bound` writes an edge between two classes.
pub fn choropleth(
    figure: &Figure,
    map: &Choropleth,
    bound: &dyn Fn(f64) -> String,
    colours: Colours<'_>,
) -> String {
    // Paths are used twice, by id.
    let named = Figure {
        id: if figure.id.is_empty() { "map".to_owned() } else { figure.id.clone() },
        ..figure.clone()
    };
    if map.size.0 <= 0 || map.size.1 <= 0 {
        return nothing(&named, colours);
    }
    let world = Window::new([0, 0, map.size.0, map.size.1]);
    let width = WIDTH - 2.0 * MARGIN;
    let world_height = width / world.width * world.height;
    let inset = map.inset.as_ref().map(|inset| Window::new(inset.window));
    let inset_height = inset.map_or(0.0, |inset| INSET_WIDTH / inset.width * inset.height);
    let list_left = MARGIN + inset.map_or(0.0, |_| INSET_WIDTH + GAP);
    let list = List::new(map, list_left);
    let below = GAP + world_height + GAP + LINE + GAP;
    document(&named, colours, below + inset_height.max(list.height()), |top| {
        html! {
            (still(&named, map, world, [MARGIN, top + GAP, width]))
            (keys(map, bound, top + GAP + world_height + GAP))
            @if let Some(inset) = inset { (still(&named, map, inset, [MARGIN, top + below, INSET_WIDTH])) }
            (list.drawn(top + below))
        }
    })
}

/// What the colours mean, in one line.
fn keys(map: &Choropleth, bound: &dyn Fn(f64) -> String, y: f64) -> Markup {
    let mut left = MARGIN;
    html! {
        @for key in map.keys(bound) {
            rect class=(key.tone.fill()) x=(px(left)) y=(px(y)) width="16" height="10" rx="1" {}
            text x=(px(left + 22.0)) y=(px(y + 9.0)) { (key.label) }
            @let () = left += 22.0 + estimated_width(&key.label) + 20.0;
        }
    }
}

/// All areas with their values, in columns.
struct List<'a> {
    areas: Vec<&'a Area>,
    left: f64,
    columns: usize,
}

impl<'a> List<'a> {
    fn new(map: &'a Choropleth, left: f64) -> List<'a> {
        let columns = ((WIDTH - MARGIN - left) / COLUMN).floor().max(1.0) as usize;
        List { areas: map.by_value(), left, columns }
    }

    fn rows(&self) -> usize {
        self.areas.len().div_ceil(self.columns)
    }

    fn height(&self) -> f64 {
        self.rows() as f64 * LINE
    }

    fn drawn(&self, top: f64) -> Markup {
        let width = (WIDTH - MARGIN - self.left) / self.columns as f64;
        html! {
            @for (index, area) in self.areas.iter().enumerate() {
                @let (column, row) = (index / self.rows(), index % self.rows());
                @let left = self.left + column as f64 * width;
                @let y = px(top + 12.0 + row as f64 * LINE);
                @let room = (width - GAP - estimated_width(&area.amount.exact) - 8.0) / 6.3;
                text class="strong" x=(px(left)) y=(y) { (shortened(&area.name, room as usize)) }
                text class="t-end" x=(px(left + width - GAP)) y=(y) { (area.amount.exact) }
            }
        }
    }
}

/// The name, or as much of it as fits.
fn shortened(name: &str, room: usize) -> String {
    if name.chars().count() <= room {
        return name.to_owned();
    }
    let first = wrap(name, room.saturating_sub(1)).into_iter().next().unwrap_or_default();
    format!("{first}…")
}
