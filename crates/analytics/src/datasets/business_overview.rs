//! The size of the business in fourteen figures.

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, ColumnKind, Table, Value};
use crate::totals::Totals;
use crate::view::View;

/// The size of the business.
pub const DATASET: Dataset = Dataset {
    name: "business_overview",
    title: "Business overview",
    kind: Kind::Flow,
    definition: "How many customers, products, people, offices, countries, orders, lines and payments, and how much revenue. Employees and offices ignore the scope, sales reps follow the rep filter only.",
    formula: "Counts of distinct rows; revenue = Σ quantityOrdered × priceEach. Payments are those dated in the period; none under a line filter.",
    source: "all eight tables",
    order: "as listed",
    columns: &[
        Column::text("metric", "Which figure."),
        Column::new("value", ColumnKind::Mixed, "as the metric", "The figure."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let totals = Totals::of(view.flow());
    let mut has_buyer = vec![false; snapshot.countries.len()];
    for (customer, sum) in snapshot.customers.iter().zip(&totals.by_customer) {
        has_buyer[customer.country as usize] |= sum.num_orders > 0;
    }
    let order_days = || view.flow().orders().map(|order| snapshot.orders.date[order.order]);
    let figures: [(&'static str, Value); 14] = [
        ("customers", Value::count(view.customers().count())),
        ("active_customers", Value::count(totals.num_buyers())),
        ("products", Value::count(view.products().count())),
        ("products_sold", Value::count(totals.by_product.iter().filter(|sum| sum.num_orders > 0).count())),
        ("employees", Value::count(snapshot.employees.len())),
        ("sales_reps", Value::count(view.sales_reps().count())),
        ("offices", Value::count(snapshot.offices.len())),
        ("countries", Value::count(has_buyer.iter().filter(|&&has| has).count())),
        ("orders", totals.num_orders.into()),
        ("order_lines", totals.num_lines.into()),
        ("payments", totals.num_payments.into()),
        ("revenue", Value::cents(totals.revenue_cents)),
        ("first_order_date", order_days().min().into()),
        ("last_order_date", order_days().max().into()),
    ];
    for (metric, value) in figures {
        table.push([metric.into(), value]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    #[test]
    fn counts_the_whole_company() {
        check(
            &DATASET,
            &small(),
            "",
            "customers,4
             active_customers,3
             products,4
             products_sold,3
             employees,3
             sales_reps,2
             offices,2
             countries,2
             orders,12
             order_lines,16
             payments,4
             revenue,2000.00
             first_order_date,2003-11-10
             last_order_date,2004-12-15",
        );
    }

    /// Cars that Norway ordered in 2004: 105, 107, 108 and 110, without the sloop of 107. Payments cannot be split by line.
    #[test]
    fn follows_the_scope_but_for_employees_and_offices() {
        check(
            &DATASET,
            &small(),
            "country=Norway&line=Cars&period=2004&rep=20",
            "customers,2
             active_customers,2
             products,2
             products_sold,2
             employees,3
             sales_reps,1
             offices,2
             countries,1
             orders,4
             order_lines,6
             payments,
             revenue,600.00
             first_order_date,2004-03-01
             last_order_date,2004-12-01",
        );
    }

    #[test]
    fn nothing_is_zero_and_no_date() {
        check(
            &DATASET,
            &Fixture::new().snapshot(),
            "",
            "customers,0
             active_customers,0
             products,0
             products_sold,0
             employees,0
             sales_reps,0
             offices,0
             countries,0
             orders,0
             order_lines,0
             payments,0
             revenue,0.00
             first_order_date,
             last_order_date,",
        );
    }
}
