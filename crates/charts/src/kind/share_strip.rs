//! Parts of a whole in one line.

use maud::{Markup, html};

use crate::coordinate::pct;
use crate::tone::Tone;

/// A part of the whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// What it is: "USA 34.1 %".
    pub label: String,
    /// Its size, in the unit of all parts; what is not positive takes no room.
    pub value: f64,
    /// What it means.
    pub tone: Tone,
}

/// Whether a strip of these has anything to draw.
pub(crate) fn has_parts(shares: &[Share]) -> bool {
    shares.iter().any(|share| share.size() > 0.0)
}

impl Share {
    /// The room that it takes.
    fn size(&self) -> f64 {
        if self.value.is_finite() { self.value.max(0.0) } else { 0.0 }
    }
}

/// A strip cut into its parts, in the order given; each part names itself on hover.
pub fn share_strip(label: &str, shares: &[Share]) -> Markup {
    let whole: f64 = shares.iter().map(Share::size).sum();
    let mut end = 0.0;
    let parts = shares.iter().filter(|share| share.size() > 0.0).map(|share| {
        let start = end;
        end += share.size() / whole * 100.0;
        (share, start, end - start)
    });
    html! {
        @let is_named = !label.is_empty();
        svg class="strip" role=[is_named.then_some("img")] aria-label=[is_named.then_some(label)]
            aria-hidden=[(!is_named).then_some("true")] {
            @for (share, start, width) in parts {
                rect class={ (share.tone.fill()) " part" } x=(pct(start)) width=(pct(width)) height="100%" {
                    @if !share.label.is_empty() { title { (share.label) } }
                }
            }
        }
    }
}
