//! Orders that are late or might become so.

use std::cmp::Reverse;

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Orders that are late or might become so.
pub const DATASET: Dataset = Dataset {
    name: "delivery_watch",
    title: "Orders to see through",
    kind: Kind::State,
    definition: "Orders that are on hold or disputed, that are open past their required date, and that were shipped after it.",
    formula: "days_past_due = shipped date, or as-of while there is none, less required date; amount_at_stake = order value of what is not settled: all but orders that were shipped late; cancelled orders are left out",
    source: "orders.status, requiredDate, shippedDate; orderdetails.quantityOrdered, priceEach",
    order: "on_hold, disputed, overdue, late; days past due descending; order number",
    columns: &[
        Column::integer("order_number", "", "Order number."),
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::text("employee_name", "Sales rep; empty without one."),
        Column::text(
            "trouble",
            "on_hold, disputed, overdue (open past the required date) or late (shipped after it).",
        ),
        Column::text("status", "Status of the order."),
        Column::date("order_date", "Day of the order."),
        Column::date("required_date", "Day by which it is required."),
        Column::date("shipped_date", "Day on which it was shipped."),
        Column::integer("days_past_due", "days", "Days past the required date; below 0 before it."),
        Column::money("order_value", "Value of the order.").summed(),
        Column::money("amount_at_stake", "The same while the order is not settled, else 0.").summed(),
    ],
    rows,
};

/// What is wrong with an order, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Watch {
    /// Its status is On Hold.
    OnHold,
    /// Its status is Disputed.
    Disputed,
    /// It is open, and the required date has passed.
    Overdue,
    /// It was shipped after the required date.
    Late,
}

impl Watch {
    /// As exports name it.
    pub const fn name(self) -> &'static str {
        match self {
            Watch::OnHold => "on_hold",
            Watch::Disputed => "disputed",
            Watch::Overdue => "overdue",
            Watch::Late => "late",
        }
    }
}

/// An order to see through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchedOrder {
    /// Index of the order.
    pub order: usize,
    /// Index of the customer.
    pub customer: usize,
    /// What is wrong.
    pub watch: Watch,
    /// Days past the required date; none without one.
    pub days_past_due: Option<i64>,
    /// Its value in cents.
    pub revenue_cents: i64,
}

impl WatchedOrder {
    /// Its value while it is not settled, in cents.
    pub fn at_stake_cents(&self) -> i64 {
        if self.watch == Watch::Late { 0 } else { self.revenue_cents }
    }
}

/// The orders of the customer and status filters to see through, the most pressing first.
pub fn watched(view: &View<'_>) -> Vec<WatchedOrder> {
    let snapshot = view.snapshot;
    let orders = &snapshot.orders;
    let mut found: Vec<WatchedOrder> = view
        .whole()
        .orders()
        .filter(|order| view.has_customer(order.customer))
        .filter_map(|order| {
            let (required, shipped) = (orders.required[order.order], orders.shipped[order.order]);
            let days_past_due =
                required.map(|required| i64::from(shipped.unwrap_or(snapshot.as_of).days_since(required)));
            let is_past_due = days_past_due.is_some_and(|days| days > 0);
            let watch = match &*snapshot.statuses[orders.status[order.order] as usize] {
                "Cancelled" => return None,
                "On Hold" => Watch::OnHold,
                "Disputed" => Watch::Disputed,
                // Sent, by their status, whatever became of the date.
                "Shipped" | "Resolved" if shipped.is_none() => return None,
                _ if !is_past_due => return None,
                _ if shipped.is_some() => Watch::Late,
                _ => Watch::Overdue,
            };
            let (customer, revenue_cents) = (order.customer, order.revenue_cents);
            Some(WatchedOrder { order: order.order, customer, watch, days_past_due, revenue_cents })
        })
        .collect();
    found.sort_by_key(|found| (found.watch, Reverse(found.days_past_due), orders.number[found.order]));
    found
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let orders = &snapshot.orders;
    for found in watched(view) {
        let customer = &snapshot.customers[found.customer];
        table.push([
            orders.number[found.order].into(),
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(found.customer).name).into(),
            customer.rep.map(|rep| Value::text(&snapshot.employees[rep as usize].name)).into(),
            found.watch.name().into(),
            (&snapshot.statuses[orders.status[found.order] as usize]).into(),
            orders.date[found.order].into(),
            orders.required[found.order].into(),
            orders.shipped[found.order].into(),
            found.days_past_due.into(),
            Value::cents(found.revenue_cents),
            Value::cents(found.at_stake_cents()),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{check, small};

    /// As of 15 December 2004 order 111 is on hold, three days past due; 110 is required on 11 December and still in process.
    #[test]
    fn what_hangs_comes_first_and_what_was_late_last() {
        let gamma = "3,Gamma,USA,,late,Shipped";
        check(
            &DATASET,
            &small(),
            "",
            &format!(
                "111,2,Beta,Norway,Rae Rye,on_hold,On Hold,2004-12-10,2004-12-12,,3,100.00,100.00
                 110,1,Alpha,Norway,Rae Rye,overdue,In Process,2004-12-01,2004-12-11,,4,100.00,100.00
                 106,{gamma},2004-03-05,2004-03-15,2004-03-20,5,300.00,0.00
                 102,{gamma},2003-11-20,2003-11-30,2003-12-01,1,200.00,0.00"
            ),
        );
        check(
            &DATASET,
            &small(),
            "country=Norway&status=On Hold&period=2003",
            "111,2,Beta,Norway,Rae Rye,on_hold,On Hold,2004-12-10,2004-12-12,,3,100.00,100.00",
        );
    }
}
