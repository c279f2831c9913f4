//! Links: a label and an address; and those that htmx follows by swapping the page in place.
use maud::{Markup, Render, html};

/// A label and a complete address (base path included).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link to `href` that says `label`.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Link {
        Link { label: label.into(), href: href.into() }
    }
}

impl Render for Link {
    fn render(&self) -> Markup {
        html! { a href=(self.href) { (self.label) } }
    }
}

/// A link to another state of the same page: without script a plain link, with htmx a swap of `#page`.
///
/// The attributes stand on every link, because htmx 2 inherits them and htmx 4 does not.
#[derive(Clone, Debug, Default)]
pub struct LiveLink<'a> {
    /// Where it leads; complete.
    pub href: &'a str,
    /// CSS classes.
    pub class: Option<&'a str>,
    /// Identifier; the swap returns the focus to the element of the same identifier.
    pub id: Option<&'a str>,
    /// Value of `aria-current` where the link is the present state.
    pub current: Option<&'a str>,
    /// Name for screen readers where the body does not say enough.
    pub label: Option<&'a str>,
    /// Shown at the pointer.
    pub title: Option<&'a str>,
}

impl LiveLink<'_> {
    /// The link around `body`.
    pub fn around(&self, body: impl Render) -> Markup {
        html! {
            a href=(self.href) class=[self.class] id=[self.id] aria-current=[self.current] aria-label=[self.label]
                title=[self.title] data-hx-get=(self.href) data-hx-target="#page" data-hx-swap="outerHTML show:none"
                data-hx-push-url="true" data-hx-indicator="#busy" { (body) }
        }
    }
}

impl From<Link> for charts::Link {
    fn from(link: Link) -> charts::Link {
        charts::Link::new(link.label, link.href)
    }
}
