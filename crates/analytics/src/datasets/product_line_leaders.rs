//! Best and worst product of each line.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Best and worst product of each line.
pub const DATASET: Dataset = Dataset {
    name: "product_line_leaders",
    title: "Best and worst products by line",
    kind: Kind::Flow,
    definition: "The products with the most and the least revenue of each line that has products, never-sold ones included: all that tie, and only the top where all are equal.",
    formula: "revenue = Σ quantityOrdered × priceEach.",
    source: "products.productLine; orders; orderdetails.quantityOrdered, priceEach",
    order: "product line; top before bottom; product code",
    columns: &[
        Column::text("product_line", "Product line."),
        Column::text("product_code", "Product code."),
        Column::text("product_name", "Product name."),
        Column::money("revenue", "Revenue."),
        Column::text("category", "top or bottom."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut cents = vec![0; snapshot.products.len()];
    for line in view.flow().lines() {
        cents[line.product] += line.revenue_cents;
    }
    let mut products_of_line = vec![Vec::new(); snapshot.product_lines.len()];
    for product in view.products() {
        if let Some(line) = snapshot.products[product].line {
            products_of_line[line as usize].push(product);
        }
    }
    for (line, products) in snapshot.product_lines.iter().zip(products_of_line) {
        let revenues = || products.iter().map(|&product| cents[product]);
        let (Some(most), Some(least)) = (revenues().max(), revenues().min()) else { continue };
        let extremes: &[(i64, &'static str)] =
            if most == least { &[(most, "top")] } else { &[(most, "top"), (least, "bottom")] };
        for &(extreme, category) in extremes {
            for &product in products.iter().filter(|&&product| cents[product] == extreme) {
                let product = &snapshot.products[product];
                table.push([
                    (&line.name).into(),
                    (&product.code).into(),
                    (&product.name).into(),
                    Value::cents(extreme),
                    category.into(),
                ]);
            }
        }
    }
}
