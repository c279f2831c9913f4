//! Countries with customers and little revenue.

use std::cmp::Reverse;

use units::Fraction;

use super::countries::{Sales, sales_of_countries};
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Countries with customers and little revenue.
pub const DATASET: Dataset = Dataset {
    name: "country_potential",
    title: "Countries to develop",
    kind: Kind::Flow,
    definition: "Countries that have customers of the customer filters and no revenue in the scope, or are in the lowest quarter of those that have some; with what they would bring if each customer brought as much as in the middle country.",
    formula: "potential = max(0, customers × median over the countries with revenue of (revenue / customers) − revenue); lowest quarter: the ⌊n / 4⌋ of n countries with revenue that have the least",
    source: "customers.country; orders; orderdetails.quantityOrdered, priceEach",
    order: "potential descending, country",
    columns: &[
        Column::text("country", "Country of the customers."),
        Column::text("region", "Region of the country by configuration."),
        Column::integer("num_customers", "customers", "Customers of the country.").summed(),
        Column::integer("num_buyers", "customers", "Those with an order in the scope.").summed(),
        Column::integer("num_without_rep", "customers", "Those without a sales rep.").summed(),
        Column::money("revenue", "Revenue of the scope.").summed(),
        Column::percent("revenue_share_pct", "Revenue in percent of the scope's.").summed(),
        Column::money("revenue_per_customer", "Revenue / customers.").mean_of("revenue", "num_customers"),
        Column::money("median_revenue_per_customer", "The same of the middle country with revenue."),
        Column::money("potential", "What the customers would bring beyond the revenue at that rate.")
            .summed(),
    ],
    rows,
};

/// A country that could bring more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryPotential {
    /// Index of the country.
    pub country: usize,
    /// Its customers.
    pub num_customers: i64,
    /// Those of them without a sales rep.
    pub num_without_rep: i64,
    /// What it sold.
    pub sales: Sales,
    /// Revenue of the scope in cents.
    pub total_cents: i64,
    /// What it would bring beyond its revenue at the median rate, in cents.
    pub potential_cents: i64,
}

/// The countries of a scope that could bring more, and the rate by which that is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Potentials {
    /// The countries, the largest potential first.
    pub countries: Vec<CountryPotential>,
    /// Revenue per customer of the middle country with revenue, in cents; none where there is none.
    pub median_cents: Option<Fraction>,
}

/// The countries of the scope without revenue or in the lowest quarter.
pub fn potentials(view: &View<'_>) -> Potentials {
    let snapshot = view.snapshot;
    let sales = sales_of_countries(view);
    let total_cents = sales.iter().map(|sales| sales.revenue_cents).sum();
    let mut customers = vec![(0_i64, 0_i64); snapshot.countries.len()];
    for index in view.customers() {
        let customer = &snapshot.customers[index];
        let counts = &mut customers[customer.country as usize];
        counts.0 += 1;
        counts.1 += i64::from(customer.rep.is_none());
    }
    let mut selling: Vec<usize> =
        view.countries().filter(|&country| sales[country].revenue_cents > 0).collect();
    selling.sort_by_key(|&country| (sales[country].revenue_cents, country));
    let lowest = &selling[..selling.len() / 4];
    let rates = selling
        .iter()
        .filter_map(|&country| Fraction::new(sales[country].revenue_cents, customers[country].0));
    let median_cents = median(rates.collect());
    let mut countries: Vec<CountryPotential> = view
        .countries()
        .filter(|&country| sales[country].revenue_cents <= 0 || lowest.contains(&country))
        .map(|country| {
            let (num_customers, num_without_rep) = customers[country];
            let expected_cents = median_cents
                .zip(Fraction::new(num_customers, 1))
                .and_then(|(rate, customers)| i64::try_from(rate.times(customers).scaled(0)).ok());
            let revenue_cents = sales[country].revenue_cents;
            CountryPotential {
                country,
                num_customers,
                num_without_rep,
                sales: sales[country],
                total_cents,
                potential_cents: expected_cents.map_or(0, |cents| (cents - revenue_cents).max(0)),
            }
        })
        .collect();
    countries.sort_by_key(|row| (Reverse(row.potential_cents), row.country));
    Potentials { countries, median_cents }
}

/// The middle value, or the mean of the two in the middle; none of nothing.
fn median(mut values: Vec<Fraction>) -> Option<Fraction> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(upper.plus(values[values.len() / 2 - 1]).times(Fraction::new(1, 2)?))
}

fn rows(view: &View<'_>, table: &mut Table) {
    let Potentials { countries, median_cents } = potentials(view);
    let median = median_cents.zip(Fraction::new(1, 100)).map(|(cents, unit)| cents.times(unit));
    for row in countries {
        let country = &view.snapshot.countries[row.country];
        table.push([
            (&country.name).into(),
            (&view.snapshot.regions[country.region as usize]).into(),
            row.num_customers.into(),
            row.sales.num_buyers.into(),
            row.num_without_rep.into(),
            Value::cents(row.sales.revenue_cents),
            Value::percent(row.sales.revenue_cents, row.total_cents),
            Value::mean_money(row.sales.revenue_cents, row.num_customers),
            Value::quotient(median, 2),
            Value::cents(row.potential_cents),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    /// Norway brings 1200 with two customers, USA 800 with one: 700 a customer in the middle of 600 and 800. Japan has one customer.
    #[test]
    fn a_country_without_revenue_is_measured_by_the_middle_one() {
        check(&DATASET, &small(), "", "Japan,Asia-Pacific,1,0,0,0.00,0.00,0.00,700.00,700.00");
        // In 2003 Norway brought 300 with two customers, USA 200 with one: 150 and 200.
        check(&DATASET, &small(), "period=2003", "Japan,Asia-Pacific,1,0,0,0.00,0.00,0.00,175.00,175.00");
        check(&DATASET, &small(), "country=Norway", "");
        check(&DATASET, &small(), "country=Japan", "Japan,Asia-Pacific,1,0,0,0.00,,0.00,,0.00");
    }

    /// Four countries with 10, 20, 30 and 40, one customer each but two in the first: 5, 20, 30 and 40 a customer, 25 in the middle.
    #[test]
    fn the_lowest_quarter_is_listed() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins")
            .customers("1 | One | Peru\n2 | Two | USA\n3 | Three | Japan\n4 | Four | Spain\n5 | Five | Peru")
            .orders(
                "1 | 2004-01-01 | | | Shipped | 1\n2 | 2004-01-01 | | | Shipped | 2
                 3 | 2004-01-01 | | | Shipped | 3\n4 | 2004-01-01 | | | Shipped | 4",
            )
            .lines("1 | P | 1 | 10\n2 | P | 1 | 20\n3 | P | 1 | 30\n4 | P | 1 | 40")
            .snapshot();
        check(&DATASET, &snapshot, "", "Peru,Other,2,1,2,10.00,10.00,5.00,25.00,40.00");
    }
}
