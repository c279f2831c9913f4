//! A number together with the two ways it is written.

/// A value to draw, with its texts; the crate never writes a number itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    /// What is drawn. One that is not finite is drawn as nothing.
    pub value: f64,
    /// As labels show it: `$343K`.
    pub short: String,
    /// As tips and tables show it: `$343,370.74`.
    pub exact: String,
}

impl Amount {
    /// The amount `value`, written short and exactly.
    pub fn new(value: f64, short: impl Into<String>, exact: impl Into<String>) -> Amount {
        Amount { value, short: short.into(), exact: exact.into() }
    }

    /// The value, unless it is not finite.
    pub(crate) fn finite(&self) -> Option<f64> {
        Some(self.value).filter(|value| value.is_finite())
    }
}
