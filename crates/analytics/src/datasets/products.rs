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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn the_item_that_crosses_a_cut_is_still_inside() {
        check(
            &DATASET,
            &small(),
            "",
            "S1,Sloop,Ships,1000.00,20,6,3,166.67,3.33,333.33,50.00,50.00,1,A
             C1,Coupe,Cars,600.00,60,6,3,100.00,10.00,200.00,30.00,80.00,2,A
             C2,Cabrio,Cars,400.00,20,4,2,100.00,5.00,200.00,20.00,100.00,3,B
             S2,Ketch,Ships,0.00,0,0,0,,,,0.00,,,",
        );
    }

    #[test]
    fn a_line_filter_chooses_products_and_equal_ones_share_a_rank() {
        check(
            &DATASET,
            &small(),
            "line=Cars&period=2003-12",
            "C1,Coupe,Cars,100.00,10,1,1,100.00,10.00,100.00,50.00,50.00,1,A
             C2,Cabrio,Cars,100.00,5,1,1,100.00,5.00,100.00,50.00,100.00,1,A",
        );
    }

    /// The bee was given away, the ant came back, the cat never sold.
    #[test]
    fn the_unsold_come_after_what_sold_for_nothing_or_less() {
        let snapshot = Fixture::new()
            .products(
                "A | Ant
                 B | Bee
                 C | Cat
                 E | Elk",
            )
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-31 | | | Shipped | 1")
            .lines(
                "1 | A | -1 | 10
                 1 | B |  5 |  0
                 1 | E | 10 | 10",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "E,Elk,,100.00,10,1,1,100.00,10.00,100.00,111.11,111.11,1,A
             B,Bee,,0.00,5,1,1,0.00,5.00,0.00,0.00,,,
             A,Ant,,-10.00,-1,1,1,-10.00,-1.00,-10.00,-11.11,,,
             C,Cat,,0.00,0,0,0,,,,0.00,,,",
        );
    }
}
