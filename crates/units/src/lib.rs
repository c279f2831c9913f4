//! The vocabulary of the numbers: money, fractions, days, months, periods, and how each is written.
//!
//! Invariant: depends on nothing of ours; no type here knows sales.
mod day;
pub mod format;
mod fraction;
mod money;
mod month;
mod period;

pub use day::{Day, DayRange};
pub use format::Format;
pub use fraction::Fraction;
pub use money::Money;
pub use month::Month;
pub use period::{Compare, Period};
