//! The embedded demo data: a distributor of scale models that never was.
//!
//! Every company, person and product is invented. The same scale and seed give the same rows, whatever is asked for first and however
//! often. Orders are made one at a time while they are handed out, so memory grows with the customers and products only.
//!
//! Scale 1 has the size of the Classic Models sample, scale 3400 about ten million order lines over thirteen years.

mod calendar;
mod comments;
mod company;
mod credit;
mod customers;
mod demand;
mod dice;
mod dirt;
mod employees;
mod lines;
mod names;
mod offices;
mod orders;
mod payments;
mod places;
mod product_lines;
mod products;
#[cfg(test)]
mod promises;
mod rotation;
#[cfg(test)]
mod showcase;
mod tables;
mod words;

use analytics::schema::{Cell, Table};
use units::Money;

use self::company::Company;
use self::customers::num_orders;
use self::dirt::Dirt;
use self::offices::OFFICES;
use self::product_lines::PRODUCT_LINES;
use crate::rows::Rows;

/// The rows of a demo database.
///
/// Money and dates are delivered as text (`48.81`, `2004-05-31`), whole numbers as integers, in every table and column.
#[derive(Debug)]
pub struct Demo {
    company: Company,
    dirt: Dirt,
    num_orders: u64,
    /// Credit limits by customer, once they were asked for: they take a walk through all orders.
    limits: Option<Vec<Option<Money>>>,
}

impl Demo {
    /// A demo whose rows every database accepts; scale 0 counts as 1.
    pub fn new(scale: u32, seed: u64) -> Demo {
        Demo {
            company: Company::new(scale, seed),
            dirt: Dirt::Portable,
            num_orders: num_orders(scale),
            limits: None,
        }
    }

    /// The same with dates that are none and references to nothing, for SQLite alone.
    ///
    /// The writer has to run with `PRAGMA foreign_keys = OFF`, which is not how the bundled SQLite begins.
    pub fn for_sqlite(scale: u32, seed: u64) -> Demo {
        Demo { dirt: Dirt::Sqlite, ..Demo::new(scale, seed) }
    }
}

impl Rows for Demo {
    fn estimate(&self, table: Table) -> Option<u64> {
        Some(match table {
            Table::Customers => self.company.customers.len() as u64,
            Table::Employees => self.company.employees.len() as u64,
            Table::Offices => OFFICES.len() as u64,
            Table::Orders => self.num_orders,
            Table::OrderDetails => self.num_orders * 92 / 10,
            Table::Payments => self.num_orders * 91 / 100 - self.company.customers.len() as u64 / 5,
            Table::ProductLines => PRODUCT_LINES.len() as u64,
            Table::Products => self.company.products.len() as u64,
        })
    }

    fn for_each(
        &mut self,
        table: Table,
        take: &mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (company, dirt) = (&self.company, self.dirt);
        match table {
            Table::Offices => tables::offices(take),
            Table::Employees => tables::employees(company, take),
            Table::ProductLines => tables::product_lines(take),
            Table::Products => tables::products(company, take),
            Table::Customers => {
                let limits = self.limits.get_or_insert_with(|| credit::limits(company));
                tables::customers(company, dirt, limits, take)
            }
            Table::Orders => tables::orders(company, dirt, take),
            Table::Payments => tables::payments(company, dirt, take),
            Table::OrderDetails => tables::order_details(company, dirt, take),
        }
    }
}
