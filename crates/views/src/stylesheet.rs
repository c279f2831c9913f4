//! The one style sheet, put together from the files of `assets/css` and the colours of [`crate::theme`].

/// The files, each named after what it dresses, in the order in which they apply.
const FILES: &[&str] = &[
    include_str!("../../../assets/css/scale.css"),
    include_str!("../../../assets/css/base.css"),
    include_str!("../../../assets/css/frame.css"),
    include_str!("../../../assets/css/controls.css"),
    include_str!("../../../assets/css/filters.css"),
    include_str!("../../../assets/css/notice.css"),
    include_str!("../../../assets/css/panel.css"),
    include_str!("../../../assets/css/kpi.css"),
    include_str!("../../../assets/css/table.css"),
    include_str!("../../../assets/css/badge.css"),
    include_str!("../../../assets/css/quality.css"),
    include_str!("../../../assets/css/audit.css"),
    include_str!("../../../assets/css/charts.css"),
    include_str!("../../../assets/css/deep_dive.css"),
    include_str!("../../../assets/css/entity.css"),
    include_str!("../../../assets/css/map.css"),
    include_str!("../../../assets/css/regional.css"),
    include_str!("../../../assets/css/risks.css"),
    include_str!("../../../assets/css/insights.css"),
    include_str!("../../../assets/css/login.css"),
    include_str!("../../../assets/css/widths.css"),
    include_str!("../../../assets/css/print.css"),
];

/// The style sheet; the same bytes on every call, to be served under a name that carries their digest.
pub fn stylesheet() -> String {
    let mut css = crate::theme::css();
    for file in FILES {
        css.push_str(file);
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_used_is_a_meaning_and_every_property_is_set() {
        let css = stylesheet();
        for name in css.split("var(--").skip(1) {
            let name = name.split([')', ',']).next().unwrap_or_default();
            assert!(css.contains(&format!("--{name}:")), "--{name} is used but never set");
        }
        for file in FILES {
            for raw in
                ["var(--slate", "var(--blue", "var(--teal", "var(--orange", "var(--amber", "var(--violet"]
            {
                assert!(!file.contains(raw), "{raw} is a raw colour, use a meaning");
            }
        }
    }

    #[test]
    fn braces_are_closed() {
        for file in FILES {
            let start = file.lines().next().unwrap_or_default();
            assert_eq!(file.matches('{').count(), file.matches('}').count(), "{start}");
        }
    }
}
