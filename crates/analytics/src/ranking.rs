//! Shares, ranks and ABC classes of customers, products and reps.

use units::Fraction;

use crate::policy::Policy;
use crate::table::Value;

/// Class of an item by how much of the revenue the larger ones bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The cumulative share before the item is below the first cut.
    A,
    /// Below the second cut.
    B,
    /// The rest of those with revenue.
    C,
}

impl Class {
    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Class::A => "A",
            Class::B => "B",
            Class::C => "C",
        }
    }
}

/// An item's place among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Revenue of the items down to this one, in cents.
    pub cumulative_cents: i64,
    /// 1, 2, 2, 4.
    pub rank: i64,
    /// ABC class.
    pub class: Class,
}

/// Places of items whose revenue comes in descending order; none for those without revenue.
///
/// A while the cumulative share *before* the item is below the first cut, B below the second, else C: the item that crosses a cut is
/// still inside. Shares are of `total_cents`, the revenue of the scope, which may be more than that of the items.
pub fn places(revenues_cents: &[i64], total_cents: i64, policy: &Policy) -> Vec<Option<Place>> {
    let mut before_cents = 0;
    let mut rank = 0;
    let mut previous_cents = None;
    revenues_cents
        .iter()
        .enumerate()
        .map(|(index, &cents)| {
            if cents <= 0 {
                return None;
            }
            if previous_cents != Some(cents) {
                rank = index as i64 + 1;
                previous_cents = Some(cents);
            }
            let is_below =
                |percent: u32| 100 * i128::from(before_cents) < i128::from(percent) * i128::from(total_cents);
            let class = match () {
                () if is_below(policy.abc_a_percent) => Class::A,
                () if is_below(policy.abc_b_percent) => Class::B,
                () => Class::C,
            };
            before_cents += cents;
            Some(Place { cumulative_cents: before_cents, rank, class })
        })
        .collect()
}

/// The four values that every ranked dataset ends with: share, cumulative share, rank, class.
pub fn place_values(revenue_cents: i64, total_cents: i64, place: Option<Place>) -> [Value; 4] {
    [
        Value::percent(revenue_cents, total_cents),
        place.map_or(Value::None, |place| {
            Value::quotient(Fraction::percent(place.cumulative_cents, total_cents), 2)
        }),
        place.map(|place| place.rank).into(),
        place.map_or(Value::None, |place| place.class.letter().into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank_and_the_item_that_crosses_a_cut_is_inside() {
        let places = places(&[60, 20, 20, 0], 100, &Policy::default());
        let found: Vec<_> =
            places.iter().flatten().map(|place| (place.rank, place.class, place.cumulative_cents)).collect();
        assert_eq!(found, [(1, Class::A, 60), (2, Class::A, 80), (2, Class::B, 100)]);
        assert_eq!(places[3], None);
    }

    #[test]
    fn a_cut_that_is_hit_exactly_ends_the_class() {
        let places = places(&[70, 20, 10], 100, &Policy::default());
        let classes: String = places.iter().flatten().map(|place| place.class.letter()).collect();
        assert_eq!(classes, "ABC");
    }
}
