//! How evenly revenue is spread: concentration by its usual measures.

use units::Fraction;

/// Concentration of a revenue over its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Items with revenue.
    pub num_items: usize,
    /// Revenue of all items in cents.
    pub total_cents: i64,
    /// Herfindahl–Hirschman index: the sum of the squared percentage shares, 10,000 for a single item.
    pub hhi: Option<Fraction>,
    /// Gini coefficient in percent: 0 when all items are equal, near 100 when one has nearly everything.
    pub gini_percent: Option<Fraction>,
    sorted_cents: Vec<i64>,
}

/// Sums of squares stay exact below this many cents; larger revenues are counted in coarser units, which no digit shown notices.
const EXACT_CENTS: i64 = 1_000_000_000_000_000;

impl Spread {
    /// The spread of these revenues in cents; those that are not above 0 do not count.
    pub fn of(revenues_cents: impl IntoIterator<Item = i64>) -> Spread {
        let mut sorted_cents: Vec<i64> = revenues_cents.into_iter().filter(|&cents| cents > 0).collect();
        sorted_cents.sort_unstable_by(|a, b| b.cmp(a));
        let total_cents: i64 = sorted_cents.iter().sum();
        let unit_cents = total_cents / EXACT_CENTS + 1;
        let units = || sorted_cents.iter().map(|&cents| i128::from(cents / unit_cents));
        let total_units: i128 = units().sum();
        let squares: i128 = units().map(|units| units * units).sum();
        let n = sorted_cents.len() as i128;
        // Gini = (2 Σ i·x_i) / (n Σ x) − (n + 1) / n with x ascending, i from 1 (Dixon et al. 1987).
        let weighted: i128 = units().rev().zip(1_i128..).map(|(units, rank)| rank * units).sum();
        Spread {
            num_items: sorted_cents.len(),
            total_cents,
            hhi: Fraction::new(10_000 * squares, total_units * total_units),
            gini_percent: Fraction::new(100 * (2 * weighted - (n + 1) * total_units), n * total_units),
            sorted_cents,
        }
    }

    /// How many items of equal size would be as concentrated: 10,000 / HHI.
    pub fn num_equal_items(&self) -> Option<Fraction> {
        Fraction::new(10_000, 1)?.over(self.hhi?)
    }

    /// Share of the `count` largest items in percent.
    pub fn top_percent(&self, count: usize) -> Option<Fraction> {
        let cents: i64 = self.sorted_cents.iter().take(count).sum();
        Fraction::percent(cents, self.total_cents)
    }

    /// How many of the largest items bring at least so many percent.
    pub fn num_items_for(&self, percent: i64) -> usize {
        let mut cents: i128 = 0;
        let wanted = i128::from(percent) * i128::from(self.total_cents);
        self.sorted_cents
            .iter()
            .take_while(|&&item| {
                let is_missing = 100 * cents < wanted;
                cents += i128::from(item);
                is_missing
            })
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_four_items() {
        let spread = Spread::of([10, 70, 0, 20, -5]);
        // 70² + 20² + 10² of shares in percent.
        assert_eq!(spread.hhi, Fraction::new(5400, 1));
        assert_eq!(spread.num_equal_items(), Fraction::new(100, 54));
        // (2 × (1·10 + 2·20 + 3·70) / (3 × 100)) − 4/3 = 40 %.
        assert_eq!(spread.gini_percent, Fraction::new(40, 1));
        assert_eq!((spread.num_items, spread.top_percent(2)), (3, Fraction::new(90, 1)));
        assert_eq!([69, 70, 71, 100].map(|percent| spread.num_items_for(percent)), [1, 1, 2, 3]);
    }

    #[test]
    fn equal_items_are_spread_evenly_and_nothing_has_no_spread() {
        assert_eq!(Spread::of([5, 5, 5, 5]).gini_percent, Fraction::new(0, 1));
        assert_eq!(Spread::of([]).hhi, None);
    }
}
