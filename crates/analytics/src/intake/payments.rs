//! Payments: collected whole, repeated keys and bad rows taken out, sorted by date.

use units::Day;

use super::dimensions::Dimensions;
use super::value::Value;
use crate::policy::AsOf;
use crate::quality::{Findings, OffendingRow, Rule};
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
                    (row.key(), OffendingRow::with_worth("", row.amount_cents))
                });
            }
            is_repeated
        });
        let mut kept: Vec<(PaymentRow, u32, i64)> = Vec::with_capacity(rows.len());
        for row in rows {
            let customer = row.customer.and_then(|number| dimensions.customer(number));
            if let (None, Some(number)) = (customer, row.customer) {
                findings.report(Rule::UnknownCustomer, Table::Payments, || {
                    (
                        row.key(),
                        OffendingRow::with_worth(&format!("customerNumber = {number}"), row.amount_cents),
                    )
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

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check_findings};
    use crate::quality::{Rule, Severity};
    use crate::schema::{Cell, Table};

    #[test]
    fn without_customer_or_amount_a_payment_is_left_out() {
        let snapshot = Fixture::new()
            .customers("1 | One | Norway")
            .payments(
                "1 | a | 2004-01-01 | 10
                 1 | b | 2004-02-30 | 20
                 1 | c |            | 30
                 1 | d | 2004-01-01 | 0
                 1 | e | 2004-01-01 | -1
                 9 | f | 2004-01-01 | 1000
                   | g | 2004-01-01 | 1000
                 1 | h | 2004-01-01 |
                 1 | i | 2004-01-01 | ten",
            )
            .snapshot();
        let checks: Vec<&str> = snapshot.payments.check.iter().map(|check| &**check).collect();
        assert_eq!(checks, ["b", "c", "a", "d", "e"], "those without a date first");
        assert_eq!(snapshot.customers[0].account.paid.to_string(), "59.00");
        assert_eq!(snapshot.profile_of(Table::Payments).num_quarantined, 4);
        check_findings(
            &snapshot,
            Severity::Error,
            "missing_value.payments /g: customerNumber
             missing_value.payments 1/c: paymentDate
             missing_value.payments 1/h: amount
             no_calendar_date.payments 1/b: paymentDate = '2004-02-30'
             no_number.payments 1/i: amount = 'ten'
             unknown_customer.payments 9/f: customerNumber = 9; worth 1000.00",
        );
        check_findings(
            &snapshot,
            Severity::Warning,
            "amount_not_positive.payments 1/d: amount = 0.00
             amount_not_positive.payments 1/e: amount = -1.00",
        );
    }

    /// A key is compared after trimming and exactly; without check number there is none to be repeated.
    #[test]
    fn of_repeated_keys_the_smallest_row_is_kept() {
        let blank = [Cell::Integer(1), Cell::Text("a\u{a0}"), Cell::Text("2004-01-01"), Cell::Real(7.5)];
        let snapshot = Fixture::new()
            .customers("1 | One | Norway\n2 | Two | Norway")
            .payments(
                "1 | a | 2004-01-01 | 9
                 1 | a | 2004-01-02 | 1
                 1 | A | 2004-01-01 | 20
                 2 | a | 2004-01-01 | 100
                 1 |   | 2004-01-01 | 1000
                 1 |   | 2004-01-01 | 1000",
            )
            .cells(Table::Payments, &blank)
            .snapshot();
        let paid: Vec<_> =
            snapshot.customers.iter().map(|customer| customer.account.paid.to_string()).collect();
        assert_eq!(paid, ["2027.50", "100.00"]);
        assert_eq!(snapshot.quality.num_violations(Rule::RepeatedKey, Table::Payments), 2);
    }
}
