//! Switches made of links: which view of one panel, or which of a page's tables.
use maud::{Markup, Render, html};

use crate::link::{Link, LiveLink};

/// A few choices side by side, one of them in force.
#[derive(Clone, Debug)]
pub struct Segmented {
    /// What is switched, for screen readers: `Ranking by`.
    pub label: String,
    /// Prefix of the identifiers, unique on the page: `top-by`.
    pub id: String,
    /// The choices, each with its address.
    pub choices: Vec<Link>,
    /// Position of the one in force.
    pub current: usize,
}

impl Render for Segmented {
    fn render(&self) -> Markup {
        links(&self.label, &self.id, &self.choices, self.current, "seg", "true")
    }
}

/// The tables of a page as tabs that are addresses.
#[derive(Clone, Debug)]
pub struct Tabs {
    /// What they are, for screen readers: `Tables`.
    pub label: String,
    /// The tabs, each with its address.
    pub choices: Vec<Link>,
    /// Position of the one shown.
    pub current: usize,
}

impl Render for Tabs {
    fn render(&self) -> Markup {
        links(&self.label, "tab", &self.choices, self.current, "tabs", "page")
    }
}

fn links(label: &str, id: &str, choices: &[Link], current: usize, class: &str, current_as: &str) -> Markup {
    html! {
        nav class=(class) aria-label=(label) {
            @for (index, choice) in choices.iter().enumerate() {
                @let id = format!("{id}-{index}");
                (LiveLink {
                    href: &choice.href,
                    id: Some(&id),
                    current: (index == current).then_some(current_as),
                    ..LiveLink::default()
                }.around(&choice.label))
            }
        }
    }
}
