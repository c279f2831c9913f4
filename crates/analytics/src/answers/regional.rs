//! Where revenue comes from: regions and countries, now and before.

use std::cmp::Reverse;

use units::Fraction;

use super::Change;
use super::breakdown::{Breakdown, Dimension, Item};
use super::loosened::{Loosened, loosened};
use super::spread::Spread;
use super::top::Top;
use super::trend::Trend;
use crate::datasets::countries::{Sales, sales_of_countries};
use crate::view::View;

/// What a place sold, and how that compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// What it sold in the scope.
    pub sales: Sales,
    /// Share of the scope's revenue in percent; none where there is no revenue.
    pub percent: Option<Fraction>,
    /// Revenue / orders in cents; none without orders.
    pub average_order_cents: Option<Fraction>,
    /// Revenue over the days of the change, in cents.
    pub change_cents: i64,
    /// Revenue of the days that these are compared with, in cents; none without a comparison.
    pub before_cents: Option<i64>,
}

/// A country of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryRow {
    /// Index of the country.
    pub country: usize,
    /// What it sold.
    pub figures: Figures,
    /// Place among all countries with revenue: 1, 2, 2, 4; none without revenue.
    pub rank: Option<usize>,
    /// Whether it is in the lowest quarter of the countries with revenue.
    pub is_bottom_quarter: bool,
}

/// A region of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRow {
    /// Index of the region.
    pub region: usize,
    /// What its countries sold.
    pub figures: Figures,
    /// Its countries, most revenue first.
    pub countries: Vec<CountryRow>,
}

/// Regions and countries under the scope.
#[derive(Clone, Debug)]
pub struct Regional {
    /// Regions, most revenue first.
    pub regions: Vec<RegionRow>,
    /// What all of them sold.
    pub total: Figures,
    /// Concentration over countries.
    pub spread: Spread,
    /// Over which days changes are told.
    pub change: Change,
    /// Revenue by month.
    pub trend: Trend,
    /// Revenue by product line.
    pub lines: Top,
    /// Revenue by sales rep.
    pub reps: Top,
    /// Where the scope has no order: what it would have without each of its filters.
    pub loosened: Vec<Loosened>,
}

impl Figures {
    /// Change in percent of before; none without a comparison and from nothing.
    pub fn change_percent(&self) -> Option<Fraction> {
        let before_cents = self.before_cents?;
        Fraction::percent(self.change_cents - before_cents, before_cents)
    }
}

impl RegionRow {
    /// Its countries with an order.
    pub fn num_buying(&self) -> usize {
        self.countries.iter().filter(|row| row.figures.sales.num_orders > 0).count()
    }
}

impl Regional {
    /// The regions and countries of the scope.
    pub fn of(view: &View<'_>) -> Regional {
        let snapshot = view.snapshot;
        let sales = sales_of_countries(view);
        let change = Change::of(view);
        let changes = Breakdown::of(view, Dimension::Countries, change.days, change.before);
        let total_cents: i64 = sales.iter().map(|sales| sales.revenue_cents).sum();
        let figures = |sales: Sales, change_cents: i64, before_cents: i64| Figures {
            sales,
            percent: (total_cents > 0).then(|| Fraction::percent(sales.revenue_cents, total_cents)).flatten(),
            average_order_cents: Fraction::new(sales.revenue_cents, sales.num_orders),
            change_cents,
            before_cents: change.before.map(|_| before_cents),
        };
        let sum = |parts: &[Figures]| {
            let mut sales = Sales::default();
            let (mut change_cents, mut before_cents) = (0, 0);
            for part in parts {
                sales.revenue_cents += part.sales.revenue_cents;
                sales.num_orders += part.sales.num_orders;
                sales.num_buyers += part.sales.num_buyers;
                change_cents += part.change_cents;
                before_cents += part.before_cents.unwrap_or_default();
            }
            figures(sales, change_cents, before_cents)
        };
        let of_country = |country: usize| {
            let change = changes.items.iter().find(|item| item.index == Some(country));
            let (now_cents, before_cents) =
                change.map_or((0, 0), |item: &Item| (item.revenue_cents, item.before_cents));
            figures(sales[country], now_cents, before_cents)
        };
        let mut with_revenue: Vec<usize> =
            (0..sales.len()).filter(|&country| sales[country].revenue_cents > 0).collect();
        with_revenue.sort_by_key(|&country| (sales[country].revenue_cents, country));
        let bottom = &with_revenue[..with_revenue.len() / 4];
        let rank = |country: usize| {
            let cents = sales[country].revenue_cents;
            (cents > 0).then(|| 1 + sales.iter().filter(|other| other.revenue_cents > cents).count())
        };
        let mut regions: Vec<RegionRow> = (0..snapshot.regions.len())
            .map(|region| {
                let mut countries: Vec<CountryRow> = view
                    .countries()
                    .filter(|&country| snapshot.countries[country].region as usize == region)
                    .map(|country| CountryRow {
                        country,
                        figures: of_country(country),
                        rank: rank(country),
                        is_bottom_quarter: bottom.contains(&country),
                    })
                    .collect();
                countries.sort_by_key(|row| (Reverse(row.figures.sales.revenue_cents), row.country));
                let parts: Vec<Figures> = countries.iter().map(|row| row.figures).collect();
                RegionRow { region, figures: sum(&parts), countries }
            })
            .filter(|row| !row.countries.is_empty())
            .collect();
        regions.sort_by_key(|row| (Reverse(row.figures.sales.revenue_cents), row.region));
        let total = sum(&regions.iter().map(|row| row.figures).collect::<Vec<_>>());
        Regional {
            regions,
            spread: Spread::of(sales.iter().map(|sales| sales.revenue_cents)),
            trend: Trend::of(view),
            lines: Top::of(view, Dimension::Lines),
            reps: Top::of(view, Dimension::Reps),
            loosened: if total.sales.num_orders == 0 { loosened(view) } else { Vec::new() },
            total,
            change,
        }
    }

    /// All countries, most revenue first.
    pub fn countries(&self) -> Vec<CountryRow> {
        let mut countries: Vec<CountryRow> =
            self.regions.iter().flat_map(|region| region.countries.iter().copied()).collect();
        countries.sort_by_key(|row| (Reverse(row.figures.sales.revenue_cents), row.country));
        countries
    }

    /// How many countries after the first the first outsells together; 0 where the second alone has as much.
    pub fn num_outsold(&self) -> usize {
        let mut cents = self.countries().into_iter().map(|row| row.figures.sales.revenue_cents);
        let Some(first) = cents.next() else { return 0 };
        let mut sum = 0;
        cents
            .take_while(|&next| {
                sum += next;
                next > 0 && sum < first
            })
            .count()
    }

    /// Of the countries with revenue now or before: how many have more of it now, and how many they are.
    pub fn num_grown(&self) -> (usize, usize) {
        let countries = self.countries();
        let compared: Vec<&Figures> = countries
            .iter()
            .map(|row| &row.figures)
            .filter(|figures| figures.change_cents != 0 || figures.before_cents.unwrap_or_default() != 0)
            .collect();
        let has_grown = |figures: &&&Figures| Some(figures.change_cents) > figures.before_cents;
        (compared.iter().filter(has_grown).count(), compared.len())
    }

    /// The lowest quarter of the countries with revenue, most revenue first, and their share in percent.
    pub fn bottom_quarter(&self) -> (Vec<CountryRow>, Option<Fraction>) {
        let bottom: Vec<CountryRow> =
            self.countries().into_iter().filter(|row| row.is_bottom_quarter).collect();
        let cents: i64 = bottom.iter().map(|row| row.figures.sales.revenue_cents).sum();
        let percent = Fraction::percent(cents, self.total.sales.revenue_cents);
        (bottom, percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, small};
    use crate::policy::Policy;

    fn regional(query: &str) -> Regional {
        let (snapshot, scope, policy) = (small(), fixture::scope(query), Policy::default());
        Regional::of(&View::new(&snapshot, &scope, &policy))
    }

    #[test]
    fn regions_add_up_and_compare_with_the_year_before() {
        for (query, total, change, before) in [
            ("", 2_000, 1_500, None),
            ("period=2004-11", 500, 500, Some(300)),
            ("country=USA", 800, 600, None),
            ("country=Japan", 0, 0, None),
        ] {
            let regional = regional(query);
            let sums = regional.total;
            assert_eq!(sums.sales.revenue_cents, 100 * total, "{query}");
            assert_eq!(sums.change_cents, 100 * change, "{query}");
            assert_eq!(sums.before_cents, before.map(|before: i64| 100 * before), "{query}");
            let parts: i64 = regional.regions.iter().map(|region| region.figures.sales.revenue_cents).sum();
            assert_eq!(parts, 100 * total, "{query}");
        }
    }

    #[test]
    fn countries_are_ranked_among_all_and_the_first_is_weighed_against_the_next() {
        let regional = regional("");
        let ranks: Vec<_> = regional.countries().iter().map(|row| row.rank).collect();
        assert_eq!(ranks, [Some(1), Some(2), None]);
        assert_eq!(regional.num_outsold(), 1);
        assert_eq!(regional.bottom_quarter().0, []);
        assert_eq!(regional.regions[0].num_buying(), 1);
    }
}
