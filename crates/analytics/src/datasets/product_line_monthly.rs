//! The months of each product line.

use crate::dataset::{Dataset, Kind};
use crate::series::Series;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// The months of each product line.
pub const DATASET: Dataset = Dataset {
    name: "product_line_monthly",
    title: "Product lines by month",
    kind: Kind::Flow,
    definition: "The monthly revenue of every row of productlines inside the line filter, without products too; months as in the company's series.",
    formula: "As in the company's series.",
    source: "productlines; products.productLine; orders.orderDate; orderdetails.quantityOrdered, priceEach",
    order: "product line, month",
    columns: &[
        Column::text("product_line", "Product line."),
        Column::month("month", "Calendar month."),
        Column::integer(
            "partial",
            "flag",
            "1 when the month is not over at as-of or not wholly inside the period, else 0.",
        ),
        Column::money("revenue", "Σ quantityOrdered × priceEach."),
        Column::money("mom_change", "Revenue less that of the month before."),
        Column::percent("mom_pct", "mom_change in percent of the month before."),
        Column::money("yoy_change", "Revenue less that of the same month last year."),
        Column::percent("yoy_pct", "yoy_change in percent of the same month last year."),
        Column::money("rolling_3m_avg", "Mean revenue of the month and the two before."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let flow = view.flow();
    let Some((start, end)) = flow.months() else { return };
    let num_months = (end.months_since(start) + 1) as usize;
    let is_partial: Vec<bool> =
        (0..num_months).map(|index| flow.is_partial(start.plus(index as i32))).collect();
    let mut cents = vec![0; snapshot.product_lines.len() * num_months];
    for line in flow.lines() {
        if let Some(product_line) = snapshot.products[line.product].line {
            let month = snapshot.orders.date[line.order].month().months_since(start) as usize;
            cents[product_line as usize * num_months + month] += line.revenue_cents;
        }
    }
    for (index, product_line) in snapshot.product_lines.iter().enumerate() {
        if !product_line.is_listed || !view.has_line(index) {
            continue;
        }
        let of_line = &cents[index * num_months..(index + 1) * num_months];
        let series = Series { start, cents: of_line, is_partial: &is_partial };
        for (month, &revenue_cents) in of_line.iter().enumerate() {
            let [mom, mom_percent, yoy, yoy_percent, rolling] = series.change_values(month);
            table.push([
                (&product_line.name).into(),
                start.plus(month as i32).into(),
                i64::from(is_partial[month]).into(),
                Value::cents(revenue_cents),
                mom,
                mom_percent,
                yoy,
                yoy_percent,
                rolling,
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, assert_rows, check, rows, small};

    #[test]
    fn every_listed_line_has_every_month() {
        check(
            &DATASET,
            &small(),
            "period=2003-11-01..2004-01-31",
            "Cars,2003-11,0,100.00,,,,,
             Cars,2003-12,0,200.00,100.00,100.00,,,
             Cars,2004-01,0,0.00,-200.00,-100.00,,,100.00
             Ships,2003-11,0,200.00,,,,,
             Ships,2003-12,0,0.00,-200.00,-100.00,,,
             Ships,2004-01,0,100.00,100.00,,,,100.00
             Trains,2003-11,0,0.00,,,,,
             Trains,2003-12,0,0.00,0.00,,,,
             Trains,2004-01,0,0.00,0.00,,,,0.00",
        );
    }

    #[test]
    fn whole_months_are_compared_with_last_year_and_partial_ones_with_nothing() {
        let ships = rows(&DATASET, &small(), "line=Ships");
        assert_eq!(ships.len(), 14);
        assert_rows(
            &ships[12..],
            "Ships,2004-11,0,300.00,300.00,,100.00,50.00,100.00
             Ships,2004-12,1,100.00,,,,,",
            "the last two months",
        );
    }

    /// Only what `productlines` lists; a sale of another line is in none of these series.
    #[test]
    fn a_line_that_only_products_name_is_not_listed() {
        let snapshot = Fixture::new()
            .product_lines("Listed")
            .products("X | Ex | Ghost")
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-31 | | | Shipped | 1")
            .lines("1 | X | 1 | 1")
            .snapshot();
        check(&DATASET, &snapshot, "", "Listed,2004-01,0,0.00,,,,,");
        check(&DATASET, &snapshot, "line=Ghost", "");
    }
}
