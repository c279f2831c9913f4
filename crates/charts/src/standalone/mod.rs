//! Charts as files of their own: SVG with a size, its colours resolved for a theme, nothing to load and nothing to ask.
//!
//! The marks are the same as on a page. A page leaves their colours to a stylesheet; here every class is
//! replaced by the attributes it stands for, because a file has no stylesheet and not every viewer of SVG
//! reads one.

mod choropleth;
mod heat_map;
mod keys;
mod movers;
mod org_tree;
mod palette;
mod pareto;
mod ranked_bars;
mod rows;
mod scatter;
mod share_strip;
mod stacked_bars;
mod trend;
mod waterfall;

pub use choropleth::choropleth;
pub use heat_map::heat_map;
pub use movers::movers;
pub use org_tree::org_tree;
pub use palette::Colours;
pub use pareto::pareto;
pub use ranked_bars::ranked_bars;
pub use scatter::scatter;
pub use share_strip::share_strip;
pub use stacked_bars::stacked_bars;
pub use trend::trend;
pub use waterfall::waterfall;

use maud::{Markup, Render, html};

use crate::axis::YAxis;
use crate::coordinate::px;
use crate::figure::Figure;
use crate::mark::wrap;
use palette::{FONT, resolved};

/// Width of a file, in pixels.
const WIDTH: f64 = 960.0;
/// Room around everything.
const MARGIN: f64 = 24.0;
/// Characters of the sentence in one line.
const SENTENCE_LINE: usize = 130;
/// Characters of the note, which is smaller, in one line.
const NOTE_LINE: usize = 150;
/// Height of a line of the note, in pixels.
const NOTE_HEIGHT: f64 = 15.0;
/// Room between the chart and the note.
const NOTE_GAP: f64 = 16.0;

/// A document with the title and the sentence of `figure` above `chart`, which draws from `top` on and is
/// `chart_height` high, and the note below it.
fn document(
    figure: &Figure,
    colours: Colours<'_>,
    chart_height: f64,
    chart: impl FnOnce(f64) -> Markup,
) -> String {
    let sentence = if figure.sentence.is_empty() { vec![] } else { wrap(&figure.sentence, SENTENCE_LINE) };
    let top = MARGIN + 24.0 + 18.0 * sentence.len() as f64;
    let note = figure.note.as_ref().map_or_else(Vec::new, |note| wrap(note, NOTE_LINE));
    let note_top = top + chart_height + if note.is_empty() { 0.0 } else { NOTE_GAP };
    let height = note_top + NOTE_HEIGHT * note.len() as f64 + MARGIN;
    let view_box = format!("0 0 {} {}", px(WIDTH).render().0, px(height).render().0);
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(px(WIDTH)) height=(px(height)) viewBox=(view_box)
            font-family=(FONT) font-size="12" fill=(colours("ink-2")) role="img" aria-label=(figure.title) {
            title { (figure.title) }
            desc { (figure.sentence) }
            rect width="100%" height="100%" fill=(colours("panel")) {}
            text class="strong title" x=(px(MARGIN)) y=(px(MARGIN + 12.0)) { (figure.title) }
            @for (index, line) in sentence.iter().enumerate() {
                text x=(px(MARGIN)) y=(px(MARGIN + 32.0 + 18.0 * index as f64)) { (line) }
            }
            (chart(top))
            @for (index, line) in note.iter().enumerate() {
                text class="note" x=(px(MARGIN)) y=(px(note_top + 11.0 + NOTE_HEIGHT * index as f64)) { (line) }
            }
        }
    };
    resolved(&markup.0, colours)
}

/// The meanings whose colours the files ask for.
pub fn meanings() -> impl Iterator<Item = &'static str> {
    palette::meanings()
}

/// What is drawn when there is nothing to draw, with its height.
fn nothing(figure: &Figure, colours: Colours<'_>) -> String {
    document(figure, colours, 16.0, |top| {
        html! { text x=(px(MARGIN)) y=(px(top + 12.0)) { "Nothing to show." } }
    })
}

/// A plot with its y axis at `top`; `plot` draws it in the units of its width.
fn plot(axis: &YAxis, top: f64, height: f64, plot: impl FnOnce(f64) -> Markup) -> Markup {
    let left = MARGIN + axis.label_width();
    let width = WIDTH - MARGIN - left;
    html! {
        (nested([MARGIN, top, axis.label_width(), height], axis.labels()))
        (nested([left, top, width, height], plot(width)))
    }
}

/// A drawing in a place (left, top, width, height): its per cents are of the place, its pixels are pixels.
fn nested([left, top, width, height]: [f64; 4], drawing: Markup) -> Markup {
    html! {
        svg x=(px(left)) y=(px(top)) width=(px(width)) height=(px(height)) overflow="visible" { (drawing) }
    }
}
