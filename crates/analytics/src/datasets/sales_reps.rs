//! Sales reps: revenue, reach, share, rank, class.

use columnar::BitMatrix;

use crate::dataset::{Dataset, Kind};
use crate::ranking;
use crate::table::{Column, Table, Value};
use crate::totals::Sum;
use crate::view::View;

/// Sales reps: revenue, reach, share, rank, class.
pub const DATASET: Dataset = Dataset {
    name: "sales_reps",
    title: "Sales reps",
    kind: Kind::Flow,
    definition: "Every employee of the rep filter whose job title is Sales Rep or who has customers: what the assigned customers bought in the scope. Customers and countries are the assigned ones.",
    formula: "Shares are of the revenue of the scope, customers without a rep included. ABC class as for customers.",
    source: "employees; offices; customers.salesRepEmployeeNumber, country; orders; orderdetails.quantityOrdered, priceEach",
    order: "revenue descending, none last; employee number",
    columns: &[
        Column::integer("employee_number", "", "Employee number."),
        Column::text("employee_name", "First and last name."),
        Column::text("job_title", "Job title."),
        Column::text("office_code", "Office code."),
        Column::text("office_country", "Country of the office."),
        Column::text("office_territory", "Territory of the office."),
        Column::integer(
            "num_customer_countries",
            "countries",
            "Distinct countries of the assigned customers.",
        ),
        Column::money("revenue", "Revenue of the assigned customers.").summed(),
        Column::integer("units", "units", "Σ quantityOrdered.").summed(),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::integer("num_assigned_customers", "customers", "Customers that have this rep.").summed(),
        Column::money("avg_revenue_per_order", "Revenue / orders.").mean_of("revenue", "num_orders"),
        Column::ratio("avg_units_per_order", "units", "Units / orders.").mean_of("units", "num_orders"),
        Column::money("avg_revenue_per_assigned_customer", "Revenue / assigned customers.")
            .mean_of("revenue", "num_assigned_customers"),
        Column::percent("revenue_share_pct", "Revenue in percent of the scope's.").summed(),
        Column::percent("cumulative_share_pct", "Running share down the list of those with revenue."),
        Column::integer("revenue_rank", "rank", "1, 2, 2, 4 among those with revenue."),
        Column::text("abc_class", "A, B or C; none without revenue."),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut sums = vec![Sum::default(); snapshot.employees.len()];
    let mut total_cents = 0;
    for order in view.flow().orders() {
        total_cents += order.revenue_cents;
        if let Some(rep) = snapshot.customers[order.customer].rep {
            sums[rep as usize].add(order.revenue_cents, order.units);
        }
    }
    let mut countries = BitMatrix::new(snapshot.employees.len(), snapshot.countries.len());
    let mut num_assigned = vec![0_i64; snapshot.employees.len()];
    for customer in view.customers() {
        let customer = &snapshot.customers[customer];
        if let Some(rep) = customer.rep {
            countries.insert(rep as usize, customer.country as usize);
            num_assigned[rep as usize] += 1;
        }
    }
    let mut reps: Vec<usize> = view.sales_reps().collect();
    // Employees are indexed by number.
    reps.sort_by_key(|&rep| (std::cmp::Reverse(sums[rep].revenue_cents), rep));
    let revenues: Vec<i64> = reps.iter().map(|&rep| sums[rep].revenue_cents).collect();
    let places = ranking::places(&revenues, total_cents, view.policy);
    for (index, place) in reps.into_iter().zip(places) {
        let (rep, sum) = (&snapshot.employees[index], sums[index]);
        let office = rep.office.map(|office| &snapshot.offices[office as usize]);
        let [share, cumulative, rank, class] = ranking::place_values(sum.revenue_cents, total_cents, place);
        table.push([
            rep.number.into(),
            (&rep.name).into(),
            (&rep.job_title).into(),
            (&rep.office_code).into(),
            office.map(|office| &office.country).into(),
            office.map(|office| &office.territory).into(),
            Value::count(countries.count_row(index)),
            Value::cents(sum.revenue_cents),
            sum.units.into(),
            sum.num_orders.into(),
            num_assigned[index].into(),
            Value::mean_money(sum.revenue_cents, sum.num_orders),
            Value::ratio(sum.units, sum.num_orders),
            Value::mean_money(sum.revenue_cents, num_assigned[index]),
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

    /// Gamma's 800 belong to the scope, though to no rep.
    #[test]
    fn shares_are_of_all_revenue() {
        check(
            &DATASET,
            &small(),
            "",
            "20,Rae Rye,Sales Rep,1,Norway,EMEA,1,1200.00,76,8,2,150.00,9.50,600.00,60.00,60.00,1,A
             30,Sam Sol,Sales Rep,2,USA,NA,1,0.00,0,0,1,,,0.00,0.00,,,",
        );
    }

    #[test]
    fn a_country_filter_keeps_all_reps_and_a_rep_filter_chooses() {
        check(
            &DATASET,
            &small(),
            "country=USA",
            "20,Rae Rye,Sales Rep,1,Norway,EMEA,0,0.00,0,0,0,,,,0.00,,,
             30,Sam Sol,Sales Rep,2,USA,NA,0,0.00,0,0,0,,,,0.00,,,",
        );
        check(&DATASET, &small(), "rep=30", "30,Sam Sol,Sales Rep,2,USA,NA,1,0.00,0,0,1,,,0.00,,,,");
    }

    #[test]
    fn who_has_customers_is_a_rep_whatever_the_title() {
        let snapshot = Fixture::new()
            .employees(
                "1 | Ann | Ay  | 9 | | Boss
                 2 | Bo  | Bee | 9 | | Boss
                 3 | Cy  | Sea | 9 | | Sales Rep",
            )
            .customers(
                "1 | One | Norway | 1
                 2 | Two | Japan  | 1
                 3 | Ten | Japan  | 99",
            )
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "1,Ann Ay,Boss,9,,,2,0.00,0,0,2,,,0.00,,,,
             3,Cy Sea,Sales Rep,9,,,0,0.00,0,0,0,,,,,,,",
        );
    }
}
