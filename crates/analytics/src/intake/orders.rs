//! Orders: collected whole, repeated keys and bad rows taken out, sorted by date.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use columnar::Dictionary;
use units::Day;

use super::dimensions::Dimensions;
use super::value::Value;
use crate::policy::AsOf;
use crate::quality::{Findings, Rule};
use crate::schema::Table;
use crate::snapshot::Orders;

/// Order rows as they come.
#[derive(Debug, Default)]
pub(super) struct OrderRows {
    rows: Vec<OrderRow>,
    statuses: Dictionary,
    comments: Dictionary,
}

#[derive(Debug)]
struct OrderRow {
    number: i64,
    date: Option<Day>,
    required: Option<Day>,
    shipped: Option<Day>,
    status: u32,
    comment: u32,
    customer: Option<i64>,
}

/// What the lines need to know of the orders, and what the orders say about the whole.
#[derive(Debug, Default)]
pub(super) struct OrderLookup {
    pub(super) as_of: Day,
    pub(super) statuses: Vec<Arc<str>>,
    found: HashMap<i64, Found>,
}

/// What became of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It is in the snapshot, at this index.
    At(u32),
    /// It is dated after as-of, so its lines are left out like it, and nothing is wrong with them.
    AfterAsOf,
}

impl OrderLookup {
    /// The order with this number, unless it is missing or quarantined.
    pub(super) fn find(&self, number: i64) -> Option<Found> {
        self.found.get(&number).copied()
    }
}

impl OrderRows {
    /// Takes a row; one without a key stays outside (and was reported when it was read).
    pub(super) fn take(&mut self, values: &[Value<'_>]) {
        let day = |value| if let Value::Day(day) = value { Some(day) } else { None };
        let number = |value| if let Value::Number(number) = value { Some(number) } else { None };
        let text = |value| if let Value::Text(text) = value { text } else { "" };
        self.rows.push(OrderRow {
            number: number(values[0]).unwrap_or(NO_NUMBER),
            date: day(values[1]),
            required: day(values[2]),
            shipped: day(values[3]),
            status: self.statuses.code(text(values[4])),
            comment: self.comments.code(text(values[5])),
            customer: number(values[6]),
        });
    }

    /// The orders in the order of the snapshot, how to find them, and how many rows are left out.
    pub(super) fn close(
        mut self,
        as_of: AsOf,
        dimensions: &Dimensions,
        findings: &mut Findings,
    ) -> (Orders, OrderLookup, u64) {
        let num_rows = self.rows.len();
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_unstable_by(|a, b| self.compare(a, b));
        rows.dedup_by(|row, kept| {
            let is_repeated = row.number == kept.number && row.number != NO_NUMBER;
            if is_repeated {
                findings.report(Rule::RepeatedKey, Table::Orders, || {
                    (
                        row.number.to_string(),
                        format!("of {}, {}", write(row.date), self.statuses.text(row.status)),
                    )
                });
            }
            is_repeated
        });
        let mut kept: Vec<(OrderRow, u32)> = Vec::with_capacity(rows.len());
        for row in rows {
            let customer = row.customer.and_then(|number| dimensions.customer(number));
            if let (None, Some(number)) = (customer, row.customer) {
                findings.report(Rule::UnknownCustomer, Table::Orders, || {
                    (row.number.to_string(), format!("customerNumber = {number}"))
                });
            }
            if let (true, Some(_), Some(customer)) = (row.number != NO_NUMBER, row.date, customer) {
                kept.push((row, customer));
            }
        }
        let num_left_out = num_rows - kept.len();
        let last = match as_of {
            AsOf::On(day) => day,
            AsOf::LastOrder => kept.iter().filter_map(|(row, _)| row.date).max().unwrap_or_default(),
        };
        let mut found: HashMap<i64, Found> = HashMap::with_capacity(kept.len());
        kept.retain(|(row, _)| {
            let is_later = row.date > Some(last);
            if is_later {
                found.insert(row.number, Found::AfterAsOf);
            }
            !is_later
        });
        kept.sort_unstable_by_key(|(row, _)| (row.date, row.number));
        for (index, (row, _)) in kept.iter().enumerate() {
            found.insert(row.number, Found::At(index as u32));
        }
        // Only the statuses and comments of orders that are kept.
        let (statuses, status_codes) = in_use(&self.statuses, kept.iter().map(|(row, _)| row.status));
        let (comment_texts, comment_codes) = in_use(&self.comments, kept.iter().map(|(row, _)| row.comment));
        let mut by_number: Vec<u32> = (0..kept.len() as u32).collect();
        by_number.sort_unstable_by_key(|&order| kept[order as usize].0.number);
        let orders = Orders {
            by_number,
            number: kept.iter().map(|(row, _)| row.number).collect(),
            date: kept.iter().filter_map(|(row, _)| row.date).collect(),
            required: kept.iter().map(|(row, _)| row.required).collect(),
            shipped: kept.iter().map(|(row, _)| row.shipped).collect(),
            status: kept.iter().map(|(row, _)| status_codes[row.status as usize]).collect(),
            customer: kept.iter().map(|&(_, customer)| customer).collect(),
            comment: kept.iter().map(|(row, _)| comment_codes[row.comment as usize]).collect(),
            comment_texts,
            revenue_cents: vec![0; kept.len()],
            units: vec![0; kept.len()],
            first_line: vec![0; kept.len() + 1],
        };
        (orders, OrderLookup { as_of: last, statuses, found }, num_left_out as u64)
    }

    /// By all columns in schema order, text by its text.
    fn compare(&self, a: &OrderRow, b: &OrderRow) -> Ordering {
        let text = |row: &OrderRow| (self.statuses.text(row.status), self.comments.text(row.comment));
        (a.number, a.date, a.required, a.shipped)
            .cmp(&(b.number, b.date, b.required, b.shipped))
            .then_with(|| text(a).cmp(&text(b)))
            .then_with(|| a.customer.cmp(&b.customer))
    }
}

/// Stands for a missing order number; no readable number is that small.
const NO_NUMBER: i64 = i64::MIN;

fn write(day: Option<Day>) -> String {
    day.map_or_else(|| "no date".to_owned(), |day| day.to_string())
}

/// The texts of the codes that occur, sorted, and the new code of each old one.
fn in_use(dictionary: &Dictionary, codes: impl Iterator<Item = u32>) -> (Vec<Arc<str>>, Vec<u32>) {
    let mut is_used = vec![false; dictionary.texts().len()];
    codes.for_each(|code| is_used[code as usize] = true);
    let mut used: Vec<u32> = (0..is_used.len() as u32).filter(|&code| is_used[code as usize]).collect();
    used.sort_by(|&a, &b| dictionary.text(a).cmp(dictionary.text(b)));
    let mut new_codes = vec![0; is_used.len()];
    for (new, &old) in used.iter().enumerate() {
        new_codes[old as usize] = new as u32;
    }
    (used.iter().map(|&code| Arc::clone(dictionary.text(code))).collect(), new_codes)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check_findings};
    use crate::quality::{Rule, Severity};
    use crate::schema::{Cell, Table};

    #[test]
    fn without_calendar_date_or_customer_an_order_is_left_out() {
        let snapshot = Fixture::new()
            .customers("1 | One | Norway")
            .orders(
                "1 | 2004-02-29          | 2004-12-31 |            | In Process | 1
                 2 | 2003-02-29          | 2004-12-31 |            | In Process | 1
                 3 |                     | 2004-12-31 |            | In Process | 1
                 4 | 2004-01-01          | 2004-12-31 |            | In Process | 9
                 5 | 2004-01-01          | 2004-12-31 |            | In Process |
                 6 | 2004-01-01          | 2004-02-30 | 0000-00-00 | In Process | 1
                 7 | 2004-01-01 13:45:00 | 2004-12-31 |            | In Process | 1
                   | 2004-01-01          | 2004-12-31 |            | In Process | 1",
            )
            .snapshot();
        assert_eq!(snapshot.orders.number, [6, 7, 1], "by date");
        assert_eq!(
            [1, 6, 7, 2, 9].map(|number| snapshot.order(number)),
            [Some(2), Some(0), Some(1), None, None]
        );
        assert_eq!((snapshot.orders.required[0], snapshot.orders.shipped[0]), (None, None));
        assert_eq!(snapshot.profile_of(Table::Orders).num_quarantined, 5);
        check_findings(
            &snapshot,
            Severity::Error,
            "missing_value.orders : orderNumber
             missing_value.orders 3: orderDate
             missing_value.orders 5: customerNumber
             no_calendar_date.orders 2: orderDate = '2003-02-29'
             no_calendar_date.orders 6: requiredDate = '2004-02-30'; shippedDate = '0000-00-00'
             unknown_customer.orders 4: customerNumber = 9",
        );
    }

    /// By date, required date, shipped date, status; missing is smallest, so of 2 the row is kept that is then left out for want of a date.
    #[test]
    fn of_repeated_keys_the_smallest_row_is_kept() {
        let snapshot = Fixture::new()
            .customers("1 | One | Norway")
            .orders(
                "1 | 2004-03-01 | 2004-03-02 | | Shipped   | 1
                 1 | 2004-01-01 | 2004-02-01 | | Shipped   | 1
                 1 | 2004-01-01 | 2004-01-15 | | Shipped   | 1
                 2 | 2004-01-01 | 2004-02-01 | | Shipped   | 1
                 2 |            | 2004-02-01 | | Shipped   | 1
                 3 | 2004-01-01 | 2004-02-01 | | Shipped   | 1
                 3 | 2004-01-01 | 2004-02-01 | | Cancelled | 1",
            )
            .cells(
                Table::Orders,
                &[
                    Cell::Text(" 4 "),
                    Cell::Text("2004-01-02"),
                    Cell::Text("2004-01-02"),
                    Cell::Null,
                    Cell::Text("Shipped"),
                    Cell::Null,
                    Cell::Integer(1),
                ],
            )
            .orders("4 | 2004-01-01 | 2004-01-01 | | Shipped | 1")
            .snapshot();
        let orders = &snapshot.orders;
        assert_eq!(orders.number, [1, 3, 4]);
        assert_eq!(orders.required[0], "2004-01-15".parse().ok());
        assert_eq!(&*snapshot.statuses[orders.status[1] as usize], "Cancelled");
        assert_eq!(orders.date[2], "2004-01-01".parse().unwrap());
        assert_eq!(snapshot.quality.num_violations(Rule::RepeatedKey, Table::Orders), 5);
        assert_eq!(snapshot.profile_of(Table::Orders).num_quarantined, 6);
    }

    #[test]
    fn after_as_of_nothing_counts_and_nothing_is_wrong() {
        let fixture = Fixture::new()
            .products("P | Pin | Pins | 1 | 9\nQ | Peg | Pins | 1 | 9")
            .product_lines("Pins")
            .customers("1 | One | Norway")
            .orders(
                "1 | 2004-01-01 | 2004-01-09 | | In Process | 1
                 2 | 2004-01-02 | 2004-01-09 | | In Process | 1
                 3 | 2004-01-03 | 2004-01-09 | | On Hold    | 1
                 4 | 2004-01-32 | 2004-01-09 | | In Process | 1",
            )
            .lines("1 | P | 1 | 1\n2 | P | 1 | 1\n3 | P | 1 | 1\n3 | Q | 1 | 1\n4 | P | 1 | 1")
            .payments("1 | a | 2004-01-02 | 1\n1 | b | 2004-01-03 | 1");
        let errors = "no_calendar_date.orders 4: orderDate = '2004-01-32'
                      unknown_order.orderdetails 4/P: orderNumber = 4 is of no order, or of one that is left out; worth 1.00";
        for (as_of, num_orders, num_lines, num_payments, first) in [
            ("2003-12-31", 0, 0, 0, "2003-12-31"),
            ("2004-01-02", 2, 2, 1, "2004-01-01"),
            ("2004-01-03", 3, 4, 2, "2004-01-01"),
            ("2010-01-01", 3, 4, 2, "2004-01-01"),
        ] {
            let snapshot = fixture.clone().dated(as_of).snapshot();
            let sizes = (snapshot.orders.len(), snapshot.lines.len(), snapshot.payments.len());
            assert_eq!(sizes, (num_orders, num_lines, num_payments), "{as_of}");
            assert_eq!(snapshot.first_order_day().to_string(), first);
            assert_eq!(snapshot.as_of.to_string(), as_of);
            assert_eq!(snapshot.num_source_rows().1, 2, "order 4 and its line are left out as of {as_of}");
            assert_eq!(snapshot.status("On Hold").is_some(), num_orders == 3, "{as_of}");
            check_findings(&snapshot, Severity::Error, errors);
        }
        assert_eq!(fixture.snapshot().as_of.to_string(), "2004-01-03", "the last order that counts");
    }
}
