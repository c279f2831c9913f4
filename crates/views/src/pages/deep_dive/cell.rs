//! Cells of a table: values written in full, with badges, bars and links.

use analytics::answers::table_summary::LiftBand;
use analytics::table::{Column, ColumnKind, Value};
use charts::{CellBar, Tone};
use maud::{Markup, html};
use units::{Format, Fraction};

use super::DeepDivePage;
use super::description::{Entity, ShownColumn, Shows};
use crate::address::path_segment;
use crate::components::{Badge, BadgeKind, Cell};

/// The use of a limit, in percent, that fills its bar.
const WHOLE_LIMIT: f64 = 100.0;

/// Writes the rows of a table.
pub(super) struct Cells<'a> {
    page: &'a DeepDivePage<'a>,
    /// For each shown column its place in the dataset, its definition, and the ends of its bars' scale.
    columns: Vec<(&'static ShownColumn, usize, &'static Column, (f64, f64))>,
}

/// Whether values stand at the right: numbers that are compared, but not numbers that name something, and no dates.
pub(in crate::pages) fn is_number(column: &Column) -> bool {
    match column.kind {
        ColumnKind::Integer => !column.unit.is_empty(),
        ColumnKind::Money | ColumnKind::Percent | ColumnKind::Ratio => true,
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Month | ColumnKind::Mixed => false,
    }
}

/// A value in full, as its column says; no value is a dash.
pub(in crate::pages) fn text(value: &Value, column: &Column, format: &Format) -> String {
    match (value, column.kind) {
        (Value::None, _) => units::format::NO_VALUE.to_owned(),
        (Value::Text(text), _) => text.to_string(),
        // A number that names something is no quantity.
        (Value::Integer(number), _) if column.unit.is_empty() => number.to_string(),
        (Value::Integer(number), _) => format.integer(*number),
        (Value::Money(money), _) => format.money(*money),
        (Value::Quotient(mean, _), ColumnKind::Money) => format.mean_money(times_100(*mean)),
        (Value::Quotient(percent, decimals), ColumnKind::Percent) => format.percent(*percent, *decimals),
        (Value::Quotient(share, _), _) if column.unit == "share" => format.percent(times_100(*share), 2),
        (Value::Quotient(ratio, decimals), _) => format.decimal(*ratio, (*decimals).min(2)),
        (Value::Date(day), _) => format.day(*day),
        (Value::Month(month), _) => format.month(*month),
    }
}

fn times_100(fraction: Fraction) -> Fraction {
    Fraction::new(100, 1).map_or(fraction, |hundred| fraction.times(hundred))
}

impl<'a> Cells<'a> {
    /// The columns of a page.
    pub(super) fn of(page: &'a DeepDivePage<'a>) -> Cells<'a> {
        let columns = page.description.columns.iter().filter_map(|shown| {
            let (index, column) = page.description.column(shown.name)?;
            let values = page.rows.rows().filter_map(|row| row[index].fraction());
            let ends = if shown.shows == Shows::Bar {
                values.map(Fraction::to_f64).fold((0.0, 0.0), |(least, greatest): (f64, f64), value| {
                    (least.min(value), greatest.max(value))
                })
            } else {
                (0.0, 0.0)
            };
            Some((shown, index, column, ends))
        });
        Cells { page, columns: columns.collect() }
    }

    /// A row.
    pub(super) fn row(&self, row: &[Value]) -> Vec<Cell> {
        self.columns
            .iter()
            .map(|&(shown, index, column, ends)| self.cell(shown, column, ends, row, &row[index]))
            .collect()
    }

    /// Whether a column that is shown has a total.
    pub(super) fn have_totals(&self, totals: &[Value]) -> bool {
        self.columns.iter().any(|&(_, index, ..)| totals[index] != Value::None)
    }

    /// The row of totals, which starts with `label`; columns without one stay empty.
    pub(super) fn total(&self, label: &str, totals: &[Value]) -> Vec<Cell> {
        let total = |(position, &(_, index, column, _)): (usize, &(_, usize, _, _))| match &totals[index] {
            _ if position == 0 => Cell::text(label),
            Value::None => Cell::text(""),
            total => Cell::text(text(total, column, self.page.format)),
        };
        self.columns.iter().enumerate().map(total).collect()
    }

    fn cell(
        &self,
        shown: &ShownColumn,
        column: &Column,
        ends: (f64, f64),
        row: &[Value],
        value: &Value,
    ) -> Cell {
        let words = text(value, column, self.page.format);
        let other =
            |name: &str| self.page.description.column(name).map_or(&Value::None, |(index, _)| &row[index]);
        match (shown.shows, value) {
            (Shows::Link(entity, key), _) => self.link(entity, other(key), value, &words),
            (_, Value::None) => Cell::none(),
            (Shows::Value, _) => Cell::text(words),
            (Shows::Bar, _) => {
                let value = value.fraction().map_or(0.0, Fraction::to_f64);
                let bar = CellBar { value, least: ends.0, greatest: ends.1, ..CellBar::default() };
                Cell::bar(charts::cell_bar(&bar), &words)
            }
            (Shows::UseOfLimit, _) => {
                let percent = value.fraction().map_or(0.0, Fraction::to_f64);
                let tone = if percent > WHOLE_LIMIT { Tone::Bad } else { Tone::Mark };
                let value = percent.clamp(0.0, WHOLE_LIMIT);
                let bar = CellBar { value, tone, greatest: WHOLE_LIMIT, ..CellBar::default() };
                Cell::bar(charts::cell_bar(&bar), &words)
            }
            (Shows::Class, _) => Cell::text(class_badge(&words)),
            (Shows::NextOrderStatus, _) => Cell::text(next_order_badge(&words)),
            (Shows::Confidence(num_key), _) => {
                let gaps = other(num_key).to_plain();
                Cell::text(match words.as_str() {
                    "low" => Badge::new(BadgeKind::Warn, format!("low, n = {gaps}")),
                    _ => Badge::new(BadgeKind::Plain, format!("{words}, n = {gaps}")),
                })
            }
            (Shows::Lift, _) => {
                let band = value.fraction().map(|lift| lift_badge(LiftBand::of(lift)));
                Cell(html! { @if let Some(band) = band { (band) " " } (words) "\u{202f}×" })
            }
            (Shows::OrderStatus, _) => Cell::text(order_badge(&words)),
            (Shows::DaysLate, Value::Integer(1..)) => Cell::text(Badge::new(BadgeKind::Bad, words)),
            (Shows::DaysLate, _) => Cell::text(words),
        }
    }

    /// What an entity is called, as a link where it has a page; one without a name is called by its key.
    fn link(&self, entity: Entity, key: &Value, value: &Value, words: &str) -> Cell {
        let (site, address) = (self.page.site, self.page.address);
        let plain = key.to_plain();
        let (label, path) = match entity {
            Entity::Customer => (format!("Customer {plain}"), format!("/customers/{plain}")),
            Entity::Product => (format!("Product {plain}"), format!("/products/{}", path_segment(&plain))),
            Entity::SalesRep => (format!("Employee {plain}"), format!("/sales-reps/{plain}")),
            Entity::Order => (plain.clone(), format!("/orders/{plain}")),
            Entity::Country => ("–".to_owned(), format!("/countries/{}", path_segment(&plain))),
            Entity::Office => ("–".to_owned(), format!("/offices/{}", path_segment(&plain))),
            Entity::ProductsOfLine => ("No line".to_owned(), "/deep-dive/products".to_owned()),
        };
        let label = if *value == Value::None { label } else { words.to_owned() };
        // Names give way before numbers do.
        let is_name = matches!(entity, Entity::Customer | Entity::Product | Entity::SalesRep);
        let named = |body: Markup| if is_name { Cell(html! { span .name { (body) } }) } else { Cell(body) };
        if plain.is_empty() || !site.has(&path) {
            return named(html! { bdi { (label) } });
        }
        let href = if entity == Entity::ProductsOfLine {
            let of_line = address.with_scope(|scope| scope.lines = vec![plain]);
            of_line.scoped_href(site, &path)
        } else {
            address.scoped_href(site, &path)
        };
        named(html! { a href=(href) { bdi { (label) } } })
    }
}

/// The letter of an ABC class.
pub(in crate::pages) fn class_badge(letter: &str) -> Badge {
    let kind = match letter {
        "A" => BadgeKind::ClassA,
        "B" => BadgeKind::ClassB,
        _ => BadgeKind::ClassC,
    };
    Badge::new(kind, letter)
}

pub(in crate::pages) fn next_order_badge(status: &str) -> Badge {
    match status {
        "lapsed" => Badge::new(BadgeKind::Bad, "lapsed"),
        "overdue" => Badge::new(BadgeKind::Warn, "overdue"),
        "due_soon" => Badge::new(BadgeKind::Chance, "due soon"),
        _ => Badge::new(BadgeKind::Good, "on track"),
    }
}

/// The statuses of the schema; another one is shown as it is.
pub(in crate::pages) fn order_badge(status: &str) -> Badge {
    let kind = match status {
        "Shipped" | "Resolved" => BadgeKind::Good,
        "On Hold" => BadgeKind::Warn,
        "Disputed" => BadgeKind::Bad,
        _ => BadgeKind::Plain,
    };
    Badge::new(kind, status)
}

/// The band of a lift.
pub(super) fn lift_badge(band: LiftBand) -> Badge {
    match band {
        LiftBand::TenOrMore => Badge::new(BadgeKind::Chance, "≥ 10"),
        LiftBand::FiveToTen => Badge::new(BadgeKind::Good, "5–10"),
        LiftBand::BelowFive => Badge::new(BadgeKind::Plain, "< 5"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_their_column_says() {
        let ratio = |numerator, denominator| Value::quotient(Fraction::new(numerator, denominator), 4);
        for (value, column, expected) in [
            (Value::None, Column::money("x", "."), "–"),
            (Value::Integer(10_100), Column::integer("x", "", "."), "10100"),
            (Value::Integer(10_100), Column::integer("x", "units", "."), "10,100"),
            (Value::cents(960_419_061), Column::money("x", "."), "$9,604,190.61"),
            (Value::mean_money(960_419_061, 326), Column::money("x", "."), "$29,460.71"),
            (Value::percent(1, 3), Column::percent("x", "."), "33.33\u{202f}%"),
            (ratio(1, 3), Column::ratio("x", "share", "."), "33.33\u{202f}%"),
            (ratio(35, 3), Column::ratio("x", "times", "."), "11.67"),
            (Value::quotient(Fraction::new(193, 2), 1), Column::ratio("x", "days", "."), "96.5"),
            (Value::Text("<b>".into()), Column::text("x", "."), "<b>"),
        ] {
            assert_eq!(text(&value, &column, &Format::default()), expected);
        }
    }

    #[test]
    fn a_badge_says_in_words_what_its_colour_says() {
        let labels = |badges: &[Badge]| {
            let labels: std::collections::BTreeSet<_> =
                badges.iter().map(|badge| badge.label.clone()).collect();
            labels.len()
        };
        assert_eq!(labels(&LiftBand::ALL.map(lift_badge)), 3);
        assert_eq!(labels(&["lapsed", "overdue", "due_soon", "on_track"].map(next_order_badge)), 4);
        assert_eq!(order_badge("Sent by mistake").label, "Sent by mistake");
    }
}
