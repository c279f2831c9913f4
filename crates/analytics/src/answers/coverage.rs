//! Who looks after whom: customers per rep, reps without customers, customers without a rep.

use std::cmp::Reverse;

use units::Fraction;

use crate::snapshot::Snapshot;

/// How customers are spread over the sales reps, whatever the scope.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Every sales rep, the one with most customers first, then by number.
    pub loads: Vec<RepLoad>,
    /// All customers.
    pub num_customers: usize,
    /// Customers without a rep.
    pub num_without_rep: usize,
    /// What those ever bought, in cents.
    pub without_rep_cents: i64,
    /// Customers for each sales rep in the mean; none without a rep.
    pub mean_customers: Option<Fraction>,
}

/// What one sales rep looks after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepLoad {
    /// Index of the employee.
    pub employee: usize,
    /// Customers assigned.
    pub num_customers: usize,
    /// What they ever bought, in cents.
    pub revenue_cents: i64,
}

impl Coverage {
    /// The coverage of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Coverage {
        let mut assigned = vec![(0, 0_i64); snapshot.employees.len()];
        let (mut num_without_rep, mut without_rep_cents) = (0, 0);
        for customer in &snapshot.customers {
            let cents = customer.account.revenue.cents();
            match customer.rep {
                Some(rep) => {
                    assigned[rep as usize].0 += 1;
                    assigned[rep as usize].1 += cents;
                }
                None => {
                    num_without_rep += 1;
                    without_rep_cents += cents;
                }
            }
        }
        let reps = (0..assigned.len()).filter(|&employee| snapshot.employees[employee].is_sales_rep());
        let mut loads: Vec<RepLoad> = reps
            .map(|employee| RepLoad {
                employee,
                num_customers: assigned[employee].0,
                revenue_cents: assigned[employee].1,
            })
            .collect();
        loads.sort_by_key(|load| (Reverse(load.num_customers), load.employee));
        let num_customers = snapshot.customers.len();
        let mean_customers = Fraction::new((num_customers - num_without_rep) as i64, loads.len() as i64);
        Coverage { loads, num_customers, num_without_rep, without_rep_cents, mean_customers }
    }

    /// All reps but the first so many together: how many they are and how many customers they have; none where all are named.
    pub fn others(&self, num_named: usize) -> Option<(usize, usize)> {
        let others = self.loads.get(num_named..).filter(|others| !others.is_empty())?;
        Some((others.len(), others.iter().map(|load| load.num_customers).sum()))
    }

    /// The reps among these people, with the mean of them.
    #[must_use]
    pub fn among(&self, members: &[usize]) -> Coverage {
        let loads: Vec<RepLoad> =
            self.loads.iter().filter(|load| members.contains(&load.employee)).copied().collect();
        let num_assigned: usize = loads.iter().map(|load| load.num_customers).sum();
        let mean_customers = Fraction::new(num_assigned as i64, loads.len() as i64);
        Coverage { loads, mean_customers, ..self.clone() }
    }

    /// Customers that have one of the reps.
    pub fn num_assigned(&self) -> usize {
        self.loads.iter().map(|load| load.num_customers).sum()
    }

    /// Sales reps that no customer is assigned to.
    pub fn idle(&self) -> impl Iterator<Item = &RepLoad> {
        self.loads.iter().filter(|load| load.num_customers == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, small};

    fn check(snapshot: &Snapshot, loads: &[(i64, usize, i64)], without: (usize, i64), mean: Option<i128>) {
        let coverage = Coverage::of(snapshot);
        let found: Vec<_> = coverage
            .loads
            .iter()
            .map(|load| {
                (snapshot.employees[load.employee].number, load.num_customers, load.revenue_cents / 100)
            })
            .collect();
        assert_eq!(found, loads);
        assert_eq!((coverage.num_without_rep, coverage.without_rep_cents / 100), without);
        assert_eq!(coverage.mean_customers.map(|mean| mean.scaled(2)), mean);
        let idle = loads.iter().filter(|load| load.1 == 0).count();
        assert_eq!(coverage.idle().count(), idle);
    }

    #[test]
    fn every_customer_is_somewhere() {
        check(&small(), &[(20, 2, 1200), (30, 1, 0)], (1, 800), Some(150));
        let idle = Fixture::new().employees("1 | A | A | | | Sales Rep\n2 | B | B | | | Clerk").snapshot();
        check(&idle, &[(1, 0, 0)], (0, 0), Some(0));
        check(&Fixture::new().snapshot(), &[], (0, 0), None);
    }

    #[test]
    fn a_team_has_its_own_mean_and_the_rest_is_counted() {
        let snapshot = small();
        let coverage = Coverage::of(&snapshot);
        assert_eq!((coverage.others(1), coverage.others(2), coverage.others(9)), (Some((1, 1)), None, None));
        let rae = coverage.among(&[snapshot.employee(20).unwrap()]);
        assert_eq!((rae.loads.len(), rae.num_assigned()), (1, 2));
        assert_eq!(rae.mean_customers.map(|mean| mean.scaled(0)), Some(2));
    }
}
