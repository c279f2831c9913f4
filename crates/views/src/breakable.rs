//! Names of programs, such as `customer_number`, that may break between their words on a narrow screen and nowhere else.

use maud::{Markup, html};

/// The name with a chance to break after each underscore, point and slash.
pub fn breakable(name: &str) -> Markup {
    html! {
        span .wrap-words { @for part in name.split_inclusive(['_', '.', '/']) { (part) wbr; } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_after_words() {
        let expected = "<span class=\"wrap-words\">a_<wbr>b.<wbr>&lt;c&gt;<wbr></span>";
        assert_eq!(breakable("a_b.<c>").into_string(), expected);
    }
}
