//! The strip of shares as a file: its parts are named below it, because nothing in a file answers a pointer.

use maud::html;

use super::keys::Keys;
use super::{Colours, MARGIN, WIDTH, document, nested, nothing};
use crate::figure::Figure;
use crate::kind::legend::Key;
use crate::kind::share_strip::{Share, has_parts, share_strip as strip};

/// Height of the strip, in pixels.
const HEIGHT: f64 = 36.0;
/// Room around it.
const GAP: f64 = 12.0;

/// The strip as an SVG document.
pub fn share_strip(figure: &Figure, shares: &[Share], colours: Colours<'_>) -> String {
    if !has_parts(shares) {
        return nothing(figure, colours);
    }
    let legend: Vec<Key> = shares.iter().map(|share| Key::patch(share.label.trim(), share.tone)).collect();
    let keys = Keys::new(&legend);
    document(figure, colours, GAP + HEIGHT + GAP + keys.height, |top| {
        html! {
            (nested([MARGIN, top + GAP, WIDTH - 2.0 * MARGIN, HEIGHT], strip("", shares)))
            (keys.drawn(top + GAP + HEIGHT + GAP))
        }
    })
}
