//! A snapshot taken apart for keeping: rows as the source tables have them, and what cannot be seen in rows that counted.
//!
//! Rows, not indices and sums, are kept: whoever reads them back puts them through the intake again, so that regions and
//! as-of are those in force then, and no file can make a snapshot that breaks its own rules.

use units::{Day, Money};

use crate::intake::{Value, checks};
use crate::quality::{Check, Findings};
use crate::schema::Table;
use crate::snapshot::{Customer, Employee, Office, Product, ProductLine, Snapshot, TableProfile};

/// What was found while the rows of a snapshot were read, and is not found by looking at those that counted.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Rows and columns of each source table, by [`Table::ALL`].
    pub profile: [TableProfile; 8],
    /// The broken checks of what came from the source, such as unreadable dates and rows that were left out.
    pub checks: Vec<Check>,
}

impl Reading {
    /// What was found while this snapshot was read.
    pub fn of(snapshot: &Snapshot) -> Reading {
        // What the finished snapshot shows is found anew, by the settings that are then in force.
        let mut again = Findings::default();
        checks::run(snapshot, &mut again);
        let again = again.finish();
        let is_of_reading =
            |check: &&Check| check.num_violations > 0 && again.num_violations(check.rule, check.table) == 0;
        Reading {
            profile: snapshot.profile,
            checks: snapshot.quality.checks.iter().filter(is_of_reading).cloned().collect(),
        }
    }
}

impl Snapshot {
    /// Whether rows were read that are dated after as-of: they are not in the snapshot, though nothing is wrong with them.
    pub fn lacks_later_rows(&self) -> bool {
        let sizes = [
            (Table::Orders, self.orders.len()),
            (Table::OrderDetails, self.lines.len()),
            (Table::Payments, self.payments.len()),
        ];
        sizes.into_iter().any(|(table, num_kept)| {
            let profile = self.profile_of(table);
            profile.num_rows - profile.num_quarantined > num_kept as u64
        })
    }

    /// Calls `row` with each row of a table that counted, a value for each of [`Table::columns`], in the order of the snapshot.
    ///
    /// Names of people stand whole in the column of the first name; what no page shows is missing.
    ///
    /// # Errors
    /// The first that `row` returns.
    pub fn for_each_row<E>(
        &self,
        table: Table,
        mut row: impl FnMut(&[Value<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        match table {
            Table::Offices => self.offices.iter().try_for_each(|office| row(&office_row(office))),
            Table::Employees => self.employees.iter().try_for_each(|employee| row(&employee_row(employee))),
            Table::ProductLines => {
                let listed = self.product_lines.iter().filter(|line| line.is_listed);
                listed.map(product_line_row).try_for_each(|values| row(&values))
            }
            Table::Products => self.products.iter().try_for_each(|product| row(&self.product_row(product))),
            Table::Customers => {
                self.customers.iter().try_for_each(|customer| row(&self.customer_row(customer)))
            }
            Table::Orders => (0..self.orders.len()).try_for_each(|order| row(&self.order_row(order))),
            Table::Payments => {
                (0..self.payments.len()).try_for_each(|payment| row(&self.payment_row(payment)))
            }
            Table::OrderDetails => (0..self.orders.len()).try_for_each(|order| {
                self.orders.lines(order).try_for_each(|line| row(&self.line_row(order, line)))
            }),
        }
    }

    fn product_row<'a>(&'a self, product: &'a Product) -> [Value<'a>; 9] {
        [
            text(&product.code),
            text(&product.name),
            product.line.map_or(Value::Missing, |line| text(&self.product_lines[line as usize].name)),
            text(&product.scale),
            text(&product.vendor),
            text(&product.description),
            number(product.num_in_stock),
            money(product.buy_price),
            money(product.msrp),
        ]
    }

    fn customer_row<'a>(&'a self, customer: &'a Customer) -> [Value<'a>; 13] {
        [
            Value::Number(customer.number),
            text(&customer.name),
            Value::Missing,
            text(&customer.contact),
            text(&customer.phone),
            text(&customer.address_line_1),
            text(&customer.address_line_2),
            text(&customer.city),
            text(&customer.state),
            text(&customer.postal_code),
            text(&self.countries[customer.country as usize].name),
            number(customer.rep.map(|rep| self.employees[rep as usize].number)),
            money(customer.credit_limit),
        ]
    }

    fn order_row(&self, order: usize) -> [Value<'_>; 7] {
        let orders = &self.orders;
        [
            Value::Number(orders.number[order]),
            Value::Day(orders.date[order]),
            day(orders.required[order]),
            day(orders.shipped[order]),
            text(&self.statuses[orders.status[order] as usize]),
            text(&orders.comment_texts[orders.comment[order] as usize]),
            Value::Number(self.customers[orders.customer[order] as usize].number),
        ]
    }

    fn payment_row(&self, payment: usize) -> [Value<'_>; 4] {
        let payments = &self.payments;
        [
            Value::Number(self.customers[payments.customer[payment] as usize].number),
            text(&payments.check[payment]),
            day(payments.date[payment]),
            Value::Number(payments.amount_cents[payment]),
        ]
    }

    fn line_row(&self, order: usize, line: usize) -> [Value<'_>; 5] {
        let lines = &self.lines;
        [
            Value::Number(self.orders.number[order]),
            text(&self.products[lines.product[line] as usize].code),
            Value::Number(lines.quantity[line].into()),
            Value::Number(lines.price_cents[line]),
            number(lines.line_number[line].map(i64::from)),
        ]
    }
}

fn office_row(office: &Office) -> [Value<'_>; 9] {
    [
        text(&office.code),
        text(&office.city),
        text(&office.phone),
        text(&office.address_line_1),
        text(&office.address_line_2),
        text(&office.state),
        text(&office.country),
        text(&office.postal_code),
        text(&office.territory),
    ]
}

fn employee_row(employee: &Employee) -> [Value<'_>; 8] {
    [
        Value::Number(employee.number),
        Value::Missing,
        text(&employee.name),
        text(&employee.extension),
        text(&employee.email),
        text(&employee.office_code),
        number(employee.manager_number),
        text(&employee.job_title),
    ]
}

fn product_line_row(line: &ProductLine) -> [Value<'_>; 4] {
    [text(&line.name), text(&line.description), Value::Missing, Value::Missing]
}

fn text(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Missing } else { Value::Text(text) }
}

fn number(number: Option<i64>) -> Value<'static> {
    number.map_or(Value::Missing, Value::Number)
}

fn money(money: Option<Money>) -> Value<'static> {
    number(money.map(Money::cents))
}

fn day(day: Option<Day>) -> Value<'static> {
    day.map_or(Value::Missing, Value::Day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::DATASETS;
    use crate::fixture::{Fixture, rows, small_fixture};
    use crate::intake::Intake;
    use crate::policy::{AsOf, Regions};

    /// The snapshot taken apart and put together again.
    fn restored(snapshot: &Snapshot, regions: Regions, as_of: AsOf) -> Snapshot {
        let mut intake = Intake::new(regions, as_of);
        for table in Table::LOAD_ORDER {
            intake.begin(table, 0);
            let put = |values: &[Value<'_>]| {
                intake.saved_row(table, values);
                Ok::<(), std::convert::Infallible>(())
            };
            let Ok(()) = snapshot.for_each_row(table, put);
        }
        intake.finish_saved(&Reading::of(snapshot))
    }

    fn check_same(one: &Snapshot, other: &Snapshot) {
        assert_eq!(one.version, other.version);
        for dataset in DATASETS {
            assert_eq!(rows(dataset, one, ""), rows(dataset, other, ""), "{}", dataset.name);
        }
    }

    /// Something is wrong with nearly every row: left out, unreadable, referring to nothing, repeated.
    fn dirty() -> Fixture<'static> {
        Fixture::new()
            .offices("1 | Oslo | Norway | EMEA")
            .employees("1 | Ann | Ay | 9 | 8 | t\n2 | Bo | Bee | 1 | 2 | t\n3 | | Cy | 1 | | t")
            .products("P | Pin | Ghost | 1 | 2\nQ | Peg | | x |\nP | Pin | Ghost | 1 | 3\n𝄞 | Clef | Ghost | 1 | 2")
            .customers("1 | One | Norway | 7 | -5\n2 | Two | Atlantis | 2 |\n3 | Ten | | Ann\n | None | Norway | | 1")
            .orders(
                "1 | 2004-01-02 | 2004-01-01 | 2003-12-31 | Shipped    | 1
                 2 | 2004-01-02 |            |            | On Hold    | 2
                 3 | 2004-02-30 | 2004-05-31 |            | In Process | 1
                 4 | 2004-01-03 | 2004-05-31 |            |            | 9
                 5 | 2004-01-04 | 2004-01-05 | 2004-01-06 | Cancelled  | 3
                 5 | 2004-01-05 | 2004-01-05 | 2004-01-06 | Cancelled  | 3",
            )
            .lines("1 | P | 0 | 5\n1 | Q | -1 | 10.005\n2 | P | 1 | x\n3 | P | 1 | 1\n5 | 𝄞 | 3 | 9\n5 | 𝄞 | 3 | 9\n5 | Z | 1 | 1")
            .payments("1 | a | 2004-01-05 | 0\n1 | b | | 7.5\n9 | c | 2004-01-02 | 1\n1 | a | 2004-01-02 | 1\n3 | | 2004-01-02 | 2\n3 | | 2004-01-02 | 2")
    }

    #[test]
    fn put_together_again_it_is_the_same() {
        for fixture in [small_fixture(), dirty(), Fixture::new()] {
            let snapshot = fixture.snapshot();
            check_same(&restored(&snapshot, Regions::default(), AsOf::LastOrder), &snapshot);
            let dated = fixture.dated("2004-01-03").snapshot();
            check_same(&restored(&dated, Regions::default(), AsOf::On(dated.as_of)), &dated);
        }
    }

    /// Nothing is left of the settings under which it was taken apart.
    #[test]
    fn regions_and_as_of_are_those_in_force() {
        let by_norway = Regions([("Fjords".to_owned(), vec!["Norway".to_owned()])].into());
        for fixture in [small_fixture(), dirty()] {
            let snapshot = fixture.snapshot();
            for day in ["2004-01-04", "2004-01-06", "2010-12-31"] {
                let as_of = AsOf::On(day.parse().unwrap());
                let fresh = fixture.clone().dated(day).snapshot();
                check_same(&restored(&snapshot, Regions::default(), as_of), &fresh);
                assert_eq!(
                    fresh.lacks_later_rows(),
                    snapshot.orders.date.last() > Some(&fresh.as_of),
                    "{day}"
                );
            }
            let mapped = restored(&snapshot, by_norway.clone(), AsOf::LastOrder);
            assert!(mapped.region("Fjords").is_some() && mapped.region("Europe").is_none());
            assert_ne!(mapped.version, snapshot.version);
            check_same(&restored(&mapped, Regions::default(), AsOf::LastOrder), &snapshot);
        }
    }
}
