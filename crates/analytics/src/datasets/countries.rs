//! Countries within their regions and the world.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Countries within their regions and the world.
pub const DATASET: Dataset = Dataset {
    name: "countries",
    title: "Countries and regions",
    kind: Kind::Flow,
    definition: "Every country that has customers of the customer filters, without sales too, with its region's figures beside it.",
    formula: "revenue = Σ quantityOrdered × priceEach; shares of the region's and the scope's revenue; rank 1, 2, 2, 4 among the region's countries with revenue.",
    source: "customers.country; orders; orderdetails.quantityOrdered, priceEach; configured regions",
    order: "region; rank in region, none last; country",
    columns: &[
        Column::text("region", "Region of the country by configuration; Other if in none."),
        Column::text("country", "Country of the customers."),
        Column::money("revenue", "Revenue of the country.").summed(),
        Column::integer("num_orders", "orders", "Orders of the country.").summed(),
        Column::integer("num_buyers", "customers", "Customers of the country with an order.").summed(),
        Column::money("region_revenue", "Revenue of the region."),
        Column::integer("region_num_orders", "orders", "Orders of the region."),
        Column::integer("region_num_buyers", "customers", "Customers of the region with an order."),
        Column::money("avg_revenue_per_buyer", "Revenue / buyers of the country."),
        Column::money("avg_order_value", "Revenue / orders of the country."),
        Column::percent("region_share_pct", "Revenue in percent of the region's."),
        Column::percent("revenue_share_pct", "Revenue in percent of the scope's.").summed(),
        Column::integer("rank_in_region", "rank", "Place among the region's countries with revenue."),
    ],
    rows,
};

/// What a country or region sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sales {
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Orders.
    pub num_orders: i64,
    /// Customers with an order.
    pub num_buyers: i64,
}

/// Sales of every country of the data under the scope, by index.
pub fn sales_of_countries(view: &View<'_>) -> Vec<Sales> {
    let snapshot = view.snapshot;
    let mut sales = vec![Sales::default(); snapshot.countries.len()];
    let mut has_ordered = vec![false; snapshot.customers.len()];
    for order in view.flow().orders() {
        let sales = &mut sales[snapshot.customers[order.customer].country as usize];
        sales.revenue_cents += order.revenue_cents;
        sales.num_orders += 1;
        if !std::mem::replace(&mut has_ordered[order.customer], true) {
            sales.num_buyers += 1;
        }
    }
    sales
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let sales = sales_of_countries(view);
    let total_cents: i64 = sales.iter().map(|sales| sales.revenue_cents).sum();
    let mut of_region = vec![Sales::default(); snapshot.regions.len()];
    for (country, sales) in snapshot.countries.iter().zip(&sales) {
        let region = &mut of_region[country.region as usize];
        region.revenue_cents += sales.revenue_cents;
        region.num_orders += sales.num_orders;
        region.num_buyers += sales.num_buyers;
    }
    let mut ranked: Vec<(usize, Option<i64>)> = view
        .countries()
        .map(|country| {
            let region = snapshot.countries[country].region;
            let cents = sales[country].revenue_cents;
            let num_ahead = (0..sales.len())
                .filter(|&other| {
                    snapshot.countries[other].region == region && sales[other].revenue_cents > cents
                })
                .count();
            (country, (cents > 0).then_some(num_ahead as i64 + 1))
        })
        .collect();
    ranked.sort_by_key(|&(country, rank)| {
        (snapshot.countries[country].region, rank.unwrap_or(i64::MAX), country)
    });
    for (index, rank) in ranked {
        let country = &snapshot.countries[index];
        let (sales, region) = (sales[index], of_region[country.region as usize]);
        table.push([
            (&snapshot.regions[country.region as usize]).into(),
            (&country.name).into(),
            Value::cents(sales.revenue_cents),
            sales.num_orders.into(),
            sales.num_buyers.into(),
            Value::cents(region.revenue_cents),
            region.num_orders.into(),
            region.num_buyers.into(),
            Value::mean_money(sales.revenue_cents, sales.num_buyers),
            Value::mean_money(sales.revenue_cents, sales.num_orders),
            Value::percent(sales.revenue_cents, region.revenue_cents),
            Value::percent(sales.revenue_cents, total_cents),
            rank.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn countries_stand_in_their_regions() {
        check(
            &DATASET,
            &small(),
            "",
            "Asia-Pacific,Japan,0.00,0,0,0.00,0,0,,,,0.00,
             Europe,Norway,1200.00,8,2,1200.00,8,2,600.00,150.00,100.00,60.00,1
             North America,USA,800.00,4,1,800.00,4,1,800.00,200.00,100.00,40.00,1",
        );
    }

    #[test]
    fn a_scope_without_revenue_has_no_shares() {
        check(&DATASET, &small(), "rep=30", "Asia-Pacific,Japan,0.00,0,0,0.00,0,0,,,,,");
    }

    /// Denmark has an order without lines, Atlantis and the customer without country have no order.
    #[test]
    fn ties_share_a_rank_and_those_without_revenue_have_none() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins")
            .customers(
                "1 | One   | Norway
                 2 | Two   | Sweden
                 3 | Three | Finland
                 4 | Four  | Denmark
                 5 | Five  | Atlantis
                 6 | Six",
            )
            .orders(
                "11 | 2004-01-01 | | | Shipped | 1
                 12 | 2004-01-01 | | | Shipped | 2
                 13 | 2004-01-01 | | | Shipped | 3
                 14 | 2004-01-01 | | | Shipped | 4",
            )
            .lines(
                "11 | P | 10 | 10
                 12 | P | 10 | 10
                 13 | P |  5 | 10",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "Europe,Norway,100.00,1,1,250.00,4,4,100.00,100.00,40.00,40.00,1
             Europe,Sweden,100.00,1,1,250.00,4,4,100.00,100.00,40.00,40.00,1
             Europe,Finland,50.00,1,1,250.00,4,4,50.00,50.00,20.00,20.00,3
             Europe,Denmark,0.00,1,1,250.00,4,4,0.00,0.00,0.00,0.00,
             Other,,0.00,0,0,0.00,0,0,,,,0.00,
             Other,Atlantis,0.00,0,0,0.00,0,0,,,,0.00,",
        );
    }
}
