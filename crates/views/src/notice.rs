//! Notices above the content: old data, a failed refresh, numbers under a what-if.
use maud::{Markup, Render, html};

use crate::icon::{Icon, icon};
use crate::link::Link;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Worth knowing.
    Info,
    /// The data is older than promised.
    Stale,
    /// Something failed; what is shown is the last good state.
    Failed,
    /// The numbers are computed with thresholds that are being tried out.
    WhatIf,
}

/// A sentence or two above the content, with a way on.
#[derive(Clone, Debug)]
pub struct Notice {
    /// How it is meant; decides colour and icon.
    pub kind: NoticeKind,
    /// First words, in bold: `The last refresh failed`.
    pub title: String,
    /// The rest.
    pub words: String,
    /// Where to see more or undo it.
    pub link: Option<Link>,
}

impl Render for Notice {
    fn render(&self) -> Markup {
        let (class, sign) = match self.kind {
            NoticeKind::Info => ("notice", Icon::Info),
            NoticeKind::Stale => ("notice notice-warn", Icon::Clock),
            NoticeKind::Failed => ("notice notice-bad", Icon::Warning),
            NoticeKind::WhatIf => ("notice notice-chance", Icon::Sliders),
        };
        html! {
            div class=(class) {
                (icon(sign))
                p { strong { (self.title) } " " (self.words) }
                @if let Some(link) = &self.link { (link) }
            }
        }
    }
}
