//! The months of each product, with lags, lead and quartile.

use crate::dataset::{Dataset, Kind};
use crate::series::Series;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// The months of each product.
pub const DATASET: Dataset = Dataset {
    name: "product_monthly",
    title: "Products by month",
    kind: Kind::Flow,
    definition: "The monthly revenue of each product sold in the scope, from its first sale in the scope on, with lags, lead and the quartile among the products sold in the month.",
    formula: "Lags and lead are plain values of calendar months inside the series. Quartile = 1 + ⌊4 × (products sold with strictly lower revenue) / (products sold)⌋. Else as in the company's series.",
    source: "products; orders.orderDate; orderdetails.quantityOrdered, priceEach",
    order: "product code, month",
    columns: &[
        Column::text("product_code", "Product code."),
        Column::text("product_name", "Product name."),
        Column::text("product_line", "Product line."),
        Column::month("month", "Calendar month."),
        Column::integer(
            "partial",
            "flag",
            "1 when the month is not over at as-of or not wholly inside the period, else 0.",
        ),
        Column::money("revenue", "Σ quantityOrdered × priceEach."),
        Column::integer("units", "units", "Σ quantityOrdered."),
        Column::money("mom_change", "Revenue less that of the month before."),
        Column::percent("mom_pct", "mom_change in percent of the month before."),
        Column::money("yoy_change", "Revenue less that of the same month last year."),
        Column::percent("yoy_pct", "yoy_change in percent of the same month last year."),
        Column::money("rolling_3m_avg", "Mean revenue of the month and the two before."),
        Column::money("revenue_lag_1", "Revenue of the month before."),
        Column::money("revenue_lag_2", "Revenue of two months before."),
        Column::money("revenue_lead_1", "Revenue of the month after."),
        Column::integer(
            "revenue_quartile",
            "1 to 4",
            "4 for the best quarter of the products sold in the month; empty without a sale.",
        ),
    ],
    rows,
};

/// What a product sold in a month.
#[derive(Clone, Copy, Default)]
struct Sold {
    cents: i64,
    units: i64,
    num_lines: u32,
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let flow = view.flow();
    let Some((start, end)) = flow.months() else { return };
    let num_months = (end.months_since(start) + 1) as usize;
    let is_partial: Vec<bool> =
        (0..num_months).map(|index| flow.is_partial(start.plus(index as i32))).collect();
    let mut sold = vec![Sold::default(); snapshot.products.len() * num_months];
    for line in flow.lines() {
        let month = snapshot.orders.date[line.order].month().months_since(start) as usize;
        let sold = &mut sold[line.product * num_months + month];
        sold.cents += line.revenue_cents;
        sold.units += line.units;
        sold.num_lines += 1;
    }
    let revenues_of_month: Vec<Vec<i64>> = (0..num_months)
        .map(|month| {
            let of_month = sold.iter().skip(month).step_by(num_months);
            let mut cents: Vec<i64> =
                of_month.filter(|sold| sold.num_lines > 0).map(|sold| sold.cents).collect();
            cents.sort_unstable();
            cents
        })
        .collect();
    for (product, months) in snapshot.products.iter().zip(sold.chunks_exact(num_months)) {
        let Some(first) = months.iter().position(|sold| sold.num_lines > 0) else { continue };
        let cents: Vec<i64> = months[first..].iter().map(|sold| sold.cents).collect();
        let series =
            Series { start: start.plus(first as i32), cents: &cents, is_partial: &is_partial[first..] };
        let line_name = product.line.map(|line| &snapshot.product_lines[line as usize].name);
        for (index, sold) in months[first..].iter().enumerate() {
            let [mom, mom_percent, yoy, yoy_percent, rolling] = series.change_values(index);
            let lag = |months| series.lag(index, months).map_or(Value::None, Value::cents);
            let quartile = (sold.num_lines > 0).then(|| {
                let revenues = &revenues_of_month[first + index];
                let num_lower = revenues.partition_point(|&cents| cents < sold.cents);
                (1 + 4 * num_lower / revenues.len()) as i64
            });
            table.push([
                (&product.code).into(),
                (&product.name).into(),
                line_name.into(),
                series.start.plus(index as i32).into(),
                i64::from(series.is_partial[index]).into(),
                Value::cents(sold.cents),
                sold.units.into(),
                mom,
                mom_percent,
                yoy,
                yoy_percent,
                rolling,
                lag(1),
                lag(2),
                lag(-1),
                quartile.into(),
            ]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, assert_rows, check, rows, small};

    /// In March C1 and C2 sold 100 each and S1 200: two of three are lower, so the third quarter.
    #[test]
    fn a_series_starts_with_the_first_sale_in_the_scope() {
        check(
            &DATASET,
            &small(),
            "period=2004-01-01..2004-03-31",
            "C1,Coupe,Cars,2004-03,0,100.00,10,,,,,,,,,1
             C2,Cabrio,Cars,2004-03,0,100.00,5,,,,,,,,,1
             S1,Sloop,Ships,2004-01,0,100.00,2,,,,,,,,0.00,1
             S1,Sloop,Ships,2004-02,0,0.00,0,-100.00,-100.00,,,,100.00,,200.00,
             S1,Sloop,Ships,2004-03,0,200.00,4,200.00,,,,100.00,0.00,100.00,,3",
        );
    }

    #[test]
    fn lags_and_lead_are_plain_values_of_partial_months_too() {
        let ships = rows(&DATASET, &small(), "line=Ships");
        assert_eq!(ships.len(), 14);
        assert_rows(
            &ships[12..],
            "S1,Sloop,Ships,2004-11,0,300.00,6,300.00,,100.00,50.00,100.00,0.00,0.00,100.00,1
             S1,Sloop,Ships,2004-12,1,100.00,2,,,,,,300.00,0.00,,1",
            "the last two months",
        );
    }

    #[test]
    fn quartiles_count_the_strictly_lower_and_a_sale_for_nothing_is_a_sale() {
        let snapshot = Fixture::new()
            .products(
                "A | a | X
                 B | b | X
                 C | c | X
                 D | d
                 E | e | X",
            )
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-31 | | | Shipped | 1")
            .lines(
                "1 | A | 1 | 0
                 1 | B | 1 | 10
                 1 | C | 2 | 5
                 1 | D | 1 | 20",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "A,a,X,2004-01,0,0.00,1,,,,,,,,,1
             B,b,X,2004-01,0,10.00,1,,,,,,,,,2
             C,c,X,2004-01,0,10.00,2,,,,,,,,,2
             D,d,,2004-01,0,20.00,1,,,,,,,,,4",
        );
    }
}
