//! Moves of customers between sales reps of one territory that even out how many each has.
//!
//! Objective: within each territory the least possible spread of customers per rep, in as few moves as that takes. The greedy step is
//! optimal: as long as the reps with most and fewest customers are two or more apart, some customer must go from above to below, and
//! moving one from the first to the last does both. Each step makes the sum of the squares smaller, so it ends; the spread never
//! grows; nobody who received has to give; nobody receives beyond the target.
//!
//! Which customer moves: one of a country in which the receiving rep has customers already, then the one with the least revenue, so
//! that little that has grown is disturbed, then the smallest number.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::policy::Policy;
use crate::snapshot::Snapshot;

/// A sales rep before and after the moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepBalance {
    /// Index of the employee.
    pub rep: usize,
    /// Customers now, by index.
    pub before: Vec<usize>,
    /// Customers after the moves, by index.
    pub after: Vec<usize>,
}

/// A customer that should change reps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Index of the customer.
    pub customer: usize,
    /// Index of the employee who gives.
    pub from: usize,
    /// Index of the employee who receives.
    pub to: usize,
}

/// The reps of a territory and the moves between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Its name, as the offices have it.
    pub name: Arc<str>,
    /// Its sales reps, by number.
    pub reps: Vec<RepBalance>,
    /// The moves, in the order in which they even out.
    pub moves: Vec<Move>,
    /// Customers that a rep should have at most.
    pub target: usize,
}

impl Territory {
    /// Customers of all reps.
    pub fn num_customers(&self) -> usize {
        self.reps.iter().map(|rep| rep.before.len()).sum()
    }

    /// Most and fewest customers of a rep before the moves.
    pub fn extent_before(&self) -> (usize, usize) {
        extent(self.reps.iter().map(|rep| rep.before.len()))
    }

    /// Most and fewest customers of a rep after the moves.
    pub fn extent_after(&self) -> (usize, usize) {
        extent(self.reps.iter().map(|rep| rep.after.len()))
    }

    /// How many more reps it would take for nobody to have more than the target.
    pub fn num_reps_missing(&self) -> usize {
        self.num_customers().div_ceil(self.target.max(1)).saturating_sub(self.reps.len())
    }
}

fn extent(counts: impl Iterator<Item = usize> + Clone) -> (usize, usize) {
    (counts.clone().max().unwrap_or(0), counts.min().unwrap_or(0))
}

/// The territories with their moves, by name. Sales reps without an office, or in one without a territory, are in none.
pub fn territories(snapshot: &Snapshot, policy: &Policy) -> Vec<Territory> {
    let mut customers_of: Vec<Vec<usize>> = vec![Vec::new(); snapshot.employees.len()];
    for (index, customer) in snapshot.customers.iter().enumerate() {
        if let Some(rep) = customer.rep {
            customers_of[rep as usize].push(index);
        }
    }
    let mut named: Vec<(Arc<str>, RepBalance)> = (0..snapshot.employees.len())
        .filter(|&rep| snapshot.employees[rep].is_sales_rep())
        .filter_map(|rep| {
            let territory = &snapshot.offices[snapshot.employees[rep].office? as usize].territory;
            let before = customers_of[rep].clone();
            let balance = RepBalance { rep, after: before.clone(), before };
            (!territory.is_empty()).then(|| (Arc::clone(territory), balance))
        })
        .collect();
    named.sort_by(|(one, rep), (other, next)| (one, rep.rep).cmp(&(other, next.rep)));
    let mut territories: Vec<Territory> = Vec::new();
    for (name, balance) in named {
        match territories.last_mut().filter(|territory| territory.name == name) {
            Some(territory) => territory.reps.push(balance),
            None => territories.push(Territory { name, reps: vec![balance], moves: Vec::new(), target: 0 }),
        }
    }
    for territory in &mut territories {
        territory.target = match policy.target_customers_per_rep {
            0 => territory.num_customers().div_ceil(territory.reps.len()),
            target => target as usize,
        };
        even_out(snapshot, territory);
    }
    territories
}

fn even_out(snapshot: &Snapshot, territory: &mut Territory) {
    let Territory { reps, moves, target, .. } = territory;
    loop {
        let most = (0..reps.len()).max_by_key(|&rep| (reps[rep].after.len(), Reverse(rep)));
        let fewest = (0..reps.len()).min_by_key(|&rep| (reps[rep].after.len(), rep));
        let Some((giver, taker)) = most.zip(fewest) else { return };
        let (num_giver, num_taker) = (reps[giver].after.len(), reps[taker].after.len());
        if num_giver < num_taker + 2 || num_taker >= *target {
            return;
        }
        let Some(position) = whom_to_move(snapshot, &reps[giver].after, &reps[taker].before) else { return };
        let customer = reps[giver].after.remove(position);
        reps[taker].after.push(customer);
        moves.push(Move { customer, from: reps[giver].rep, to: reps[taker].rep });
    }
}

/// The position of the customer that is moved best, among those of the giver.
fn whom_to_move(snapshot: &Snapshot, of_giver: &[usize], of_taker: &[usize]) -> Option<usize> {
    let mut is_known = vec![false; snapshot.countries.len()];
    of_taker.iter().for_each(|&customer| is_known[snapshot.customers[customer].country as usize] = true);
    (0..of_giver.len()).min_by_key(|&position| {
        let index = of_giver[position];
        let customer = &snapshot.customers[index];
        (!is_known[customer.country as usize], customer.account.revenue, index)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::Fixture;

    /// Reps 1 and 2 in the north, 3 in the south, 4 without an office; 5 is a clerk. Rep 1 has the customers 1 to 5.
    fn company() -> Snapshot {
        Fixture::new()
            .offices("N | Oslo | Norway | North\nS | Rome | Italy | South")
            .employees(
                "1 | Ann | A | N | | Sales Rep
                 2 | Bob | B | N | | Sales Rep
                 3 | Cat | C | S | | Sales Rep
                 4 | Dan | D |   | | Sales Rep
                 5 | Eve | E | N | | Clerk",
            )
            .products("P | Pin | Pins")
            .customers(
                "1 | One   | Norway | 1
                 2 | Two   | Sweden | 1
                 3 | Three | Sweden | 1
                 4 | Four  | Norway | 1
                 5 | Five  | Norway | 1
                 6 | Six   | Sweden | 2
                 7 | Seven | Italy  | 3
                 8 | Eight | Italy  | 4
                 9 | Nine  | Italy  |",
            )
            .orders("1 | 2004-01-01 | | | Shipped | 2\n2 | 2004-01-01 | | | Shipped | 1\n3 | 2004-01-01 | | | Shipped | 5")
            .lines("1 | P | 1 | 10\n2 | P | 1 | 20\n3 | P | 1 | 1")
            .snapshot()
    }

    /// Numbers of a customer and of the reps who give and take.
    type Step = (i64, i64, i64);

    #[track_caller]
    fn check(target: u32, expected: &[(&str, usize, &[Step])]) {
        let snapshot = company();
        let policy = Policy { target_customers_per_rep: target, ..Policy::default() };
        let found: Vec<(String, usize, Vec<Step>)> = territories(&snapshot, &policy)
            .iter()
            .map(|territory| {
                let number = |rep: usize| snapshot.employees[rep].number;
                let moves = territory.moves.iter().map(|step| {
                    (snapshot.customers[step.customer].number, number(step.from), number(step.to))
                });
                (territory.name.to_string(), territory.target, moves.collect())
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, target, moves)| ((*name).to_owned(), *target, moves.to_vec()))
            .collect();
        assert_eq!(found, expected, "target {target}");
    }

    /// Five against one: two move, first those of Sweden, where rep 2 is at home, the one without revenue before the other.
    #[test]
    fn the_customers_that_fit_and_bring_least_move() {
        let (three, two) = ((3, 1, 2), (2, 1, 2));
        check(0, &[("North", 3, &[three, two]), ("South", 1, &[])]);
        check(2, &[("North", 2, &[three]), ("South", 2, &[])]);
        check(1, &[("North", 1, &[]), ("South", 1, &[])]);
        check(100, &[("North", 100, &[three, two]), ("South", 100, &[])]);
    }

    #[test]
    fn reps_that_are_missing_for_the_target_are_counted() {
        let snapshot = company();
        let missing = |target_customers_per_rep| {
            let policy = Policy { target_customers_per_rep, ..Policy::default() };
            territories(&snapshot, &policy).iter().map(Territory::num_reps_missing).collect::<Vec<_>>()
        };
        assert_eq!((missing(0), missing(2), missing(1)), (vec![0, 0], vec![1, 0], vec![4, 0]));
    }

    proptest! {
        #[test]
        fn moves_even_out_and_never_worsen(
            reps in proptest::collection::vec(0..3_usize, 1..9),
            customers in proptest::collection::vec((0..9_usize, 0..4_usize), 0..40),
            target in 0..12_u32,
        ) {
            let offices = "A | a | X | North\nB | b | X | South\nC | c | X |";
            let employees: String = reps.iter().enumerate()
                .map(|(index, office)| format!("{} | n | n | {} | | Sales Rep\n", index + 1, ["A", "B", "C"][*office]))
                .collect();
            let rows: String = customers.iter().enumerate()
                .map(|(index, (rep, country))| format!("{} | n | {} | {}\n", index + 1, ["P", "Q", "R", "S"][*country], rep + 1))
                .collect();
            let snapshot = Fixture::new().offices(offices).employees(&employees).customers(&rows).snapshot();
            let policy = Policy { target_customers_per_rep: target, ..Policy::default() };
            for territory in territories(&snapshot, &policy) {
                let ((most, fewest), (most_after, fewest_after)) = (territory.extent_before(), territory.extent_after());
                prop_assert!(most_after <= most && fewest_after >= fewest);
                // As even as can be, unless the target keeps the ones with fewest from receiving.
                prop_assert!(most_after - fewest_after <= 1 || fewest_after >= territory.target);
                let mut moved: Vec<usize> = territory.moves.iter().map(|step| step.customer).collect();
                moved.sort_unstable();
                moved.dedup();
                prop_assert_eq!(moved.len(), territory.moves.len(), "nobody moves twice");
                let mut all: [Vec<usize>; 2] = Default::default();
                for rep in &territory.reps {
                    all[0].extend(&rep.before);
                    all[1].extend(&rep.after);
                    let receives = rep.after.len() > rep.before.len();
                    prop_assert!(!receives || rep.after.len() <= territory.target);
                    let kept = rep.before.iter().filter(|customer| rep.after.contains(customer)).count();
                    prop_assert!(kept == rep.before.len() || kept == rep.after.len(), "nobody gives and receives");
                }
                all.iter_mut().for_each(|customers| customers.sort_unstable());
                prop_assert_eq!(&all[0], &all[1], "everybody stays in the territory");
            }
        }
    }
}
