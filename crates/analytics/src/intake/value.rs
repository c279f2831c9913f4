//! Reads one source cell by what its column holds.

use units::Day;

use crate::schema::{Cell, Column, Kind};

/// A cell's value once read; missing sorts before everything, as the choice among repeated keys wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// No value.
    Missing,
    /// Whole number, or money in cents.
    Number(i64),
    /// A calendar day.
    Day(Day),
    /// Text without blanks around it, not empty.
    Text(&'a str),
}

/// What was odd about a cell; the value stands all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// Text with leading or trailing white space.
    Blanks,
    /// Not empty, but no calendar date.
    NoDate,
    /// Not empty, but no number, or one out of any sensible range.
    NoNumber,
    /// Money with more than two decimals, rounded.
    Rounded,
}

/// Largest absolute amount in cents that is taken for one (100 billion dollars): beyond it sums could overflow.
pub(super) const MAX_CENTS: i64 = 10_000_000_000_000;

/// Largest absolute whole number that is taken for one: up to it, binary floats are exact.
const MAX_INTEGER: i64 = 9_000_000_000_000_000;

/// Reads a cell.
pub(super) fn read<'a>(cell: &Cell<'a>, column: &Column) -> (Value<'a>, Option<Oddity>) {
    match (column.kind, *cell) {
        (_, Cell::Null) => (Value::Missing, None),
        (Kind::Blob, Cell::Text("")) => (Value::Missing, None),
        (Kind::Blob, Cell::Blob([])) => (Value::Missing, None),
        // Of an image only its presence counts.
        (Kind::Blob, _) => (Value::Number(1), None),
        (Kind::Text, Cell::Text(text)) => {
            let trimmed = text.trim();
            let odd = (trimmed.len() != text.len()).then_some(Oddity::Blanks);
            (if trimmed.is_empty() { Value::Missing } else { Value::Text(trimmed) }, odd)
        }
        (Kind::Date, Cell::Text(text)) => match text.trim() {
            "" => (Value::Missing, None),
            text => {
                Day::parse(text).map_or((Value::Missing, Some(Oddity::NoDate)), |day| (Value::Day(day), None))
            }
        },
        (Kind::Date, _) => (Value::Missing, Some(Oddity::NoDate)),
        (Kind::Integer, Cell::Integer(number)) if number.unsigned_abs() <= MAX_INTEGER as u64 => {
            (Value::Number(number), None)
        }
        (Kind::Money, Cell::Integer(number)) if number.unsigned_abs() <= MAX_CENTS as u64 / 100 => {
            (Value::Number(100 * number), None)
        }
        (Kind::Money, Cell::Real(number)) => money_of_real(number),
        (Kind::Integer, Cell::Real(number))
            if number.fract() == 0.0 && number.abs() <= MAX_INTEGER as f64 =>
        {
            (Value::Number(number as i64), None)
        }
        (Kind::Integer | Kind::Money, Cell::Text(text)) => match text.trim() {
            "" => (Value::Missing, None),
            text => number_of_text(text, if column.kind == Kind::Money { 2 } else { 0 }),
        },
        (Kind::Integer | Kind::Money, _) => (Value::Missing, Some(Oddity::NoNumber)),
        // `intake` writes other cells of text columns out before it reads them.
        (Kind::Text, Cell::Blob(_) | Cell::Integer(_) | Cell::Real(_)) => (Value::Missing, None),
    }
}

/// Cents of a binary float that was written as a decimal: exact when it is the nearest float to an amount with two decimals,
/// else by its shortest decimal form.
fn money_of_real(number: f64) -> (Value<'static>, Option<Oddity>) {
    let cents = (number * 100.0).round();
    if cents.abs() <= MAX_CENTS as f64 && cents / 100.0 == number {
        return (Value::Number(cents as i64), None);
    }
    number_of_text(&number.to_string(), 2)
}

/// A decimal number, optionally with an exponent, times `10^decimals`; rounded half away from zero where it has more decimals,
/// which is an oddity of money and makes a whole number none.
fn number_of_text(text: &str, decimals: i32) -> (Value<'static>, Option<Oddity>) {
    const NO_NUMBER: (Value<'static>, Option<Oddity>) = (Value::Missing, Some(Oddity::NoNumber));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => match exponent.parse::<i32>() {
            Ok(exponent) if exponent.abs() <= 30 => (mantissa, exponent),
            _ => return NO_NUMBER,
        },
        None => (text, 0),
    };
    let (is_negative, digits) = match mantissa.as_bytes().first() {
        Some(b'-') => (true, &mantissa[1..]),
        Some(b'+') => (false, &mantissa[1..]),
        _ => (false, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if !all_digits || whole.len() + fraction.len() == 0 || whole.len() + fraction.len() > 60 {
        return NO_NUMBER;
    }
    // The digits without the point, and how many of them stand behind it once the exponent and the scale are applied.
    let behind = fraction.len() as i32 - exponent - decimals;
    let significant = || whole.bytes().chain(fraction.bytes()).map(|byte| i128::from(byte - b'0'));
    let total = (whole.len() + fraction.len()) as i32;
    let keep = (total - behind).max(0) as usize;
    let mut number: i128 = 0;
    for digit in significant().take(keep) {
        number = number.saturating_mul(10).saturating_add(digit);
    }
    for _ in 0..(-behind).max(0) {
        number = number.saturating_mul(10);
    }
    let mut is_rounded = false;
    if behind > 0 {
        // Where the point lies before all digits, zeros stand between it and the first of them.
        let first_dropped = if total >= behind { significant().nth(keep).unwrap_or(0) } else { 0 };
        is_rounded = significant().skip(keep).any(|digit| digit != 0);
        if first_dropped >= 5 {
            number = number.saturating_add(1);
        }
    }
    if number > i128::from(if decimals == 0 { MAX_INTEGER } else { MAX_CENTS })
        || (is_rounded && decimals == 0)
    {
        return NO_NUMBER;
    }
    let number = number as i64;
    (Value::Number(if is_negative { -number } else { number }), is_rounded.then_some(Oddity::Rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: Kind, cell: Cell<'_>, expected: Value<'_>, odd: Option<Oddity>) {
        let column = Column { name: "c", kind, required: false };
        assert_eq!(read(&cell, &column), (expected, odd), "{kind:?} {cell:?}");
    }

    #[test]
    fn money_in_every_dress() {
        use Cell::{Integer, Real, Text};
        for (cell, cents) in [
            (Integer(136), 13_600),
            (Real(55.09), 5_509),
            (Real(1.005), 101),
            (Real(-0.29), -29),
            (Text("48.81"), 4_881),
            (Text(" 48.8 "), 4_880),
            (Text("+.5"), 50),
            (Text("1.5e3"), 150_000),
            (Text("15E-1"), 150),
            (Text("-0.005"), -1),
            (Text("0.0049"), 0),
            (Text("0.00005"), 0),
        ] {
            let column = Column { name: "c", kind: Kind::Money, required: false };
            assert_eq!(read(&cell, &column).0, Value::Number(cents), "{cell:?}");
        }
        for text in ["abc", "1,000.00", "-", ".", "1e99", "0x10", "NaN", "9999999999999999"] {
            check(Kind::Money, Text(text), Value::Missing, Some(Oddity::NoNumber));
        }
        check(Kind::Money, Real(f64::NAN), Value::Missing, Some(Oddity::NoNumber));
        check(Kind::Money, Text("  "), Value::Missing, None);
        check(Kind::Money, Text("1.239"), Value::Number(124), Some(Oddity::Rounded));
    }

    #[test]
    fn whole_numbers_dates_and_text() {
        check(Kind::Integer, Cell::Text("30"), Value::Number(30), None);
        check(Kind::Integer, Cell::Text("30.00"), Value::Number(30), None);
        check(Kind::Integer, Cell::Real(2.5), Value::Missing, Some(Oddity::NoNumber));
        check(Kind::Integer, Cell::Text("2.5"), Value::Missing, Some(Oddity::NoNumber));
        check(Kind::Date, Cell::Text("2019-02-29"), Value::Missing, Some(Oddity::NoDate));
        check(Kind::Date, Cell::Text(""), Value::Missing, None);
        check(Kind::Text, Cell::Text("\u{a0}Norway \t"), Value::Text("Norway"), Some(Oddity::Blanks));
        check(Kind::Text, Cell::Text("\u{3000}"), Value::Missing, Some(Oddity::Blanks));
    }
}
