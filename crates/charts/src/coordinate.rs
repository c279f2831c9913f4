//! Coordinates as they are printed: integers behind the point, because printing floats is half the cost of a
//! chart and no eye sees a hundredth of a pixel.

use maud::Render;
use std::fmt::Write;

/// A length in CSS pixels, held and printed to the tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Px(i64);

/// A share of the width in per cent, held and printed to the hundredth: at 1,200 pixels that is an eighth of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pct(i64);

/// `value` pixels; what is not a number is 0.
pub fn px(value: f64) -> Px {
    Px((value * 10.0).round() as i64)
}

/// `value` per cent (50.0 is the middle); what is not a number is 0.
pub fn pct(value: f64) -> Pct {
    Pct((value * 100.0).round() as i64)
}

impl Px {
    /// The length in pixels.
    pub fn value(self) -> f64 {
        self.0 as f64 / 10.0
    }
}

impl std::ops::Sub for Px {
    type Output = Px;

    fn sub(self, other: Px) -> Px {
        Px(self.0 - other.0)
    }
}

impl Pct {
    /// The share in per cent.
    pub fn value(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Render for Px {
    fn render_to(&self, buffer: &mut String) {
        if self.0 < 0 {
            buffer.push('-');
        }
        let (whole, tenths) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        // Writing to a string cannot fail.
        let _ = if tenths == 0 { write!(buffer, "{whole}") } else { write!(buffer, "{whole}.{tenths}") };
    }
}

impl Render for Pct {
    fn render_to(&self, buffer: &mut String) {
        if self.0 < 0 {
            buffer.push('-');
        }
        let (whole, hundredths) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        // Writing to a string cannot fail.
        let _ = match (hundredths, hundredths % 10) {
            (0, _) => write!(buffer, "{whole}%"),
            (_, 0) => write!(buffer, "{whole}.{}%", hundredths / 10),
            _ => write!(buffer, "{whole}.{hundredths:02}%"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_print_to_the_tenth() {
        let check =
            |value, expected: &str| assert_eq!(px(value).render().into_string(), expected, "{value} px");
        check(0.0, "0");
        check(12.34, "12.3");
        check(12.96, "13");
        check(-0.06, "-0.1");
        check(-0.04, "0");
        check(f64::NAN, "0");
    }

    #[test]
    fn per_cents_print_to_the_hundredth() {
        let check =
            |value, expected: &str| assert_eq!(pct(value).render().into_string(), expected, "{value} %");
        check(0.0, "0%");
        check(100.0 / 3.0, "33.33%");
        check(8.5, "8.5%");
        check(4.05, "4.05%");
        check(-12.0, "-12%");
    }
}
