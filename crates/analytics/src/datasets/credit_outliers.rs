//! Customers at the ends of the credit limits.

use units::Fraction;

use crate::credit;
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Customers at the ends of the credit limits.
pub const DATASET: Dataset = Dataset {
    name: "credit_outliers",
    title: "Credit outliers",
    kind: Kind::State,
    definition: "Among all customers with a limit above 0, those in the lowest 5 % (low) and above the 95th percentile (high).",
    formula: "percentile = 100 × share of limits at or below this one.",
    source: "customers.creditLimit",
    order: "credit limit, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("credit_limit", "Credit limit."),
        Column::percent("percentile", "Share of limits at or below this one."),
        Column::text("category", "low or high."),
    ],
    rows,
};

/// A customer at an end of the credit limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlier {
    /// Index of the customer.
    pub customer: usize,
    /// Share of limits at or below this one, in percent.
    pub percent: Fraction,
    /// Whether the limit is among the highest, not the lowest.
    pub is_high: bool,
}

/// The customers of the scope at the ends of all limits, the lowest limit first.
pub fn outliers(view: &View<'_>) -> Vec<Outlier> {
    let mut limited: Vec<(i64, usize)> = view
        .snapshot
        .customers
        .iter()
        .enumerate()
        .filter_map(|(index, customer)| Some((customer.credit_limit?.cents(), index)))
        .filter(|&(cents, _)| cents > 0)
        .collect();
    limited.sort_unstable();
    let limits: Vec<i64> = limited.iter().map(|&(cents, _)| cents).collect();
    limited
        .iter()
        .zip(credit::cume_dist(&limits))
        .filter(|&(&(_, customer), _)| view.has_customer(customer))
        .filter_map(|(&(_, customer), share)| {
            let is_high = match share {
                share if Some(share) <= Fraction::new(5, 100) => false,
                share if Some(share) > Fraction::new(95, 100) => true,
                _ => return None,
            };
            Some(Outlier { customer, percent: share.times(Fraction::new(100, 1)?), is_high })
        })
        .collect()
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    for outlier in outliers(view) {
        let customer = &snapshot.customers[outlier.customer];
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(outlier.customer).name).into(),
            customer.credit_limit.into(),
            Value::Quotient(outlier.percent, 2),
            if outlier.is_high { "high" } else { "low" }.into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, small};

    /// Limits of 100, 200 … 2000 but for the second, which is given; 0 and unknown ones do not count.
    fn check_twenty(second: u32, query: &str, expected: &str) {
        let mut customers = "90 | Zero | Japan | | 0\n91 | Unknown | Japan\n".to_owned();
        for number in 1..=20 {
            let country = if number == 1 { "Norway" } else { "USA" };
            let limit = if number == 2 { second } else { 100 * number };
            customers += &format!("{number} | C{number} | {country} | | {limit}\n");
        }
        check(&DATASET, &Fixture::new().customers(&customers).snapshot(), query, expected);
    }

    #[test]
    fn one_of_twenty_is_the_lowest_twentieth() {
        check_twenty(200, "", "1,C1,Norway,100.00,5.00,low\n20,C20,USA,2000.00,100.00,high");
        // Two of them are the lowest tenth.
        check_twenty(100, "", "20,C20,USA,2000.00,100.00,high");
    }

    #[test]
    fn filters_choose_rows_and_leave_the_percentiles() {
        check_twenty(200, "country=Norway", "1,C1,Norway,100.00,5.00,low");
        check_twenty(200, "country=Japan", "");
        check(&DATASET, &small(), "period=2003", "2,Beta,Norway,800.00,100.00,high");
    }
}
