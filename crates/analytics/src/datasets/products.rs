//! Products: revenue, share, rank, class.

use columnar::BitMatrix;

use crate::dataset::{Dataset, Kind};
use crate::ranking;
use crate::table::{Column, Table, Value};
use crate::totals::Sum;
use crate::view::View;

/// Products: revenue, share, rank, class.
pub const DATASET: Dataset = Dataset {
    name: "products",
    title: "Products",
    kind: Kind::Flow,
    definition: "Every product of the line filter, never-sold ones too: what was sold of it in the scope, its share, rank and ABC class.",
    formula: "Class A while the cumulative share before the product is below the first cut, B below the second, else C; none without revenue. Means are revenue or units over orders or buyers.",
    source: "products; orders; orderdetails.productCode, quantityOrdered, priceEach",
    order: "revenue descending, unsold last; product code",
    columns: &[
        Column::text("product_code", "Product code."),
        Column::text("product_name", "Product name."),
        Column::text("product_line", "Product line."),
        Column::money("revenue", "Revenue.").summed(),
        Column::integer("units", "units", "Σ quantityOrdered.").summed(),
        Column::integer("num_orders", "orders", "Orders with the product."),
        Column::integer("num_buyers", "customers", "Distinct customers of these orders."),
        Column::money("avg_revenue_per_order", "Revenue / orders with the product."),
        Column::ratio("avg_units_per_order", "units", "Units / orders with the product."),
        Column::money("avg_revenue_per_buyer", "Revenue / buyers."),
        Column::percent("revenue_share_pct", "Revenue in percent of the scope's.").summed(),
        Column::percent("cumulative_share_pct", "Running share down the list of those with revenue."),
        Column::integer("revenue_rank", "rank", "1, 2, 2, 4 among those with revenue."),
        Column::text("abc_class", "A, B or C; none without revenue."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut sums = vec![Sum::default(); snapshot.products.len()];
    let mut buyers = BitMatrix::new(snapshot.products.len(), snapshot.customers.len());
    for line in view.flow().lines() {
        sums[line.product].add(line.revenue_cents, line.units);
        buyers.insert(line.product, line.customer);
    }
    let total_cents: i64 = sums.iter().map(|sum| sum.revenue_cents).sum();
    let mut products: Vec<usize> = view.products().collect();
    // Products are indexed by code.
    products.sort_by_key(|&product| {
        let sum = sums[product];
        (sum.num_orders == 0, std::cmp::Reverse(sum.revenue_cents), product)
    });
    let revenues: Vec<i64> = products.iter().map(|&product| sums[product].revenue_cents).collect();
    let places = ranking::places(&revenues, total_cents, view.policy);
    for (index, place) in products.into_iter().zip(places) {
        let (product, sum) = (&snapshot.products[index], sums[index]);
        let num_buyers = buyers.count_row(index) as i64;
        let [share, cumulative, rank, class] = ranking::place_values(sum.revenue_cents, total_cents, place);
        table.push([
            (&product.code).into(),
            (&product.name).into(),
            product.line.map(|line| &snapshot.product_lines[line as usize].name).into(),
            Value::cents(sum.revenue_cents),
            sum.units.into(),
            sum.num_orders.into(),
            num_buyers.into(),
            Value::mean_money(sum.revenue_cents, sum.num_orders),
            Value::ratio(sum.units, sum.num_orders),
            Value::mean_money(sum.revenue_cents, num_buyers),
            share,
            cumulative,
            rank,
            class,
        ]);
    }
}
