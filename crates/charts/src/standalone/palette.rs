//! What each CSS class of a mark is as attributes, in the colours of a theme.

/// Fonts, best first; viewers take what they have.
pub(super) const FONT: &str = "'Segoe UI', Roboto, 'Liberation Sans', 'Noto Sans', Arial, sans-serif";

/// Says the colour of a meaning (`ink`, `panel`, `mark`), as `#rrggbb`.
///
/// Which meanings there are is listed by [`meanings`](super::meanings).
pub type Colours<'a> = &'a dyn Fn(&str) -> &'static str;

/// What stands before the name of a meaning in [`CLASSES`].
const MEANING: char = '$';

/// CSS class, and the attributes that replace it, colours by their meaning; of two values for one attribute the later class's wins.
const CLASSES: &[(&str, &[(&str, &str)])] = &[
    ("strong", &[("fill", "$ink"), ("font-weight", "600")]),
    ("title", &[("font-size", "16")]),
    ("note", &[("font-size", "11")]),
    ("t-end", &[("text-anchor", "end")]),
    ("t-mark", &[("fill", "$link"), ("font-weight", "600")]),
    ("t-bad", &[("fill", "$bad"), ("font-weight", "600")]),
    ("t-chance", &[("fill", "$chance"), ("font-weight", "600")]),
    (
        "halo",
        &[
            ("paint-order", "stroke"),
            ("stroke", "$panel"),
            ("stroke-width", "4"),
            ("stroke-linejoin", "round"),
        ],
    ),
    ("narrow-only", &[("display", "none")]),
    ("f-mark", &[("fill", "$mark")]),
    ("f-context", &[("fill", "$context")]),
    ("f-bad", &[("fill", "$bad-mark")]),
    ("f-chance", &[("fill", "$chance")]),
    ("f-warn", &[("fill", "$warn")]),
    ("f-a", &[("fill", "$class-a")]),
    ("f-b", &[("fill", "$class-b")]),
    ("f-c", &[("fill", "$class-c")]),
    ("f-1", &[("fill", "$m1")]),
    ("f-2", &[("fill", "$m2")]),
    ("f-3", &[("fill", "$m3")]),
    ("f-4", &[("fill", "$m4")]),
    ("f-5", &[("fill", "$m5")]),
    ("land", &[("fill", "$land")]),
    ("coast", &[("stroke", "$coast"), ("stroke-width", "0.6"), ("vector-effect", "non-scaling-stroke")]),
    ("country", &[("vector-effect", "non-scaling-stroke")]),
    ("map-area", &[("stroke", "$coast"), ("stroke-width", "0.6")]),
    ("sea", &[("fill", "$sea")]),
    ("map-dot", &[("stroke", "$coast"), ("stroke-width", "1")]),
    (
        "on-map",
        &[("fill", "$m-ink"), ("font-weight", "600"), ("paint-order", "stroke"), ("stroke-width", "3")],
    ),
    ("on-4", &[("stroke", "$m4")]),
    ("on-5", &[("stroke", "$m5")]),
    ("o-mark", &[("fill", "none"), ("stroke", "$mark"), ("stroke-width", "1.5")]),
    ("o-context", &[("fill", "none"), ("stroke", "$context"), ("stroke-width", "1.5")]),
    ("o-bad", &[("fill", "none"), ("stroke", "$bad-mark"), ("stroke-width", "1.5")]),
    ("o-chance", &[("fill", "none"), ("stroke", "$chance"), ("stroke-width", "1.5")]),
    ("o-warn", &[("fill", "none"), ("stroke", "$warn"), ("stroke-width", "1.75")]),
    ("on-heat", &[("fill", "$m-ink")]),
    ("heat-none", &[("fill", "$hover")]),
    ("part", &[("stroke", "$panel"), ("stroke-width", "1")]),
    ("f-faint", &[("fill-opacity", "0.28")]),
    ("gridline", &[("stroke", "$grid")]),
    ("axisline", &[("stroke", "$axis")]),
    ("cut", &[("stroke", "$ink-3"), ("stroke-dasharray", "2 3")]),
    ("tick", &[("stroke", "$ink"), ("stroke-width", "2")]),
    (
        "line",
        &[
            ("fill", "none"),
            ("stroke", "$mark"),
            ("stroke-width", "2.25"),
            ("stroke-linejoin", "round"),
            ("stroke-linecap", "round"),
        ],
    ),
    (
        "line-before",
        &[("fill", "none"), ("stroke", "$context"), ("stroke-width", "1.75"), ("stroke-linejoin", "round")],
    ),
    ("line-todate", &[("stroke-dasharray", "5 4"), ("stroke-linecap", "butt")]),
    ("area", &[("fill", "$mark"), ("fill-opacity", "0.12")]),
    ("dot", &[("stroke", "$mark"), ("stroke-width", "7"), ("stroke-linecap", "round")]),
    ("dot-before", &[("stroke", "$context")]),
    ("bar", &[("overflow", "visible")]),
    ("bar-cut", &[("fill", "none"), ("stroke", "$panel"), ("stroke-width", "2")]),
];

/// The markup with every `class` replaced by the attributes it stands for.
///
/// Markup comes from templates that escape quotes in texts and attributes, so ` class="` is never content.
pub(super) fn resolved(markup: &str, colours: Colours<'_>) -> String {
    let mut out = String::with_capacity(markup.len() * 2);
    let mut parts = markup.split(" class=\"");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (classes, rest) = part.split_once('"').unwrap_or((part, ""));
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        for class in classes.split_ascii_whitespace() {
            let found = CLASSES.iter().find(|(name, _)| *name == class).map_or(&[][..], |(_, found)| *found);
            for (name, value) in found {
                attributes.retain(|(known, _)| known != name);
                attributes.push((*name, *value));
            }
        }
        for (name, value) in &attributes {
            let value = value.strip_prefix(MEANING).map_or(*value, colours);
            out.extend([" ", name, "=\"", value, "\""]);
        }
        out.push_str(rest);
    }
    out
}

/// The meanings whose colours a file may ask for.
pub(super) fn meanings() -> impl Iterator<Item = &'static str> {
    let in_classes = CLASSES
        .iter()
        .flat_map(|(_, attributes)| *attributes)
        .filter_map(|(_, value)| value.strip_prefix(MEANING));
    ["ink-2", "panel"].into_iter().chain(in_classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any colours will do, as long as they are told apart.
    fn colours(meaning: &str) -> &'static str {
        match meaning {
            "grid" => "#e6eaef",
            "context" => "#7b8896",
            "mark" => "#2f73c1",
            other => panic!("nothing here is drawn in {other}"),
        }
    }

    #[test]
    fn classes_become_attributes() {
        let check = |markup, expected: &str| assert_eq!(resolved(markup, &colours), expected);
        check(
            r#"<g><line class="gridline" x1="0"></line></g>"#,
            r##"<g><line stroke="#e6eaef" x1="0"></line></g>"##,
        );
        check(r#"<text class="wide-only">a</text>"#, "<text>a</text>");
        check(
            r#"<path class="dot dot-before" d="M0 0h0"></path>"#,
            r##"<path stroke-width="7" stroke-linecap="round" stroke="#7b8896" d="M0 0h0"></path>"##,
        );
        check("<text>class=&quot;tick&quot;</text>", "<text>class=&quot;tick&quot;</text>");
    }
}
