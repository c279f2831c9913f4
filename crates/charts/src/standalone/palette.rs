//! The light theme, resolved: what each CSS class of a mark is as attributes.

/// Ink of ordinary text.
pub(super) const INK_2: &str = "#4c5a68";
/// What everything is drawn on.
pub(super) const PANEL: &str = "#ffffff";
/// Fonts, best first; viewers take what they have.
pub(super) const FONT: &str = "'Segoe UI', Roboto, 'Liberation Sans', 'Noto Sans', Arial, sans-serif";

const INK: &str = "#131a22";

/// CSS class, and the attributes that replace it; of two values for one attribute the later class's wins.
const CLASSES: &[(&str, &[(&str, &str)])] = &[
    ("strong", &[("fill", INK), ("font-weight", "600")]),
    ("title", &[("font-size", "16")]),
    ("note", &[("font-size", "11")]),
    ("t-end", &[("text-anchor", "end")]),
    ("t-mark", &[("fill", "#1f5fae"), ("font-weight", "600")]),
    ("t-bad", &[("fill", "#9a3f06"), ("font-weight", "600")]),
    ("t-chance", &[("fill", "#6340b8"), ("font-weight", "600")]),
    (
        "halo",
        &[("paint-order", "stroke"), ("stroke", PANEL), ("stroke-width", "4"), ("stroke-linejoin", "round")],
    ),
    ("narrow-only", &[("display", "none")]),
    ("f-mark", &[("fill", "#2f73c1")]),
    ("f-context", &[("fill", "#7b8896")]),
    ("f-bad", &[("fill", "#b9500c")]),
    ("f-chance", &[("fill", "#6340b8")]),
    ("f-warn", &[("fill", "#7a5200")]),
    ("f-a", &[("fill", "#174a8c")]),
    ("f-b", &[("fill", "#3f86d6")]),
    ("f-c", &[("fill", "#667584")]),
    ("f-1", &[("fill", "#4f8fdc")]),
    ("f-2", &[("fill", "#2f73c1")]),
    ("f-3", &[("fill", "#1f5fae")]),
    ("f-4", &[("fill", "#174a8c")]),
    ("f-5", &[("fill", "#0b264b")]),
    ("land", &[("fill", "#d0d8e0")]),
    ("coast", &[("stroke", PANEL), ("stroke-width", "0.6"), ("vector-effect", "non-scaling-stroke")]),
    ("country", &[("vector-effect", "non-scaling-stroke")]),
    ("map-area", &[("stroke", PANEL), ("stroke-width", "0.6")]),
    ("sea", &[("fill", "#f3f5f8")]),
    ("map-dot", &[("stroke", PANEL), ("stroke-width", "1")]),
    ("on-map", &[("fill", PANEL), ("font-weight", "600"), ("paint-order", "stroke"), ("stroke-width", "3")]),
    ("on-4", &[("stroke", "#174a8c")]),
    ("on-5", &[("stroke", "#0b264b")]),
    ("f-faint", &[("fill-opacity", "0.28")]),
    ("gridline", &[("stroke", "#e6eaef")]),
    ("axisline", &[("stroke", "#aeb9c5")]),
    ("cut", &[("stroke", "#5b6977"), ("stroke-dasharray", "2 3")]),
    ("tick", &[("stroke", INK), ("stroke-width", "2")]),
    (
        "line",
        &[
            ("fill", "none"),
            ("stroke", "#2f73c1"),
            ("stroke-width", "2.25"),
            ("stroke-linejoin", "round"),
            ("stroke-linecap", "round"),
        ],
    ),
    (
        "line-before",
        &[("fill", "none"), ("stroke", "#7b8896"), ("stroke-width", "1.75"), ("stroke-linejoin", "round")],
    ),
    ("line-todate", &[("stroke-dasharray", "5 4"), ("stroke-linecap", "butt")]),
    ("area", &[("fill", "#2f73c1"), ("fill-opacity", "0.12")]),
    ("dot", &[("stroke", "#2f73c1"), ("stroke-width", "7"), ("stroke-linecap", "round")]),
    ("dot-before", &[("stroke", "#7b8896")]),
    ("bar", &[("overflow", "visible")]),
    ("bar-cut", &[("fill", "none"), ("stroke", PANEL), ("stroke-width", "2")]),
];

/// The markup with every `class` replaced by the attributes it stands for.
///
/// Markup comes from templates that escape quotes in texts and attributes, so ` class="` is never content.
pub(super) fn resolved(markup: &str) -> String {
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
        for (name, value) in attributes {
            out.extend([" ", name, "=\"", value, "\""]);
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_become_attributes() {
        let check = |markup, expected: &str| assert_eq!(resolved(markup), expected);
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
