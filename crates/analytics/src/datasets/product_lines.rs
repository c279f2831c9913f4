//! Product lines: revenue, margin, discount, share.

use std::cmp::Reverse;

use units::Fraction;

use crate::dataset::{Dataset, Kind};
use crate::ranking;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Product lines: revenue, margin, discount, share.
pub const DATASET: Dataset = Dataset {
    name: "product_lines",
    title: "Product lines",
    kind: Kind::Flow,
    definition: "Every product line of the line filter, without products or sales too: what was sold of its products in the scope.",
    formula: "gross_margin_pct = (revenue − Σ quantityOrdered × buyPrice) / revenue over products with a buy price; discount_pct = (Σ quantityOrdered × MSRP − revenue) / Σ quantityOrdered × MSRP over products with an MSRP.",
    source: "productlines; products.productLine, buyPrice, MSRP; orderdetails.quantityOrdered, priceEach",
    order: "revenue descending, product line",
    columns: &[
        Column::text("product_line", "Product line."),
        Column::integer("num_products", "products", "Products of the line.").summed(),
        Column::integer("num_products_sold", "products", "Those of them that were sold.").summed(),
        Column::money("revenue", "Revenue.").summed(),
        Column::integer("units", "units", "Σ quantityOrdered.").summed(),
        Column::integer("num_orders", "orders", "Orders with a product of the line."),
        Column::percent("gross_margin_pct", "What is left of the revenue after the buy price."),
        Column::percent("discount_pct", "How far prices were below the recommended retail price."),
        Column::percent("revenue_share_pct", "Revenue in percent of the scope's.").summed(),
        Column::percent("cumulative_share_pct", "Running share down the list of those with revenue."),
        Column::integer("revenue_rank", "rank", "1, 2, 2, 4 among those with revenue."),
        Column::text("abc_class", "A, B or C; none without revenue."),
    ],
    rows,
};

#[derive(Clone, Copy, Default)]
struct Sums {
    num_products: i64,
    num_sold: i64,
    revenue_cents: i64,
    units: i64,
    num_orders: i64,
    costed_revenue_cents: i64,
    cost_cents: i128,
    listed_revenue_cents: i64,
    list_cents: i128,
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut sums = vec![Sums::default(); snapshot.product_lines.len()];
    for product in view.products() {
        if let Some(line) = snapshot.products[product].line {
            sums[line as usize].num_products += 1;
        }
    }
    let mut total_cents = 0;
    let mut is_sold = vec![false; snapshot.products.len()];
    let mut last_order = vec![usize::MAX; snapshot.product_lines.len()];
    for sold in view.flow().lines() {
        total_cents += sold.revenue_cents;
        let product = &snapshot.products[sold.product];
        let Some(line) = product.line.map(|line| line as usize) else { continue };
        let sum = &mut sums[line];
        sum.revenue_cents += sold.revenue_cents;
        sum.units += sold.units;
        sum.num_orders += i64::from(std::mem::replace(&mut last_order[line], sold.order) != sold.order);
        sum.num_sold += i64::from(!std::mem::replace(&mut is_sold[sold.product], true));
        if let Some(price) = product.buy_price {
            sum.costed_revenue_cents += sold.revenue_cents;
            sum.cost_cents += i128::from(sold.units) * i128::from(price.cents());
        }
        if let Some(price) = product.msrp {
            sum.listed_revenue_cents += sold.revenue_cents;
            sum.list_cents += i128::from(sold.units) * i128::from(price.cents());
        }
    }
    let mut lines: Vec<usize> = (0..sums.len()).filter(|&line| view.has_line(line)).collect();
    // Lines are indexed by name.
    lines.sort_by_key(|&line| (Reverse(sums[line].revenue_cents), line));
    let revenues: Vec<i64> = lines.iter().map(|&line| sums[line].revenue_cents).collect();
    let places = ranking::places(&revenues, total_cents, view.policy);
    for (line, place) in lines.into_iter().zip(places) {
        let sum = sums[line];
        let percent = |part: i128, whole: i128| Value::quotient(Fraction::percent(part, whole), 2);
        let costed_revenue_cents = i128::from(sum.costed_revenue_cents);
        let [share, cumulative, rank, class] = ranking::place_values(sum.revenue_cents, total_cents, place);
        table.push([
            (&snapshot.product_lines[line].name).into(),
            sum.num_products.into(),
            sum.num_sold.into(),
            Value::cents(sum.revenue_cents),
            sum.units.into(),
            sum.num_orders.into(),
            percent(costed_revenue_cents - sum.cost_cents, costed_revenue_cents),
            percent(sum.list_cents - i128::from(sum.listed_revenue_cents), sum.list_cents),
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

    /// Listed at 60 × 10 and 20 × 25 the cars of 1000 would have been 1100. Orders 103, 107 and 108 with two cars count once.
    #[test]
    fn lines_without_products_are_listed_and_ties_come_by_name() {
        check(
            &DATASET,
            &small(),
            "",
            "Cars,2,2,1000.00,80,7,44.00,9.09,50.00,50.00,1,A
             Ships,2,1,1000.00,20,6,40.00,0.00,50.00,100.00,1,A
             Trains,0,0,0.00,0,0,,,0.00,,,",
        );
    }

    #[test]
    fn a_line_filter_chooses_and_a_scope_without_revenue_has_no_shares() {
        check(
            &DATASET,
            &small(),
            "line=Cars&line=Trains&period=2004-12",
            "Cars,2,1,100.00,10,1,40.00,0.00,100.00,100.00,1,A
             Trains,0,0,0.00,0,0,,,0.00,,,",
        );
        check(&DATASET, &small(), "line=Trains", "Trains,0,0,0.00,0,0,,,,,,");
    }

    #[test]
    fn without_prices_to_compare_with_there_is_no_margin_and_no_discount() {
        let snapshot = Fixture::new()
            .products("A | Ant | Dear | | 10\nB | Bee | Bare | | ")
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-01 | | | Shipped | 1")
            .lines("1 | A | 1 | 12\n1 | B | 1 | 12")
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "Bare,1,1,12.00,1,1,,,50.00,50.00,1,A
             Dear,1,1,12.00,1,1,,-20.00,50.00,100.00,1,A",
        );
    }
}
