//! Which filter keeps a scope from having more orders.

use units::Period;

use crate::dataset::Dataset;
use crate::scope::Scope;
use crate::totals::Sum;
use crate::view::View;

/// A filter that is in force, and what the scope would be without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosened {
    /// Name of the filter's parameter.
    pub filter: &'static str,
    /// The scope without it.
    pub scope: Scope,
    /// Orders of that scope.
    pub num_orders: i64,
    /// Their revenue in cents.
    pub revenue_cents: i64,
}

/// Every filter in force, each left out in turn, then all of them.
pub fn loosened(view: &View<'_>) -> Vec<Loosened> {
    let sum_of = |(filter, scope): (&'static str, Scope)| {
        let mut sum = Sum::default();
        for order in view.under(&scope).flow().orders() {
            sum.add(order.revenue_cents, order.units);
        }
        Loosened { filter, scope, num_orders: sum.num_orders, revenue_cents: sum.revenue_cents }
    };
    without_each(view.scope).map(sum_of).collect()
}

/// The same for a dataset: how many rows it has without each filter in force, and without all of them.
pub fn loosened_rows(view: &View<'_>, dataset: &Dataset) -> Vec<(&'static str, Scope, usize)> {
    let rows = |scope: &Scope| dataset.compute(&view.under(scope)).num_rows();
    without_each(view.scope).map(|(filter, scope)| (filter, scope.clone(), rows(&scope))).collect()
}

/// The scope without each filter in force, by the name of its parameter, then without all of them, nameless.
fn without_each(scope: &Scope) -> impl Iterator<Item = (&'static str, Scope)> {
    let without = |change: fn(&mut Scope)| {
        let mut scope = scope.clone();
        change(&mut scope);
        scope
    };
    [
        ("period", without(|scope| scope.period = Period::All)),
        ("region", without(|scope| scope.regions.clear())),
        ("country", without(|scope| scope.countries.clear())),
        ("line", without(|scope| scope.lines.clear())),
        ("rep", without(|scope| scope.reps.clear())),
        ("status", without(|scope| scope.statuses.clear())),
        ("", Scope { compare: scope.compare, ..scope.unfiltered() }),
    ]
    .into_iter()
    .filter(move |(_, loosened)| loosened != scope)
}

#[cfg(test)]
mod tests {
    use crate::fixture;
    use crate::policy::Policy;

    use super::*;

    fn check(query: &[(&str, &str)], expected: &[(&str, i64, i64)]) {
        let (snapshot, policy) = (fixture::small(), Policy::default());
        let mut scope = Scope::default();
        for (name, value) in query {
            scope.take(name, value).unwrap();
        }
        let found = loosened(&View::new(&snapshot, &scope, &policy));
        let found: Vec<_> =
            found.iter().map(|one| (one.filter, one.num_orders, one.revenue_cents / 100)).collect();
        assert_eq!(found, expected, "{query:?}");
    }

    #[test]
    fn each_filter_in_force_is_left_out_in_turn() {
        check(&[], &[]);
        check(&[("compare", "previous")], &[]);
        check(&[("country", "Japan")], &[("country", 12, 2000), ("", 12, 2000)]);
        check(
            &[("period", "2003"), ("country", "Japan")],
            &[("period", 0, 0), ("country", 3, 500), ("", 12, 2000)],
        );
    }
}
