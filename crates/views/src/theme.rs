//! Colours: a raw palette, what each colour means in the dark and in the light theme, and the style sheet made of both.
//!
//! CSS cannot say one list for "the system is light" and "the reader chose light", and a stand-alone SVG needs colours
//! without CSS: both come from [`TOKENS`].
use std::fmt::Write as _;

/// What the reader chose; the system decides until they do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light on every system.
    Light,
    /// Dark on every system.
    Dark,
}

impl Theme {
    /// Every choice, in the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// As in the cookie, the form and `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Reads a cookie or a form value; anything unknown is [`Theme::Auto`], since a stale cookie must not break a page.
    pub fn from_name(name: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// One of the two sets of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// On a dark page.
    Dark,
    /// On a light page.
    Light,
}

/// A meaning, and the colour it has in each theme: a palette name or a hexadecimal colour.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Custom property without the dashes.
    pub name: &'static str,
    /// Colour on dark.
    pub dark: &'static str,
    /// Colour on light.
    pub light: &'static str,
}

/// Raw colours; nothing outside this file uses them.
const PALETTE: [(&str, &str); 42] = [
    ("slate-0", "#ffffff"),
    ("slate-50", "#f3f5f8"),
    ("slate-100", "#e6eaef"),
    ("slate-200", "#d0d8e0"),
    ("slate-300", "#aeb9c5"),
    ("slate-400", "#8b99a8"),
    ("slate-450", "#7b8896"),
    ("slate-500", "#667584"),
    ("slate-550", "#5b6977"),
    ("slate-600", "#4c5a68"),
    ("slate-700", "#33404d"),
    ("slate-800", "#222c37"),
    ("slate-850", "#1a222b"),
    ("slate-900", "#131a22"),
    ("slate-950", "#0c1117"),
    ("blue-50", "#e9f4ff"),
    ("blue-200", "#a9d0fb"),
    ("blue-300", "#7ab5f5"),
    ("blue-350", "#4f8fdc"),
    ("blue-400", "#4f9bec"),
    ("blue-400-faint", "#4f9bec26"),
    ("blue-450", "#3f86d6"),
    ("blue-500", "#2f73c1"),
    ("blue-500-faint", "#2f73c11f"),
    ("blue-550", "#346aa6"),
    // Told apart from the ink around it without an underline (3 : 1), and legible on every ground.
    ("blue-575", "#2567b8"),
    ("blue-600", "#1f5fae"),
    ("blue-700", "#174a8c"),
    ("blue-800", "#11376a"),
    ("blue-900", "#0b264b"),
    ("teal-300", "#4fd0c0"),
    ("teal-700", "#0a6b61"),
    ("orange-300", "#ffab70"),
    ("orange-400", "#f0883e"),
    ("orange-600", "#b9500c"),
    ("orange-700", "#9a3f06"),
    ("amber-300", "#f2c14e"),
    ("amber-800", "#7a5200"),
    ("violet-300", "#bda4fb"),
    ("violet-700", "#6340b8"),
    ("shade-dark", "#000000a6"),
    ("shade-light", "#131a2266"),
];

const fn token(name: &'static str, dark: &'static str, light: &'static str) -> Token {
    Token { name, dark, light }
}

/// Every meaning. Blue is a quantity, orange is judged bad, violet is chance, teal is good, grey is context.
pub const TOKENS: [Token; 39] = [
    token("page", "slate-950", "slate-50"),
    token("panel", "slate-900", "slate-0"),
    token("raised", "slate-800", "slate-100"),
    token("hover", "slate-850", "slate-50"),
    token("shade", "shade-dark", "shade-light"),
    token("edge", "slate-800", "slate-200"),
    token("edge-strong", "slate-500", "slate-450"),
    token("ink", "slate-100", "slate-900"),
    token("ink-2", "slate-300", "slate-600"),
    token("ink-3", "slate-400", "slate-550"),
    token("link", "blue-300", "blue-575"),
    token("focus", "amber-300", "blue-800"),
    token("action", "blue-300", "blue-600"),
    token("action-ink", "slate-950", "slate-0"),
    token("mark", "blue-400", "blue-500"),
    token("mark-faint", "blue-400-faint", "blue-500-faint"),
    token("context", "slate-500", "slate-450"),
    token("grid", "slate-800", "slate-100"),
    token("axis", "slate-600", "slate-300"),
    token("good", "teal-300", "teal-700"),
    token("bad", "orange-300", "orange-700"),
    token("bad-mark", "orange-400", "orange-600"),
    token("warn", "amber-300", "amber-800"),
    token("chance", "violet-300", "violet-700"),
    token("class-a", "blue-300", "blue-700"),
    token("class-b", "blue-450", "blue-450"),
    token("class-c", "slate-500", "slate-500"),
    token("class-a-ink", "slate-950", "slate-0"),
    token("class-b-ink", "slate-950", "slate-950"),
    token("class-c-ink", "slate-0", "slate-0"),
    token("land", "slate-700", "slate-200"),
    token("sea", "slate-950", "slate-50"),
    token("coast", "slate-950", "slate-0"),
    token("m1", "blue-550", "blue-350"),
    token("m2", "blue-450", "blue-500"),
    token("m3", "blue-300", "blue-600"),
    token("m4", "blue-200", "blue-700"),
    token("m5", "blue-50", "blue-900"),
    token("m-ink", "slate-950", "slate-0"),
];

/// What paper changes about the light theme: white everywhere, black ink, stronger hairlines.
const ON_PAPER: [(&str, &str); 9] = [
    ("page", "slate-0"),
    ("panel", "slate-0"),
    ("hover", "slate-0"),
    ("sea", "slate-0"),
    ("edge", "slate-300"),
    ("ink", "slate-950"),
    ("ink-2", "slate-700"),
    ("ink-3", "slate-600"),
    ("link", "blue-900"),
];

/// The colour of a token in a theme, `#rrggbb` or `#rrggbbaa`, for a file that has no style sheet; none for an unknown name.
pub fn resolve(token_name: &str, shade: Shade) -> Option<&'static str> {
    let token = TOKENS.iter().find(|token| token.name == token_name)?;
    raw(match shade {
        Shade::Dark => token.dark,
        Shade::Light => token.light,
    })
}

fn raw(palette_name: &str) -> Option<&'static str> {
    PALETTE.iter().find(|(name, _)| *name == palette_name).map(|(_, colour)| *colour)
}

/// The colours as CSS: palette, dark by default, light by the system or by choice, and what paper changes.
pub fn css() -> String {
    let mut css = String::from(":root{");
    for (name, colour) in PALETTE {
        write_property(&mut css, name, colour);
    }
    let dark = meanings("dark", |token| token.dark);
    let light = meanings("light", |token| token.light);
    let _ = write!(
        css,
        "}}\n:root,:root[data-theme=dark]{{{dark}}}\n\
         @media (prefers-color-scheme:light){{:root:not([data-theme=dark]){{{light}}}}}\n\
         :root[data-theme=light]{{{light}}}\n\
         @media print{{:root:root:root{{{light}"
    );
    for (name, colour) in ON_PAPER {
        write_property(&mut css, name, &format!("var(--{colour})"));
    }
    css.push_str("}}\n");
    css
}

fn meanings(scheme: &str, colour: impl Fn(&Token) -> &'static str) -> String {
    let mut css = format!("color-scheme:{scheme};");
    for token in &TOKENS {
        write_property(&mut css, token.name, &format!("var(--{})", colour(token)));
    }
    css
}

fn write_property(css: &mut String, name: &str, value: &str) {
    let _ = write!(css, "--{name}:{value};");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of `#rrggbb`, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |range: std::ops::Range<usize>| {
            let value = f64::from(u8::from_str_radix(&colour[range], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1..3) + 0.7152 * channel(3..5) + 0.0722 * channel(5..7)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn check(pairs: &[(&[&str], &[&str])], least: f64) {
        for shade in [Shade::Dark, Shade::Light] {
            for (fronts, backs) in pairs {
                for front in *fronts {
                    for back in *backs {
                        let colour = |name| resolve(name, shade).unwrap_or_else(|| panic!("no token {name}"));
                        let ratio = contrast(colour(front), colour(back));
                        assert!(ratio >= least, "{front} on {back}, {shade:?}: {ratio:.2} is below {least}");
                    }
                }
            }
        }
    }

    #[test]
    fn text_is_legible() {
        check(
            &[
                (&["ink", "ink-2", "ink-3", "link"], &["page", "panel", "hover"]),
                (&["ink", "ink-2", "link"], &["raised"]),
                (&["good", "bad", "warn", "chance"], &["panel", "hover", "page"]),
                (&["class-a-ink"], &["class-a"]),
                (&["class-b-ink"], &["class-b"]),
                (&["class-c-ink"], &["class-c"]),
                (&["action-ink"], &["action"]),
                (&["m-ink"], &["m4", "m5"]),
                (&["page"], &["focus"]),
            ],
            4.5,
        );
    }

    #[test]
    fn marks_and_controls_stand_out() {
        check(
            &[
                (&["mark", "context", "bad-mark", "chance", "warn"], &["panel"]),
                (&["class-a", "class-b", "class-c"], &["panel"]),
                (&["m1", "m2", "m3", "m4", "m5"], &["panel"]),
                (&["m1"], &["sea"]),
                (&["edge-strong", "focus"], &["panel", "page"]),
                (&["mark"], &["raised"]),
            ],
            3.0,
        );
    }

    #[test]
    fn every_meaning_has_a_colour_in_each_theme_and_none_is_idle() {
        for token in TOKENS {
            for shade in [Shade::Dark, Shade::Light] {
                assert!(resolve(token.name, shade).is_some(), "{} has no colour in {shade:?}", token.name);
            }
        }
        for (name, _) in PALETTE {
            let used = TOKENS.iter().any(|token| token.dark == name || token.light == name);
            assert!(used, "no meaning uses {name}");
        }
        for (name, colour) in ON_PAPER {
            assert!(resolve(name, Shade::Light).is_some() && raw(colour).is_some(), "{name}: {colour}");
        }
    }

    #[test]
    fn both_ways_to_light_say_the_same() {
        let css = css();
        let block = |start: &str| {
            let rest = css.split_once(start).unwrap_or_else(|| panic!("no {start}")).1;
            rest.split_once('}').unwrap().0.to_owned()
        };
        assert_eq!(block(":root:not([data-theme=dark]){"), block(":root[data-theme=light]{"));
        assert!(block(":root[data-theme=dark]{").contains("--panel:var(--slate-900);"));
    }

    #[test]
    fn a_theme_is_read_back_and_an_old_cookie_does_no_harm() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), theme);
        }
        assert_eq!(Theme::from_name("solarized"), Theme::Auto);
    }
}
