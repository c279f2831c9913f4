//! Checks that need the finished snapshot.

use crate::organization;
use crate::policy::Regions;
use crate::quality::{Findings, Rule};
use crate::schema::Table;
use crate::snapshot::Snapshot;

/// Runs them all.
pub(super) fn run(snapshot: &Snapshot, findings: &mut Findings) {
    check_orders(snapshot, findings);
    check_lines(snapshot, findings);
    check_payments(snapshot, findings);
    check_customers(snapshot, findings);
    check_products(snapshot, findings);
    check_employees(snapshot, findings);
}

fn check_orders(snapshot: &Snapshot, findings: &mut Findings) {
    let orders = &snapshot.orders;
    for order in 0..orders.len() {
        let (date, required, shipped) = (orders.date[order], orders.required[order], orders.shipped[order]);
        let status = &*snapshot.statuses[orders.status[order] as usize];
        let write = |day: Option<units::Day>| day.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        for (rule, is_broken) in [
            (Rule::ShippedBeforeOrdered, shipped.is_some_and(|shipped| shipped < date)),
            (Rule::RequiredBeforeOrdered, required.is_some_and(|required| required < date)),
            (Rule::OrderWithoutLines, orders.lines(order).is_empty()),
            (Rule::ShippedWithoutDate, status == "Shipped" && shipped.is_none()),
            (Rule::DateWithoutShipment, matches!(status, "In Process" | "On Hold") && shipped.is_some()),
            (Rule::CancelledButShipped, status == "Cancelled" && shipped.is_some()),
            (
                Rule::OnHoldOverdue,
                status == "On Hold" && required.is_some_and(|required| required < snapshot.as_of),
            ),
        ] {
            if is_broken {
                findings.report(rule, Table::Orders, || {
                    let value = format!(
                        "{status}, ordered {date}, required {}, shipped {}",
                        write(required),
                        write(shipped)
                    );
                    (orders.number[order].to_string(), value)
                });
            }
        }
    }
}

fn check_lines(snapshot: &Snapshot, findings: &mut Findings) {
    let (orders, lines) = (&snapshot.orders, &snapshot.lines);
    let limits: Vec<(i64, i64)> = snapshot
        .products
        .iter()
        .map(|product| {
            (
                product.buy_price.map_or(i64::MIN, |price| price.cents()),
                product.msrp.map_or(i64::MAX, |price| price.cents()),
            )
        })
        .collect();
    for order in 0..orders.len() {
        for line in orders.lines(order) {
            let product = lines.product[line] as usize;
            let (quantity, price_cents) = (lines.quantity[line], lines.price_cents[line]);
            let (buy_cents, msrp_cents) = limits[product];
            let is_sound =
                quantity > 0 && price_cents > 0 && buy_cents <= price_cents && price_cents <= msrp_cents;
            if is_sound {
                continue;
            }
            for (rule, is_broken) in [
                (Rule::QuantityNotPositive, quantity <= 0),
                (Rule::PriceNotPositive, price_cents <= 0),
                (Rule::PriceAboveMsrp, price_cents > msrp_cents),
                (Rule::PriceBelowBuyPrice, price_cents < buy_cents),
            ] {
                if is_broken {
                    findings.report(rule, Table::OrderDetails, || {
                        let product = &snapshot.products[product];
                        let price = |price: Option<units::Money>| {
                            price.map_or("none".to_owned(), |price| price.to_string())
                        };
                        let value = format!(
                            "quantityOrdered = {quantity}, priceEach = {}, buyPrice {}, MSRP {}",
                            units::Money::from_cents(price_cents),
                            price(product.buy_price),
                            price(product.msrp)
                        );
                        (format!("{}/{}", orders.number[order], product.code), value)
                    });
                }
            }
        }
    }
}

fn check_payments(snapshot: &Snapshot, findings: &mut Findings) {
    let (orders, payments) = (&snapshot.orders, &snapshot.payments);
    let mut first_order = vec![None; snapshot.customers.len()];
    for order in (0..orders.len()).rev() {
        first_order[orders.customer[order] as usize] = Some(orders.date[order]);
    }
    for payment in 0..payments.len() {
        let customer = payments.customer[payment] as usize;
        let amount = units::Money::from_cents(payments.amount_cents[payment]);
        let key = || format!("{}/{}", snapshot.customers[customer].number, payments.check[payment]);
        if let (Some(paid), Some(first)) = (payments.date[payment], first_order[customer])
            && paid < first
        {
            findings.report(Rule::PaidBeforeFirstOrder, Table::Payments, || {
                (key(), format!("paymentDate = {paid}, first order {first}"))
            });
        }
        if amount.cents() <= 0 {
            findings
                .report(Rule::AmountNotPositive, Table::Payments, || (key(), format!("amount = {amount}")));
        }
    }
}

fn check_customers(snapshot: &Snapshot, findings: &mut Findings) {
    for customer in &snapshot.customers {
        let key = || customer.number.to_string();
        if let Some(limit) = customer.credit_limit.filter(|limit| limit.cents() < 0) {
            findings.report(Rule::NegativeCreditLimit, Table::Customers, || {
                (key(), format!("creditLimit = {limit}"))
            });
        }
        if customer.rep.is_none() {
            findings
                .report(Rule::CustomerWithoutRep, Table::Customers, || (key(), customer.name.to_string()));
        }
        let country = &snapshot.countries[customer.country as usize];
        if &*snapshot.regions[country.region as usize] == Regions::OTHER {
            findings.report(Rule::CountryWithoutRegion, Table::Customers, || {
                (key(), format!("country = '{}'", country.name))
            });
        }
    }
}

fn check_products(snapshot: &Snapshot, findings: &mut Findings) {
    for product in &snapshot.products {
        if let Some(number) = product.num_in_stock.filter(|&number| number < 0) {
            findings.report(Rule::NegativeStock, Table::Products, || {
                (product.code.to_string(), format!("quantityInStock = {number}"))
            });
        }
    }
}

fn check_employees(snapshot: &Snapshot, findings: &mut Findings) {
    let roots: Vec<_> =
        snapshot.employees.iter().filter(|employee| employee.manager_number.is_none()).collect();
    if roots.len() > 1 {
        for root in roots {
            findings.report(Rule::SeveralRoots, Table::Employees, || {
                (root.number.to_string(), root.name.to_string())
            });
        }
    }
    for (index, employee) in snapshot.employees.iter().enumerate() {
        if organization::is_in_cycle(&snapshot.employees, index) {
            findings.report(Rule::ReportingCycle, Table::Employees, || {
                (
                    employee.number.to_string(),
                    format!("reportsTo = {}", employee.manager_number.unwrap_or_default()),
                )
            });
        }
    }
}
