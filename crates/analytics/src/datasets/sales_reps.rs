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
        Column::money("avg_revenue_per_order", "Revenue / orders."),
        Column::ratio("avg_units_per_order", "units", "Units / orders."),
        Column::money("avg_revenue_per_assigned_customer", "Revenue / assigned customers."),
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
