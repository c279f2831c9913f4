//! Up to four parts of a whole as a ring; more parts become a strip, where lengths can still be compared.

use std::f64::consts::TAU;

use maud::{Markup, Render, html};

use super::legend::{Key, keys};
use super::share_strip::{Share, share_strip};
use crate::coordinate::px;
use crate::figure::{Figure, figure, nothing};

/// More parts than this no eye compares as angles.
const MAX_PARTS: usize = 4;
/// Outer and inner radius in the drawing's own units of 100.
const RADII: (f64, f64) = (50.0, 31.0);

/// The parts of a whole as a figure; `center` is what the hole says (the total). Labels carry the numbers.
pub fn donut(frame: &Figure, center: &str, shares: &[Share]) -> Markup {
    let size = |share: &Share| if share.value.is_finite() { share.value.max(0.0) } else { 0.0 };
    let whole: f64 = shares.iter().map(size).sum();
    if whole <= 0.0 {
        return figure(frame, nothing());
    }
    let legend: Vec<Key> = shares.iter().map(|share| Key::patch(&share.label, share.tone)).collect();
    let labels: Vec<&str> = shares.iter().map(|share| share.label.as_str()).collect();
    let spoken = format!("{center}: {}", labels.join(", "));
    if shares.len() > MAX_PARTS {
        return figure(frame, html! { (share_strip(&spoken, shares)) (keys(&legend)) });
    }
    // Gaps separate parts; the only part has none.
    let is_alone = shares.iter().filter(|share| size(share) > 0.0).count() == 1;
    let mut end = 0.0;
    let parts = shares.iter().filter(|share| size(share) > 0.0).map(|share| {
        let start = end;
        end += size(share) / whole;
        (share, arc(start, end))
    });
    let body = html! {
        div class="donut-box" {
            svg class="donut" viewBox="0 0 100 100" role="img" aria-label=(spoken) {
                @for (share, path) in parts {
                    path class={ (share.tone.fill()) @if !is_alone { " part" } } d=(path) { title { (share.label) } }
                }
                text x="50" y="50" text-anchor="middle" dominant-baseline="central" { (center) }
            }
            (keys(&legend))
        }
    };
    figure(frame, body)
}

/// A piece of the ring between two shares of the turn, clockwise from the top. A full turn is two halves,
/// because an arc that ends where it begins is none.
fn arc(start: f64, end: f64) -> String {
    if end - start > 0.99 {
        let middle = (start + end) / 2.0;
        return arc(start, middle) + &arc(middle, end);
    }
    let is_large = if end - start > 0.5 { 1 } else { 0 };
    let point = |share: f64, radius: f64| {
        let angle = share * TAU;
        format!(
            "{} {}",
            px(50.0 + radius * angle.sin()).render().0,
            px(50.0 - radius * angle.cos()).render().0
        )
    };
    let (outer, inner) = RADII;
    format!(
        "M{}A{outer} {outer} 0 {is_large} 1 {}L{}A{inner} {inner} 0 {is_large} 0 {}z",
        point(start, outer),
        point(end, outer),
        point(end, inner),
        point(start, inner),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_run_clockwise_from_the_top() {
        let check = |start, end, expected: &str| assert_eq!(arc(start, end), expected);
        check(0.0, 0.25, "M50 0A50 50 0 0 1 100 50L81 50A31 31 0 0 0 50 19z");
        check(0.25, 1.0, "M100 50A50 50 0 1 1 50 0L50 19A31 31 0 1 0 81 50z");
    }
}
