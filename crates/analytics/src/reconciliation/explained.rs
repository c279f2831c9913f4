//! What the rows that were left out make of each difference.
//!
//! How many they are is known of every table, what they are worth of those whose amount could be read. A line of an order that
//! is in the snapshot belongs to its year and country; of a line whose order is not there nobody knows where it belongs. So the
//! differences that remain by year and by country are explained by such lines if they add up to just what these are worth.

use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, SourceFigures, Subject};
use crate::quality::{OffendingRow, Rule};
use crate::schema::Table;
use crate::snapshot::Snapshot;

/// How many rows, and what they are worth.
#[derive(Clone, Copy, Debug, Default)]
struct LeftOut {
    num_rows: u64,
    cents: i128,
}

impl LeftOut {
    fn add(&mut self, row: &OffendingRow) {
        self.num_rows += 1;
        self.cents += row.worth_cents().map_or(0, i128::from);
    }
}

/// Lines that were left out.
#[derive(Debug, Default)]
struct Lines {
    /// By the year of their order.
    by_year: BTreeMap<Option<i32>, LeftOut>,
    /// By the country of its customer.
    by_country: BTreeMap<String, LeftOut>,
    /// Those of no order that the snapshot has.
    without_order: LeftOut,
    /// All of them.
    all: LeftOut,
}

/// Fills in which rows were left out and what they explain.
pub(super) fn explain(snapshot: &Snapshot, source: &SourceFigures, comparisons: &mut [Comparison]) {
    let lines = lines(snapshot);
    for comparison in comparisons.iter_mut() {
        let num_left_out = snapshot.profile_of(comparison.subject.table()).num_quarantined;
        let (num_rows, explained) = match &comparison.subject {
            Subject::Orders | Subject::OrderLines | Subject::Payments => {
                (num_left_out, i128::from(num_left_out))
            }
            Subject::Revenue => (num_left_out, lines.all.cents),
            Subject::Paid => (num_left_out, payments(snapshot).cents),
            Subject::RevenueOfYear(year) => of(lines.by_year.get(year)),
            Subject::RevenueOfCountry(country) => of(lines.by_country.get(country)),
        };
        (comparison.num_left_out, comparison.explained) = (num_rows, explained);
    }
    let is_of_year = |subject: &Subject| matches!(subject, Subject::RevenueOfYear(_));
    let is_of_country = |subject: &Subject| matches!(subject, Subject::RevenueOfCountry(_));
    spread(lines.without_order, comparisons, is_of_year);
    spread(lines.without_order, comparisons, is_of_country);
    // A row that is dated after as-of and left out besides is among those that the source counts as later.
    let later = [
        (Subject::Orders, source.later.num_orders, Table::Orders),
        (Subject::OrderLines, source.later.num_lines, Table::OrderDetails),
        (Subject::Payments, source.later.num_payments, Table::Payments),
    ];
    for (subject, num_later, table) in later {
        let profile = snapshot.profile_of(table);
        let num_kept = match table {
            Table::Orders => snapshot.orders.len(),
            Table::Payments => snapshot.payments.len(),
            _ => snapshot.lines.len(),
        };
        let num_taken_later = i128::from(profile.num_rows - profile.num_quarantined) - num_kept as i128;
        for comparison in comparisons.iter_mut().filter(|comparison| comparison.subject == subject) {
            comparison.explained -= num_later - num_taken_later;
        }
    }
}

fn of(left_out: Option<&LeftOut>) -> (u64, i128) {
    left_out.map_or((0, 0), |left_out| (left_out.num_rows, left_out.cents))
}

/// Explains what remains of differences by rows that belong somewhere among them, if it adds up to just what they are worth.
fn spread(left_out: LeftOut, comparisons: &mut [Comparison], is_meant: impl Fn(&Subject) -> bool) {
    let mut meant: Vec<&mut Comparison> =
        comparisons.iter_mut().filter(|comparison| is_meant(&comparison.subject)).collect();
    let remaining: i128 = meant.iter().map(|comparison| comparison.unexplained()).sum();
    if left_out.num_rows > 0 && remaining == left_out.cents {
        for comparison in meant.iter_mut().filter(|comparison| comparison.unexplained() != 0) {
            comparison.explained = comparison.difference();
        }
    }
}

fn rows(snapshot: &Snapshot, rule: Rule, table: Table) -> &[OffendingRow] {
    let check = snapshot.quality.checks.iter().find(|check| check.rule == rule && check.table == table);
    check.map_or(&[], |check| &check.rows)
}

/// Payments that were left out although their amount is known.
fn payments(snapshot: &Snapshot) -> LeftOut {
    let mut left_out = LeftOut::default();
    for rule in [Rule::RepeatedKey, Rule::UnknownCustomer] {
        rows(snapshot, rule, Table::Payments).iter().for_each(|row| left_out.add(row));
    }
    left_out
}

/// Lines that were left out although quantity and price are known; each once, though two checks may have found it.
fn lines(snapshot: &Snapshot) -> Lines {
    let mut lines = Lines::default();
    let without_order = rows(snapshot, Rule::UnknownOrder, Table::OrderDetails);
    for row in without_order {
        lines.without_order.add(row);
        lines.all.add(row);
    }
    let keys: BTreeSet<&str> = without_order.iter().map(|row| &*row.key).collect();
    for rule in [Rule::UnknownProduct, Rule::RepeatedKey] {
        for row in rows(snapshot, rule, Table::OrderDetails) {
            let number = row.key.split('/').next().and_then(|number| number.parse().ok());
            let order = number.and_then(|number| snapshot.order(number));
            // Of an order that is after as-of the source does not count the lines either.
            let Some(order) = order.filter(|_| !keys.contains(&*row.key)) else { continue };
            let country = snapshot.country_of(snapshot.orders.customer[order] as usize);
            lines.by_year.entry(Some(snapshot.orders.date[order].year())).or_default().add(row);
            lines.by_country.entry(country.name.to_string()).or_default().add(row);
            lines.all.add(row);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::{Figures, Reconciliation};
    use super::*;
    use crate::fixture::Fixture;

    /// Order 3 has no date, 9 is nowhere; Q is no product; 1/P stands there twice; 8 is no customer.
    fn dirty() -> Snapshot {
        Fixture::new()
            .customers("1 | One | Norway")
            .products("P | P")
            .orders("1 | 2004-01-01 | | | | 1\n2 | 2003-01-01 | | | | 1\n3 | | | | | 1")
            .lines("1 | P | 1 | 10\n1 | P | 2 | 10\n1 | Q | 3 | 10\n2 | P | 4 | 10\n3 | P | 5 | 10\n9 | Q | 6 | 10")
            .payments("1 | a | 2004-01-01 | 100\n1 | a | 2004-01-01 | 200\n8 | b | 2004-01-01 | 1000")
            .snapshot()
    }

    /// What any database says to such rows.
    fn source() -> SourceFigures {
        let mut figures = Figures {
            num_orders: 3,
            num_lines: 6,
            revenue_cents: 21_000,
            num_payments: 3,
            paid_cents: 130_000,
            ..Figures::default()
        };
        figures.add_revenue(Some("2004"), Some("Norway"), 6_000);
        figures.add_revenue(Some("2003"), Some("Norway"), 4_000);
        figures.add_revenue(None, Some("Norway"), 5_000);
        figures.add_revenue(None, None, 6_000);
        SourceFigures { figures, later: Figures::default() }
    }

    fn written(reconciliation: &Reconciliation) -> Vec<String> {
        let write = |comparison: &Comparison| {
            format!(
                "{} {}: {} − {} = {}, {} rows left out, {} unexplained",
                comparison.subject.name(),
                comparison.subject.key().unwrap_or_default(),
                comparison.source,
                comparison.snapshot,
                comparison.difference(),
                comparison.num_left_out,
                comparison.unexplained()
            )
        };
        reconciliation.comparisons.iter().map(write).collect()
    }

    #[test]
    fn rows_that_are_left_out_explain_every_difference() {
        let reconciliation = Reconciliation::of(&dirty(), &source());
        let expected = [
            "orders : 3 − 2 = 1, 1 rows left out, 0 unexplained",
            "order_lines : 6 − 2 = 4, 4 rows left out, 0 unexplained",
            "revenue : 21000 − 5000 = 16000, 4 rows left out, 0 unexplained",
            "payments : 3 − 1 = 2, 2 rows left out, 0 unexplained",
            "paid : 130000 − 10000 = 120000, 2 rows left out, 0 unexplained",
            "revenue_by_year : 11000 − 0 = 11000, 0 rows left out, 0 unexplained",
            "revenue_by_year 2003: 4000 − 4000 = 0, 0 rows left out, 0 unexplained",
            "revenue_by_year 2004: 6000 − 1000 = 5000, 2 rows left out, 0 unexplained",
            "revenue_by_country : 6000 − 0 = 6000, 0 rows left out, 0 unexplained",
            "revenue_by_country Norway: 15000 − 5000 = 10000, 2 rows left out, 0 unexplained",
        ];
        assert_eq!(written(&reconciliation), expected);
    }

    /// A cent more in one year is not covered up by lines whose order nobody knows.
    #[test]
    fn one_cent_more_is_seen() {
        let mut source = source();
        source.figures.add_revenue(Some("2003"), Some("Norway"), 1);
        let reconciliation = Reconciliation::of(&dirty(), &source);
        let unexplained: Vec<_> = reconciliation
            .comparisons
            .iter()
            .filter(|comparison| comparison.unexplained() != 0)
            .map(|comparison| (comparison.subject.key(), comparison.unexplained()))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            unexplained,
            [(some(""), 11_000), (some("2003"), 1), (some(""), 6_000), (some("Norway"), 5_001)]
        );
    }

    /// Orders 2 and 3 are later, 3 of a customer that there is not: the source counts it as later, the intake as left out.
    #[test]
    fn what_is_after_as_of_is_in_neither() {
        let snapshot = Fixture::new()
            .dated("2004-01-31")
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-01 | | | | 1\n2 | 2004-02-01 | | | | 1\n3 | 2004-02-01 | | | | 7")
            .snapshot();
        let source = SourceFigures {
            figures: Figures { num_orders: 1, ..Figures::default() },
            later: Figures { num_orders: 2, ..Figures::default() },
        };
        let reconciliation = Reconciliation::of(&snapshot, &source);
        assert!(reconciliation.is_explained(), "{:?}", written(&reconciliation));
        assert_eq!(reconciliation.later.num_orders, 2);
    }
}
