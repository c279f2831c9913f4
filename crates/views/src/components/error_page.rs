//! The content of an error page: what happened, where, and links that work.
use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::link::Link;

/// An error that ends a request. Its title is the frame's h1.
#[derive(Clone, Debug)]
pub struct ErrorPage {
    /// What happened and where, in one or two sentences.
    pub message: String,
    /// What can be written instead, such as the values that a filter knows; empty for nothing.
    pub known: Vec<Link>,
    /// Ways on.
    pub ways_out: Vec<Link>,
}

impl Render for ErrorPage {
    fn render(&self) -> Markup {
        html! {
            div .panel.problem {
                (icon(Icon::Warning))
                p .problem-message { (self.message) }
                @if !self.known.is_empty() {
                    p { "What works here:" }
                    ul .known { @for link in &self.known { li { (link) } } }
                }
                @if !self.ways_out.is_empty() { ul .ways-out { @for way in &self.ways_out { li { a .btn href=(way.href) { (way.label) } } } } }
            }
        }
    }
}
