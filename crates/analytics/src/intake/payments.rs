//! Payments: collected whole, repeated keys and bad rows taken out, sorted by date.

use units::Day;

use super::dimensions::Dimensions;
use super::value::Value;
use crate::policy::AsOf;
use crate::quality::{Findings, Rule};
use crate::schema::Table;
use crate::snapshot::Payments;

/// Payment rows as they come.
#[derive(Debug, Default)]
pub(super) struct PaymentRows {
    rows: Vec<PaymentRow>,
}

/// In schema order, so that rows compare by their columns.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PaymentRow {
    customer: Option<i64>,
    check: Box<str>,
    date: Option<Day>,
    amount_cents: Option<i64>,
}

impl PaymentRow {
    fn key(&self) -> String {
        format!("{}/{}", self.customer.map(|number| number.to_string()).unwrap_or_default(), self.check)
    }
}

impl PaymentRows {
    /// Takes a row.
    pub(super) fn take(&mut self, values: &[Value<'_>]) {
        let number = |value| if let Value::Number(number) = value { Some(number) } else { None };
        self.rows.push(PaymentRow {
            customer: number(values[0]),
            check: if let Value::Text(text) = values[1] { text.into() } else { "".into() },
            date: if let Value::Day(day) = values[2] { Some(day) } else { None },
            amount_cents: number(values[3]),
        });
    }

    /// The payments in the order of the snapshot, and how many rows are left out.
    pub(super) fn close(
        self,
        as_of: AsOf,
        dimensions: &Dimensions,
        findings: &mut Findings,
    ) -> (Payments, u64) {
        let mut rows = self.rows;
        let num_rows = rows.len();
        rows.sort_unstable();
        rows.dedup_by(|row, kept| {
            let is_repeated = row.customer.is_some()
                && !row.check.is_empty()
                && (row.customer, &row.check) == (kept.customer, &kept.check);
            if is_repeated {
                findings.report(Rule::RepeatedKey, Table::Payments, || {
                    (
                        row.key(),
                        row.amount_cents
                            .map(|cents| units::Money::from_cents(cents).to_string())
                            .unwrap_or_default(),
                    )
                });
            }
            is_repeated
        });
        let mut kept: Vec<(PaymentRow, u32, i64)> = Vec::with_capacity(rows.len());
        for row in rows {
            let customer = row.customer.and_then(|number| dimensions.customer(number));
            if let (None, Some(number)) = (customer, row.customer) {
                findings.report(Rule::UnknownCustomer, Table::Payments, || {
                    (row.key(), format!("customerNumber = {number}"))
                });
            }
            if let (Some(customer), Some(cents)) = (customer, row.amount_cents) {
                kept.push((row, customer, cents));
            }
        }
        let num_left_out = num_rows - kept.len();
        if let AsOf::On(last) = as_of {
            kept.retain(|(row, _, _)| row.date <= Some(last));
        }
        kept.sort_unstable_by(|(a, ..), (b, ..)| {
            (a.date, a.customer, &a.check).cmp(&(b.date, b.customer, &b.check))
        });
        let mut payments = Payments::default();
        for (row, customer, cents) in kept {
            payments.customer.push(customer);
            payments.check.push(row.check);
            payments.date.push(row.date);
            payments.amount_cents.push(cents);
        }
        (payments, num_left_out as u64)
    }
}
