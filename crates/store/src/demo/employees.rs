//! The people: one president, two vice presidents, three sales managers, and sales reps under them.

use super::dice::{Dice, Topic};
use super::names::Culture;
use super::offices::OFFICES;
use super::places::Territory;
use super::rotation::Rotation;

/// One employee.
#[derive(Debug)]
pub(super) struct Employee {
    /// Employee number, the key.
    pub(super) number: i64,
    pub(super) last_name: String,
    pub(super) first_name: String,
    pub(super) extension: String,
    pub(super) email: String,
    /// Index into [`OFFICES`].
    pub(super) office: usize,
    /// Number of the manager; none for the president.
    pub(super) reports_to: Option<i64>,
    pub(super) job_title: &'static str,
}

const PRESIDENT: i64 = 1001;
const VP_SALES: i64 = 1002;
const FIRST_REP: i64 = 1101;

/// Number, title, office and manager of those who do not sell.
const MANAGEMENT: [(i64, &str, usize, Option<i64>); 6] = [
    (PRESIDENT, "President", 0, None),
    (VP_SALES, "VP Sales", 0, Some(PRESIDENT)),
    (1003, "VP Marketing", 0, Some(PRESIDENT)),
    (1011, "Sales Manager (NA)", 0, Some(VP_SALES)),
    (1012, "Sales Manager (EMEA)", 3, Some(VP_SALES)),
    (1013, "Sales Manager (APAC)", 5, Some(VP_SALES)),
];

/// How many sales reps there are: 17 at scale 1, two more for every step of the scale's square root.
pub(super) fn num_reps(scale: u32) -> usize {
    15 + 2 * scale.max(1).isqrt() as usize
}

/// Everybody, managers before those who report to them.
pub(super) fn employees(scale: u32, seed: u64) -> Vec<Employee> {
    let mut shuffle = Dice::new(seed, Topic::Names, 1);
    let shuffle = shuffle.below(1 << 20) as usize;
    let mut employees = Vec::new();
    for (number, title, office, manager) in MANAGEMENT {
        employees.push(employee(seed, shuffle, number, title, office, manager));
    }
    let mut offices = Rotation::new(OFFICES.iter().map(|office| office.reps));
    let mut senior_in_osaka = None;
    for index in 0..num_reps(scale) {
        let number = FIRST_REP + index as i64;
        let office = offices.turn();
        let manager = match OFFICES[office].serves {
            Territory::Americas => 1011,
            Territory::Emea => 1012,
            Territory::Apac => 1013,
        };
        // In Osaka the second rep learns from the first, so that the tree has a branch of five levels.
        let manager =
            if OFFICES[office].city == "Osaka" { senior_in_osaka.unwrap_or(manager) } else { manager };
        if OFFICES[office].city == "Osaka" {
            senior_in_osaka.get_or_insert(number);
        }
        employees.push(employee(seed, shuffle, number, "Sales Rep", office, Some(manager)));
    }
    employees
}

fn employee(
    seed: u64,
    shuffle: usize,
    number: i64,
    job_title: &'static str,
    office: usize,
    reports_to: Option<i64>,
) -> Employee {
    let mut dice = Dice::new(seed, Topic::Employee, number.unsigned_abs());
    let culture = match OFFICES[office].city {
        "Lyon" => Culture::French,
        "Osaka" => Culture::Japanese,
        _ => Culture::English,
    };
    let (first_name, last_name) = culture.person(number.unsigned_abs() as usize, shuffle);
    let ascii = |name: &str| -> String {
        name.to_lowercase()
            .chars()
            .map(|letter| match letter {
                'é' | 'ë' => 'e',
                'ï' => 'i',
                'ü' => 'u',
                other => other,
            })
            .collect()
    };
    Employee {
        number,
        last_name: last_name.to_owned(),
        first_name: first_name.to_owned(),
        extension: dice.digits("x####"),
        email: format!("{}.{}@scalehaus.example", ascii(first_name), ascii(last_name)),
        office,
        reports_to,
        job_title,
    }
}

/// Hands out customers to the reps of a territory, to some more than to others; the last rep hired has none yet.
#[derive(Debug)]
pub(super) struct RepDesk {
    territories: Vec<(Territory, Vec<i64>, Rotation)>,
}

impl RepDesk {
    /// The desk for these employees.
    pub(super) fn new(employees: &[Employee]) -> RepDesk {
        let newest = employees.iter().map(|employee| employee.number).max();
        let territories = [Territory::Americas, Territory::Emea, Territory::Apac]
            .into_iter()
            .map(|territory| {
                let reps: Vec<i64> = employees
                    .iter()
                    .filter(|employee| employee.job_title == "Sales Rep" && Some(employee.number) != newest)
                    .filter(|employee| OFFICES[employee.office].serves == territory)
                    .map(|employee| employee.number)
                    .collect();
                let turns = Rotation::new((0..reps.len()).map(|index| [8, 5, 6, 4][index % 4]));
                (territory, reps, turns)
            })
            .collect();
        RepDesk { territories }
    }

    /// The rep for the next customer of a territory.
    pub(super) fn assign(&mut self, territory: Territory) -> Option<i64> {
        let (_, reps, turns) = self.territories.iter_mut().find(|(of, _, _)| *of == territory)?;
        reps.get(turns.turn()).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn scale_1_has_23_employees_one_root_and_17_reps() {
        let employees = employees(1, 1);
        assert_eq!(employees.len(), 23);
        assert_eq!(employees.iter().filter(|employee| employee.reports_to.is_none()).count(), 1);
        assert_eq!(employees.iter().filter(|employee| employee.job_title == "Sales Rep").count(), 17);
    }

    #[test]
    fn managers_come_first_and_everybody_is_somebody_else() {
        let employees = employees(3400, 1);
        let mut known = HashSet::new();
        for employee in &employees {
            assert!(employee.reports_to.is_none_or(|manager| known.contains(&manager)), "{employee:?}");
            assert!(known.insert(employee.number));
            assert!(employee.email.is_ascii(), "{}", employee.email);
        }
        let emails: HashSet<_> = employees.iter().map(|employee| &employee.email).collect();
        assert_eq!(emails.len(), employees.len());
    }
}
