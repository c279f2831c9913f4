//! Badges: a letter or a word in a small box, with a colour that repeats what it says.
use maud::{Markup, Render, html};

/// How a badge is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeKind {
    /// ABC class A.
    ClassA,
    /// ABC class B.
    ClassB,
    /// ABC class C.
    ClassC,
    /// Neither good nor bad, or no class.
    Plain,
    /// In order.
    Good,
    /// Wants attention.
    Warn,
    /// Judged bad.
    Bad,
    /// A chance.
    Chance,
}

/// A badge.
#[derive(Clone, Debug)]
pub struct Badge {
    /// How it is meant.
    pub kind: BadgeKind,
    /// What it says: `A`, `over limit 108 %`.
    pub label: String,
}

impl Badge {
    /// A badge that says `label`.
    pub fn new(kind: BadgeKind, label: impl Into<String>) -> Badge {
        Badge { kind, label: label.into() }
    }
}

impl Render for Badge {
    fn render(&self) -> Markup {
        let class = match self.kind {
            BadgeKind::ClassA => "badge badge-a",
            BadgeKind::ClassB => "badge badge-b",
            BadgeKind::ClassC => "badge badge-c",
            BadgeKind::Plain => "badge badge-plain",
            BadgeKind::Good => "badge badge-good",
            BadgeKind::Warn => "badge badge-warn",
            BadgeKind::Bad => "badge badge-bad",
            BadgeKind::Chance => "badge badge-chance",
        };
        html! { span class=(class) { (self.label) } }
    }
}
