//! What shapes and colours mean, in as many lines as it takes.

use maud::{Markup, html};

use super::{MARGIN, WIDTH};
use crate::coordinate::{pct, px};
use crate::kind::legend::{Key, point_class};
use crate::mark::{Dot, estimated_width};

/// Height of a line.
const LINE: f64 = 20.0;
/// From the left of a patch to its text.
const TEXT: f64 = 22.0;
/// Between a text and the next patch.
const GAP: f64 = 20.0;

/// Keys with their places.
pub(super) struct Keys<'a> {
    /// Left and top from the first line's.
    placed: Vec<(f64, f64, &'a Key)>,
    pub(super) height: f64,
}

impl<'a> Keys<'a> {
    pub(super) fn new(keys: &'a [Key]) -> Keys<'a> {
        let (mut left, mut top) = (MARGIN, 0.0);
        let mut placed = Vec::new();
        for key in keys {
            let width = TEXT + estimated_width(&key.label);
            if left > MARGIN && left + width > WIDTH - MARGIN {
                (left, top) = (MARGIN, top + LINE);
            }
            placed.push((left, top, key));
            left += width + GAP;
        }
        Keys { height: if placed.is_empty() { 0.0 } else { top + LINE }, placed }
    }

    pub(super) fn drawn(&self, top: f64) -> Markup {
        html! {
            @for (left, line, key) in &self.placed {
                @let y = top + line;
                svg x=(px(*left)) y=(px(y)) width="16" height="12" overflow="visible" {
                    @match key.shape {
                        Some(shape) => (Dot { x: pct(50.0), y: px(6.0), shape, class: point_class(shape, key.tone) }),
                        None => rect class=(key.tone.fill()) y="1" width="16" height="10" rx="1" {},
                    }
                }
                text x=(px(left + TEXT)) y=(px(y + 10.0)) { (key.label) }
            }
        }
    }
}
