//! How revenue is spread over customers: the ABC staircase.

use std::cmp::Reverse;

use units::Fraction;

use super::spread::Spread;
use crate::ranking::{self, Class};
use crate::totals::Sum;
use crate::view::View;

/// Customers of the scope by revenue, and their classes.
#[derive(Clone, Debug)]
pub struct Concentration {
    /// Those with revenue, most first: index and cents and class.
    pub customers: Vec<(usize, i64, Class)>,
    /// Revenue of the scope in cents.
    pub total_cents: i64,
    /// Customers with an order.
    pub num_buyers: usize,
    /// Customers of the scope without revenue.
    pub num_without: usize,
}

/// A class in sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassSum {
    /// The class.
    pub class: Class,
    /// How many customers.
    pub num_customers: usize,
    /// How many of the customers with an order, in percent.
    pub percent_of_buyers: Option<Fraction>,
    /// Their revenue in cents.
    pub revenue_cents: i64,
    /// Share of the scope's revenue in percent.
    pub percent_of_revenue: Option<Fraction>,
}

impl Concentration {
    /// The scope's customers by revenue.
    pub fn of(view: &View<'_>) -> Concentration {
        let mut sums = vec![Sum::default(); view.snapshot.customers.len()];
        for order in view.flow().orders() {
            sums[order.customer].add(order.revenue_cents, order.units);
        }
        let total_cents = sums.iter().map(|sum| sum.revenue_cents).sum();
        let mut customers: Vec<usize> = view.customers().collect();
        let num_customers = customers.len();
        customers.retain(|&customer| sums[customer].revenue_cents > 0);
        customers.sort_by_key(|&customer| (Reverse(sums[customer].revenue_cents), customer));
        let revenues: Vec<i64> = customers.iter().map(|&customer| sums[customer].revenue_cents).collect();
        let places = ranking::places(&revenues, total_cents, view.policy);
        let customers: Vec<(usize, i64, Class)> = customers
            .into_iter()
            .zip(places)
            .filter_map(|(customer, place)| Some((customer, sums[customer].revenue_cents, place?.class)))
            .collect();
        Concentration {
            num_without: num_customers - customers.len(),
            num_buyers: sums.iter().filter(|sum| sum.num_orders > 0).count(),
            customers,
            total_cents,
        }
    }

    /// How evenly the revenue is spread over those who brought some.
    pub fn spread(&self) -> Spread {
        Spread::of(self.customers.iter().map(|(_, cents, _)| *cents))
    }

    /// The top fifth of the buyers (rounded down, at least one), and the share of the revenue that they bring, in percent.
    pub fn top_fifth(&self) -> Option<(usize, Fraction)> {
        let num_top = (self.num_buyers / 5).max(1);
        Some((num_top, self.percent_of_first(num_top).or_else(|| self.spread().top_percent(num_top))?))
    }

    /// The classes in sum, A to C; one without customers counts none.
    pub fn classes(&self) -> [ClassSum; 3] {
        [Class::A, Class::B, Class::C].map(|class| {
            let of_class = || self.customers.iter().filter(move |(_, _, other)| *other == class);
            let num_customers = of_class().count();
            let revenue_cents = of_class().map(|(_, cents, _)| cents).sum();
            ClassSum {
                class,
                num_customers,
                percent_of_buyers: Fraction::percent(num_customers as i64, self.num_buyers as i64),
                revenue_cents,
                percent_of_revenue: Fraction::percent(revenue_cents, self.total_cents),
            }
        })
    }

    /// Share of revenue of the `count` customers with the most, in percent; none where there are not more than that.
    pub fn percent_of_first(&self, count: usize) -> Option<Fraction> {
        let first = self.customers.get(..count).filter(|_| self.customers.len() > count)?;
        Fraction::percent(first.iter().map(|(_, cents, _)| cents).sum::<i64>(), self.total_cents)
    }

    /// Customers of the scope that have no order in it.
    pub fn num_without_order(&self) -> usize {
        self.customers.len() + self.num_without - self.num_buyers
    }

    /// Customers whose orders in the scope bring no revenue.
    pub fn num_without_revenue(&self) -> usize {
        self.num_buyers - self.customers.len()
    }
}
