//! The distributor: everything that does not grow with the number of orders.

use super::calendar::Calendar;
use super::customers::{Customer, customers};
use super::demand::Demand;
use super::employees::{Employee, RepDesk, employees};
use super::products::{Product, products};

/// All that orders are made from.
#[derive(Debug)]
pub(super) struct Company {
    pub(super) seed: u64,
    pub(super) calendar: Calendar,
    pub(super) employees: Vec<Employee>,
    /// The most wanted first.
    pub(super) products: Vec<Product>,
    pub(super) demand: Demand,
    /// The largest first.
    pub(super) customers: Vec<Customer>,
}

impl Company {
    /// The distributor of a scale and seed.
    pub(super) fn new(scale: u32, seed: u64) -> Company {
        let calendar = Calendar::new(scale);
        let employees = employees(scale, seed);
        let products = products(scale, seed);
        let demand = Demand::new(&products, calendar.last().month());
        let customers = customers(scale, seed, &calendar, &mut RepDesk::new(&employees));
        Company { seed, calendar, employees, products, demand, customers }
    }
}
