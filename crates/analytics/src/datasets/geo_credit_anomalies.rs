//! Countries at the ends of the ratio of credit to revenue.

use std::cmp::Reverse;

use units::Fraction;

use crate::activity;
use crate::credit;
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Countries at the ends of the ratio of credit to revenue.
pub const DATASET: Dataset = Dataset {
    name: "geo_credit_anomalies",
    title: "Credit anomalies by country",
    kind: Kind::State,
    definition: "Among all countries with revenue, those in the lowest 10 % of credit against revenue (low_credit_vs_revenue) and above the 90th percentile (high_credit_vs_revenue); all figures over the customers whose limit is known, 0 being known.",
    formula: "credit_to_revenue_ratio = Σ creditLimit / Σ revenue; percentile = 100 × share of countries with a ratio at or below this one.",
    source: "customers.country, creditLimit; orders; orderdetails.quantityOrdered, priceEach",
    order: "ratio descending, country",
    columns: &[
        Column::text("country", "Country of the customers."),
        Column::integer("num_customers", "customers", "Customers with a known limit.").summed(),
        Column::money("total_credit_limit", "Sum of their limits.").summed(),
        Column::money("revenue", "Their revenue.").summed(),
        Column::money("avg_credit_limit", "Mean limit."),
        Column::money("avg_revenue_per_customer", "Mean revenue."),
        Column::ratio("credit_to_revenue_ratio", "times", "Limits / revenue."),
        Column::percent("percentile", "Share of countries with a ratio at or below this one."),
        Column::text("category", "low_credit_vs_revenue or high_credit_vs_revenue."),
    ],
    rows,
};

/// Limits and revenue of the customers of a country whose limit is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The customers.
    pub num_customers: i64,
    /// Sum of their limits in cents.
    pub limit_cents: i64,
    /// Their revenue in cents.
    pub revenue_cents: i64,
}

/// A country at an end of the ratio of credit to revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anomaly {
    /// Index of the country.
    pub country: usize,
    /// Its limits and revenue.
    pub credit: Credit,
    /// Limits / revenue.
    pub ratio: Fraction,
    /// Share of countries with a ratio at or below this one, in percent.
    pub percent: Fraction,
    /// Whether there is much credit against revenue, not little.
    pub is_high: bool,
}

/// The countries of the country and region filters at the ends, the highest ratio first, and of how many countries.
pub fn anomalies(view: &View<'_>) -> (Vec<Anomaly>, usize) {
    let snapshot = view.snapshot;
    let activities = activity::of_customers(view);
    let mut credits = vec![Credit::default(); snapshot.countries.len()];
    for (customer, activity) in snapshot.customers.iter().zip(&activities) {
        let Some(limit) = customer.credit_limit else { continue };
        let credit = &mut credits[customer.country as usize];
        credit.num_customers += 1;
        credit.limit_cents += limit.cents();
        credit.revenue_cents += activity.revenue_cents;
    }
    let mut ratios: Vec<(Fraction, usize)> = credits
        .iter()
        .enumerate()
        .filter(|(_, credit)| credit.revenue_cents > 0)
        .filter_map(|(country, credit)| {
            Some((Fraction::new(credit.limit_cents, credit.revenue_cents)?, country))
        })
        .collect();
    ratios.sort_by_key(|&(ratio, country)| (Reverse(ratio), country));
    let shares = credit::cume_dist(&ratios.iter().map(|&(ratio, _)| ratio).collect::<Vec<_>>());
    let num_countries = ratios.len();
    let anomalies = ratios
        .into_iter()
        .zip(shares)
        .filter(|&((_, country), _)| view.has_country(country))
        .filter_map(|((ratio, country), share)| {
            let is_high = match share {
                share if Some(share) <= Fraction::new(10, 100) => false,
                share if Some(share) > Fraction::new(90, 100) => true,
                _ => return None,
            };
            let percent = share.times(Fraction::new(100, 1)?);
            Some(Anomaly { country, credit: credits[country], ratio, percent, is_high })
        })
        .collect();
    (anomalies, num_countries)
}

fn rows(view: &View<'_>, table: &mut Table) {
    for anomaly in anomalies(view).0 {
        let credit = anomaly.credit;
        table.push([
            (&view.snapshot.countries[anomaly.country].name).into(),
            credit.num_customers.into(),
            Value::cents(credit.limit_cents),
            Value::cents(credit.revenue_cents),
            Value::mean_money(credit.limit_cents, credit.num_customers),
            Value::mean_money(credit.revenue_cents, credit.num_customers),
            Value::Quotient(anomaly.ratio, 2),
            Value::Quotient(anomaly.percent, 2),
            if anomaly.is_high { "high_credit_vs_revenue" } else { "low_credit_vs_revenue" }.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};
    use crate::snapshot::Snapshot;

    /// Ten countries A to J with revenue 100 each and limits of 0, 100 … 900. B has a customer more, whose limit is not known, and K
    /// only such a one.
    fn ten_countries() -> Snapshot {
        let (mut customers, mut orders, mut lines) = (String::new(), String::new(), String::new());
        for (number, country) in ('A'..='J').chain(['B', 'K']).enumerate() {
            let limit = if number < 10 { (100 * number).to_string() } else { String::new() };
            customers += &format!("{number} | C | {country} | | {limit}\n");
            orders += &format!("{number} | 2004-01-01 | | | Shipped | {number}\n");
            lines += &format!("{number} | P | 1 | 100\n");
        }
        let fixture = Fixture::new().products("P | Pin | Pins").customers(&customers);
        fixture.orders(&orders).lines(&lines).snapshot()
    }

    #[test]
    fn one_of_ten_is_the_lowest_tenth_and_the_ninth_is_not_high() {
        let both = "J,1,900.00,100.00,900.00,100.00,9.00,100.00,high_credit_vs_revenue
                    A,1,0.00,100.00,0.00,100.00,0.00,10.00,low_credit_vs_revenue";
        check(&DATASET, &ten_countries(), "", both);
        check(&DATASET, &ten_countries(), "rep=1&period=2003", both);
    }

    #[test]
    fn country_and_region_choose_rows() {
        let low = "A,1,0.00,100.00,0.00,100.00,0.00,10.00,low_credit_vs_revenue";
        check(&DATASET, &ten_countries(), "country=A&country=B", low);
        check(&DATASET, &ten_countries(), "region=Europe", "");
    }

    /// Gamma's limit is not known, so the USA have no figure; Japan has no revenue.
    #[test]
    fn only_customers_whose_limit_is_known_count() {
        check(
            &DATASET,
            &small(),
            "",
            "Norway,2,1200.00,1200.00,600.00,600.00,1.00,100.00,high_credit_vs_revenue",
        );
    }
}
