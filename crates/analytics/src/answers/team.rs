//! Who sells: managers with what their teams bring.

use crate::organization::reporting_line;
use crate::view::{Flow, View};

use super::Change;

/// A manager and the team: everyone who reports to the manager, directly or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Team {
    /// Index of the manager.
    pub manager: usize,
    /// How many people stand above.
    pub level: usize,
    /// Sales reps in the team, the manager included if one.
    pub num_reps: usize,
    /// Customers of the scope assigned to them.
    pub num_customers: usize,
    /// Revenue of these customers in cents.
    pub revenue_cents: i64,
    /// Their revenue in the comparison period in cents; none without one.
    pub before_cents: Option<i64>,
}

/// The organisation behind the scope's revenue.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Managers whose teams have reps, from the top, by number.
    pub teams: Vec<Team>,
    /// Customers of the scope without a rep.
    pub num_customers_without_rep: usize,
    /// Their revenue in cents.
    pub revenue_without_rep_cents: i64,
    /// Indices of the sales reps that no customer is assigned to.
    pub idle_reps: Vec<usize>,
    /// Sales reps.
    pub num_reps: usize,
}

impl Organization {
    /// The teams under the scope, with the change over `change`.
    pub fn of(view: &View<'_>, change: &Change) -> Organization {
        let employees = &view.snapshot.employees;
        let (now, without_rep) = by_rep(view.flow_on(change.days), employees.len());
        let before = change.before.map(|days| by_rep(view.flow_on(days), employees.len()).0);
        let mut num_customers = vec![0; employees.len()];
        let mut num_customers_without_rep = 0;
        for customer in view.customers() {
            match view.snapshot.customers[customer].rep {
                Some(rep) => num_customers[rep as usize] += 1,
                None => num_customers_without_rep += 1,
            }
        }
        let lines: Vec<Vec<usize>> =
            (0..employees.len()).map(|index| reporting_line(employees, index)).collect();
        let mut teams: Vec<Team> = (0..employees.len())
            .filter(|&manager| employees.iter().any(|employee| employee.manager == Some(manager as u32)))
            .map(|manager| {
                let members = || (0..employees.len()).filter(|&member| lines[member].contains(&manager));
                Team {
                    manager,
                    level: lines[manager].len() - 1,
                    num_reps: members().filter(|&member| employees[member].is_sales_rep()).count(),
                    num_customers: members().map(|member| num_customers[member]).sum(),
                    revenue_cents: members().map(|member| now[member]).sum(),
                    before_cents: before.as_ref().map(|before| members().map(|member| before[member]).sum()),
                }
            })
            .filter(|team| team.num_reps > 0)
            .collect();
        teams.sort_by(|a, b| lines[a.manager].cmp(&lines[b.manager]));
        let reps = || (0..employees.len()).filter(|&employee| employees[employee].is_sales_rep());
        Organization {
            teams,
            num_customers_without_rep,
            revenue_without_rep_cents: without_rep,
            idle_reps: reps().filter(|&rep| employees[rep].num_assigned_customers == 0).collect(),
            num_reps: reps().count(),
        }
    }
}

/// Revenue by rep in cents, and that of customers without one.
fn by_rep(flow: Flow<'_>, num_employees: usize) -> (Vec<i64>, i64) {
    let mut cents = vec![0; num_employees];
    let mut without_rep = 0;
    for order in flow.orders() {
        match flow.view().snapshot.customers[order.customer].rep {
            Some(rep) => cents[rep as usize] += order.revenue_cents,
            None => without_rep += order.revenue_cents,
        }
    }
    (cents, without_rep)
}
