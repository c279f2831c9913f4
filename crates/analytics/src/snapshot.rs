//! The sales data at one moment: immutable, columnar, ready to be asked.

use std::ops::Range;
use std::sync::Arc;

use units::{Day, DayRange, Money, Month};

use crate::quality::Quality;
use crate::schema::Table;

/// Status of orders that were taken back.
pub const CANCELLED: &str = "Cancelled";

/// Everything that was loaded, cleaned and sorted, in one version.
///
/// Dimensions are vectors sorted by key and known by their index. Facts are columns: orders by (date, number), the lines of an order
/// next to each other, so that a period is a slice of both.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Digest of the data and of as-of, in hexadecimal: equal data give equal versions.
    pub version: String,
    /// The day that the data speak of.
    pub as_of: Day,
    /// Offices by code.
    pub offices: Vec<Office>,
    /// Employees by number.
    pub employees: Vec<Employee>,
    /// Product lines by name: the listed ones, and those that only products name.
    pub product_lines: Vec<ProductLine>,
    /// Products by code.
    pub products: Vec<Product>,
    /// Regions by name, those of the countries of customers.
    pub regions: Vec<Arc<str>>,
    /// Countries of customers by name; `""` where a customer has none.
    pub countries: Vec<Country>,
    /// Customers by number.
    pub customers: Vec<Customer>,
    /// Order statuses by name.
    pub statuses: Vec<Arc<str>>,
    /// Order facts.
    pub orders: Orders,
    /// Order line facts.
    pub lines: Lines,
    /// Payment facts.
    pub payments: Payments,
    /// What is wrong with the source data.
    pub quality: Quality,
    /// Rows and columns of each source table as read, by [`Table::ALL`].
    pub profile: [TableProfile; 8],
}

/// Size of a source table as read, quarantined rows included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableProfile {
    /// Rows read.
    pub num_rows: u64,
    /// Columns the source has, known to us or not.
    pub num_columns: usize,
    /// Rows that were read but are left out of every metric.
    pub num_quarantined: u64,
}

/// An office.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are the columns of offices; missing text is empty")]
pub struct Office {
    pub code: Arc<str>,
    pub city: Arc<str>,
    pub phone: Arc<str>,
    pub address_line_1: Arc<str>,
    pub address_line_2: Arc<str>,
    pub state: Arc<str>,
    pub country: Arc<str>,
    pub postal_code: Arc<str>,
    pub territory: Arc<str>,
}

/// An employee.
#[derive(Clone, Debug)]
pub struct Employee {
    /// `employeeNumber`.
    pub number: i64,
    /// First and last name.
    pub name: Arc<str>,
    /// `extension`.
    pub extension: Arc<str>,
    /// `email`.
    pub email: Arc<str>,
    /// `officeCode` as given, whether there is such an office or not.
    pub office_code: Arc<str>,
    /// Index of the office.
    pub office: Option<u32>,
    /// `reportsTo` as given, whether there is such an employee or not.
    pub manager_number: Option<i64>,
    /// Index of the manager.
    pub manager: Option<u32>,
    /// `jobTitle`.
    pub job_title: Arc<str>,
    /// Customers that the employee is assigned to.
    pub num_assigned_customers: u32,
}

impl Employee {
    /// A sales rep has the job title or has customers.
    pub fn is_sales_rep(&self) -> bool {
        &*self.job_title == "Sales Rep" || self.num_assigned_customers > 0
    }
}

/// A product line.
#[derive(Clone, Debug)]
pub struct ProductLine {
    /// `productLine`.
    pub name: Arc<str>,
    /// `textDescription`.
    pub description: Arc<str>,
    /// Whether `productlines` has it; else only products name it.
    pub is_listed: bool,
}

/// A product.
#[derive(Clone, Debug)]
pub struct Product {
    /// `productCode`.
    pub code: Arc<str>,
    /// `productName`.
    pub name: Arc<str>,
    /// Index of the product line; none where the product names none.
    pub line: Option<u32>,
    /// `productScale`.
    pub scale: Arc<str>,
    /// `productVendor`.
    pub vendor: Arc<str>,
    /// `productDescription`.
    pub description: Arc<str>,
    /// `quantityInStock`.
    pub num_in_stock: Option<i64>,
    /// `buyPrice`.
    pub buy_price: Option<Money>,
    /// `MSRP`.
    pub msrp: Option<Money>,
}

/// A country of customers.
#[derive(Clone, Debug)]
pub struct Country {
    /// Name, trimmed.
    pub name: Arc<str>,
    /// Index of the region.
    pub region: u32,
}

/// A customer, with what follows from all its orders and payments whatever the scope.
#[derive(Clone, Debug)]
pub struct Customer {
    /// `customerNumber`.
    pub number: i64,
    /// `customerName`.
    pub name: Arc<str>,
    /// First and last name of the contact.
    pub contact: Arc<str>,
    /// `phone`.
    pub phone: Arc<str>,
    /// `addressLine1`.
    pub address_line_1: Arc<str>,
    /// `addressLine2`.
    pub address_line_2: Arc<str>,
    /// `city`.
    pub city: Arc<str>,
    /// `state`.
    pub state: Arc<str>,
    /// `postalCode`.
    pub postal_code: Arc<str>,
    /// Index of the country.
    pub country: u32,
    /// Index of the sales rep; none without one and where the number is no employee.
    pub rep: Option<u32>,
    /// `creditLimit`.
    pub credit_limit: Option<Money>,
    /// Orders, payments and what is owed, of any status and date.
    pub account: Account,
}

/// What a customer ordered and paid in all, whatever the filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Orders of any status.
    pub num_orders: u32,
    /// Payments.
    pub num_payments: u32,
    /// Revenue of the orders of any status.
    pub revenue: Money,
    /// Revenue of the cancelled orders.
    pub cancelled_revenue: Money,
    /// Sum of the payments.
    pub paid: Money,
}

impl Account {
    /// Revenue of all orders that are not cancelled, less payments: open, without ageing.
    pub fn outstanding_balance(&self) -> Money {
        self.revenue - self.cancelled_revenue - self.paid
    }
}

/// Orders as columns, sorted by (date, number).
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// `orderNumber`.
    pub number: Vec<i64>,
    /// `orderDate`.
    pub date: Vec<Day>,
    /// `requiredDate`.
    pub required: Vec<Option<Day>>,
    /// `shippedDate`.
    pub shipped: Vec<Option<Day>>,
    /// Index of the status.
    pub status: Vec<u32>,
    /// Index of the customer.
    pub customer: Vec<u32>,
    /// Index into [`Orders::comment_texts`].
    pub comment: Vec<u32>,
    /// Distinct comments; the empty one stands for none.
    pub comment_texts: Vec<Arc<str>>,
    /// Sum of the lines in cents.
    pub revenue_cents: Vec<i64>,
    /// Sum of the quantities.
    pub units: Vec<i64>,
    /// Where the lines of order `i` begin; one more entry than orders.
    pub first_line: Vec<u32>,
    /// Indices of the orders by number: how one is found.
    pub by_number: Vec<u32>,
}

impl Orders {
    /// Number of orders.
    pub fn len(&self) -> usize {
        self.number.len()
    }

    /// Whether there is no order.
    pub fn is_empty(&self) -> bool {
        self.number.is_empty()
    }

    /// The orders dated within these days.
    pub fn dated(&self, days: DayRange) -> Range<usize> {
        let start = self.date.partition_point(|&date| date < days.start);
        let end = self.date.partition_point(|&date| date <= days.end);
        start..end.max(start)
    }

    /// The lines of an order.
    pub fn lines(&self, order: usize) -> Range<usize> {
        self.first_line[order] as usize..self.first_line[order + 1] as usize
    }

    /// Whether the order was shipped on or before the required date; none unless it has both dates.
    pub fn on_time(&self, order: usize) -> Option<bool> {
        Some(self.shipped[order]? <= self.required[order]?)
    }
}

/// Order lines as columns: those of an order next to each other, by product.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Index of the product.
    pub product: Vec<u32>,
    /// `quantityOrdered`.
    pub quantity: Vec<i32>,
    /// `priceEach` in cents.
    pub price_cents: Vec<i64>,
    /// `orderLineNumber`.
    pub line_number: Vec<Option<i16>>,
}

impl Lines {
    /// Number of lines.
    pub fn len(&self) -> usize {
        self.product.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.product.is_empty()
    }

    /// `quantityOrdered × priceEach` in cents; the intake made sure that it fits.
    pub fn revenue_cents(&self, line: usize) -> i64 {
        i64::from(self.quantity[line]) * self.price_cents[line]
    }
}

/// Payments as columns, sorted by (date, customer, check); those without a date first.
#[derive(Clone, Debug, Default)]
pub struct Payments {
    /// Index of the customer.
    pub customer: Vec<u32>,
    /// `checkNumber`.
    pub check: Vec<Box<str>>,
    /// `paymentDate`.
    pub date: Vec<Option<Day>>,
    /// `amount` in cents.
    pub amount_cents: Vec<i64>,
}

impl Payments {
    /// Number of payments.
    pub fn len(&self) -> usize {
        self.customer.len()
    }

    /// Whether there is no payment.
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// The payments dated within these days.
    pub fn dated(&self, days: DayRange) -> Range<usize> {
        let start = self.date.partition_point(|&date| date < Some(days.start));
        let end = self.date.partition_point(|&date| date <= Some(days.end));
        start..end.max(start)
    }
}

impl Snapshot {
    /// The day of the data's first order; as-of where there is none.
    pub fn first_order_day(&self) -> Day {
        self.orders.date.first().copied().unwrap_or(self.as_of)
    }

    /// The months from that of the data's first order to that of as-of.
    pub fn months(&self) -> (Month, Month) {
        (self.first_order_day().month(), self.as_of.month())
    }

    /// Size of a source table.
    pub fn profile_of(&self, table: Table) -> TableProfile {
        self.profile[table as usize]
    }

    /// Rows read from all tables, and how many of them are left out of every metric.
    pub fn num_source_rows(&self) -> (u64, u64) {
        self.profile.iter().fold((0, 0), |(rows, left_out), profile| {
            (rows + profile.num_rows, left_out + profile.num_quarantined)
        })
    }

    /// Index of the office with this code.
    pub fn office(&self, code: &str) -> Option<usize> {
        self.offices.binary_search_by(|office| (*office.code).cmp(code)).ok()
    }

    /// Index of the employee with this number.
    pub fn employee(&self, number: i64) -> Option<usize> {
        self.employees.binary_search_by_key(&number, |employee| employee.number).ok()
    }

    /// Index of the product line with this name.
    pub fn product_line(&self, name: &str) -> Option<usize> {
        self.product_lines.binary_search_by(|line| (*line.name).cmp(name)).ok()
    }

    /// Index of the product with this code.
    pub fn product(&self, code: &str) -> Option<usize> {
        self.products.binary_search_by(|product| (*product.code).cmp(code)).ok()
    }

    /// Index of the country with this name.
    pub fn country(&self, name: &str) -> Option<usize> {
        self.countries.binary_search_by(|country| (*country.name).cmp(name)).ok()
    }

    /// Index of the region with this name.
    pub fn region(&self, name: &str) -> Option<usize> {
        self.regions.binary_search_by(|region| (**region).cmp(name)).ok()
    }

    /// Index of the status with this name.
    pub fn status(&self, name: &str) -> Option<usize> {
        self.statuses.binary_search_by(|status| (**status).cmp(name)).ok()
    }

    /// Index of the customer with this number.
    pub fn customer(&self, number: i64) -> Option<usize> {
        self.customers.binary_search_by_key(&number, |customer| customer.number).ok()
    }

    /// Index of the order with this number.
    pub fn order(&self, number: i64) -> Option<usize> {
        let orders = &self.orders;
        let found = orders.by_number.binary_search_by_key(&number, |&order| orders.number[order as usize]);
        found.ok().map(|position| orders.by_number[position] as usize)
    }

    /// The country of a customer.
    pub fn country_of(&self, customer: usize) -> &Country {
        &self.countries[self.customers[customer].country as usize]
    }
}
