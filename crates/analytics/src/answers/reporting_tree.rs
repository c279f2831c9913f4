//! Everyone below the person they report to, with what their teams bring and what is wrong with their reporting lines.

use crate::organization::{is_in_cycle, reporting_line};
use crate::snapshot::Snapshot;

/// One person of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Index of the employee.
    pub employee: usize,
    /// How many people stand above in the tree.
    pub level: usize,
    /// People who report directly.
    pub num_reports: usize,
    /// Everyone below.
    pub num_below: usize,
    /// Sales reps of the team, the person included if one.
    pub num_reps: usize,
    /// Customers assigned to the team, the person included.
    pub num_customers: usize,
    /// What these customers ever bought, in cents.
    pub revenue_cents: i64,
    /// What is wrong with the reporting line.
    pub fault: Option<Fault>,
}

/// What is wrong with a person's reporting line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It leads back to the person: the index of the one reported to. The tree begins with the least number of the circle.
    Circle(usize),
    /// The number of the manager is of no employee.
    UnknownManager(i64),
}

/// The whole company as a tree.
#[derive(Clone, Debug, Default)]
pub struct ReportingTree {
    /// Everyone once, each below the one they report to, by number.
    pub people: Vec<Person>,
}

impl ReportingTree {
    /// The reporting lines of a snapshot; all its customers and orders, whatever the scope.
    pub fn of(snapshot: &Snapshot) -> ReportingTree {
        let employees = &snapshot.employees;
        let mut reports = vec![Vec::new(); employees.len()];
        let mut tops = Vec::new();
        for index in 0..employees.len() {
            let opens_circle = || {
                is_in_cycle(employees, index) && reporting_line(employees, index).iter().min() == Some(&index)
            };
            match employees[index].manager {
                Some(manager) if !opens_circle() => reports[manager as usize].push(index),
                _ => tops.push(index),
            }
        }
        let mut own = vec![(0, 0); employees.len()];
        for customer in &snapshot.customers {
            if let Some(rep) = customer.rep {
                own[rep as usize].0 += 1;
                own[rep as usize].1 += customer.account.revenue.cents();
            }
        }
        let mut people = Vec::with_capacity(employees.len());
        // A stack, since nobody knows how deep a company of the source is.
        let mut waiting: Vec<(usize, usize)> = tops.into_iter().rev().map(|top| (top, 0)).collect();
        while let Some((employee, level)) = waiting.pop() {
            let fault = match (employees[employee].manager, employees[employee].manager_number) {
                (Some(manager), _) if is_in_cycle(employees, employee) => {
                    Some(Fault::Circle(manager as usize))
                }
                (None, Some(number)) => Some(Fault::UnknownManager(number)),
                _ => None,
            };
            people.push(Person {
                employee,
                level,
                num_reports: reports[employee].len(),
                num_below: 0,
                num_reps: usize::from(employees[employee].is_sales_rep()),
                num_customers: own[employee].0,
                revenue_cents: own[employee].1,
                fault,
            });
            waiting.extend(reports[employee].iter().rev().map(|&report| (report, level + 1)));
        }
        add_up(&mut people);
        ReportingTree { people }
    }

    /// The team of an employee, the employee first; the whole tree for none.
    pub fn team(&self, employee: Option<usize>) -> &[Person] {
        let Some(employee) = employee else { return &self.people };
        match self.people.iter().position(|person| person.employee == employee) {
            Some(first) => &self.people[first..=first + self.people[first].num_below],
            None => &[],
        }
    }

    /// The deepest level of a team that can be shown with at most `most` people, and at least those right below the top.
    pub fn deepest_level(team: &[Person], most: usize) -> usize {
        let top = team.iter().map(|person| person.level).min().unwrap_or(0);
        let deepest = team.iter().map(|person| person.level).max().unwrap_or(0);
        let fits = |level: usize| team.iter().filter(|person| person.level <= level).count() <= most;
        (top + 1..=deepest).rev().find(|&level| fits(level)).unwrap_or(top + 1)
    }

    /// People whose reporting line is a circle, and those whose manager is unknown.
    pub fn num_faults(&self) -> (usize, usize) {
        let count = |is: fn(&Fault) -> bool| {
            self.people.iter().filter(|person| person.fault.as_ref().is_some_and(is)).count()
        };
        (
            count(|fault| matches!(fault, Fault::Circle(_))),
            count(|fault| matches!(fault, Fault::UnknownManager(_))),
        )
    }
}

/// Adds what each has to all who stand above; the last come first, so that each is complete when it is added.
fn add_up(people: &mut [Person]) {
    for index in (0..people.len()).rev() {
        let level = people[index].level;
        let Some(above) = people[..index].iter().rposition(|person| person.level < level) else { continue };
        let (num_below, num_reps) = (people[index].num_below + 1, people[index].num_reps);
        let (num_customers, cents) = (people[index].num_customers, people[index].revenue_cents);
        let above = &mut people[above];
        above.num_below += num_below;
        above.num_reps += num_reps;
        above.num_customers += num_customers;
        above.revenue_cents += cents;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, small};

    /// One line a person: number, level, direct reports, below, reps, customers, revenue, fault.
    fn lines(snapshot: &Snapshot, people: &[Person]) -> Vec<String> {
        let number = |index: usize| snapshot.employees[index].number;
        people
            .iter()
            .map(|person| {
                let fault = match person.fault {
                    None => String::new(),
                    Some(Fault::Circle(manager)) => format!(" circle {}", number(manager)),
                    Some(Fault::UnknownManager(manager)) => format!(" unknown {manager}"),
                };
                format!(
                    "{} at {}: {} {} {} {} {}{fault}",
                    number(person.employee),
                    person.level,
                    person.num_reports,
                    person.num_below,
                    person.num_reps,
                    person.num_customers,
                    person.revenue_cents,
                )
            })
            .collect()
    }

    #[test]
    fn teams_are_added_up() {
        let snapshot = small();
        let tree = ReportingTree::of(&snapshot);
        let expected = ["10 at 0: 2 2 2 3 120000", "20 at 1: 0 0 1 2 120000", "30 at 1: 0 0 1 1 0"];
        assert_eq!(lines(&snapshot, &tree.people), expected);
        assert_eq!(tree.num_faults(), (0, 0));
    }

    /// 1 and 2 report to each other and 6 to 2; 3 to nobody there is; 4 to itself and 5 to 4; 9 to nobody, 7 to 9.
    #[test]
    fn everybody_stands_in_it_once_whatever_the_lines() {
        let snapshot = Fixture::new()
            .employees(
                "1  | A | A | o | 2  | t
                 2  | B | B | o | 1  | t
                 3  | C | C | o | 99 | t
                 4  | D | D | o | 4  | t
                 5  | E | E | o | 4  | t
                 6  | F | F | o | 2  | t
                 7  | G | G | o | 9  | t
                 9  | I | I | o |    | t",
            )
            .snapshot();
        let tree = ReportingTree::of(&snapshot);
        let expected = [
            "1 at 0: 1 2 0 0 0 circle 2",
            "2 at 1: 1 1 0 0 0 circle 1",
            "6 at 2: 0 0 0 0 0",
            "3 at 0: 0 0 0 0 0 unknown 99",
            "4 at 0: 1 1 0 0 0 circle 4",
            "5 at 1: 0 0 0 0 0",
            "9 at 0: 1 1 0 0 0",
            "7 at 1: 0 0 0 0 0",
        ];
        assert_eq!(lines(&snapshot, &tree.people), expected);
        assert_eq!(tree.num_faults(), (3, 1));
        let two = snapshot.employee(2);
        assert_eq!(lines(&snapshot, tree.team(two)), expected[1..3]);
    }

    #[test]
    fn a_large_team_is_shown_as_deep_as_there_is_room() {
        let tree = ReportingTree::of(&small());
        for (most, expected) in [(3, 1), (1, 1), (100, 1)] {
            assert_eq!(ReportingTree::deepest_level(&tree.people, most), expected, "{most}");
        }
        assert_eq!(ReportingTree::deepest_level(&[], 10), 1);
    }
}
