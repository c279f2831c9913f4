//! Where revenue comes from: regions and countries, now and before.

use std::cmp::Reverse;

use super::Change;
use super::breakdown::{Breakdown, Dimension, Item};
use super::spread::Spread;
use crate::datasets::countries::{Sales, sales_of_countries};
use crate::view::View;

/// A country of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryRow {
    /// Index of the country.
    pub country: usize,
    /// What it sold in the scope.
    pub sales: Sales,
    /// Revenue over the days of the change, and before.
    pub change: Option<Item>,
    /// Whether it is in the lowest quarter of the countries with revenue.
    pub is_bottom_quarter: bool,
}

/// A region of the scope.
#[derive(Clone, Debug)]
pub struct RegionRow {
    /// Index of the region.
    pub region: usize,
    /// What its countries sold.
    pub sales: Sales,
    /// Revenue of its countries over the days of the change, and before, in cents.
    pub change_cents: (i64, i64),
    /// Its countries, most revenue first.
    pub countries: Vec<CountryRow>,
}

/// Regions and countries under the scope.
#[derive(Clone, Debug)]
pub struct Regional {
    /// Regions, most revenue first.
    pub regions: Vec<RegionRow>,
    /// Revenue of the scope in cents.
    pub total_cents: i64,
    /// Concentration over countries.
    pub spread: Spread,
    /// Over which days changes are told.
    pub change: Change,
}

impl Regional {
    /// The regions and countries of the scope.
    pub fn of(view: &View<'_>) -> Regional {
        let snapshot = view.snapshot;
        let sales = sales_of_countries(view);
        let change = Change::of(view);
        let changes = Breakdown::of(view, Dimension::Countries, change.days, change.before);
        let change_of =
            |country: usize| changes.items.iter().find(|item| item.index == Some(country)).copied();
        let mut with_revenue: Vec<usize> =
            (0..sales.len()).filter(|&country| sales[country].revenue_cents > 0).collect();
        with_revenue.sort_by_key(|&country| (sales[country].revenue_cents, country));
        let bottom = &with_revenue[..with_revenue.len() / 4];
        let mut regions: Vec<RegionRow> = (0..snapshot.regions.len())
            .map(|region| {
                let mut countries: Vec<CountryRow> = view
                    .countries()
                    .filter(|&country| snapshot.countries[country].region as usize == region)
                    .map(|country| CountryRow {
                        country,
                        sales: sales[country],
                        change: change_of(country),
                        is_bottom_quarter: bottom.contains(&country),
                    })
                    .collect();
                countries.sort_by_key(|row| (Reverse(row.sales.revenue_cents), row.country));
                let mut row = RegionRow {
                    region,
                    sales: Sales::default(),
                    change_cents: (0, 0),
                    countries: Vec::new(),
                };
                for country in &countries {
                    row.sales.revenue_cents += country.sales.revenue_cents;
                    row.sales.num_orders += country.sales.num_orders;
                    row.sales.num_buyers += country.sales.num_buyers;
                    if let Some(change) = country.change {
                        row.change_cents.0 += change.revenue_cents;
                        row.change_cents.1 += change.before_cents;
                    }
                }
                RegionRow { countries, ..row }
            })
            .filter(|row| !row.countries.is_empty())
            .collect();
        regions.sort_by_key(|row| (Reverse(row.sales.revenue_cents), row.region));
        Regional {
            regions,
            total_cents: sales.iter().map(|sales| sales.revenue_cents).sum(),
            spread: Spread::of(sales.iter().map(|sales| sales.revenue_cents)),
            change,
        }
    }
}
