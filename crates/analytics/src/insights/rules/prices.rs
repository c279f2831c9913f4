//! Revenue beside what the same units cost or would cost by another price: what margin and discount share.

use units::{Fraction, Money};

use crate::insights::Facts;
use crate::snapshot::Product;
use crate::totals::Totals;

/// Revenue of products that have the other price, and what the units come to at that price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AtPrice {
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// The units at the other price, in cents.
    pub other_cents: i128,
}

impl AtPrice {
    fn add(&mut self, revenue_cents: i64, units: i64, price: Money) {
        self.revenue_cents += revenue_cents;
        self.other_cents += i128::from(units) * i128::from(price.cents());
    }

    /// `(revenue − other) / revenue` in percent: the margin when the other price is what was paid for the goods.
    pub(super) fn above_percent(self) -> Option<Fraction> {
        let revenue_cents = i128::from(self.revenue_cents);
        Fraction::percent(revenue_cents - self.other_cents, revenue_cents).filter(|_| revenue_cents > 0)
    }

    /// `(other − revenue) / other` in percent: the discount when the other price is the recommended one.
    pub(super) fn below_percent(self) -> Option<Fraction> {
        let revenue_cents = i128::from(self.revenue_cents);
        Fraction::percent(self.other_cents - revenue_cents, self.other_cents).filter(|_| self.other_cents > 0)
    }
}

/// The sums of all products, and of each line by index.
pub(super) fn at_price(
    facts: &Facts<'_>,
    totals: &Totals,
    price: impl Fn(&Product) -> Option<Money>,
) -> (AtPrice, Vec<AtPrice>) {
    let snapshot = facts.view.snapshot;
    let (mut all, mut lines) = (AtPrice::default(), vec![AtPrice::default(); snapshot.product_lines.len()]);
    for (product, sum) in snapshot.products.iter().zip(&totals.by_product) {
        let Some(price) = price(product).filter(|_| sum.num_orders > 0) else { continue };
        all.add(sum.revenue_cents, sum.units, price);
        if let Some(line) = product.line {
            lines[line as usize].add(sum.revenue_cents, sum.units, price);
        }
    }
    (all, lines)
}
