//! What customers bought, paid and owe.

use std::cmp::Reverse;

use units::Money;

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// What customers bought, paid and owe.
pub const DATASET: Dataset = Dataset {
    name: "receivables",
    title: "Receivables",
    kind: Kind::State,
    definition: "Customers with an order or a payment: revenue, what of it was cancelled, payments of all dates, the open balance and how much of the limit it uses. Open without ageing, since payments are not linked to orders. Ignores the status filter.",
    formula: "outstanding_balance = revenue − cancelled revenue − payments; credit_used_pct = 100 × balance / limit; over_limit_amount = what of the balance is above the limit, no limit counting as 0.",
    source: "customers.creditLimit; orders.status; orderdetails.quantityOrdered, priceEach; payments.amount",
    order: "outstanding balance descending, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::money("credit_limit", "Credit limit.").summed(),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::money("cancelled_revenue", "Revenue of cancelled orders.").summed(),
        Column::money("total_paid", "Sum of the payments.").summed(),
        Column::money("outstanding_balance", "What is open.").summed(),
        Column::percent("credit_used_pct", "Balance in percent of the limit; empty without one."),
        Column::money("over_limit_amount", "What of the balance is above the limit.").summed(),
    ],
    rows,
};

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let mut customers: Vec<usize> = view
        .customers()
        .filter(|&customer| {
            let account = snapshot.customers[customer].account;
            account.num_orders > 0 || account.num_payments > 0
        })
        .collect();
    customers.sort_by_key(|&customer| {
        (Reverse(snapshot.customers[customer].account.outstanding_balance()), customer)
    });
    for index in customers {
        let customer = &snapshot.customers[index];
        let account = customer.account;
        let balance = account.outstanding_balance();
        let over_limit = balance - customer.credit_limit.unwrap_or_default();
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(index).name).into(),
            customer.credit_limit.into(),
            account.revenue.into(),
            account.cancelled_revenue.into(),
            account.paid.into(),
            balance.into(),
            customer.credit_limit.map_or(Value::None, |limit| Value::percent(balance.cents(), limit.cents())),
            over_limit.max(Money::ZERO).into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, check, rows, rows_under, small};
    use crate::policy::Policy;

    /// Beta's cancelled 100 are not owed.
    #[test]
    fn what_is_open_whatever_the_status_and_period() {
        let expected = "1,Alpha,Norway,400.00,800.00,0.00,500.00,300.00,75.00,0.00
                        3,Gamma,USA,,800.00,0.00,500.00,300.00,,300.00
                        2,Beta,Norway,800.00,400.00,100.00,200.00,100.00,12.50,0.00";
        check(&DATASET, &small(), "", expected);
        check(&DATASET, &small(), "status=Shipped&period=2003&line=Trains", expected);
        check(&DATASET, &small(), "country=Japan", "");
    }

    #[test]
    fn who_only_paid_is_listed_and_a_limit_of_zero_has_no_share() {
        let snapshot = Fixture::new()
            .products("P | Pin | Pins")
            .customers("1 | Payer | Norway | | 0\n2 | Buyer | Norway | | 0\n3 | Full | Norway | | 40\n4 | None | Norway")
            .orders("1 | 2004-01-01 | | | Shipped | 2\n2 | 2004-01-01 | | | Shipped | 3")
            .lines("1 | P | 1 | 30\n2 | P | 1 | 50")
            .payments("1 | a | | 50")
            .snapshot();
        check(
            &DATASET,
            &snapshot,
            "",
            "3,Full,Norway,40.00,50.00,0.00,0.00,50.00,125.00,10.00
             2,Buyer,Norway,0.00,30.00,0.00,0.00,30.00,,30.00
             1,Payer,Norway,0.00,0.00,0.00,50.00,-50.00,,0.00",
        );
    }

    /// Nobody owes them, whether they count as revenue or not.
    #[test]
    fn cancelled_orders_are_never_owed() {
        let policy = Policy { count_cancelled: false, ..Policy::default() };
        assert_eq!(rows_under(&policy, &DATASET, &small(), ""), rows(&DATASET, &small(), ""));
    }
}
