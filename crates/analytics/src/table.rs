//! A dataset's answer: typed columns and rows, from which exports and pages follow.

use std::fmt::Write;
use std::sync::Arc;

use units::{Day, Fraction, Money, Month};

/// One column of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in exports.
    pub name: &'static str,
    /// What its values are.
    pub kind: ColumnKind,
    /// Unit of the values; empty for texts and dates.
    pub unit: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// Whether the values of all rows add up to something that has a meaning.
    pub is_summed: bool,
    /// The two summed columns whose totals the column's own total is the quotient of: never a mean of means.
    pub mean_of: Option<(&'static str, &'static str)>,
}

impl Column {
    /// A column of texts.
    pub const fn text(name: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Text, "", meaning)
    }

    /// A column of whole numbers of some unit.
    pub const fn integer(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Integer, unit, meaning)
    }

    /// A column of amounts of money.
    pub const fn money(name: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Money, "currency", meaning)
    }

    /// A column of percentages.
    pub const fn percent(name: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Percent, "percent", meaning)
    }

    /// A column of other quotients.
    pub const fn ratio(name: &'static str, unit: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Ratio, unit, meaning)
    }

    /// A column of days.
    pub const fn date(name: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Date, "", meaning)
    }

    /// A column of months.
    pub const fn month(name: &'static str, meaning: &'static str) -> Column {
        Column::new(name, ColumnKind::Month, "", meaning)
    }

    /// The column, with a total that has a meaning.
    #[must_use]
    pub const fn summed(self) -> Column {
        Column { is_summed: true, ..self }
    }

    /// The column, a quotient of two summed columns, with that of their totals.
    #[must_use]
    pub const fn mean_of(self, part: &'static str, whole: &'static str) -> Column {
        Column { mean_of: Some((part, whole)), ..self }
    }

    /// A column of any kind.
    pub const fn new(
        name: &'static str,
        kind: ColumnKind,
        unit: &'static str,
        meaning: &'static str,
    ) -> Column {
        Column { name, kind, unit, meaning, is_summed: false, mean_of: None }
    }
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Money, exact to the cent or a mean of it.
    Money,
    /// Percentages and points.
    Percent,
    /// Other quotients.
    Ratio,
    /// Calendar days.
    Date,
    /// Calendar months.
    Month,
    /// A number or date whose kind the row decides.
    Mixed,
}

impl ColumnKind {
    /// As JSON exports name it.
    pub const fn name(self) -> &'static str {
        match self {
            ColumnKind::Text => "text",
            ColumnKind::Integer => "integer",
            ColumnKind::Money => "money",
            ColumnKind::Percent => "percent",
            ColumnKind::Ratio => "ratio",
            ColumnKind::Date => "date",
            ColumnKind::Month => "month",
            ColumnKind::Mixed => "mixed",
        }
    }
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Value {
    /// No value, which is not zero.
    #[default]
    None,
    /// Text.
    Text(Arc<str>),
    /// A whole number.
    Integer(i64),
    /// Exact money.
    Money(Money),
    /// An exact quotient and the decimals it is written with.
    Quotient(Fraction, u32),
    /// A day.
    Date(Day),
    /// A month.
    Month(Month),
}

impl Value {
    /// A text; an empty one is no value.
    pub fn text(text: &Arc<str>) -> Value {
        if text.is_empty() { Value::None } else { Value::Text(Arc::clone(text)) }
    }

    /// Money in cents.
    pub fn cents(cents: i64) -> Value {
        Value::Money(Money::from_cents(cents))
    }

    /// A count.
    pub fn count(count: usize) -> Value {
        Value::Integer(count as i64)
    }

    /// A quotient written with so many decimals, if there is one.
    pub fn quotient(fraction: Option<Fraction>, decimals: u32) -> Value {
        fraction.map_or(Value::None, |fraction| Value::Quotient(fraction, decimals))
    }

    /// `100 × part / whole` with two decimals; no value over nothing.
    pub fn percent(part: i64, whole: i64) -> Value {
        Value::quotient(Fraction::percent(part, whole), 2)
    }

    /// A mean of money: cents divided by a count, in whole currency units with two decimals; no value over nothing.
    pub fn mean_money(cents: i64, count: i64) -> Value {
        Value::quotient(Fraction::new(cents, 100 * i128::from(count)), 2)
    }

    /// A quotient with two decimals; no value over nothing.
    pub fn ratio(part: i64, whole: i64) -> Value {
        Value::quotient(Fraction::new(part, whole), 2)
    }

    /// The exact number, in the unit in which it is written; none of what is no number.
    pub fn fraction(&self) -> Option<Fraction> {
        match self {
            Value::Integer(number) => Fraction::new(*number, 1),
            Value::Money(money) => Fraction::new(money.cents(), 100),
            Value::Quotient(fraction, _) => Some(*fraction),
            Value::None | Value::Text(_) | Value::Date(_) | Value::Month(_) => None,
        }
    }

    /// Writes the value as exports do: plain numbers, ISO dates, nothing for no value.
    pub fn write_plain(&self, out: &mut String) {
        let result = match self {
            Value::None => Ok(()),
            Value::Text(text) => out.write_str(text),
            Value::Integer(number) => write!(out, "{number}"),
            Value::Money(money) => write!(out, "{money}"),
            Value::Quotient(fraction, decimals) => fraction.write(*decimals, out),
            Value::Date(day) => write!(out, "{day}"),
            Value::Month(month) => write!(out, "{month}"),
        };
        result.expect("writing to a string does not fail");
    }

    /// The value as exports write it.
    pub fn to_plain(&self) -> String {
        let mut out = String::new();
        self.write_plain(&mut out);
        out
    }
}

/// Conversions that keep the rows of datasets short.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, Into::into)
    }
}

impl From<&Arc<str>> for Value {
    fn from(text: &Arc<str>) -> Value {
        Value::text(text)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Value {
        Value::Text(text.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Value {
        Value::Money(money)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Value {
        Value::Date(day)
    }
}

impl From<Month> for Value {
    fn from(month: Month) -> Value {
        Value::Month(month)
    }
}

/// Rows of values under columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What stands in each row, in order.
    pub columns: &'static [Column],
    values: Vec<Value>,
}

impl Table {
    /// No rows yet.
    pub fn new(columns: &'static [Column]) -> Table {
        Table { columns, values: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// If it has not one value for each column: a mistake in the dataset that any test of it shows.
    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        assert_eq!(N, self.columns.len(), "a row has a value for each column");
        self.values.extend(row);
    }

    /// The table with those of its rows that `keeps` wants.
    #[must_use]
    pub fn filtered(&self, keeps: impl Fn(&[Value]) -> bool) -> Table {
        let values = self.rows().filter(|row| keeps(row)).flatten().cloned().collect();
        Table { columns: self.columns, values }
    }

    /// Position of a column; none where the table has no such.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Value]> {
        self.values.chunks_exact(self.columns.len())
    }

    /// How many rows.
    pub fn num_rows(&self) -> usize {
        self.values.len() / self.columns.len()
    }

    /// The table as CSV lines without quoting, header first: for small tests to read.
    #[cfg(test)]
    pub(crate) fn lines(&self) -> Vec<String> {
        let header = self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",");
        let rows = self.rows().map(|row| row.iter().map(Value::to_plain).collect::<Vec<_>>().join(","));
        std::iter::once(header).chain(rows).collect()
    }
}
