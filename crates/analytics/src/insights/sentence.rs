//! A sentence as parts: words, and typed values that whoever shows it writes in their locale.

use std::sync::Arc;

use units::{DayRange, Fraction, Money, Month};

use crate::answers::Change;
use crate::answers::breakdown::Dimension;

/// One part of a sentence. Values carry no text, so nothing is formatted before a locale is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words, blanks at their ends included.
    Words(&'static str),
    /// An amount, shortened.
    Money(Money),
    /// An amount in full.
    ExactMoney(Money),
    /// A change of an amount, with its sign.
    SignedMoney(Money),
    /// A mean amount, in cents.
    MeanMoney(Fraction),
    /// A percentage.
    Percent(Fraction),
    /// A difference of two percentages, with its sign.
    Points(Fraction),
    /// A change in percent, with its sign.
    Change(Fraction),
    /// A whole number.
    Number(i64),
    /// So many of something: singular and plural.
    Count(i64, Noun),
    /// Another number, and the decimals it is written with.
    Decimal(Fraction, u32),
    /// How many times as much.
    Times(Fraction),
    /// A duration in days, and the decimals it is written with.
    Days(Fraction, u32),
    /// An item by its index; none is what has no such thing.
    Item(Dimension, Option<usize>),
    /// The first of some items, and how many there are in all.
    Items(Dimension, Vec<usize>, usize),
    /// The first of some orders by index, and how many there are in all.
    Orders(Vec<usize>, usize),
    /// A region's or another name of the data.
    Name(Arc<str>),
    /// A month of the year, 1 to 12.
    MonthOfYear(u32),
    /// Three months that begin with this one.
    Quarter(Month),
    /// Some days.
    DayRange(DayRange),
    /// The period that a page's changes speak of.
    Period(Change),
}

/// A noun in singular and plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun(pub &'static str, pub &'static str);

/// At most so many names stand in a sentence.
const NAMED: usize = 4;

impl Part {
    /// So many of something.
    pub fn count(number: usize, noun: Noun) -> Part {
        Part::Count(number as i64, noun)
    }

    /// A whole number.
    pub fn number(number: usize) -> Part {
        Part::Number(number as i64)
    }

    /// An amount in cents, shortened.
    pub fn cents(cents: i64) -> Part {
        Part::Money(Money::from_cents(cents))
    }

    /// The first few of these items.
    pub fn items(dimension: Dimension, items: impl IntoIterator<Item = usize>) -> Part {
        let items: Vec<usize> = items.into_iter().collect();
        let num_items = items.len();
        Part::Items(dimension, items.into_iter().take(NAMED).collect(), num_items)
    }

    /// The first few of these orders.
    pub fn orders(orders: &[usize]) -> Part {
        Part::Orders(orders.iter().take(NAMED).copied().collect(), orders.len())
    }

    /// A whole number of days.
    pub fn days(days: u32) -> Part {
        Part::Days(whole(i64::from(days)), 0)
    }
}

/// A whole number as a fraction.
pub(super) fn whole(number: i64) -> Fraction {
    Fraction::new(number, 1).expect("the denominator is 1")
}

impl From<&'static str> for Part {
    fn from(words: &'static str) -> Part {
        Part::Words(words)
    }
}

/// A sentence; an empty one says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Part>);

impl Sentence {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence with another behind it.
    #[must_use]
    pub fn then(mut self, other: Sentence) -> Sentence {
        self.0.extend(other.0);
        self
    }
}

/// A sentence of parts; bare texts are words.
macro_rules! sentence {
    ($($part:expr),* $(,)?) => { $crate::insights::sentence::Sentence(vec![$($crate::insights::sentence::Part::from($part)),*]) };
}
pub(crate) use sentence;

#[cfg(test)]
impl Sentence {
    /// The sentence with its values as exports write them: for small tests to read.
    pub(crate) fn plain(&self, snapshot: &crate::snapshot::Snapshot) -> String {
        use crate::table::Value;
        let quotient = |fraction: &Fraction, decimals| Value::Quotient(*fraction, decimals).to_plain();
        let name = |dimension: Dimension, index: usize| match dimension {
            Dimension::Countries => snapshot.countries[index].name.to_string(),
            Dimension::Products => snapshot.products[index].name.to_string(),
            Dimension::Reps => snapshot.employees[index].name.to_string(),
            Dimension::Lines => snapshot.product_lines[index].name.to_string(),
            Dimension::Customers => snapshot.customers[index].name.to_string(),
        };
        let listed = |names: Vec<String>, num_all: usize| match num_all - names.len() {
            0 => names.join(", "),
            more => format!("{} and {more} more", names.join(", ")),
        };
        let part = |part: &Part| match part {
            Part::Words(words) => (*words).to_owned(),
            Part::Money(money) | Part::ExactMoney(money) | Part::SignedMoney(money) => money.to_string(),
            Part::MeanMoney(cents) => quotient(&cents.over(whole(100)).unwrap(), 2),
            Part::Percent(percent) | Part::Change(percent) => quotient(percent, 2) + "%",
            Part::Points(points) => quotient(points, 2) + "pp",
            Part::Number(number) => number.to_string(),
            Part::Count(number, Noun(one, many)) => {
                format!("{number} {}", if *number == 1 { one } else { many })
            }
            Part::Decimal(number, decimals) => quotient(number, *decimals),
            Part::Times(times) => quotient(times, 2) + "x",
            Part::Days(days, decimals) => quotient(days, *decimals) + " days",
            Part::Item(dimension, index) => index.map_or("none".to_owned(), |index| name(*dimension, index)),
            Part::Items(dimension, items, num_all) => {
                listed(items.iter().map(|&index| name(*dimension, index)).collect(), *num_all)
            }
            Part::Orders(orders, num_all) => listed(
                orders.iter().map(|&order| snapshot.orders.number[order].to_string()).collect(),
                *num_all,
            ),
            Part::Name(name) => name.to_string(),
            Part::MonthOfYear(month) => format!("month {month}"),
            Part::Quarter(month) => format!("3 months from {month}"),
            Part::DayRange(days) => format!("{}..{}", days.start, days.end),
            Part::Period(change) => change.period.to_string(),
        };
        self.0.iter().map(part).collect()
    }
}
