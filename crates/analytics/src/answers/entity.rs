//! One customer, product, rep, country or office: how it is doing in the scope, and its place among its like.

use std::cmp::Reverse;

use units::Fraction;

use super::breakdown::Dimension;
use super::cards::Targets;
use super::executive::Executive;
use crate::dataset::Dataset;
use crate::datasets::{customers, product_lines, products, sales_by_country};
use crate::policy::Policy;
use crate::ranking::{self, Class};
use crate::scope::Scope;
use crate::snapshot::Snapshot;
use crate::table::{Table, Value};
use crate::view::{Focus, View};

/// How an entity is doing in the scope.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What the Executive View answers, of the entity alone.
    pub executive: Executive,
    /// Its place among its like; none for an office, and without revenue in the scope.
    pub standing: Option<Standing>,
}

/// An entity's place among all of its kind in the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// 1 for the one with most revenue; equal revenue, equal rank.
    pub rank: i64,
    /// How many of its kind have revenue.
    pub num_ranked: usize,
    /// Share of the scope's revenue in percent.
    pub percent: Option<Fraction>,
    /// ABC class.
    pub class: Class,
}

impl Entity {
    /// Asks everything: `all` is the view of all entities, from which the one in focus is taken.
    pub fn of(all: &View<'_>, focus: Focus) -> Entity {
        let view = all.clone().focused(focus);
        Entity {
            executive: Executive::of(&view, Dimension::Lines, Dimension::Products, &Targets::new()),
            standing: standing(all, focus),
        }
    }
}

/// The scope without the filters that an entity makes meaningless: a customer is of one country and has one rep.
pub fn scope_of(focus: Focus, scope: &Scope) -> Scope {
    let mut scope = scope.clone();
    match focus {
        Focus::Customer(_) => {
            scope.regions.clear();
            scope.countries.clear();
            scope.reps.clear();
        }
        Focus::Product(_) => scope.lines.clear(),
        Focus::Rep(_) | Focus::Office(_) => scope.reps.clear(),
        Focus::Country(_) => {
            scope.regions.clear();
            scope.countries.clear();
        }
    }
    scope
}

/// Names of the filters that [`scope_of`] leaves out.
pub fn not_applying(focus: Focus) -> &'static [&'static str] {
    match focus {
        Focus::Customer(_) => &["region", "country", "rep"],
        Focus::Product(_) => &["line"],
        Focus::Rep(_) | Focus::Office(_) => &["rep"],
        Focus::Country(_) => &["region", "country"],
    }
}

fn standing(all: &View<'_>, focus: Focus) -> Option<Standing> {
    let snapshot = all.snapshot;
    let (index, num_items) = match focus {
        Focus::Customer(index) => (index, snapshot.customers.len()),
        Focus::Product(index) => (index, snapshot.products.len()),
        Focus::Rep(index) => (index, snapshot.employees.len()),
        Focus::Country(index) => (index, snapshot.countries.len()),
        Focus::Office(_) => return None,
    };
    let mut cents = vec![0_i64; num_items];
    let mut total_cents = 0;
    if let Focus::Product(_) = focus {
        for line in all.flow().lines() {
            cents[line.product] += line.revenue_cents;
            total_cents += line.revenue_cents;
        }
    } else {
        for order in all.flow().orders() {
            total_cents += order.revenue_cents;
            let customer = &snapshot.customers[order.customer];
            let item = match focus {
                Focus::Customer(_) => Some(order.customer),
                Focus::Country(_) => Some(customer.country as usize),
                _ => customer.rep.map(|rep| rep as usize),
            };
            if let Some(item) = item {
                cents[item] += order.revenue_cents;
            }
        }
    }
    place(&cents, index, total_cents, all.policy)
}

fn place(cents: &[i64], index: usize, total_cents: i64, policy: &Policy) -> Option<Standing> {
    let mut ranked: Vec<usize> = (0..cents.len()).filter(|&item| cents[item] > 0).collect();
    ranked.sort_by_key(|&item| (Reverse(cents[item]), item));
    let position = ranked.iter().position(|&item| item == index)?;
    let revenues: Vec<i64> = ranked.iter().map(|&item| cents[item]).collect();
    let place = ranking::places(&revenues, total_cents, policy)[position]?;
    Some(Standing {
        rank: place.rank,
        num_ranked: ranked.len(),
        percent: Fraction::percent(cents[index], total_cents),
        class: place.class,
    })
}

/// The customers of a view with an order in it, most revenue first; `all` for those without one too.
pub fn customers_of(view: &View<'_>, all: bool) -> Table {
    sold(&customers::DATASET, view, all)
}

/// The products of a view that were sold in it, most revenue first.
pub fn products_of(view: &View<'_>) -> Table {
    sold(&products::DATASET, view, false)
}

/// The product lines of a view that were sold in it, most revenue first.
pub fn lines_of(view: &View<'_>) -> Table {
    sold(&product_lines::DATASET, view, false)
}

/// The countries of a view's orders, most revenue first.
pub fn countries_of(view: &View<'_>) -> Table {
    sold(&sales_by_country::DATASET, view, false)
}

fn sold(dataset: &Dataset, view: &View<'_>, all: bool) -> Table {
    let table = dataset.compute(view);
    let num_orders = table.column("num_orders");
    let is_sold = |row: &[Value]| num_orders.is_some_and(|column| row[column] != Value::Integer(0));
    if all { table } else { table.filtered(is_sold) }
}

/// The employees of an office or of a manager, by number.
pub fn employees_where(
    snapshot: &Snapshot,
    is_one: impl Fn(&crate::snapshot::Employee) -> bool,
) -> Vec<usize> {
    (0..snapshot.employees.len()).filter(|&index| is_one(&snapshot.employees[index])).collect()
}

/// The offices in a country, by code.
pub fn offices_in(snapshot: &Snapshot, country: &str) -> Vec<usize> {
    (0..snapshot.offices.len()).filter(|&office| *snapshot.offices[office].country == *country).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{scope, small};

    #[track_caller]
    fn check(focus: Focus, query: &str, revenue: &str, expected: Option<(i64, usize, char)>) {
        let (snapshot, policy) = (small(), Policy::default());
        let scope = scope_of(focus, &scope(query));
        let entity = Entity::of(&View::new(&snapshot, &scope, &policy), focus);
        assert_eq!(entity.executive.revenue().to_string(), revenue, "{focus:?} under `{query}`");
        let found = entity.standing.map(|standing| {
            let letter = standing.class.letter().chars().next().unwrap();
            (standing.rank, standing.num_ranked, letter)
        });
        assert_eq!(found, expected, "{focus:?} under `{query}`");
    }

    #[test]
    fn an_entity_is_seen_alone_and_ranked_among_its_like() {
        check(Focus::Customer(0), "", "800.00", Some((1, 3, 'A')));
        check(Focus::Customer(1), "", "400.00", Some((3, 3, 'B')));
        check(Focus::Customer(1), "country=USA&rep=30", "400.00", Some((3, 3, 'B')));
        check(Focus::Customer(3), "", "0.00", None);
        check(Focus::Customer(0), "line=Cars", "600.00", Some((1, 3, 'A')));
        check(Focus::Product(2), "line=Cars", "1000.00", Some((1, 3, 'A')));
        check(Focus::Product(3), "", "0.00", None);
        check(Focus::Rep(1), "", "1200.00", Some((1, 1, 'A')));
        check(Focus::Country(0), "", "0.00", None);
        check(Focus::Country(2), "period=2003", "200.00", Some((2, 2, 'A')));
        check(Focus::Office(0), "", "1200.00", None);
    }

    #[test]
    fn a_focus_outlives_a_changed_scope() {
        let (snapshot, policy) = (small(), Policy::default());
        let (none, other) = (Scope::default(), scope("period=2003"));
        let view = View::new(&snapshot, &none, &policy).focused(Focus::Customer(1));
        assert_eq!(view.under(&other).flow().orders().count(), 1);
        assert_eq!(view.flow().orders().count(), 3);
    }

    #[test]
    fn lists_keep_what_was_sold() {
        let (snapshot, policy, scope) = (small(), Policy::default(), Scope::default());
        let all = View::new(&snapshot, &scope, &policy);
        let sloop = all.clone().focused(Focus::Product(2));
        assert_eq!(customers_of(&sloop, false).num_rows(), 3);
        let norway = all.clone().focused(Focus::Country(0));
        assert_eq!(snapshot.countries[0].name.as_ref(), "Japan");
        assert_eq!(customers_of(&norway, true).num_rows(), 1, "Delta never ordered");
        assert_eq!(customers_of(&norway, false).num_rows(), 0);
        assert_eq!(products_of(&all).num_rows(), 3);
        assert_eq!(lines_of(&all).num_rows(), 2);
        assert_eq!(countries_of(&all).num_rows(), 2);
    }
}
