//! What a source says when it is asked for counts and sums itself: by plain SQL, in the transaction that its rows are read in.
//!
//! The statements are those that a bookkeeper would type. They know nothing of what the intake leaves out, so that they
//! can contradict it.

use analytics::policy::AsOf;
use analytics::reconciliation::SourceFigures;
use analytics::schema::Table;
use anyhow::{Context, bail};
use tokio::task::JoinHandle;
use tokio_util::sync::DropGuard;
use units::Day;

use crate::catalogue::{Catalogue, quoted};
use crate::read::Reader;

/// A source that is being asked; dropping it breaks the asking off.
#[derive(Debug)]
pub struct Recount {
    answer: JoinHandle<anyhow::Result<SourceFigures>>,
    guard: DropGuard,
}

impl Recount {
    pub(crate) fn new(answer: JoinHandle<anyhow::Result<SourceFigures>>, guard: DropGuard) -> Recount {
        Recount { answer, guard }
    }

    /// Waits for what the source says.
    ///
    /// # Errors
    /// What hinders the source: a right that is missing, a type that it cannot add up, a connection that breaks off.
    pub async fn answer(self) -> anyhow::Result<SourceFigures> {
        let answer = self.answer.await.context("the asking broke off")?;
        drop(self.guard);
        answer
    }
}

/// One row of an answer, every value as text.
pub(crate) type TextRow = Vec<Option<String>>;

/// Where engines differ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    /// Quotes identifiers.
    pub(crate) quote: char,
    /// The type of text in casts.
    pub(crate) text: &'static str,
    /// Whether amounts are binary floating point: each is rounded to cents before they are added up.
    pub(crate) is_binary: bool,
    /// Makes texts differ that differ in a single character.
    pub(crate) exactly: fn(&str) -> String,
}

impl Dialect {
    /// The first `length` characters of a date as text.
    fn date(self, column: &str, length: usize) -> String {
        format!("SUBSTR(TRIM(CAST({column} AS {})), 1, {length})", self.text)
    }

    /// The sum of an amount, in cents or in units as [`Dialect::is_binary`] says.
    fn sum(self, amount: &str) -> String {
        if self.is_binary { format!("SUM(ROUND(100.0 * {amount}))") } else { format!("SUM({amount})") }
    }

    /// Whether a date is after as-of, as 1 or 0.
    fn is_later(self, column: &str, as_of: AsOf) -> String {
        match as_of {
            AsOf::LastOrder => "0".to_owned(),
            AsOf::On(day) => later_than(&self.date(column, 10), day),
        }
    }
}

fn later_than(date: &str, day: Day) -> String {
    format!("CASE WHEN {date} > '{day}' THEN 1 ELSE 0 END")
}

/// The statements, made of the names that the database has for our columns.
struct Statements {
    orders: String,
    lines: String,
    revenue: String,
    payments: String,
}

impl Statements {
    fn new(catalogue: &Catalogue, dialect: Dialect, as_of: AsOf) -> Statements {
        let name = |table: Table| catalogue.get(table).quoted_name(dialect.quote);
        let column = |table: Table, column: &str| {
            let at = table.columns().iter().position(|known| known.name == column);
            quoted(&catalogue.get(table).columns[at.expect("a column of the schema")], dialect.quote)
        };
        let order = |it| column(Table::Orders, it);
        let line = |it| column(Table::OrderDetails, it);
        let customer = |it| column(Table::Customers, it);
        let payment = |it| column(Table::Payments, it);
        let value = dialect.sum(&format!("{} * {}", line("quantityOrdered"), line("priceEach")));
        let order_date = format!("o.{}", order("orderDate"));
        Statements {
            orders: format!(
                "SELECT {later}, COUNT(*) FROM {orders} o GROUP BY 1",
                later = dialect.is_later(&order_date, as_of),
                orders = name(Table::Orders),
            ),
            lines: format!("SELECT COUNT(*), {value} FROM {}", name(Table::OrderDetails)),
            // Lines are added up by order first: then only as many rows are joined as there are orders.
            revenue: format!(
                "SELECT {later}, {year}, {country}, SUM(d.num_lines), SUM(d.revenue)
                 FROM (SELECT {line_order} AS order_number, COUNT(*) AS num_lines, {value} AS revenue
                       FROM {lines} GROUP BY {line_order}) d
                 LEFT JOIN {orders} o ON o.{order_number} = d.order_number
                 LEFT JOIN {customers} c ON c.{customer_number} = o.{order_customer}
                 GROUP BY 1, 2, 3",
                later = dialect.is_later(&order_date, as_of),
                year = dialect.date(&order_date, 4),
                country = (dialect.exactly)(&format!("c.{}", customer("country"))),
                line_order = line("orderNumber"),
                lines = name(Table::OrderDetails),
                orders = name(Table::Orders),
                order_number = order("orderNumber"),
                customers = name(Table::Customers),
                customer_number = customer("customerNumber"),
                order_customer = order("customerNumber"),
            ),
            payments: format!(
                "SELECT {later}, COUNT(*), {paid} FROM {payments} GROUP BY 1",
                later = dialect.is_later(&payment("paymentDate"), as_of),
                paid = dialect.sum(&payment("amount")),
                payments = name(Table::Payments),
            ),
        }
    }
}

/// Asks the source for its figures.
///
/// # Errors
/// What hinders it; a sum that is no number.
pub(crate) fn recount(reader: &mut dyn Reader, as_of: AsOf) -> anyhow::Result<SourceFigures> {
    let dialect = reader.dialect();
    let statements = Statements::new(reader.catalogue(), dialect, as_of);
    let cents = |value: &Option<String>| cents(value.as_deref(), dialect.is_binary);
    let mut source = SourceFigures::default();
    for row in reader.ask(&statements.orders, 2).context("counting orders")? {
        source.part(&row[0]).num_orders += count(&row[1])?;
    }
    for row in reader.ask(&statements.payments, 3).context("adding up payments")? {
        let part = source.part(&row[0]);
        part.num_payments += count(&row[1])?;
        part.paid_cents += cents(&row[2])?;
    }
    for row in reader.ask(&statements.revenue, 5).context("adding up revenue by year and country")? {
        let part = source.part(&row[0]);
        part.add_revenue(row[1].as_deref(), row[2].as_deref(), cents(&row[4])?);
        part.num_lines += count(&row[3])?;
        part.revenue_cents += cents(&row[4])?;
    }
    // An order number that stands there twice doubles its lines where they are joined; here each counts once.
    for row in reader.ask(&statements.lines, 2).context("adding up order lines")? {
        source.figures.num_lines = count(&row[0])? - source.later.num_lines;
        source.figures.revenue_cents = cents(&row[1])? - source.later.revenue_cents;
    }
    Ok(source)
}

/// Which figures a row of an answer belongs to.
trait Parts {
    fn part(&mut self, is_later: &Option<String>) -> &mut analytics::reconciliation::Figures;
}

impl Parts for SourceFigures {
    fn part(&mut self, is_later: &Option<String>) -> &mut analytics::reconciliation::Figures {
        if is_later.as_deref() == Some("1") { &mut self.later } else { &mut self.figures }
    }
}

fn count(value: &Option<String>) -> anyhow::Result<i128> {
    let text = value.as_deref().unwrap_or("0");
    // A sum of counts may be a decimal: `326.0`.
    let whole = text.split('.').next().unwrap_or(text);
    whole.parse().with_context(|| format!("the source counts `{text}` rows"))
}

/// Reads a sum as a database writes it, in cents or in units; none is a sum of nothing.
fn cents(value: Option<&str>, is_in_cents: bool) -> anyhow::Result<i128> {
    let Some(text) = value.map(str::trim) else { return Ok(0) };
    let exact = if is_in_cents { None } else { exact_cents(text) };
    if let Some(cents) = exact {
        return Ok(cents);
    }
    let number: f64 = text.parse().with_context(|| format!("the source gives `{text}` for a sum"))?;
    let cents = if is_in_cents { number } else { number * 100.0 };
    // Beyond this a binary number does not tell cents apart.
    if cents.is_nan() || cents.abs() > 9e15 {
        bail!("the source gives {text} for a sum, which is too large to be told to the cent");
    }
    Ok(cents.round() as i128)
}

/// A plain decimal in cents, half a cent away from zero; none if it is written in another way.
fn exact_cents(text: &str) -> Option<i128> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_plain(whole) || !is_plain(fraction) {
        return None;
    }
    let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |byte| i128::from(byte - b'0'));
    let cents = whole.parse::<i128>().ok()?.checked_mul(100)?;
    let cents = cents + 10 * digit(0) + digit(1) + i128::from(digit(2) >= 5);
    Some(if is_negative { -cents } else { cents })
}

#[cfg(test)]
mod tests {
    use analytics::reconciliation::Figures;
    use rusqlite::Connection;

    use super::*;
    use crate::address::Address;
    use crate::read::{self, Blobs};
    use crate::testing::Folder;

    #[test]
    fn sums_are_read_as_databases_write_them() {
        for (text, is_in_cents, expected) in [
            ("9604190.61", false, Some(960_419_061)),
            ("-12.3", false, Some(-1_230)),
            ("-0.005", false, Some(-1)),
            ("7", false, Some(700)),
            ("0.0149", false, Some(1)),
            ("9604190.609999999", false, Some(960_419_061)),
            ("1.5e3", false, Some(150_000)),
            ("123456789012345678901234567890.12", false, Some(12_345_678_901_234_567_890_123_456_789_012)),
            ("960419061", true, Some(960_419_061)),
            ("-1230.0", true, Some(-1_230)),
            ("1e300", true, None),
            ("inf", true, None),
            ("NaN", false, None),
            ("many", false, None),
        ] {
            assert_eq!(cents(Some(text), is_in_cents).ok(), expected, "{text}");
        }
        assert_eq!(cents(None, false).unwrap(), 0);
    }

    /// A database without types or keys, as only SQLite allows it.
    fn untyped(folder: &Folder, rows: &str) -> String {
        let path = folder.path("untyped.sqlite");
        let connection = Connection::open(&path).unwrap();
        for table in Table::ALL {
            let columns: Vec<_> =
                table.columns().iter().map(|column| format!("\"{}\"", column.name)).collect();
            connection
                .execute_batch(&format!("CREATE TABLE {} ({})", table.name(), columns.join(", ")))
                .unwrap();
        }
        connection.execute_batch(rows).unwrap();
        path
    }

    async fn ask(path: &str, as_of: AsOf) -> anyhow::Result<SourceFigures> {
        let mut reader = read::connect(&Address::parse(path)?, None, Blobs::Presence).await?;
        tokio::task::spawn_blocking(move || recount(&mut *reader, as_of)).await?
    }

    const ROWS: &str = "
        INSERT INTO customers (customerNumber, country) VALUES (1, 'Norway  '), (2, NULL);
        INSERT INTO orders (orderNumber, orderDate, customerNumber) VALUES
            (1, '2004-02-29', 1), (2, '2005-05-31 10:00', 2), (3, '2005-06-01', 1), (4, NULL, 9), (4, NULL, 9);
        INSERT INTO orderdetails (orderNumber, quantityOrdered, priceEach) VALUES
            (1, 3, 19.99), (1, 1, 0.1), (1, 1, 0.2), (1, 'x', 5), (1, NULL, 5), (2, 2, 50), (3, 1, 1), (4, 1, 7), (8, 1, 9);
        INSERT INTO payments (customerNumber, paymentDate, amount) VALUES
            (1, '2004-03-01', 10.1), (1, '2005-06-01', 20), (2, NULL, 'y')";

    #[tokio::test]
    async fn texts_among_numbers_stop_nothing() {
        let folder = Folder::new();
        let source = ask(&untyped(&folder, ROWS), AsOf::LastOrder).await.unwrap();
        let mut expected = Figures {
            num_orders: 5,
            num_lines: 9,
            // 59.97 + 0.10 + 0.20 + 100 + 1 + 7 + 9: an order number that stands there twice adds nothing here.
            revenue_cents: 17_727,
            num_payments: 3,
            paid_cents: 3_010,
            ..Figures::default()
        };
        for (year, country, cents) in [
            (Some("2004"), Some("Norway"), 6_027),
            (Some("2005"), None, 10_000),
            (Some("2005"), Some("Norway"), 100),
            // It does where the plain question is asked, which joins orders to lines.
            (None, None, 2 * 700 + 900),
        ] {
            expected.add_revenue(year, country, cents);
        }
        assert_eq!(source, SourceFigures { figures: expected, later: Figures::default() });
    }

    #[tokio::test]
    async fn what_is_after_as_of_is_told_apart() {
        let folder = Folder::new();
        let day = AsOf::On("2005-05-31".parse().unwrap());
        let source = ask(&untyped(&folder, ROWS), day).await.unwrap();
        let (figures, later) = (source.figures, source.later);
        assert_eq!((figures.num_orders, later.num_orders), (4, 1));
        assert_eq!((figures.num_lines, later.num_lines), (8, 1));
        assert_eq!((figures.revenue_cents, later.revenue_cents), (17_627, 100));
        assert_eq!((figures.num_payments, later.num_payments), (2, 1));
        assert_eq!((figures.paid_cents, later.paid_cents), (1_010, 2_000));
        assert_eq!(figures.revenue_cents_by_year[&Some(2005)], 10_000);
    }

    #[tokio::test]
    async fn a_sum_that_no_number_holds_is_an_error_that_says_so() {
        let folder = Folder::new();
        let rows = "INSERT INTO orderdetails (quantityOrdered, priceEach) VALUES (1e200, 1e200)";
        let error = ask(&untyped(&folder, rows), AsOf::LastOrder).await.unwrap_err();
        assert!(format!("{error:#}").contains("too large"), "{error:#}");
    }

    #[tokio::test]
    async fn empty_tables_have_sums_of_nothing() {
        let folder = Folder::new();
        let source = ask(&untyped(&folder, ""), AsOf::LastOrder).await.unwrap();
        assert_eq!(source, SourceFigures::default());
    }
}
