//! What holds for every database, however dirty, and every scope.

mod any;

use proptest::prelude::*;
use units::{Money, Period};

use crate::answers::Change;
use crate::answers::breakdown::Dimension;
use crate::answers::revenue_change::{self, RevenueChange};
use crate::catalogue::{self, DATASETS};
use crate::dataset::{Dataset, Kind};
use crate::datasets::company_monthly::Months;
use crate::datasets::revenue_change::DIMENSIONS;
use crate::insights;
use crate::kpis::{self, Measure};
use crate::policy::Policy;
use crate::schema::Table;
use crate::scope::Scope;
use crate::snapshot::Snapshot;
use crate::table::Value;
use crate::totals::{Sum, Totals};
use crate::view::{Focus, View};

use self::any::{Database, any_database, any_policy, any_scope};

fn lines(dataset: &Dataset, snapshot: &Snapshot, scope: &Scope) -> Vec<String> {
    dataset.compute(&View::new(snapshot, scope, &Policy::default())).lines()
}

fn totals(snapshot: &Snapshot, scope: &Scope) -> Totals {
    Totals::of(View::new(snapshot, scope, &Policy::default()).flow())
}

/// What adds up over parts of orders: revenue, units, orders, lines, orders with dates, those on time, revenue and cost at buy prices.
fn additive(totals: &Totals) -> [i128; 8] {
    [
        totals.revenue_cents.into(),
        totals.units.into(),
        totals.num_orders.into(),
        totals.num_lines.into(),
        totals.num_orders_with_dates.into(),
        totals.num_on_time_orders.into(),
        totals.costed_revenue_cents.into(),
        totals.cost_cents,
    ]
}

/// What adds up over parts of customers: that, and the payments and their amounts.
fn additive_with_payments(totals: &Totals) -> ([i128; 8], Option<i64>, Option<i64>) {
    (additive(totals), totals.num_payments, totals.paid_cents)
}

fn add<const N: usize>(one: [i128; N], other: [i128; N]) -> [i128; N] {
    std::array::from_fn(|index| one[index] + other[index])
}

fn sum_of_parts(snapshot: &Snapshot, scopes: impl Iterator<Item = Scope>) -> [i128; 8] {
    scopes.map(|scope| additive(&totals(snapshot, &scope))).fold([0; 8], add)
}

fn sum_of(sums: &[Sum], is_in: impl Fn(usize) -> bool) -> [i128; 3] {
    (0..sums.len())
        .filter(|&index| is_in(index))
        .map(|index| sums[index])
        .map(|sum| [sum.revenue_cents.into(), sum.units.into(), sum.num_orders.into()])
        .fold([0; 3], add)
}

/// Sum of a column of money or counts.
fn column_sum(dataset: &str, column: &str, snapshot: &Snapshot, scope: &Scope) -> i64 {
    let dataset = catalogue::dataset(dataset).unwrap();
    let position = dataset.columns.iter().position(|other| other.name == column).unwrap();
    let table = dataset.compute(&View::new(snapshot, scope, &Policy::default()));
    let values = table.rows().map(|row| match &row[position] {
        Value::Money(money) => money.cents(),
        Value::Integer(number) => *number,
        other => panic!("{other:?} does not add up"),
    });
    values.sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn countries_regions_and_statuses_sum_to_the_whole(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let whole = Scope { countries: Vec::new(), ..scope.clone() };
        let parts = || snapshot.countries.iter().map(|country| Scope {
            countries: vec![country.name.to_string()],
            ..whole.clone()
        });
        prop_assert_eq!(sum_of_parts(&snapshot, parts()), additive(&totals(&snapshot, &whole)));
        let (_, num_payments, paid_cents) = additive_with_payments(&totals(&snapshot, &whole));
        let of_parts: Vec<_> = parts().map(|scope| totals(&snapshot, &scope)).collect();
        if num_payments.is_some() {
            prop_assert_eq!(of_parts.iter().filter_map(|part| part.num_payments).sum::<i64>(), num_payments.unwrap());
            prop_assert_eq!(of_parts.iter().filter_map(|part| part.paid_cents).sum::<i64>(), paid_cents.unwrap());
        }

        let whole = Scope { regions: Vec::new(), ..scope.clone() };
        let parts = snapshot.regions.iter().map(|region| Scope { regions: vec![region.to_string()], ..whole.clone() });
        prop_assert_eq!(sum_of_parts(&snapshot, parts), additive(&totals(&snapshot, &whole)));

        let whole = Scope { statuses: Vec::new(), ..scope };
        let parts = snapshot.statuses.iter().map(|status| Scope { statuses: vec![status.to_string()], ..whole.clone() });
        prop_assert_eq!(sum_of_parts(&snapshot, parts), additive(&totals(&snapshot, &whole)));
    }

    #[test]
    fn reps_and_customers_without_one_sum_to_the_whole(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let whole = Scope { reps: Vec::new(), ..scope };
        let totals_of_whole = totals(&snapshot, &whole);
        let parts = snapshot.employees.iter().map(|rep| Scope { reps: vec![rep.number], ..whole.clone() });
        let [revenue, units, orders, ..] = sum_of_parts(&snapshot, parts);
        let without = sum_of(&totals_of_whole.by_customer, |customer| snapshot.customers[customer].rep.is_none());
        let [whole_revenue, whole_units, whole_orders, ..] = additive(&totals_of_whole);
        prop_assert_eq!(add([revenue, units, orders], without), [whole_revenue, whole_units, whole_orders]);
        let listed = column_sum("sales_reps", "revenue", &snapshot, &whole);
        prop_assert_eq!(i128::from(listed) + without[0], whole_revenue);
    }

    #[test]
    fn customers_products_lines_and_months_sum_to_the_whole(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let whole = totals(&snapshot, &scope);
        let [revenue, units, orders, num_lines, ..] = additive(&whole);
        prop_assert_eq!(sum_of(&whole.by_customer, |_| true), [revenue, units, orders]);
        prop_assert_eq!(sum_of(&whole.by_product, |_| true), [revenue, units, num_lines]);

        // An order may have several product lines, so orders do not add up over them, but lines do.
        let all_lines = Scope { lines: Vec::new(), ..scope.clone() };
        let of_all = totals(&snapshot, &all_lines);
        let parts = snapshot.product_lines.iter().map(|line| Scope { lines: vec![line.name.to_string()], ..scope.clone() });
        let [part_revenue, part_units, part_orders, part_lines, ..] = sum_of_parts(&snapshot, parts);
        let without = sum_of(&of_all.by_product, |product| snapshot.products[product].line.is_none());
        let [all_revenue, all_units, _, all_num_lines, ..] = additive(&of_all);
        prop_assert_eq!(add([part_revenue, part_units, part_lines], without), [all_revenue, all_units, all_num_lines]);
        prop_assert!(part_orders <= part_lines);

        let (policy, months) = (Policy::default(), snapshot.months());
        let view = View::new(&snapshot, &scope, &policy);
        let series = Months::of(view.flow());
        prop_assert_eq!(i128::from(series.revenue_cents.iter().sum::<i64>()), revenue);
        prop_assert_eq!(i128::from(series.num_orders.iter().sum::<i64>()), orders);
        let parts = (0..=months.1.months_since(months.0))
            .map(|index| Scope { period: Period::Month(months.0.plus(index)), ..scope.clone() });
        let of_all_time = totals(&snapshot, &Scope { period: Period::All, ..scope.clone() });
        prop_assert_eq!(sum_of_parts(&snapshot, parts), additive(&of_all_time));
    }

    #[test]
    fn lists_sum_to_the_same_revenue(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let revenue = totals(&snapshot, &scope).revenue_cents;
        for (dataset, column) in [
            ("company_monthly", "revenue"),
            ("countries", "revenue"),
            ("customers", "revenue"),
            ("order_sizes", "order_value"),
            ("orders", "revenue"),
            ("product_monthly", "revenue"),
            ("products", "revenue"),
            ("sales_by_country", "revenue"),
        ] {
            prop_assert_eq!(column_sum(dataset, column, &snapshot, &scope), revenue, "{}", dataset);
        }
    }

    #[test]
    fn the_parts_of_a_change_sum_to_it(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let policy = Policy::default();
        let view = View::new(&snapshot, &scope, &policy);
        let change = Change::of(&view);
        let delta = kpis::read(&view, change.period).reading("revenue").and_then(|reading| reading.delta);
        for (dimension, name) in DIMENSIONS {
            let Some(found) = RevenueChange::of(&view, dimension) else {
                prop_assert_eq!(change.before, None);
                continue;
            };
            let total = found.total;
            prop_assert_eq!(delta, Some(Measure::Money(Money::from_cents(total.change_cents()))), "{}", name);
            let whole = revenue_change::whole(&view, found.days, found.before);
            prop_assert_eq!((whole.before_cents, whole.now_cents), (total.before_cents, total.now_cents));
            for parts in found.items.iter().map(|item| item.parts).chain([total, whole, found.rest(1)]) {
                let sum = parts.new_cents + parts.lost_cents + parts.volume_cents + parts.price_cents + parts.mix_cents;
                prop_assert_eq!(sum, parts.change_cents(), "{}: {:?}", name, parts);
            }
        }
    }

    /// What a list says of an item is what the page says that is filtered by it.
    #[test]
    fn an_item_alone_is_split_as_in_the_list(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let policy = Policy::default();
        let view = View::new(&snapshot, &scope, &policy);
        for (dimension, _) in DIMENSIONS {
            for item in RevenueChange::of(&view, dimension).iter().flat_map(|change| &change.items) {
                let Some(index) = item.index else { continue };
                let focus = match dimension {
                    Dimension::Customers => Focus::Customer(index),
                    Dimension::Products => Focus::Product(index),
                    Dimension::Reps => Focus::Rep(index),
                    Dimension::Countries => Focus::Country(index),
                    Dimension::Lines => continue,
                };
                let change = Change::of(&view);
                let alone = view.clone().focused(focus);
                let whole = revenue_change::whole(&alone, change.days, change.before.unwrap());
                prop_assert_eq!(whole.change_cents(), item.parts.change_cents());
                if item.parts.new_cents == 0 && item.parts.lost_cents == 0 {
                    prop_assert_eq!(whole, item.parts, "{:?}", focus);
                }
            }
        }
    }

    #[test]
    fn the_order_of_parameters_does_not_matter(
        (scope, parameters) in any_scope().prop_flat_map(|scope| {
            let parameters = scope.parameters();
            (Just(scope), Just(parameters).prop_shuffle())
        }),
    ) {
        let mut read = Scope::default();
        for (name, value) in parameters.iter().chain(&parameters) {
            prop_assert_eq!(read.take(name, value), Ok(true));
        }
        prop_assert_eq!(read, scope);
    }

    #[test]
    fn listing_everything_is_filtering_nothing(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let texts = |texts: Vec<&std::sync::Arc<str>>| texts.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        let countries = texts(snapshot.countries.iter().map(|country| &country.name).collect());
        for (none, all) in [
            (
                Scope { countries: Vec::new(), ..scope.clone() },
                Scope { countries, ..scope.clone() },
            ),
            (
                Scope { regions: Vec::new(), ..scope.clone() },
                Scope { regions: texts(snapshot.regions.iter().collect()), ..scope.clone() },
            ),
            (
                Scope { statuses: Vec::new(), ..scope.clone() },
                Scope { statuses: texts(snapshot.statuses.iter().collect()), ..scope.clone() },
            ),
        ] {
            for dataset in DATASETS {
                prop_assert_eq!(lines(dataset, &snapshot, &none), lines(dataset, &snapshot, &all), "{}", dataset.name);
            }
        }
    }

    /// All lines are not no filter: products without a line, orders without such products and payments fall out, nothing else.
    #[test]
    fn listing_all_lines_leaves_what_has_a_line(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let all = snapshot.product_lines.iter().map(|line| line.name.to_string()).collect::<Vec<_>>();
        prop_assume!(!all.is_empty());
        let found = totals(&snapshot, &Scope { lines: all, ..scope.clone() });
        let none = totals(&snapshot, &Scope { lines: Vec::new(), ..scope });
        let has_line = |product: usize| snapshot.products[product].line.is_some();
        let [revenue, units, num_lines] = sum_of(&none.by_product, has_line);
        prop_assert_eq!(
            [i128::from(found.revenue_cents), found.units.into(), found.num_lines.into()],
            [revenue, units, num_lines]
        );
        prop_assert!(found.num_orders <= none.num_orders);
        prop_assert_eq!((found.num_payments, found.paid_cents), (None, None));
    }

    #[test]
    fn customer_filters_choose_rows_of_states(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        let everybody = Scope { countries: Vec::new(), regions: Vec::new(), reps: Vec::new(), ..scope.clone() };
        let elsewhere = Scope { period: Period::Year(1999), lines: vec!["None".to_owned()], ..scope.clone() };
        for dataset in DATASETS.into_iter().filter(|dataset| dataset.kind == Kind::State) {
            let rows = lines(dataset, &snapshot, &scope);
            // The demand of products follows the customers and lines, the other two are sums over the customers.
            let follows = ["credit_profile", "rep_workload", "product_demand_trend"].contains(&dataset.name);
            if !follows {
                let all = lines(dataset, &snapshot, &everybody);
                let mut rest = all.iter();
                prop_assert!(rows.iter().all(|row| rest.any(|other| other == row)), "{}: {rows:?} of {all:?}", dataset.name);
            }
            // A stock is that of products.
            if !["product_demand_trend", "stock"].contains(&dataset.name) {
                prop_assert_eq!(&rows, &lines(dataset, &snapshot, &elsewhere), "{}", dataset.name);
            }
        }
    }

    #[test]
    fn insights_are_the_same_each_time_and_their_scores_are_shares(
        database in any_database(), scope in any_scope(), policy in any_policy()
    ) {
        let snapshot = database.snapshot();
        let view = View::new(&snapshot, &scope, &policy);
        let (once, again) = (insights::insights(&view), insights::insights(&view));
        prop_assert_eq!(once.len(), again.len());
        for (one, other) in once.iter().zip(&again) {
            prop_assert_eq!((one.rule.id, &one.finding), (other.rule.id, &other.finding));
            let shares = [one.impact, one.score, one.finding.surprise.most()];
            prop_assert!(shares.iter().all(|share| (0..=insights::score::ONE).contains(share)), "{}: {shares:?}", one.rule.id);
            prop_assert!(one.finding.n.0 > 0 && !one.finding.sentence.is_empty() && !one.finding.rows.is_empty(), "{}", one.rule.id);
        }
    }

    #[test]
    fn structure_ignores_the_scope(database in any_database(), scope in any_scope()) {
        let snapshot = database.snapshot();
        for dataset in DATASETS.into_iter().filter(|dataset| dataset.kind == Kind::Structure) {
            let (scoped, unscoped) = (lines(dataset, &snapshot, &scope), lines(dataset, &snapshot, &Scope::default()));
            prop_assert_eq!(scoped, unscoped, "{}", dataset.name);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (database, shuffled) in any_database().prop_flat_map(|database| {
            let rows = Just(database.rows.clone()).prop_shuffle();
            (Just(database), rows)
        }),
        scope in any_scope(),
    ) {
        let one = database.snapshot();
        let other = Database { rows: shuffled, ..database }.snapshot();
        prop_assert_eq!(&one.version, &other.version);
        for dataset in DATASETS {
            prop_assert_eq!(lines(dataset, &one, &scope), lines(dataset, &other, &scope), "{}", dataset.name);
        }
    }

    /// Every row is in the snapshot, left out and counted as that, or dated after as-of.
    #[test]
    fn no_row_is_dropped_silently(database in any_database()) {
        let snapshot = Database { as_of: None, ..database }.snapshot();
        for (table, num_kept) in [
            (Table::Customers, snapshot.customers.len()),
            (Table::Employees, snapshot.employees.len()),
            (Table::Offices, snapshot.offices.len()),
            (Table::OrderDetails, snapshot.lines.len()),
            (Table::Orders, snapshot.orders.len()),
            (Table::Payments, snapshot.payments.len()),
            (Table::Products, snapshot.products.len()),
        ] {
            let profile = snapshot.profile_of(table);
            prop_assert_eq!(profile.num_rows - profile.num_quarantined, num_kept as u64, "{}", table.name());
            let num_errors: u64 = snapshot
                .quality
                .broken(crate::quality::Severity::Error)
                .filter(|check| check.table == table)
                .map(|check| check.num_violations)
                .sum();
            prop_assert!(num_errors >= profile.num_quarantined, "{} reports less than it leaves out", table.name());
        }
    }

    #[test]
    fn nothing_panics(database in any_database(), scope in any_scope(), policy in any_policy()) {
        let snapshot = database.snapshot();
        let view = View::new(&snapshot, &scope, &policy);
        for dataset in DATASETS {
            let table = dataset.compute(&view);
            prop_assert_eq!(table.lines().len(), table.num_rows() + 1);
        }
    }
}
