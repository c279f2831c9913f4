//! The small drawing of an insight.

use units::Fraction;

use super::sentence::Part;

/// A small drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Parts of a whole in one strip, in order.
    Shares(Vec<Share>),
    /// Amounts beside each other that are no parts of a whole, all in the same unit.
    Bars(Vec<Bar>),
    /// How many times an average month each month of the year brings, January first.
    Season(Vec<Fraction>),
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it is.
    pub name: Part,
    /// Its size; of all parts in the same unit.
    pub size: i64,
    /// Whether it is what the sentence speaks of.
    pub is_meant: bool,
}

impl Share {
    /// What the sentence speaks of.
    pub fn meant(name: impl Into<Part>, size: i64) -> Share {
        Share { name: name.into(), size, is_meant: true }
    }

    /// The rest.
    pub fn rest(name: impl Into<Part>, size: i64) -> Share {
        Share { name: name.into(), size, is_meant: false }
    }
}

/// An amount beside others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is.
    pub name: Part,
    /// Its size; of all bars in the same unit.
    pub size: Fraction,
    /// The size as it is written.
    pub value: Part,
    /// Whether it is what the sentence speaks of.
    pub is_meant: bool,
}

impl Bar {
    /// What the sentence speaks of.
    pub fn meant(name: impl Into<Part>, size: Fraction, write: impl Fn(Fraction) -> Part) -> Bar {
        Bar { name: name.into(), size, value: write(size), is_meant: true }
    }

    /// What it is compared with.
    pub fn other(name: impl Into<Part>, size: Fraction, write: impl Fn(Fraction) -> Part) -> Bar {
        Bar { is_meant: false, ..Bar::meant(name, size, write) }
    }
}
