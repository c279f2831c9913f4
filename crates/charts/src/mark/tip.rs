//! What hover and focus show. All tips of a chart print in one strip at its top, so that they never collide
//! with each other or leave the drawing.

use maud::{Markup, Render, html};

use crate::coordinate::px;

/// Height of the strip at the top of a plot that is kept free for tips and the labels beneath, in pixels.
pub(crate) const TIP_HEIGHT: f64 = 36.0;

/// Characters that fit one line of a narrow plot (226 pixels, the least there is at 320).
const NARROW_LINE: usize = 33;
/// Characters that fit one line of a wide plot (container of 30rem).
const WIDE_LINE: usize = 64;
/// From one line to the next, in pixels.
const LINE: f64 = 14.0;

/// A tip: what it is about, and what is to be said. Wrapped differently for narrow and wide plots.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tip<'a> {
    pub(crate) text: &'a str,
    /// Whether a patch hides what is behind the tip, for charts with something to hide there.
    pub(crate) is_covering: bool,
}

impl Render for Tip<'_> {
    fn render(&self) -> Markup {
        let length = self.text.chars().count();
        if length <= NARROW_LINE {
            return lines("tip", self.is_covering, &[self.text.to_owned()]);
        }
        html! {
            (lines("tip wide-only", self.is_covering, &wrap(self.text, WIDE_LINE)))
            (lines("tip narrow-only", self.is_covering, &wrap(self.text, NARROW_LINE)))
        }
    }
}

/// The lines of a tip.
fn lines(class: &str, is_covering: bool, lines: &[String]) -> Markup {
    // From two lines on the patch also hides all of a label that stands just under the strip.
    let text_height = 4.0 + LINE * lines.len() as f64;
    let height = px(if lines.len() > 1 { text_height.max(TIP_HEIGHT) } else { text_height });
    html! {
        g class=(class) {
            @if is_covering { rect class="tip-back" width="100%" height=(height) {} }
            @for (index, line) in lines.iter().enumerate() {
                text y=(px(12.0 + LINE * index as f64)) { (line) }
            }
        }
    }
}

/// Breaks `text` at blanks into lines of at most `limit` characters; a longer word is cut.
/// No-break blanks do not break.
pub(crate) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(1);
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for mut word in text.split(' ').filter(|word| !word.is_empty()) {
        loop {
            let length = word.chars().count();
            let blank = usize::from(used > 0);
            if used + blank + length <= limit {
                line.push_str(&" "[..blank]);
                line.push_str(word);
                used += blank + length;
                break;
            }
            if used == 0 {
                let end = word.char_indices().nth(limit).map_or(word.len(), |(index, _)| index);
                line.push_str(&word[..end]);
                word = &word[end..];
            }
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
    }
    lines.push(line);
    lines
}

/// Width that `text` takes, in pixels at a font size of 12: characters of the usual sans-serif fonts are some
/// six wide on average, in bold too.
pub(crate) fn estimated_width(text: &str) -> f64 {
    text.chars().count() as f64 * 6.3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_at_blanks_and_is_never_lost() {
        let check =
            |text: &str, limit, expected: &[&str]| assert_eq!(wrap(text, limit), expected, "{text:?}");
        check("", 10, &[""]);
        check("Euro+ Shopping Channel $509K", 14, &["Euro+ Shopping", "Channel $509K"]);
        check("Donaudampfschiff", 10, &["Donaudampf", "schiff"]);
        check("a Donaudampfschiff", 10, &["a", "Donaudampf", "schiff"]);
        check("12\u{a0}% of all", 6, &["12\u{a0}%", "of all"]);
    }
}
