//! Icons: strokes on a 20 × 20 grid, drawn for this project, sent once a document as a sprite and used by name.
use maud::{Markup, html};

/// An icon of the sprite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The product's own sign.
    Brand,
    /// Executive View.
    Gauge,
    /// Regional View.
    Map,
    /// Risks.
    Warning,
    /// Opportunities.
    Rising,
    /// Deep Dive.
    Inspect,
    /// Insights.
    Bulb,
    /// What changed.
    Steps,
    /// Recommendations.
    Flag,
    /// Organization.
    Tree,
    /// Data Quality.
    Checklist,
    /// Definitions.
    Book,
    /// Status.
    Pulse,
    /// Further entries.
    More,
    /// Search.
    Search,
    /// Filters.
    Funnel,
    /// What-if.
    Sliders,
    /// Opens a list.
    ChevronDown,
    /// Closes or removes.
    Close,
    /// Done, met.
    Check,
    /// A definition.
    Info,
    /// A file to take away.
    Download,
    /// Old data.
    Clock,
    /// Theme of the system.
    HalfDisc,
    /// Light theme.
    Sun,
    /// Dark theme.
    Moon,
}

impl Icon {
    const ALL: [Icon; 26] = [
        Icon::Brand,
        Icon::Gauge,
        Icon::Map,
        Icon::Warning,
        Icon::Rising,
        Icon::Inspect,
        Icon::Bulb,
        Icon::Steps,
        Icon::Flag,
        Icon::Tree,
        Icon::Checklist,
        Icon::Book,
        Icon::Pulse,
        Icon::More,
        Icon::Search,
        Icon::Funnel,
        Icon::Sliders,
        Icon::ChevronDown,
        Icon::Close,
        Icon::Check,
        Icon::Info,
        Icon::Download,
        Icon::Clock,
        Icon::HalfDisc,
        Icon::Sun,
        Icon::Moon,
    ];

    /// Identifier of the symbol in the sprite.
    const fn id(self) -> &'static str {
        self.drawing().0
    }

    const fn drawing(self) -> (&'static str, &'static str) {
        match self {
            Icon::Brand => ("i-brand", "M3 3v14h14M6.5 13.5v-2M10 13.5V8M13.5 13.5v-4M17 13.5v-9"),
            Icon::Gauge => (
                "i-gauge",
                "M4.6 16a7.5 7.5 0 1 1 10.8 0M10 11.5 13.2 7M9.2 11.5a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0",
            ),
            Icon::Map => ("i-map", "M2.5 5.5l5-2 5 2 5-2v11l-5 2-5-2-5 2zM7.5 3.5v11M12.5 5.5v11"),
            Icon::Warning => ("i-warning", "M10 3.2 17.5 16.3h-15zM10 8.2v3.6M10 14v.1"),
            Icon::Rising => ("i-rising", "M2.5 14.5l4.5-4.5 3.5 3 7-8M13 5h4.5v4.5"),
            Icon::Inspect => (
                "i-inspect",
                "M2.5 4.5h15M2.5 9h5M2.5 13.5h4M12.5 8.5a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6M15 14.2l2.5 2.5",
            ),
            Icon::Bulb => (
                "i-bulb",
                "M7.5 14.2c0-2.2-2.6-3-2.6-6.2a5.1 5.1 0 0 1 10.2 0c0 3.2-2.6 4-2.6 6.2zM8.5 17.2h3",
            ),
            Icon::Steps => ("i-steps", "M2.5 16.5h15M4 16.5V9M8 9V5M12 5v6M16 16.5V8M4 9h4M8 5h4M12 11h4"),
            Icon::Flag => ("i-flag", "M5 17.5V3M5 3.5h10l-2.5 3.5L15 10.5H5"),
            Icon::Tree => (
                "i-tree",
                "M8 4.8a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2.8 15.2a2 2 0 1 0 4 0a2 2 0 1 0-4 0M13.2 15.2a2 2 0 1 0 4 0a2 2 0 1 0-4 0M10 6.8V10M4.8 13.2V10h10.4v3.2",
            ),
            Icon::Checklist => ("i-checklist", "M6.5 4.5h-2v12.5h11V4.5h-2M7 3h6v3.2H7zM7.2 11.5l2 2 3.6-4"),
            Icon::Book => (
                "i-book",
                "M16 14V3H6a2 2 0 0 0-2 2v10.5M16 14H5.5a1.5 1.5 0 0 0 0 3H16zM7.5 6.5h5M7.5 9.5h3",
            ),
            Icon::Pulse => ("i-pulse", "M2 11h3.8l2-6.5 4 11.5 2.2-5h4"),
            Icon::More => ("i-more", "M4.5 10h.01M10 10h.01M15.5 10h.01"),
            Icon::Search => ("i-search", "M8.8 3.3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M12.8 12.8l4 4"),
            Icon::Funnel => ("i-funnel", "M3 4h14l-5.3 6.5v4.8l-3.4 1.7v-6.5z"),
            Icon::Sliders => ("i-sliders", "M3 6h6.5M13.5 6H17M11.5 4v4M3 14h3M10 14h7M8 12v4"),
            Icon::ChevronDown => ("i-chevron", "M5.5 8l4.5 4.5L14.5 8"),
            Icon::Close => ("i-close", "M5.8 5.8l8.4 8.4M14.2 5.8l-8.4 8.4"),
            Icon::Check => ("i-check", "M4 10.8l4 4 8-9.3"),
            Icon::Info => {
                ("i-info", "M10 2.8a7.2 7.2 0 1 0 0 14.4a7.2 7.2 0 1 0 0-14.4M10 9.2v4.3M10 6.5v.1")
            }
            Icon::Download => ("i-download", "M10 3v9.5M6.2 9 10 12.8 13.8 9M3.5 16.8h13"),
            Icon::Clock => ("i-clock", "M10 2.8a7.2 7.2 0 1 0 0 14.4a7.2 7.2 0 1 0 0-14.4M10 6v4.3l2.8 1.8"),
            Icon::HalfDisc => (
                "i-half",
                "M10 3.3a6.7 6.7 0 1 0 0 13.4a6.7 6.7 0 1 0 0-13.4M10 3.3v13.4M10 6.5h5.5M10 10h6.5M10 13.5h5.5",
            ),
            Icon::Sun => (
                "i-sun",
                "M10 6.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4M10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M4.5 15.5l1.1-1.1M14.4 5.6l1.1-1.1",
            ),
            Icon::Moon => ("i-moon", "M16.5 12.3A7 7 0 0 1 7.7 3.5a6.9 6.9 0 1 0 8.8 8.8z"),
        }
    }
}

/// An icon of 20 px beside a text that says the same, so hidden from screen readers.
pub fn icon(icon: Icon) -> Markup {
    html! { svg .icon aria-hidden="true" { use href={ "#" (icon.id()) } {} } }
}

/// The same at 16 px.
pub fn icon_small(icon: Icon) -> Markup {
    html! { svg .icon.icon-s aria-hidden="true" { use href={ "#" (icon.id()) } {} } }
}

/// The drawings of all icons, once a document and outside of what htmx replaces.
pub(crate) fn sprite() -> Markup {
    html! {
        svg .sprite width="0" height="0" aria-hidden="true" {
            @for icon in Icon::ALL {
                symbol id=(icon.id()) viewBox="0 0 20 20" { path d=(icon.drawing().1) {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sprite_holds_every_icon_once() {
        let sprite = sprite().into_string();
        for icon in Icon::ALL {
            assert_eq!(sprite.matches(&format!("id=\"{}\"", icon.id())).count(), 1, "{icon:?}");
        }
    }
}
