//! What hover and focus show. All tips of a chart print in one strip at its top, so that they never collide
//! with each other or leave the drawing.

use maud::{Markup, Render, html};

use crate::coordinate::px;

/// Height of the strip at the top of a plot that is kept free for tips and the labels beneath, in pixels.
pub(crate) const TIP_HEIGHT: f64 = 36.0;

/// A tip: what it is about, and what is to be said. It is text of the page inside the drawing, because that breaks into
/// lines at every width by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tip<'a>(pub(crate) &'a str);

impl Render for Tip<'_> {
    fn render(&self) -> Markup {
        html! { foreignObject class="tip" width="100%" height=(px(TIP_HEIGHT)) { p { (self.0) } } }
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
