//! What the source says when it is asked for sums itself, beside what the snapshot says, and what explains the difference.
//!
//! The source adds up its own rows, whatever is wrong with them; the snapshot leaves some out and reports each. So figures
//! that differ are no error as long as the rows that were left out make up for the difference, to the row and to the cent.

mod explained;

use std::collections::BTreeMap;

use crate::schema::Table;
use crate::snapshot::Snapshot;

/// Counts and sums of a source or of a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Rows of `orders`.
    pub num_orders: i128,
    /// Rows of `orderdetails`.
    pub num_lines: i128,
    /// Σ quantityOrdered × priceEach in cents.
    pub revenue_cents: i128,
    /// Rows of `payments`.
    pub num_payments: i128,
    /// Σ amount in cents.
    pub paid_cents: i128,
    /// Revenue in cents by the year of the order; none where the order is unknown or has no date.
    pub revenue_cents_by_year: BTreeMap<Option<i32>, i128>,
    /// Revenue in cents by the country of the customer; `""` where order, customer or country is unknown.
    pub revenue_cents_by_country: BTreeMap<String, i128>,
}

/// What a source says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFigures {
    /// Until as-of, where the operator set one; else of everything.
    pub figures: Figures,
    /// What is dated after that, and so belongs to no number.
    pub later: Figures,
}

/// A figure that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// How many orders.
    Orders,
    /// How many order lines.
    OrderLines,
    /// Revenue.
    Revenue,
    /// How many payments.
    Payments,
    /// Sum of the payments.
    Paid,
    /// Revenue of a year; none for orders that are unknown or have no date.
    RevenueOfYear(Option<i32>),
    /// Revenue of a country; `""` where it is unknown.
    RevenueOfCountry(String),
}

impl Subject {
    /// Name for programs: what is compared.
    pub const fn name(&self) -> &'static str {
        match self {
            Subject::Orders => "orders",
            Subject::OrderLines => "order_lines",
            Subject::Revenue => "revenue",
            Subject::Payments => "payments",
            Subject::Paid => "paid",
            Subject::RevenueOfYear(_) => "revenue_by_year",
            Subject::RevenueOfCountry(_) => "revenue_by_country",
        }
    }

    /// Which of them: the year or the country.
    pub fn key(&self) -> Option<String> {
        match self {
            Subject::RevenueOfYear(year) => Some(year.map_or_else(String::new, |year| year.to_string())),
            Subject::RevenueOfCountry(country) => Some(country.clone()),
            _ => None,
        }
    }

    /// Whether it is an amount in cents; else it counts rows.
    pub const fn is_money(&self) -> bool {
        !matches!(self, Subject::Orders | Subject::OrderLines | Subject::Payments)
    }

    /// The table whose rows it counts or adds up.
    pub const fn table(&self) -> Table {
        match self {
            Subject::Orders => Table::Orders,
            Subject::Payments | Subject::Paid => Table::Payments,
            _ => Table::OrderDetails,
        }
    }
}

/// A figure by both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub subject: Subject,
    /// What the source says: rows or cents.
    pub source: i128,
    /// What the snapshot says.
    pub snapshot: i128,
    /// Rows that were left out and belong here.
    pub num_left_out: u64,
    /// What they make of the difference: rows or cents.
    pub explained: i128,
}

impl Comparison {
    /// How much more the source says.
    pub fn difference(&self) -> i128 {
        self.source - self.snapshot
    }

    /// What of the difference no row that was left out accounts for.
    pub fn unexplained(&self) -> i128 {
        self.difference() - self.explained
    }
}

/// How far figures of one kind are apart, whichever is larger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Whether these are cents; else rows.
    pub is_money: bool,
    /// Sum of the differences.
    pub difference: i128,
    /// Sum of what of them is unexplained.
    pub unexplained: i128,
}

/// A snapshot beside its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Totals, then revenue by year and by country.
    pub comparisons: Vec<Comparison>,
    /// What the source has after as-of.
    pub later: Figures,
}

impl Reconciliation {
    /// Compares what the source says about itself with the snapshot that was made of its rows.
    pub fn of(snapshot: &Snapshot, source: &SourceFigures) -> Reconciliation {
        let (theirs, ours) = (&source.figures, &Figures::of(snapshot));
        let mut comparisons = Vec::new();
        let mut compare = |subject: Subject, source: i128, snapshot: i128| {
            comparisons.push(Comparison { subject, source, snapshot, num_left_out: 0, explained: 0 });
        };
        compare(Subject::Orders, theirs.num_orders, ours.num_orders);
        compare(Subject::OrderLines, theirs.num_lines, ours.num_lines);
        compare(Subject::Revenue, theirs.revenue_cents, ours.revenue_cents);
        compare(Subject::Payments, theirs.num_payments, ours.num_payments);
        compare(Subject::Paid, theirs.paid_cents, ours.paid_cents);
        for (key, source, snapshot) in both(&theirs.revenue_cents_by_year, &ours.revenue_cents_by_year) {
            compare(Subject::RevenueOfYear(key), source, snapshot);
        }
        for (key, source, snapshot) in both(&theirs.revenue_cents_by_country, &ours.revenue_cents_by_country)
        {
            compare(Subject::RevenueOfCountry(key), source, snapshot);
        }
        explained::explain(snapshot, source, &mut comparisons);
        Reconciliation { comparisons, later: source.later.clone() }
    }

    /// The figures that differ.
    pub fn differing(&self) -> impl Iterator<Item = &Comparison> {
        self.comparisons.iter().filter(|comparison| comparison.difference() != 0)
    }

    /// Whether every difference is made up of rows that were left out.
    pub fn is_explained(&self) -> bool {
        self.comparisons.iter().all(|comparison| comparison.unexplained() == 0)
    }

    /// Sums of the differences without their signs, and of what of them is unexplained, by [`Subject::name`].
    pub fn by_name(&self) -> BTreeMap<&'static str, Apart> {
        let mut sums: BTreeMap<&str, Apart> = BTreeMap::new();
        for comparison in &self.comparisons {
            let sum = sums.entry(comparison.subject.name()).or_default();
            sum.is_money = comparison.subject.is_money();
            sum.difference += comparison.difference().abs();
            sum.unexplained += comparison.unexplained().abs();
        }
        sums
    }
}

impl Figures {
    /// Adds revenue that a source groups by the first four characters of the order date and by country, as it has them.
    pub fn add_revenue(&mut self, year: Option<&str>, country: Option<&str>, cents: i128) {
        let year = year.filter(|text| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()));
        let year = year.and_then(|text| text.parse().ok());
        let country = country.unwrap_or_default().trim();
        *self.revenue_cents_by_year.entry(year).or_default() += cents;
        *self.revenue_cents_by_country.entry(country.to_owned()).or_default() += cents;
    }

    /// Those of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Figures {
        let orders = &snapshot.orders;
        let mut figures = Figures {
            num_orders: orders.len() as i128,
            num_lines: snapshot.lines.len() as i128,
            num_payments: snapshot.payments.len() as i128,
            paid_cents: snapshot.payments.amount_cents.iter().map(|&cents| i128::from(cents)).sum(),
            ..Figures::default()
        };
        let mut by_country = vec![0_i128; snapshot.countries.len()];
        for order in 0..orders.len() {
            let cents = i128::from(orders.revenue_cents[order]);
            figures.revenue_cents += cents;
            *figures.revenue_cents_by_year.entry(Some(orders.date[order].year())).or_default() += cents;
            by_country[snapshot.customers[orders.customer[order] as usize].country as usize] += cents;
        }
        figures.revenue_cents_by_country = snapshot
            .countries
            .iter()
            .zip(by_country)
            .map(|(country, cents)| (country.name.to_string(), cents))
            .collect();
        figures
    }
}

/// The values of both under every key that one of them has.
fn both<K: Ord + Clone>(one: &BTreeMap<K, i128>, other: &BTreeMap<K, i128>) -> Vec<(K, i128, i128)> {
    let keys: std::collections::BTreeSet<&K> = one.keys().chain(other.keys()).collect();
    let of = |map: &BTreeMap<K, i128>, key| map.get(key).copied().unwrap_or_default();
    keys.into_iter()
        .map(|key| (key.clone(), of(one, key), of(other, key)))
        // A country that buys nothing is not worth a line.
        .filter(|&(_, one, other)| (one, other) != (0, 0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, small};

    /// What a source says whose rows are all in order.
    fn of_small() -> SourceFigures {
        SourceFigures { figures: Figures::of(&small()), later: Figures::default() }
    }

    #[test]
    fn a_snapshot_sums_itself_up() {
        let figures = Figures::of(&small());
        assert_eq!((figures.num_orders, figures.num_lines, figures.revenue_cents), (12, 16, 200_000));
        assert_eq!((figures.num_payments, figures.paid_cents), (small().payments.len() as i128, 120_000));
        let years: Vec<_> = figures.revenue_cents_by_year.into_iter().collect();
        assert_eq!(years, [(Some(2003), 50_000), (Some(2004), 150_000)]);
        let countries: Vec<_> = figures.revenue_cents_by_country.into_iter().collect();
        assert_eq!(
            countries,
            [("Japan".to_owned(), 0), ("Norway".to_owned(), 120_000), ("USA".to_owned(), 80_000)]
        );
    }

    #[test]
    fn years_and_countries_are_read_as_the_source_has_them() {
        let mut figures = Figures::default();
        for (year, country) in [
            (Some("2004"), Some("Norway  ")),
            (Some("2004"), Some("Norway")),
            (Some("20.4"), Some(" ")),
            (Some("204"), None),
            (None, Some("norway")),
        ] {
            figures.add_revenue(year, country, 1);
        }
        let years: Vec<_> = figures.revenue_cents_by_year.into_iter().collect();
        assert_eq!(years, [(None, 3), (Some(2004), 2)]);
        let countries: Vec<_> = figures.revenue_cents_by_country.into_iter().collect();
        assert_eq!(countries, [(String::new(), 2), ("Norway".to_owned(), 2), ("norway".to_owned(), 1)]);
    }

    #[test]
    fn without_differences_there_is_nothing_to_explain() {
        let reconciliation = Reconciliation::of(&small(), &of_small());
        let subjects: Vec<_> = reconciliation
            .comparisons
            .iter()
            .map(|comparison| {
                format!("{} {}", comparison.subject.name(), comparison.subject.key().unwrap_or_default())
            })
            .collect();
        assert_eq!(
            subjects,
            [
                "orders ",
                "order_lines ",
                "revenue ",
                "payments ",
                "paid ",
                "revenue_by_year 2003",
                "revenue_by_year 2004",
                "revenue_by_country Norway",
                "revenue_by_country USA",
            ]
        );
        assert!(reconciliation.differing().next().is_none() && reconciliation.is_explained());
        assert!(
            reconciliation.by_name().values().all(|apart| (apart.difference, apart.unexplained) == (0, 0))
        );
    }

    /// The source has a cent, an order and a country that no row which was left out accounts for.
    #[test]
    fn what_nothing_explains_is_said() {
        let mut source = of_small();
        source.figures.num_orders += 1;
        source.figures.add_revenue(Some("2004"), Some("Peru"), 1);
        let reconciliation = Reconciliation::of(&small(), &source);
        assert!(!reconciliation.is_explained());
        let apart: Vec<_> = reconciliation
            .by_name()
            .into_iter()
            .filter(|(_, apart)| apart.difference != 0 || apart.unexplained != 0)
            .map(|(name, apart)| (name, apart.is_money, apart.difference, apart.unexplained))
            .collect();
        assert_eq!(
            apart,
            [("orders", false, 1, 1), ("revenue_by_country", true, 1, 1), ("revenue_by_year", true, 1, 1)]
        );
    }

    #[test]
    fn empty_tables_agree() {
        let snapshot = Fixture::new().snapshot();
        let reconciliation = Reconciliation::of(&snapshot, &SourceFigures::default());
        assert_eq!(reconciliation.comparisons.len(), 5);
        assert!(reconciliation.is_explained());
    }
}
