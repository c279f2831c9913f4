//! Offices, employees, product lines, products, customers: read whole, sorted by key, references resolved.

use std::collections::BTreeSet;
use std::sync::Arc;

use units::{Day, Money};

use super::value::Value;
use crate::policy::Regions;
use crate::quality::{Findings, Rule};
use crate::schema::Table;
use crate::snapshot::{Account, Country, Customer, Employee, Office, Product, ProductLine, Snapshot};

/// A value that outlives its row; ordered like [`Value`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OwnedValue {
    Missing,
    Number(i64),
    Day(Day),
    Text(Arc<str>),
}

/// A row of a dimension table, in schema order.
pub(super) type OwnedRow = Box<[OwnedValue]>;

impl From<&Value<'_>> for OwnedValue {
    fn from(value: &Value<'_>) -> OwnedValue {
        match *value {
            Value::Missing => OwnedValue::Missing,
            Value::Number(number) => OwnedValue::Number(number),
            Value::Day(day) => OwnedValue::Day(day),
            Value::Text(text) => OwnedValue::Text(text.into()),
        }
    }
}

impl OwnedValue {
    fn number(&self) -> Option<i64> {
        if let OwnedValue::Number(number) = self { Some(*number) } else { None }
    }

    fn money(&self) -> Option<Money> {
        self.number().map(Money::from_cents)
    }

    /// The text; empty where it is missing.
    fn text(&self) -> Arc<str> {
        if let OwnedValue::Text(text) = self { Arc::clone(text) } else { "".into() }
    }

    fn write(&self) -> String {
        match self {
            OwnedValue::Missing => String::new(),
            OwnedValue::Number(number) => number.to_string(),
            OwnedValue::Day(day) => day.to_string(),
            OwnedValue::Text(text) => text.to_string(),
        }
    }
}

/// The dimensions as far as they are loaded.
#[derive(Debug, Default)]
pub(super) struct Dimensions {
    pub(super) offices: Vec<Office>,
    pub(super) employees: Vec<Employee>,
    pub(super) product_lines: Vec<ProductLine>,
    pub(super) products: Vec<Product>,
    pub(super) regions: Vec<Arc<str>>,
    pub(super) countries: Vec<Country>,
    pub(super) customers: Vec<Customer>,
}

impl Dimensions {
    /// Turns the rows of a dimension table into its dimension; returns how many rows are left out.
    pub(super) fn close(
        &mut self,
        table: Table,
        rows: Vec<OwnedRow>,
        regions: &Regions,
        findings: &mut Findings,
    ) -> u64 {
        let num_rows = rows.len();
        let rows = without_repetitions(table, rows, findings);
        let num_left_out = num_rows - rows.len();
        match table {
            Table::Offices => self.offices = rows.iter().map(office).collect(),
            Table::Employees => self.close_employees(&rows, findings),
            Table::ProductLines => self.product_lines = rows.iter().map(product_line).collect(),
            Table::Products => self.close_products(&rows, findings),
            Table::Customers => self.close_customers(&rows, regions, findings),
            Table::Orders | Table::OrderDetails | Table::Payments => {}
        }
        num_left_out as u64
    }

    /// Index of the customer with this number.
    pub(super) fn customer(&self, number: i64) -> Option<u32> {
        index_of(&self.customers, |customer| customer.number.cmp(&number))
    }

    /// Index of the product with this code.
    pub(super) fn product(&self, code: &str) -> Option<u32> {
        index_of(&self.products, |product| (*product.code).cmp(code))
    }

    fn employee(&self, number: i64) -> Option<u32> {
        index_of(&self.employees, |employee| employee.number.cmp(&number))
    }

    fn close_employees(&mut self, rows: &[OwnedRow], findings: &mut Findings) {
        self.employees = rows.iter().map(employee).collect();
        for index in 0..self.employees.len() {
            let employee = &self.employees[index];
            let office = index_of(&self.offices, |office| office.code.cmp(&employee.office_code));
            let manager = employee.manager_number.and_then(|number| self.employee(number));
            let key = || employee.number.to_string();
            if office.is_none() && !employee.office_code.is_empty() {
                findings.report(Rule::UnknownOffice, Table::Employees, || {
                    (key(), format!("officeCode = '{}'", employee.office_code))
                });
            }
            if let (None, Some(number)) = (manager, employee.manager_number) {
                findings.report(Rule::UnknownManager, Table::Employees, || {
                    (key(), format!("reportsTo = {number}"))
                });
            }
            let employee = &mut self.employees[index];
            (employee.office, employee.manager) = (office, manager);
        }
    }

    fn close_products(&mut self, rows: &[OwnedRow], findings: &mut Findings) {
        let listed: BTreeSet<Arc<str>> =
            self.product_lines.iter().map(|line| Arc::clone(&line.name)).collect();
        let named: BTreeSet<Arc<str>> = rows
            .iter()
            .map(|row| row[2].text())
            .filter(|name| !name.is_empty() && !listed.contains(name))
            .collect();
        self.product_lines.extend(named.into_iter().map(|name| ProductLine {
            name,
            description: "".into(),
            is_listed: false,
        }));
        self.product_lines.sort_by(|a, b| a.name.cmp(&b.name));
        self.products = rows
            .iter()
            .map(|row| {
                let line_name = row[2].text();
                let line = index_of(&self.product_lines, |line| line.name.cmp(&line_name));
                if line.is_some_and(|line| !self.product_lines[line as usize].is_listed) {
                    findings.report(Rule::UnknownProductLine, Table::Products, || {
                        (row[0].write(), format!("productLine = '{line_name}'"))
                    });
                }
                product(row, line)
            })
            .collect();
    }

    fn close_customers(&mut self, rows: &[OwnedRow], regions: &Regions, findings: &mut Findings) {
        let names: BTreeSet<Arc<str>> = rows.iter().map(|row| row[10].text()).collect();
        let regions_of_names: Vec<&str> = names.iter().map(|name| regions.region_of(name)).collect();
        self.regions =
            regions_of_names.iter().copied().collect::<BTreeSet<_>>().into_iter().map(Arc::from).collect();
        self.countries = names
            .into_iter()
            .zip(regions_of_names)
            .map(|(name, region)| {
                let region = index_of(&self.regions, |other| (**other).cmp(region));
                Country { name, region: region.expect("the regions are those of these countries") }
            })
            .collect();
        self.customers = rows
            .iter()
            .map(|row| {
                let name = row[10].text();
                let country = index_of(&self.countries, |country| country.name.cmp(&name))
                    .expect("the countries are those of these customers");
                let rep = row[11].number().and_then(|number| self.employee(number));
                if let (None, Some(number)) = (rep, row[11].number()) {
                    findings.report(Rule::UnknownRep, Table::Customers, || {
                        (row[0].write(), format!("salesRepEmployeeNumber = {number}"))
                    });
                }
                customer(row, country, rep)
            })
            .collect();
        for customer in &self.customers {
            if let Some(rep) = customer.rep {
                self.employees[rep as usize].num_assigned_customers += 1;
            }
        }
    }
}

/// Sorts the rows by their columns in schema order and keeps the first of each key; rows without a key are left out.
fn without_repetitions(table: Table, mut rows: Vec<OwnedRow>, findings: &mut Findings) -> Vec<OwnedRow> {
    let num_keys = table.key_columns();
    // Missing values were reported when the row was read.
    rows.retain(|row| !row[..num_keys].contains(&OwnedValue::Missing));
    rows.sort();
    rows.dedup_by(|row, kept| {
        let is_repeated = row[..num_keys] == kept[..num_keys];
        if is_repeated {
            findings.report(Rule::RepeatedKey, table, || {
                let write = |values: &[OwnedValue], between| {
                    values.iter().map(OwnedValue::write).collect::<Vec<_>>().join(between)
                };
                (write(&row[..num_keys], "/"), write(row, ", "))
            });
        }
        is_repeated
    });
    rows
}

/// Index of the item for which the comparison says equal, in a slice that is sorted by it.
fn index_of<T>(sorted: &[T], compare: impl FnMut(&T) -> std::cmp::Ordering) -> Option<u32> {
    sorted.binary_search_by(compare).ok().map(|index| index as u32)
}

fn office(row: &OwnedRow) -> Office {
    Office {
        code: row[0].text(),
        city: row[1].text(),
        phone: row[2].text(),
        address_line_1: row[3].text(),
        address_line_2: row[4].text(),
        state: row[5].text(),
        country: row[6].text(),
        postal_code: row[7].text(),
        territory: row[8].text(),
    }
}

fn employee(row: &OwnedRow) -> Employee {
    Employee {
        number: row[0].number().unwrap_or_default(),
        name: full_name(&row[2], &row[1]),
        extension: row[3].text(),
        email: row[4].text(),
        office_code: row[5].text(),
        office: None,
        manager_number: row[6].number(),
        manager: None,
        job_title: row[7].text(),
        num_assigned_customers: 0,
    }
}

fn product_line(row: &OwnedRow) -> ProductLine {
    ProductLine { name: row[0].text(), description: row[1].text(), is_listed: true }
}

fn product(row: &OwnedRow, line: Option<u32>) -> Product {
    Product {
        code: row[0].text(),
        name: row[1].text(),
        line,
        scale: row[3].text(),
        vendor: row[4].text(),
        description: row[5].text(),
        num_in_stock: row[6].number(),
        buy_price: row[7].money(),
        msrp: row[8].money(),
    }
}

fn customer(row: &OwnedRow, country: u32, rep: Option<u32>) -> Customer {
    Customer {
        number: row[0].number().unwrap_or_default(),
        name: row[1].text(),
        contact: full_name(&row[3], &row[2]),
        phone: row[4].text(),
        address_line_1: row[5].text(),
        address_line_2: row[6].text(),
        city: row[7].text(),
        state: row[8].text(),
        postal_code: row[9].text(),
        country,
        rep,
        credit_limit: row[12].money(),
        account: Account::default(),
    }
}

fn full_name(first: &OwnedValue, last: &OwnedValue) -> Arc<str> {
    let names = [first.text(), last.text()];
    names.iter().map(|name| &**name).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ").into()
}

/// Sums up orders and payments of each customer.
pub(super) fn settle_accounts(snapshot: &mut Snapshot) {
    let cancelled = snapshot.status("Cancelled").map(|status| status as u32);
    for order in 0..snapshot.orders.len() {
        let account = &mut snapshot.customers[snapshot.orders.customer[order] as usize].account;
        let revenue = Money::from_cents(snapshot.orders.revenue_cents[order]);
        account.num_orders += 1;
        account.revenue += revenue;
        if Some(snapshot.orders.status[order]) == cancelled {
            account.cancelled_revenue += revenue;
        }
    }
    for payment in 0..snapshot.payments.len() {
        let account = &mut snapshot.customers[snapshot.payments.customer[payment] as usize].account;
        account.num_payments += 1;
        account.paid += Money::from_cents(snapshot.payments.amount_cents[payment]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check_findings};
    use crate::quality::{Rule, Severity};
    use crate::schema::{Cell, Table};

    #[test]
    fn blanks_around_text_and_keys_do_not_count() {
        let mut cells = [Cell::Text("-"); 13];
        (cells[0], cells[1], cells[10]) =
            (Cell::Text(" 2"), Cell::Text("\u{3000}Two\t"), Cell::Text("Norway  "));
        (cells[11], cells[12]) = (Cell::Null, Cell::Null);
        let snapshot = Fixture::new()
            .customers("1 | One | Norway\n2 | Two | Norway")
            .cells(Table::Customers, &cells)
            .snapshot();
        assert_eq!((snapshot.countries.len(), snapshot.customers.len()), (1, 2));
        assert_eq!(&*snapshot.customers[1].name, "Two");
        assert_eq!(snapshot.quality.num_violations(Rule::RepeatedKey, Table::Customers), 1);
        assert_eq!(snapshot.quality.num_violations(Rule::StrayBlanks, Table::Customers), 1);
    }

    /// By name, then by limit: an unknown one is smallest, and 9 is less than 10.
    #[test]
    fn of_repeated_keys_the_smallest_row_is_kept() {
        let snapshot = Fixture::new()
            .customers(
                "1 | Bee | Norway | | 1
                 1 | Ant | Norway | | 2
                 2 | Cat | Norway | | 10
                 2 | Cat | Norway | | 9
                 3 | Dog | Norway | | 5
                 3 | Dog | Norway | |
                   | Elk | Norway | | 5",
            )
            .snapshot();
        let kept: Vec<_> = snapshot
            .customers
            .iter()
            .map(|customer| (&*customer.name, customer.credit_limit.map(|limit| limit.cents())))
            .collect();
        assert_eq!(kept, [("Ant", Some(200)), ("Cat", Some(900)), ("Dog", None)]);
        assert_eq!(snapshot.profile_of(Table::Customers).num_quarantined, 4);
    }

    #[test]
    fn text_is_compared_exactly_and_sorted_by_code_point() {
        let snapshot = Fixture::new()
            .products("b | x | X\nB | x | X\nÄ | x | X\na | x | X\n𝄞 | x | X\nﬀ | x | X")
            .snapshot();
        let codes: Vec<_> = snapshot.products.iter().map(|product| &*product.code).collect();
        assert_eq!(codes, ["B", "a", "b", "Ä", "ﬀ", "𝄞"]);
    }

    #[test]
    fn references_to_nothing_are_none_and_reported() {
        let snapshot = Fixture::new()
            .offices("1 | Oslo | Norway | EMEA")
            .employees("1 | Ann | Ay | 9 | 8 | t\n2 | Bo | Bee | 1 | 1 | t")
            .products("P | Pin | Ghost | 1 | 2")
            .customers("1 | One | Norway | 7\n2 | Two | Norway | 2\n3 | Ten | Norway | Ann")
            .snapshot();
        let reps: Vec<_> = snapshot.customers.iter().map(|customer| customer.rep).collect();
        assert_eq!(reps, [None, Some(1), None]);
        let people: Vec<_> =
            snapshot.employees.iter().map(|it| (it.office, it.manager, it.manager_number)).collect();
        assert_eq!(people, [(None, None, Some(8)), (Some(0), Some(0), Some(1))]);
        assert!(!snapshot.product_lines[0].is_listed);
        check_findings(
            &snapshot,
            Severity::Error,
            "no_number.customers 3: salesRepEmployeeNumber = 'Ann'
             unknown_manager.employees 1: reportsTo = 8
             unknown_office.employees 1: officeCode = '9'
             unknown_product_line.products P: productLine = 'Ghost'
             unknown_rep.customers 1: salesRepEmployeeNumber = 7",
        );
    }

    #[test]
    fn a_name_is_first_and_last_or_what_there_is_of_it() {
        let snapshot = Fixture::new().employees("1 | Ann | Ay\n2 | | Bee\n3 | Cy |\n4 | | |").snapshot();
        let names: Vec<_> = snapshot.employees.iter().map(|employee| &*employee.name).collect();
        assert_eq!(names, ["Ann Ay", "Bee", "Cy", ""]);
    }
}
