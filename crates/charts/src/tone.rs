//! What a mark means, and so which colour it has.

/// The meaning of a filled mark. The colour itself is a matter of the theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A quantity.
    #[default]
    Mark,
    /// Context: "other", the year before, no sales.
    Context,
    /// Judged bad.
    Bad,
    /// A chance.
    Chance,
    /// Wants a look.
    Warn,
    /// Concentration class A, B or C.
    Class(Class),
    /// A step of the ramp, 1 (least) to 5 (most); anything beyond is held inside.
    Ramp(u8),
    /// Land without a value, on a map.
    Land,
}

/// Classes of a concentration: A brings most, C least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The few that bring most.
    A,
    /// The middle.
    B,
    /// The many that bring little.
    C,
}

impl Class {
    /// The letter of the class.
    pub fn letter(self) -> &'static str {
        match self {
            Class::A => "A",
            Class::B => "B",
            Class::C => "C",
        }
    }

    /// The CSS classes of its badge.
    pub(crate) fn badge(self) -> &'static str {
        match self {
            Class::A => "badge badge-a",
            Class::B => "badge badge-b",
            Class::C => "badge badge-c",
        }
    }
}

impl Tone {
    /// The CSS class that fills a shape.
    pub(crate) fn fill(self) -> &'static str {
        match self {
            Tone::Mark => "f-mark",
            Tone::Context => "f-context",
            Tone::Bad => "f-bad",
            Tone::Chance => "f-chance",
            Tone::Warn => "f-warn",
            Tone::Class(Class::A) => "f-a",
            Tone::Class(Class::B) => "f-b",
            Tone::Class(Class::C) => "f-c",
            Tone::Ramp(0 | 1) => "f-1",
            Tone::Ramp(2) => "f-2",
            Tone::Ramp(3) => "f-3",
            Tone::Ramp(4) => "f-4",
            Tone::Ramp(_) => "f-5",
            Tone::Land => "land",
        }
    }

    /// The CSS class that draws only the outline of a shape.
    pub(crate) fn outline(self) -> &'static str {
        match self {
            Tone::Mark | Tone::Class(_) | Tone::Ramp(_) => "o-mark",
            Tone::Context | Tone::Land => "o-context",
            Tone::Bad => "o-bad",
            Tone::Chance => "o-chance",
            Tone::Warn => "o-warn",
        }
    }

    /// The CSS class of a text that speaks of it.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Tone::Bad => "t-bad",
            Tone::Chance => "t-chance",
            Tone::Context | Tone::Land | Tone::Warn => "",
            Tone::Mark | Tone::Class(_) | Tone::Ramp(_) => "t-mark",
        }
    }
}
