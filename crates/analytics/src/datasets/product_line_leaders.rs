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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn what_never_sold_is_the_worst() {
        check(
            &DATASET,
            &small(),
            "",
            "Cars,C1,Coupe,600.00,top
             Cars,C2,Cabrio,400.00,bottom
             Ships,S1,Sloop,1000.00,top
             Ships,S2,Ketch,0.00,bottom",
        );
    }

    /// Order 105 alone: no ship was cancelled.
    #[test]
    fn where_all_are_equal_there_is_only_a_top() {
        check(
            &DATASET,
            &small(),
            "status=Cancelled",
            "Cars,C2,Cabrio,100.00,top
             Cars,C1,Coupe,0.00,bottom
             Ships,S1,Sloop,0.00,top
             Ships,S2,Ketch,0.00,top",
        );
        check(
            &DATASET,
            &small(),
            "period=2003-12&line=Cars",
            "Cars,C1,Coupe,100.00,top
             Cars,C2,Cabrio,100.00,top",
        );
    }

    #[test]
    fn a_line_that_only_products_name_is_one_and_no_line_is_none() {
        let snapshot = Fixture::new()
            .product_lines("Listed")
            .products(
                "X | Ex  | Ghost
                 Y | Why",
            )
            .snapshot();
        check(&DATASET, &snapshot, "", "Ghost,X,Ex,0.00,top");
    }
}
