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
        Column::money("avg_revenue_per_order", "Revenue / orders.").mean_of("revenue", "num_orders"),
        Column::ratio("avg_units_per_order", "units", "Units / orders.").mean_of("units", "num_orders"),
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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, rows_under, small};
    use crate::policy::Policy;

    #[test]
    fn ties_share_a_rank_and_come_by_number() {
        check(
            &DATASET,
            &small(),
            "",
            "1,Alpha,Norway,800.00,54,5,3,160.00,10.80,266.67,40.00,40.00,1,A
             3,Gamma,USA,800.00,24,4,2,200.00,6.00,400.00,40.00,80.00,1,A
             2,Beta,Norway,400.00,22,3,3,133.33,7.33,133.33,20.00,100.00,3,B
             4,Delta,Japan,0.00,0,0,0,,,,0.00,,,",
        );
    }

    /// Sloops of 2004: Gamma 200 + 300, Alpha 100 + 100, Beta 100.
    #[test]
    fn shares_are_of_the_scope() {
        check(
            &DATASET,
            &small(),
            "line=Ships&period=2004",
            "3,Gamma,USA,500.00,10,2,1,250.00,5.00,500.00,62.50,62.50,1,A
             1,Alpha,Norway,200.00,4,2,1,100.00,2.00,200.00,25.00,87.50,2,A
             2,Beta,Norway,100.00,2,1,1,100.00,2.00,100.00,12.50,100.00,3,B
             4,Delta,Japan,0.00,0,0,0,,,,0.00,,,",
        );
        check(&DATASET, &small(), "country=Japan", "4,Delta,Japan,0.00,0,0,0,,,,,,,");
    }

    /// One bought for 100, Two has an order without lines, Three sent goods back.
    #[test]
    fn without_revenue_there_is_a_share_but_no_rank() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins")
            .customers(
                "1 | One
                 2 | Two
                 3 | Three",
            )
            .orders(
                "11 | 2004-01-01 | | | Shipped | 1
                 12 | 2004-01-01 | | | Shipped | 2
                 13 | 2004-01-01 | | | Shipped | 3",
            )
            .lines(
                "11 | P | 10 | 10
                 13 | P | -5 | 10",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "1,One,,100.00,10,1,1,100.00,10.00,100.00,200.00,200.00,1,A
             2,Two,,0.00,0,1,0,0.00,0.00,,0.00,,,
             3,Three,,-50.00,-5,1,1,-50.00,-5.00,-50.00,-100.00,,,",
        );
    }

    /// Alpha and Gamma bring 40 % each, Beta 20 %: before them stand 0, 40 and 80 %.
    #[test]
    fn classes_at_their_cuts() {
        for (abc_a_percent, abc_b_percent, expected) in [
            (70, 90, ["A", "A", "B", ""]),
            (40, 90, ["A", "B", "B", ""]),
            (41, 80, ["A", "A", "C", ""]),
            (40, 40, ["A", "C", "C", ""]),
            (81, 90, ["A", "A", "A", ""]),
        ] {
            let policy = Policy { abc_a_percent, abc_b_percent, ..Policy::default() };
            let rows = rows_under(&policy, &DATASET, &small(), "");
            let classes: Vec<&str> = rows.iter().filter_map(|row| row.rsplit(',').next()).collect();
            assert_eq!(classes, expected, "{abc_a_percent} and {abc_b_percent} %");
        }
    }
}
