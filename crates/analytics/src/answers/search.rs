//! Who or what has a text in its name or number.

use crate::snapshot::Snapshot;

/// At most so many of a kind are listed.
pub const LISTED: usize = 10;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Customers by name, number or contact.
    Customers,
    /// Products by name or code.
    Products,
    /// Orders by number.
    Orders,
    /// Employees by name, number or e-mail address.
    Employees,
    /// Countries of customers by name.
    Countries,
    /// Offices by city, country or code.
    Offices,
}

impl Kind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Kind; 6] =
        [Kind::Customers, Kind::Products, Kind::Orders, Kind::Employees, Kind::Countries, Kind::Offices];
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is.
    pub kind: Kind,
    /// How many there are.
    pub num_found: usize,
    /// Indices of the first of them: those that are exactly the text, then those that begin with it, then the rest.
    pub listed: Vec<usize>,
}

/// Everything with the text in it, whatever its letters' case; nothing for a blank text.
pub fn search(snapshot: &Snapshot, text: &str) -> Vec<Group> {
    let needle = text.trim().to_lowercase();
    if needle.is_empty() {
        return Vec::new();
    }
    Kind::ALL
        .into_iter()
        .map(|kind| group(snapshot, kind, &needle))
        .filter(|group| group.num_found > 0)
        .collect()
}

fn group(snapshot: &Snapshot, kind: Kind, needle: &str) -> Group {
    let number = |number: i64| number.to_string();
    let matches: Vec<(Match, usize)> = match kind {
        Kind::Customers => of(&snapshot.customers, |customer| {
            best(needle, [&*customer.name, &number(customer.number), &customer.contact])
        }),
        Kind::Products => of(&snapshot.products, |product| best(needle, [&*product.name, &product.code])),
        // Only digits can stand in a number; the many orders are not written out for nothing.
        Kind::Orders if needle.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
            of(&snapshot.orders.number, |&order| best(needle, [&*number(order)]))
        }
        Kind::Orders => Vec::new(),
        Kind::Employees => of(&snapshot.employees, |employee| {
            best(needle, [&*employee.name, &number(employee.number), &employee.email])
        }),
        Kind::Countries => of(&snapshot.countries, |country| best(needle, [&*country.name])),
        Kind::Offices => {
            of(&snapshot.offices, |office| best(needle, [&*office.city, &office.code, &office.country]))
        }
    };
    let mut listed = matches;
    let num_found = listed.len();
    listed.sort_unstable();
    Group { kind, num_found, listed: listed.into_iter().take(LISTED).map(|(_, index)| index).collect() }
}

/// How well a text meets what was searched for; the better, the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Whole,
    Beginning,
    Part,
}

fn of<T>(items: &[T], meets: impl Fn(&T) -> Option<Match>) -> Vec<(Match, usize)> {
    items.iter().enumerate().filter_map(|(index, item)| Some((meets(item)?, index))).collect()
}

/// The best match among some texts.
fn best<const N: usize>(needle: &str, texts: [&str; N]) -> Option<Match> {
    let meets = |text: &str| {
        let text = text.to_lowercase();
        match text.find(needle)? {
            0 if text.len() == needle.len() => Some(Match::Whole),
            0 => Some(Match::Beginning),
            _ => Some(Match::Part),
        }
    };
    texts.into_iter().filter_map(meets).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, small};

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, usize, &[usize])]) {
        let groups: Vec<Group> = expected
            .iter()
            .map(|&(kind, num_found, listed)| Group { kind, num_found, listed: listed.to_vec() })
            .collect();
        assert_eq!(search(&small(), text), groups, "{text}");
    }

    #[test]
    fn names_numbers_and_codes_are_found() {
        check("", &[]);
        check("   ", &[]);
        check("nothing of that kind", &[]);
        check(" ALPHA ", &[(Kind::Customers, 1, &[0])]);
        check("s1", &[(Kind::Products, 1, &[2])]);
        check("107", &[(Kind::Orders, 1, &[6])]);
        check("usa", &[(Kind::Countries, 1, &[2]), (Kind::Offices, 1, &[1])]);
        check("RYE", &[(Kind::Employees, 1, &[1])]);
    }

    #[test]
    fn what_is_exactly_meant_comes_first() {
        let rows: String = (1..=30).map(|number| format!("{number} | Shop {number} | Norway\n")).collect();
        let snapshot = Fixture::new().customers(&rows).snapshot();
        let found = &search(&snapshot, "3")[0];
        // 3 itself, then 30, then those with a 3 elsewhere.
        assert_eq!((found.num_found, &found.listed[..]), (4, &[2, 29, 12, 22][..]));
        assert_eq!(search(&snapshot, "shop")[0].listed.len(), LISTED);
        assert_eq!(search(&snapshot, "shop 7")[0].listed[0], 6);
    }
}
