//! One product beyond its revenue: discount, demand, and what is bought with it.

use units::{Fraction, Month};

use crate::datasets::cross_sell::{Pair, pairs};
use crate::datasets::product_demand_trend::{Demand, demands, recent_start};
use crate::view::{Focus, View};

/// How a product is sold.
#[derive(Clone, Debug)]
pub struct ProductState {
    /// Units of the scope.
    pub units: i64,
    /// How far its prices were below the recommended one in the scope, in percent; none without either.
    pub discount_percent: Option<Fraction>,
    /// Margin at the recommended price in percent; none unless both prices are known.
    pub list_margin_percent: Option<Fraction>,
    /// Demand of the last three whole months against its base, whatever the period.
    pub demand: Demand,
    /// The first of these three months.
    pub recent_start: Month,
    /// Its pairs in the scope, the strongest first.
    pub pairs: Vec<Pair>,
}

impl ProductState {
    /// The state of a product; `all` is a view of all products.
    pub fn of(all: &View<'_>, product: usize) -> ProductState {
        let item = &all.snapshot.products[product];
        let alone = all.clone().focused(Focus::Product(product));
        let (mut units, mut cents) = (0, 0);
        for line in alone.flow().lines() {
            units += line.units;
            cents += line.revenue_cents;
        }
        let list_cents = item.msrp.map_or(0, |price| i128::from(units) * i128::from(price.cents()));
        let mut pairs = pairs(all);
        pairs.retain(|pair| pair.products.0 == product || pair.products.1 == product);
        ProductState {
            units,
            discount_percent: Fraction::percent(list_cents - i128::from(cents), list_cents),
            list_margin_percent: item
                .msrp
                .zip(item.buy_price)
                .and_then(|(msrp, buy)| Fraction::percent((msrp - buy).cents(), msrp.cents())),
            demand: demands(&alone)[product],
            recent_start: recent_start(all),
            pairs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::small;
    use crate::policy::Policy;
    use crate::scope::Scope;

    #[test]
    fn a_product_is_told_apart() {
        let (snapshot, policy, scope) = (small(), Policy::default(), Scope::default());
        let all = View::new(&snapshot, &scope, &policy);
        // C2 sold 20 units at 20 instead of 25; its margin at 25 is 60 %.
        let cabrio = ProductState::of(&all, 1);
        assert_eq!(cabrio.units, 20);
        assert_eq!(cabrio.discount_percent, Fraction::percent(1, 5));
        assert_eq!(cabrio.list_margin_percent, Fraction::percent(3, 5));
        // With C1 in 103, 107 and 108: three orders.
        assert_eq!(cabrio.pairs.iter().map(|pair| pair.num_both).collect::<Vec<_>>(), [3]);
        let unsold = ProductState::of(&all, 3);
        assert_eq!((unsold.units, unsold.discount_percent, unsold.pairs.len()), (0, None, 0));
    }
}
