//! Which product an order line is for.

use units::Month;

use super::dice::Dice;
use super::products::{Career, Product};

/// Draws products by how much they are wanted in a month.
#[derive(Debug)]
pub(super) struct Demand {
    /// Running sums of what the products weigh.
    cumulative: Vec<u64>,
    last_month: Month,
}

impl Demand {
    /// The demand for a catalogue, the most wanted product first; careers count back from the last month.
    pub(super) fn new(products: &[Product], last_month: Month) -> Demand {
        let count = products.len() as u64;
        let cumulative = products
            .iter()
            .zip(0u64..)
            .scan(0, |sum, (product, rank)| {
                // A fifth of the products brings in somewhat over half of the sales: (1.25 − u) / (u + 0.15), u from 0 to 1.
                let u = (2 * rank + 1) * 1000 / (2 * count);
                if product.career != Career::NeverSold {
                    *sum += (1250 - u) * 100_000 / (u + 150);
                }
                Some(*sum)
            })
            .collect();
        Demand { cumulative, last_month }
    }

    /// One product that was on sale in the month.
    pub(super) fn draw(&self, products: &[Product], month: Month, dice: &mut Dice) -> usize {
        let total = self.cumulative.last().copied().unwrap_or(0);
        loop {
            let ticket = dice.below(total);
            let product = self.cumulative.partition_point(|&sum| sum <= ticket);
            if dice.below(1000) < self.permille(products[product].career, month) {
                return product;
            }
        }
    }

    /// Whether any of the product is sold in the month.
    pub(super) fn is_on_sale(&self, product: &Product, month: Month) -> bool {
        self.permille(product.career, month) > 0
    }

    /// How much a product of this career is wanted in the month, in thousandths of what it would be at best.
    fn permille(&self, career: Career, month: Month) -> u64 {
        let months_to_go = self.last_month.months_since(month);
        // From 0 a year and more before the last three whole months to 10 in them.
        let recent = u64::from((13 - months_to_go).clamp(0, 10).unsigned_abs());
        match career {
            Career::Steady => 560,
            Career::Growing => 260 + 68 * recent,
            Career::Declining => 1000 - 84 * recent,
            Career::Launched => {
                if months_to_go <= 8 {
                    800
                } else {
                    0
                }
            }
            Career::Retired => {
                if months_to_go >= 7 {
                    600
                } else {
                    0
                }
            }
            Career::NeverSold => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::dice::Topic;
    use crate::demo::products::products;

    #[test]
    fn careers_show_in_what_is_drawn() {
        let products = products(1, 1);
        let last_month = Month::new(2005, 5);
        let demand = Demand::new(&products, last_month);
        let drawn = |month: Month| {
            let mut dice = Dice::new(1, Topic::Lines, month.year().unsigned_abs().into());
            let mut by_career = [0u32; 6];
            for _ in 0..10_000 {
                by_career[products[demand.draw(&products, month, &mut dice)].career as usize] += 1;
            }
            by_career
        };
        let (before, recent) = (drawn(Month::new(2004, 3)), drawn(Month::new(2005, 3)));
        let of = |counts: [u32; 6], career: Career| counts[career as usize];
        assert!(of(recent, Career::Growing) > 2 * of(before, Career::Growing));
        assert!(2 * of(recent, Career::Declining) < of(before, Career::Declining));
        assert_eq!((of(before, Career::Launched), of(recent, Career::Retired)), (0, 0));
        assert!(of(recent, Career::Launched) > 0 && of(before, Career::Retired) > 0);
        assert_eq!(of(recent, Career::NeverSold), 0);
    }
}
