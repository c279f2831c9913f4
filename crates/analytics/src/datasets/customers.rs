//! Customers: revenue, share, rank, class.

use columnar::BitMatrix;

use crate::dataset::{Dataset, Kind};
use crate::ranking;
use crate::table::{Column, Table, Value};
use crate::totals::Sum;
use crate::view::View;

/// Customers: revenue, share, rank, class.
pub const DATASET: Dataset = Dataset {
    name: "customers",
    title: "Customers",
    kind: Kind::Flow,
    definition: "Every customer of the customer filters: what it bought in the scope, its share, rank and ABC class.",
    formula: "Class A while the cumulative share before the customer is below the first cut, B below the second, else C; none without revenue. Means are revenue or units over orders or products.",
    source: "customers; orders; orderdetails.productCode, quantityOrdered, priceEach",
    order: "revenue descending, none last; customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("revenue", "Revenue.").summed(),
        Column::integer("units", "units", "Σ quantityOrdered.").summed(),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::integer("num_products", "products", "Distinct products ordered."),
        Column::money("avg_revenue_per_order", "Revenue / orders."),
        Column::ratio("avg_units_per_order", "units", "Units / orders."),
        Column::money("avg_revenue_per_product", "Revenue / products."),
        Column::percent("revenue_share_pct", "Revenue in percent of the scope's.").summed(),
        Column::percent("cumulative_share_pct", "Running share down the list of those with revenue."),
        Column::integer("revenue_rank", "rank", "1, 2, 2, 4 among those with revenue."),
        Column::text("abc_class", "A, B or C; none without revenue."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut sums = vec![Sum::default(); snapshot.customers.len()];
    let mut bought = BitMatrix::new(snapshot.customers.len(), snapshot.products.len());
    for order in view.flow().orders() {
        sums[order.customer].add(order.revenue_cents, order.units);
    }
    for line in view.flow().lines() {
        bought.insert(line.customer, line.product);
    }
    let total_cents: i64 = sums.iter().map(|sum| sum.revenue_cents).sum();
    let mut customers: Vec<usize> = view.customers().collect();
    // Customers are indexed by number.
    customers.sort_by_key(|&customer| (std::cmp::Reverse(sums[customer].revenue_cents), customer));
    let revenues: Vec<i64> = customers.iter().map(|&customer| sums[customer].revenue_cents).collect();
    let places = ranking::places(&revenues, total_cents, view.policy);
    for (index, place) in customers.into_iter().zip(places) {
        let (customer, sum) = (&snapshot.customers[index], sums[index]);
        let num_products = bought.count_row(index) as i64;
        let [share, cumulative, rank, class] = ranking::place_values(sum.revenue_cents, total_cents, place);
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(index).name).into(),
            Value::cents(sum.revenue_cents),
            sum.units.into(),
            sum.num_orders.into(),
            num_products.into(),
            Value::mean_money(sum.revenue_cents, sum.num_orders),
            Value::ratio(sum.units, sum.num_orders),
            Value::mean_money(sum.revenue_cents, num_products),
            share,
            cumulative,
            rank,
            class,
        ]);
    }
}
