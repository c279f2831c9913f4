//! Why revenue changed: the change against the comparison, split without remainder into new, lost, volume, price and mix.
//!
//! The sales variances of cost accounting (Horngren, Datar, Rajan: *Cost Accounting: A Managerial Emphasis*, the chapter on
//! sales-variance analysis), with the comparison period in the place of the budget and revenue in the place of the margin:
//! * price, the sales-price variance: Σ q₁ × (p₁ − p₀) over the products that both periods have;
//! * volume, the sales-quantity variance: (Q₁ − Q₀) × P̄₀, more or fewer units at the mean price of before;
//! * mix, the sales-mix variance: dearer or cheaper products in the same number of units; what the other two leave.
//!
//! An item (a customer, a country, …) without revenue before is new and one without revenue now is lost; their whole change counts
//! as that. Every item is split by itself, so its row stays the same when the page is filtered by it.

use std::cmp::Reverse;
use std::collections::HashMap;

use units::{DayRange, Fraction};

use super::Change;
use super::breakdown::Dimension;
use crate::view::{Flow, View};

/// The parts of a change, in cents: before + new + lost + volume + price + mix is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Revenue of the comparison period.
    pub before_cents: i64,
    /// Revenue of what had none before.
    pub new_cents: i64,
    /// Revenue that was lost with what has none now; not above 0 where revenue is positive.
    pub lost_cents: i64,
    /// More or fewer units, at the mean price of before.
    pub volume_cents: i64,
    /// Other prices for the same products, at the units of now.
    pub price_cents: i64,
    /// Other products in the same number of units; new and discontinued products count here and as volume.
    pub mix_cents: i64,
    /// Revenue now.
    pub now_cents: i64,
    /// Revenue now of the products that both periods have: what the price part was measured on.
    pub comparable_cents: i64,
}

impl Parts {
    /// The whole change.
    pub const fn change_cents(&self) -> i64 {
        self.now_cents - self.before_cents
    }

    /// Share of the revenue that is not new on which prices could be compared, in percent; none without such revenue.
    pub fn comparable_percent(&self) -> Option<Fraction> {
        Fraction::percent(self.comparable_cents, self.now_cents - self.new_cents)
    }

    fn add(&mut self, other: &Parts) {
        self.before_cents += other.before_cents;
        self.new_cents += other.new_cents;
        self.lost_cents += other.lost_cents;
        self.volume_cents += other.volume_cents;
        self.price_cents += other.price_cents;
        self.mix_cents += other.mix_cents;
        self.now_cents += other.now_cents;
        self.comparable_cents += other.comparable_cents;
    }
}

/// An item of a dimension and why its revenue changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedItem {
    /// Index in the snapshot; none for what has no such thing: customers without a rep, products without a line.
    pub index: Option<usize>,
    /// The parts.
    pub parts: Parts,
}

/// Why the revenue of a scope changed, by the items of a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevenueChange {
    /// The days of now.
    pub days: DayRange,
    /// The days they are compared with.
    pub before: DayRange,
    /// What the items are.
    pub dimension: Dimension,
    /// Items with revenue in either period, the largest change first.
    pub items: Vec<ChangedItem>,
    /// The sum of the items.
    pub total: Parts,
}

impl RevenueChange {
    /// Splits the change that the scope's page speaks of; none without a comparison.
    pub fn of(view: &View<'_>, dimension: Dimension) -> Option<RevenueChange> {
        let change = Change::of(view);
        let before = change.before?;
        let items = items(view, Some(dimension), change.days, before);
        let mut total = Parts::default();
        items.iter().for_each(|item| total.add(&item.parts));
        Some(RevenueChange { days: change.days, before, dimension, items, total })
    }

    /// The sum of the items from this position on: what a list that ends there leaves out.
    pub fn rest(&self, from: usize) -> Parts {
        let mut rest = Parts::default();
        self.items.iter().skip(from).for_each(|item| rest.add(&item.parts));
        rest
    }

    /// How many items had no revenue before.
    pub fn num_new(&self) -> usize {
        self.items.iter().filter(|item| item.parts.before_cents == 0).count()
    }

    /// How many items have no revenue now.
    pub fn num_lost(&self) -> usize {
        self.items.iter().filter(|item| item.parts.now_cents == 0).count()
    }
}

/// The scope as one item: no customer or line is new or lost in it, only products change.
pub fn whole(view: &View<'_>, days: DayRange, before: DayRange) -> Parts {
    items(view, None, days, before).first().map_or_else(Parts::default, |item| item.parts)
}

/// Units and revenue of a product with an item, before and now.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    units: [i64; 2],
    cents: [i64; 2],
}

/// The items that have revenue on any of the days, the largest change first, then by index.
fn items(
    view: &View<'_>,
    dimension: Option<Dimension>,
    days: DayRange,
    before: DayRange,
) -> Vec<ChangedItem> {
    let mut cells: HashMap<(Option<usize>, usize), Cell> = HashMap::new();
    for (period, days) in [before, days].into_iter().enumerate() {
        add(&mut cells, view.flow_on(days), dimension, period);
    }
    let mut cells: Vec<((Option<usize>, usize), Cell)> = cells.into_iter().collect();
    cells.sort_unstable_by_key(|(key, _)| *key);
    let mut items: Vec<ChangedItem> = cells
        .chunk_by(|((one, _), _), ((other, _), _)| one == other)
        .map(|of_item| ChangedItem {
            index: of_item[0].0.0,
            parts: split(of_item.iter().map(|(_, cell)| cell)),
        })
        .filter(|item| item.parts.before_cents != 0 || item.parts.now_cents != 0)
        .collect();
    items.sort_by_key(|item| (Reverse(item.parts.change_cents().abs()), item.index.is_none(), item.index));
    items
}

fn add(
    cells: &mut HashMap<(Option<usize>, usize), Cell>,
    flow: Flow<'_>,
    dimension: Option<Dimension>,
    period: usize,
) {
    let snapshot = flow.view().snapshot;
    for line in flow.lines() {
        let customer = &snapshot.customers[line.customer];
        let item = match dimension {
            None => None,
            Some(Dimension::Products) => Some(line.product),
            Some(Dimension::Lines) => snapshot.products[line.product].line.map(|line| line as usize),
            Some(Dimension::Customers) => Some(line.customer),
            Some(Dimension::Countries) => Some(customer.country as usize),
            Some(Dimension::Reps) => customer.rep.map(|rep| rep as usize),
        };
        let cell = cells.entry((item, line.product)).or_default();
        cell.units[period] += line.units;
        cell.cents[period] += line.revenue_cents;
    }
}

/// The parts of one item's change. Rounding happens in one place: the units of now at the price of before are whole cents, of each
/// product for the price, of all together for the volume. Mix takes the rest, so the parts always add up.
fn split<'a>(products: impl Iterator<Item = &'a Cell>) -> Parts {
    let (mut whole, mut price_cents, mut comparable_cents) = (Cell::default(), 0, 0);
    for cell in products {
        for period in [0, 1] {
            whole.units[period] += cell.units[period];
            whole.cents[period] += cell.cents[period];
        }
        if let Some(at_old_price_cents) = now_at_price_of_before(cell).filter(|_| cell.units[1] > 0) {
            price_cents += cell.cents[1] - at_old_price_cents;
            comparable_cents += cell.cents[1];
        }
    }
    let [before_cents, now_cents] = whole.cents;
    let parts = Parts { before_cents, now_cents, ..Parts::default() };
    if before_cents == 0 {
        return Parts { new_cents: now_cents, ..parts };
    }
    if now_cents == 0 {
        return Parts { lost_cents: -before_cents, ..parts };
    }
    let volume_cents = now_at_price_of_before(&whole).map_or(0, |cents| cents - before_cents);
    let mix_cents = now_cents - before_cents - price_cents - volume_cents;
    Parts { volume_cents, price_cents, mix_cents, comparable_cents, ..parts }
}

/// The units of now at the mean price of before, to the cent; none where no units were sold before, which have no price.
fn now_at_price_of_before(cell: &Cell) -> Option<i64> {
    if cell.units[0] <= 0 {
        return None;
    }
    let cents = Fraction::new(i128::from(cell.units[1]) * i128::from(cell.cents[0]), cell.units[0])?;
    // Beyond 64 bits there is no sensible price: such a product counts as not comparable.
    i64::try_from(cents.scaled(0)).ok().filter(|cents| cents.abs() <= i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, scope};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;

    /// 2003 against 2004, in whole units of money:
    ///
    /// | customer | product | 2003      | 2004      |
    /// |----------|---------|-----------|-----------|
    /// | Alpha    | A       | 10 at 10  | 20 at 12  |
    /// | Alpha    | B       | 10 at 30  | 10 at 30  |
    /// | Beta     | A       | 5 at 10   | –         |
    /// | Gamma    | B       | –         | 2 at 25   |
    fn company() -> Snapshot {
        Fixture::new()
            .employees("1 | Ann | Lee | | | Sales Rep")
            .products("A | a | Cars\nB | b | Ships")
            .customers("1 | Alpha | Norway | 1\n2 | Beta | Japan |\n3 | Gamma | Norway | 1")
            .orders(
                "1 | 2003-01-05 | | | Shipped | 1
                 2 | 2003-02-05 | | | Shipped | 2
                 3 | 2004-01-05 | | | Shipped | 1
                 4 | 2004-12-31 | | | Shipped | 3",
            )
            .lines(
                "1 | A | 10 | 10
                 1 | B | 10 | 30
                 2 | A | 5  | 10
                 3 | A | 20 | 12
                 3 | B | 10 | 30
                 4 | B | 2  | 25",
            )
            .snapshot()
    }

    /// Name and parts in whole units: before, new, lost, volume, price, mix, now.
    #[track_caller]
    fn check(dimension: Dimension, query: &str, expected: &[(Option<usize>, [i64; 7])]) {
        let (snapshot, scope, policy) = (company(), scope(query), Policy::default());
        let change = RevenueChange::of(&View::new(&snapshot, &scope, &policy), dimension).unwrap();
        let found: Vec<_> = change
            .items
            .iter()
            .map(|item| {
                let parts = item.parts;
                let cents = [
                    parts.before_cents,
                    parts.new_cents,
                    parts.lost_cents,
                    parts.volume_cents,
                    parts.price_cents,
                    parts.mix_cents,
                    parts.now_cents,
                ];
                (item.index, cents.map(|cents| cents / 100))
            })
            .collect();
        assert_eq!(found, expected, "{dimension:?} under `{query}`");
    }

    /// Alpha: 20 units for 400 before, so 20 each; 30 units for 540 now. Volume 10 × 20 = 200, price 20 × 2 = 40, mix −100: the
    /// ten more units were of the cheap product, 10 × (10 − 20).
    #[test]
    fn customers_are_new_lost_or_changed() {
        check(
            Dimension::Customers,
            "period=2004",
            &[
                (Some(0), [400, 0, 0, 200, 40, -100, 540]),
                (Some(1), [50, 0, -50, 0, 0, 0, 0]),
                (Some(2), [0, 50, 0, 0, 0, 0, 50]),
            ],
        );
    }

    /// Norway (index 1) has no new customer, but more: 20 units for 400, then 32 for 590. B is sold at 350 / 12 instead of 30.
    #[test]
    fn other_items_split_the_same_change() {
        check(
            Dimension::Countries,
            "period=2004",
            &[(Some(1), [400, 0, 0, 240, 30, -80, 590]), (Some(0), [50, 0, -50, 0, 0, 0, 0])],
        );
        // One product a line: the more units, the more revenue, and nothing is left for the mix.
        check(
            Dimension::Lines,
            "period=2004",
            &[(Some(0), [150, 0, 0, 50, 40, 0, 240]), (Some(1), [300, 0, 0, 60, -10, 0, 350])],
        );
        check(
            Dimension::Reps,
            "period=2004",
            &[(Some(0), [400, 0, 0, 240, 30, -80, 590]), (None, [50, 0, -50, 0, 0, 0, 0])],
        );
        // An item alone is split as it is in the list.
        check(
            Dimension::Countries,
            "period=2004&country=Norway",
            &[(Some(1), [400, 0, 0, 240, 30, -80, 590])],
        );
    }

    #[test]
    fn without_a_comparison_there_is_nothing_to_split() {
        let (snapshot, policy) = (company(), Policy::default());
        for (query, is_there) in [("period=2003", false), ("", true), ("period=2004", true)] {
            let scope = scope(query);
            let found = RevenueChange::of(&View::new(&snapshot, &scope, &policy), Dimension::Lines);
            assert_eq!(found.is_some(), is_there, "`{query}`");
        }
    }

    #[test]
    fn half_cents_do_not_go_astray() {
        // 3 units for 1.00, then 5 for 1.10: at the price of before 1.67.
        let parts = split([Cell { units: [3, 5], cents: [100, 110] }].iter());
        assert_eq!((parts.volume_cents, parts.price_cents, parts.mix_cents), (67, -57, 0));
        // Without units there is no price: all is mix.
        let parts = split([Cell { units: [0, 5], cents: [100, 110] }].iter());
        assert_eq!((parts.volume_cents, parts.price_cents, parts.mix_cents), (0, 0, 10));
    }
}
