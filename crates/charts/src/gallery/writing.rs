//! How the gallery writes its numbers.

use crate::Amount;

/// Dollars to three digits: $5.05M, $563K, $45.5K.
pub(super) fn short_dollars(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let (scaled, unit) = match size {
        1e6.. => (size / 1e6, "M"),
        1e3.. => (size / 1e3, "K"),
        _ => (size, ""),
    };
    let digits = if unit.is_empty() || scaled >= 100.0 {
        0
    } else if scaled >= 10.0 {
        1
    } else {
        2
    };
    let text = format!("{scaled:.digits$}");
    // Round ticks carry no zeros behind the point.
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{sign}${text}{unit}")
}

pub(super) fn exact_dollars(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let cents = (value.abs() * 100.0).round() as u64;
    let mut whole = (cents / 100).to_string();
    let mut at = whole.len();
    while at > 3 {
        at -= 3;
        whole.insert(at, ',');
    }
    format!("{sign}${whole}.{:02}", cents % 100)
}

pub(super) fn percent(value: f64) -> String {
    format!("{value}\u{202f}%")
}

pub(super) fn dollars(value: f64) -> Amount {
    Amount::new(value, short_dollars(value), exact_dollars(value))
}

pub(super) fn change(now: f64, before: f64) -> String {
    let percent = (now / before - 1.0) * 100.0;
    format!("{}{:.1}\u{202f}%", if percent < 0.0 { "−" } else { "+" }, percent.abs())
}
