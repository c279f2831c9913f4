//! Revenue by customer country.

use super::countries::sales_of_countries;
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Revenue by customer country.
pub const DATASET: Dataset = Dataset {
    name: "sales_by_country",
    title: "Sales by country",
    kind: Kind::Flow,
    definition: "Every country that has customers of the customer filters, without sales too.",
    formula: "revenue = Σ quantityOrdered × priceEach; avg_revenue_per_buyer = revenue / customers with an order.",
    source: "customers.country; orders; orderdetails.quantityOrdered, priceEach",
    order: "revenue descending, country",
    columns: &[
        Column::text("country", "Country of the customers."),
        Column::money("revenue", "Revenue.").summed(),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::integer("num_buyers", "customers", "Customers with an order.").summed(),
        Column::money("avg_revenue_per_buyer", "Revenue / buyers."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let sales = sales_of_countries(view);
    let mut countries: Vec<usize> = view.countries().collect();
    // Countries are indexed by name.
    countries.sort_by_key(|&country| (std::cmp::Reverse(sales[country].revenue_cents), country));
    for country in countries {
        let sales = sales[country];
        table.push([
            (&view.snapshot.countries[country].name).into(),
            Value::cents(sales.revenue_cents),
            sales.num_orders.into(),
            sales.num_buyers.into(),
            Value::mean_money(sales.revenue_cents, sales.num_buyers),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{assert_rows, check, rows_under, small};
    use crate::policy::Policy;

    #[test]
    fn countries_without_sales_come_last() {
        check(
            &DATASET,
            &small(),
            "",
            "Norway,1200.00,8,2,600.00
             USA,800.00,4,1,800.00
             Japan,0.00,0,0,",
        );
    }

    #[test]
    fn equal_ones_come_by_name_and_customer_filters_choose() {
        check(
            &DATASET,
            &small(),
            "line=Trains",
            "Japan,0.00,0,0,
             Norway,0.00,0,0,
             USA,0.00,0,0,",
        );
        check(&DATASET, &small(), "rep=20&period=2004-12", "Norway,200.00,2,2,100.00");
    }

    /// Beta's order 105 of 100 is cancelled.
    #[test]
    fn cancelled_orders_can_be_left_out() {
        let policy = Policy { count_cancelled: false, ..Policy::default() };
        let expected = "Norway,1100.00,7,2,550.00
                        USA,800.00,4,1,800.00
                        Japan,0.00,0,0,";
        assert_rows(&rows_under(&policy, &DATASET, &small(), ""), expected, "without the cancelled order");
    }
}
