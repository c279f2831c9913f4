//! Checks that need the finished snapshot.

use crate::organization;
use crate::policy::Regions;
use crate::quality::{Findings, Rule};
use crate::schema::Table;
use crate::snapshot::Snapshot;

/// Runs them all.
pub(crate) fn run(snapshot: &Snapshot, findings: &mut Findings) {
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

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check_findings};
    use crate::quality::Severity;

    /// Order 1 is sound to the day; each other row breaks one rule.
    #[test]
    fn every_rule_with_a_row_on_it_and_one_beside_it() {
        let snapshot = Fixture::new()
            .dated("2004-06-01")
            .employees("1 | Top | One |\n2 | Top | Two |\n3 | In | Loop | | 4\n4 | In | Loop | | 3\n5 | To | Loop | | 3")
            .products("P | Pin | Pins | 5 | 10")
            .customers(
                "1 | One  | Norway   | 1 | 0
                 2 | Two  | Atlantis | 1 | -0.01
                 3 | None | Norway   |   | 1",
            )
            .orders(
                "1  | 2004-01-02 | 2004-01-02 | 2004-01-02 | Shipped    | 1
                 2  | 2004-01-02 | 2004-01-02 | 2004-01-01 | Shipped    | 1
                 3  | 2004-01-02 | 2004-01-01 | 2004-01-02 | Shipped    | 1
                 4  | 2004-01-02 | 2004-01-02 |            | Shipped    | 1
                 5  | 2004-01-02 | 2004-01-02 | 2004-01-02 | In Process | 1
                 6  | 2004-01-02 | 2004-01-02 | 2004-01-02 | Cancelled  | 1
                 7  | 2004-01-02 | 2004-05-31 |            | On Hold    | 1
                 8  | 2004-01-02 | 2004-06-01 |            | On Hold    | 1
                 9  | 2004-01-02 | 2004-06-01 |            | Disputed   | 1",
            )
            .lines(
                "1 | P | 1  | 5
                 2 | P | 1  | 10
                 3 | P | 1  | 4.99
                 4 | P | 1  | 10.01
                 5 | P | 0  | 10
                 6 | P | -1 | 10
                 7 | P | 1  | 0
                 8 | P | 1  | 5.004",
            )
            .payments("1 | a | 2004-01-02 | 0.01\n1 | b | 2004-01-01 | 1\n3 | c | 2004-01-01 | 1\n1 | d | 2004-01-02 | 0")
            .snapshot();
        check_findings(
            &snapshot,
            Severity::Warning,
            "amount_not_positive.payments 1/d: amount = 0.00
             cancelled_but_shipped.orders 6: Cancelled, ordered 2004-01-02, required 2004-01-02, shipped 2004-01-02
             country_without_region.customers 2: country = 'Atlantis'
             date_without_shipment.orders 5: In Process, ordered 2004-01-02, required 2004-01-02, shipped 2004-01-02
             negative_credit_limit.customers 2: creditLimit = -0.01
             on_hold_overdue.orders 7: On Hold, ordered 2004-01-02, required 2004-05-31, shipped no date
             order_without_lines.orders 9: Disputed, ordered 2004-01-02, required 2004-06-01, shipped no date
             paid_before_first_order.payments 1/b: paymentDate = 2004-01-01, first order 2004-01-02
             price_above_msrp.orderdetails 4/P: quantityOrdered = 1, priceEach = 10.01, buyPrice 5.00, MSRP 10.00
             price_below_buy_price.orderdetails 3/P: quantityOrdered = 1, priceEach = 4.99, buyPrice 5.00, MSRP 10.00
             price_below_buy_price.orderdetails 7/P: quantityOrdered = 1, priceEach = 0.00, buyPrice 5.00, MSRP 10.00
             price_not_positive.orderdetails 7/P: quantityOrdered = 1, priceEach = 0.00, buyPrice 5.00, MSRP 10.00
             quantity_not_positive.orderdetails 5/P: quantityOrdered = 0, priceEach = 10.00, buyPrice 5.00, MSRP 10.00
             quantity_not_positive.orderdetails 6/P: quantityOrdered = -1, priceEach = 10.00, buyPrice 5.00, MSRP 10.00
             required_before_ordered.orders 3: Shipped, ordered 2004-01-02, required 2004-01-01, shipped 2004-01-02
             rounded_money.orderdetails 8/P: priceEach = '5.004'
             several_roots.employees 1: Top One
             several_roots.employees 2: Top Two
             shipped_before_ordered.orders 2: Shipped, ordered 2004-01-02, required 2004-01-02, shipped 2004-01-01
             shipped_without_date.orders 4: Shipped, ordered 2004-01-02, required 2004-01-02, shipped no date",
        );
        let cycle =
            snapshot.quality.broken(Severity::Error).find(|check| check.id == "reporting_cycle.employees");
        let keys: Vec<_> = cycle.unwrap().rows.iter().map(|row| &*row.key).collect();
        assert_eq!(keys, ["3", "4"], "5 reports into the cycle, but is not in it");
    }
}
