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

#[derive(Clone, Copy, Default)]
struct Credit {
    num_customers: i64,
    limit_cents: i64,
    revenue_cents: i64,
}

fn rows(view: &View<'_>, table: &mut Table) {
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
    for ((ratio, country), share) in ratios.into_iter().zip(shares) {
        let category = match share {
            share if Some(share) <= Fraction::new(10, 100) => "low_credit_vs_revenue",
            share if Some(share) > Fraction::new(90, 100) => "high_credit_vs_revenue",
            _ => continue,
        };
        if !view.has_country(country) {
            continue;
        }
        let credit = credits[country];
        let percent = Fraction::new(100, 1).map(|hundred| share.times(hundred));
        table.push([
            (&snapshot.countries[country].name).into(),
            credit.num_customers.into(),
            Value::cents(credit.limit_cents),
            Value::cents(credit.revenue_cents),
            Value::mean_money(credit.limit_cents, credit.num_customers),
            Value::mean_money(credit.revenue_cents, credit.num_customers),
            Value::Quotient(ratio, 2),
            Value::quotient(percent, 2),
            category.into(),
        ]);
    }
}
