//! Which data to put right first: broken checks by the money behind them.

use std::cmp::Reverse;

use units::Money;

use crate::dataset::{Dataset, Kind};
use crate::quality::{Check, OffendingRow, Rule, Severity};
use crate::schema;
use crate::snapshot::Snapshot;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Which data to put right first.
pub const DATASET: Dataset = Dataset {
    name: "quality_priorities",
    title: "Data to put right",
    kind: Kind::Structure,
    definition: "Errors and warnings of the data-quality checks that some row breaks, by the money behind these rows. A row that breaks several checks counts in each.",
    formula: "left_out_amount: quantity × price, or payment, of the rows that are in no figure, as far as it can be read; affected_amount: the size of that and of what stands on the offending rows that are counted: value of the order or line, payment, revenue of the customer or product, or of the rep's customers (of the first 100,000 rows of a check)",
    source: "all eight tables",
    order: "affected amount descending; errors before warnings; check_id",
    columns: &[
        Column::text("check_id", "The check."),
        Column::text("severity", "error or warning."),
        Column::text("table", "Where it looks."),
        Column::text("description", "What it looks for."),
        Column::integer("violations", "rows", "Rows that break it."),
        Column::money("left_out_amount", "Money of the rows that are in no figure."),
        Column::money("affected_amount", "Money behind all rows that break it, without signs."),
    ],
    rows,
};

/// A broken check and the money behind it.
#[derive(Clone, Copy, Debug)]
pub struct Priority<'a> {
    /// The check.
    pub check: &'a Check,
    /// What the rows that are left out because of it would be worth, in cents, without signs.
    pub left_out_cents: i64,
    /// That, and the money on the offending rows that are counted, in cents.
    pub affected_cents: i64,
}

/// Errors and warnings, the most money first.
pub fn priorities(snapshot: &Snapshot) -> Vec<Priority<'_>> {
    let money = MoneyOfRows::of(snapshot);
    let broken = [Severity::Error, Severity::Warning]
        .into_iter()
        .flat_map(|severity| snapshot.quality.broken(severity));
    let mut found: Vec<Priority<'_>> = broken
        .map(|check| {
            let sum = |cents: &mut dyn Iterator<Item = i64>| {
                cents.fold(0_i64, |sum, cents| sum.saturating_add(cents.saturating_abs()))
            };
            if leaves_rows_out(check.rule) {
                // Under the same key another row may be counted, which is in order.
                let left_out_cents = sum(&mut check.rows.iter().filter_map(OffendingRow::worth_cents));
                return Priority { check, left_out_cents, affected_cents: left_out_cents };
            }
            let counted = check.rows.iter().filter_map(|row| money.of_row(check.table, &row.key));
            Priority { check, left_out_cents: 0, affected_cents: sum(&mut counted.into_iter()) }
        })
        .collect();
    found.sort_by(|one, other| {
        let key =
            |priority: &Priority<'_>| (Reverse(priority.affected_cents), priority.check.rule.severity());
        key(one).cmp(&key(other)).then_with(|| one.check.id.cmp(&other.check.id))
    });
    found
}

/// Whether every row that breaks a rule is left out.
fn leaves_rows_out(rule: Rule) -> bool {
    matches!(rule, Rule::UnknownOrder | Rule::UnknownProduct | Rule::UnknownCustomer | Rule::RepeatedKey)
}

/// What stands on the rows that are counted.
struct MoneyOfRows<'a> {
    snapshot: &'a Snapshot,
    by_product_cents: Vec<i64>,
    by_rep_cents: Vec<i64>,
}

impl MoneyOfRows<'_> {
    fn of(snapshot: &Snapshot) -> MoneyOfRows<'_> {
        let mut by_product_cents = vec![0; snapshot.products.len()];
        for line in 0..snapshot.lines.len() {
            by_product_cents[snapshot.lines.product[line] as usize] += snapshot.lines.revenue_cents(line);
        }
        let mut by_rep_cents = vec![0; snapshot.employees.len()];
        for customer in &snapshot.customers {
            if let Some(rep) = customer.rep {
                by_rep_cents[rep as usize] += customer.account.revenue.cents();
            }
        }
        MoneyOfRows { snapshot, by_product_cents, by_rep_cents }
    }

    /// Money of the row with a key, in cents; none where it is not counted, or no money stands on it.
    fn of_row(&self, table: schema::Table, key: &str) -> Option<i64> {
        let snapshot = self.snapshot;
        let cents = match table {
            schema::Table::Orders => snapshot.orders.revenue_cents[snapshot.order(key.parse().ok()?)?],
            schema::Table::OrderDetails => {
                let (order, code) = key.split_once('/')?;
                let (order, product) = (snapshot.order(order.parse().ok()?)?, snapshot.product(code)?);
                let mut lines = snapshot.orders.lines(order);
                let line = lines.find(|&line| snapshot.lines.product[line] as usize == product)?;
                snapshot.lines.revenue_cents(line)
            }
            schema::Table::Payments => {
                let (customer, check) = key.split_once('/')?;
                let customer = snapshot.customer(customer.parse().ok()?)? as u32;
                let payments = &snapshot.payments;
                let is_row =
                    |&index: &usize| payments.customer[index] == customer && *payments.check[index] == *check;
                payments.amount_cents[(0..payments.len()).find(is_row)?]
            }
            schema::Table::Customers => {
                snapshot.customers[snapshot.customer(key.parse().ok()?)?].account.revenue.cents()
            }
            schema::Table::Products => self.by_product_cents[snapshot.product(key)?],
            schema::Table::Employees => self.by_rep_cents[snapshot.employee(key.parse().ok()?)?],
            schema::Table::Offices | schema::Table::ProductLines => return None,
        };
        Some(cents)
    }
}

fn rows(view: &View<'_>, table: &mut Table) {
    for Priority { check, left_out_cents, affected_cents } in priorities(view.snapshot) {
        table.push([
            Value::Text(check.id.as_str().into()),
            check.rule.severity().name().into(),
            check.table.name().into(),
            check.rule.description().into(),
            Value::Integer(i64::try_from(check.num_violations).unwrap_or(i64::MAX)),
            Money::from_cents(left_out_cents).into(),
            Money::from_cents(affected_cents).into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, rows, small};

    /// Line 9 is of no order and worth 60, 9 more of an order without date; the payment of 70 is of nobody; line 1/A was sold below
    /// what it cost, for 20; One's rep is nobody, and it bought for 20.
    #[test]
    fn what_is_left_out_counts_and_so_does_what_is_doubtful() {
        let snapshot = Fixture::new()
            .product_lines("X")
            .products("A | a | X | 30 | 50")
            .customers("1 | One | Norway | 5 | 10")
            .orders("1 | 2004-01-01 | 2004-01-02 | | In Process | 1\n2 | nil | 2004-01-02 | | In Process | 1")
            .lines("1 | A | 2 | 10\n9 | A | 2 | 30\n2 | A | 3 | 3\n9 | Q | 1 | 100\n1 | A | 1 | 7")
            .payments("8 | p | 2004-01-01 | 70")
            .snapshot();
        let found: Vec<String> = rows(&DATASET, &snapshot, "")
            .iter()
            .map(|row| {
                let cells: Vec<&str> = row.split(',').collect();
                [cells[0], cells[cells.len() - 3], cells[cells.len() - 2], cells[cells.len() - 1]].join(" ")
            })
            .filter(|row| !row.ends_with(" 0.00"))
            .collect();
        assert_eq!(
            found,
            [
                "unknown_order.orderdetails 3 169.00 169.00",
                "unknown_product.orderdetails 1 100.00 100.00",
                "unknown_customer.payments 1 70.00 70.00",
                "repeated_key.orderdetails 1 20.00 20.00",
                "unknown_rep.customers 1 0.00 7.00",
                "price_below_buy_price.orderdetails 1 0.00 7.00",
            ]
        );
    }

    #[test]
    fn clean_data_have_no_priorities_but_doubts() {
        let found = rows(&DATASET, &small(), "country=Norway");
        assert!(found.iter().all(|row| row.contains(",warning,")), "{found:?}");
    }
}
