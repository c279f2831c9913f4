//! The eight source tables as the snapshot expects them: names, columns in schema order, and what each cell means.
//!
//! `entity` describes the same tables for the databases; a test in `store` asserts that the two agree.

/// One of the eight Classic Models tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the table of that name")]
pub enum Table {
    Customers,
    Employees,
    Offices,
    OrderDetails,
    Orders,
    Payments,
    ProductLines,
    Products,
}

/// What a column holds, hence how its cells are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// An amount of money with two decimals.
    Money,
    /// A calendar day.
    Date,
    /// Text, trimmed on load.
    Text,
    /// Binary data, of which only presence counts.
    Blob,
}

/// One column of a source table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in the source, camelCase.
    pub name: &'static str,
    /// How its cells are read.
    pub kind: Kind,
    /// Whether the published schema declares it NOT NULL.
    pub required: bool,
}

const fn required(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: true }
}

const fn optional(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: false }
}

use Kind::{Blob, Date, Integer, Money, Text};

impl Table {
    /// All tables by name, the order of `table_profile`.
    pub const ALL: [Table; 8] = [
        Table::Customers,
        Table::Employees,
        Table::Offices,
        Table::OrderDetails,
        Table::Orders,
        Table::Payments,
        Table::ProductLines,
        Table::Products,
    ];

    /// The order in which [`crate::intake::Intake`] wants the tables: referenced ones before those that refer to them.
    pub const LOAD_ORDER: [Table; 8] = [
        Table::Offices,
        Table::Employees,
        Table::ProductLines,
        Table::Products,
        Table::Customers,
        Table::Orders,
        Table::Payments,
        Table::OrderDetails,
    ];

    /// The table's name in the source.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Customers => "customers",
            Table::Employees => "employees",
            Table::Offices => "offices",
            Table::OrderDetails => "orderdetails",
            Table::Orders => "orders",
            Table::Payments => "payments",
            Table::ProductLines => "productlines",
            Table::Products => "products",
        }
    }

    /// How many leading columns of [`Table::columns`] form the primary key.
    pub const fn key_columns(self) -> usize {
        match self {
            Table::OrderDetails | Table::Payments => 2,
            _ => 1,
        }
    }

    /// The table's columns in schema order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Table::Customers => {
                const {
                    &[
                        required("customerNumber", Integer),
                        required("customerName", Text),
                        required("contactLastName", Text),
                        required("contactFirstName", Text),
                        required("phone", Text),
                        required("addressLine1", Text),
                        optional("addressLine2", Text),
                        required("city", Text),
                        optional("state", Text),
                        optional("postalCode", Text),
                        required("country", Text),
                        optional("salesRepEmployeeNumber", Integer),
                        optional("creditLimit", Money),
                    ]
                }
            }
            Table::Employees => {
                const {
                    &[
                        required("employeeNumber", Integer),
                        required("lastName", Text),
                        required("firstName", Text),
                        required("extension", Text),
                        required("email", Text),
                        required("officeCode", Text),
                        optional("reportsTo", Integer),
                        required("jobTitle", Text),
                    ]
                }
            }
            Table::Offices => {
                const {
                    &[
                        required("officeCode", Text),
                        required("city", Text),
                        required("phone", Text),
                        required("addressLine1", Text),
                        optional("addressLine2", Text),
                        optional("state", Text),
                        required("country", Text),
                        required("postalCode", Text),
                        required("territory", Text),
                    ]
                }
            }
            Table::OrderDetails => {
                const {
                    &[
                        required("orderNumber", Integer),
                        required("productCode", Text),
                        required("quantityOrdered", Integer),
                        required("priceEach", Money),
                        required("orderLineNumber", Integer),
                    ]
                }
            }
            Table::Orders => {
                const {
                    &[
                        required("orderNumber", Integer),
                        required("orderDate", Date),
                        required("requiredDate", Date),
                        optional("shippedDate", Date),
                        required("status", Text),
                        optional("comments", Text),
                        required("customerNumber", Integer),
                    ]
                }
            }
            Table::Payments => {
                const {
                    &[
                        required("customerNumber", Integer),
                        required("checkNumber", Text),
                        required("paymentDate", Date),
                        required("amount", Money),
                    ]
                }
            }
            Table::ProductLines => {
                const {
                    &[
                        required("productLine", Text),
                        optional("textDescription", Text),
                        optional("htmlDescription", Text),
                        optional("image", Blob),
                    ]
                }
            }
            Table::Products => {
                const {
                    &[
                        required("productCode", Text),
                        required("productName", Text),
                        required("productLine", Text),
                        required("productScale", Text),
                        required("productVendor", Text),
                        required("productDescription", Text),
                        required("quantityInStock", Integer),
                        required("buyPrice", Money),
                        required("MSRP", Money),
                    ]
                }
            }
        }
    }
}

/// One value as a database delivers it, before anything is known about its sense.
///
/// The three engines deliver the same value in different clothes (a price is INTEGER or REAL in SQLite, NUMERIC in
/// PostgreSQL, DECIMAL in MariaDB): a source hands over what it has, and `intake` reads it by the column's [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// SQL NULL.
    Null,
    /// A whole number.
    Integer(i64),
    /// A binary floating-point number.
    Real(f64),
    /// Text; also decimals and dates of engines that deliver these as text.
    Text(&'a str),
    /// A binary value.
    Blob(&'a [u8]),
}
