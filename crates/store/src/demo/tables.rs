//! The demo as rows of the eight tables: cells in schema order, with what is wrong in single cells.

use analytics::schema::Cell::{self, Integer, Null, Text};
use units::Money;

use super::company::Company;
use super::dirt::{self, Dirt, Flaw};
use super::lines::{fill, total};
use super::offices::OFFICES;
use super::orders::Orders;
use super::payments::Cashier;
use super::product_lines::PRODUCT_LINES;

/// Who takes the rows.
type Take<'t> = &'t mut dyn FnMut(&[Cell<'_>]) -> anyhow::Result<()>;

fn optional(text: Option<&str>) -> Cell<'_> {
    text.map_or(Null, Text)
}

/// Hands out the offices.
pub(super) fn offices(take: Take<'_>) -> anyhow::Result<()> {
    for office in &OFFICES {
        take(&[
            Text(office.code),
            Text(office.city),
            Text(office.phone),
            Text(office.address),
            optional(office.address2),
            optional(office.state),
            Text(office.country),
            Text(office.postal_code),
            Text(office.territory),
        ])?;
    }
    Ok(())
}

/// Hands out the employees, managers first.
pub(super) fn employees(company: &Company, take: Take<'_>) -> anyhow::Result<()> {
    for employee in &company.employees {
        take(&[
            Integer(employee.number),
            Text(&employee.last_name),
            Text(&employee.first_name),
            Text(&employee.extension),
            Text(&employee.email),
            Text(OFFICES[employee.office].code),
            employee.reports_to.map_or(Null, Integer),
            Text(employee.job_title),
        ])?;
    }
    Ok(())
}

/// Hands out the product lines, without pictures and markup.
pub(super) fn product_lines(take: Take<'_>) -> anyhow::Result<()> {
    for line in &PRODUCT_LINES {
        take(&[Text(line.name), Text(line.description), Null, Null])?;
    }
    Ok(())
}

/// Hands out the products by code.
pub(super) fn products(company: &Company, take: Take<'_>) -> anyhow::Result<()> {
    let mut ranked: Vec<usize> = (0..company.products.len()).collect();
    ranked.sort_by_key(|&rank| &company.products[rank].code);
    for rank in ranked {
        let product = &company.products[rank];
        let vendor = match rank {
            dirt::VENDOR_WITH_BLANKS => format!("{}  ", product.vendor),
            _ => product.vendor.to_owned(),
        };
        let stock = if rank == dirt::NEGATIVE_STOCK { -4 } else { product.stock };
        take(&[
            Text(&product.code),
            Text(&product.name),
            Text(PRODUCT_LINES[product.line].name),
            Text(&product.scale),
            Text(&vendor),
            Text(&product.description),
            Integer(stock),
            Text(&product.buy_price.to_string()),
            Text(&product.msrp.to_string()),
        ])?;
    }
    Ok(())
}

/// Hands out the customers by number.
pub(super) fn customers(
    company: &Company,
    dirt: Dirt,
    limits: &[Option<Money>],
    take: Take<'_>,
) -> anyhow::Result<()> {
    let mut ranked: Vec<usize> = (0..company.customers.len()).collect();
    ranked.sort_by_key(|&rank| company.customers[rank].number);
    for rank in ranked {
        let customer = &company.customers[rank];
        let country = customer.country().name;
        let country =
            if rank == dirt::COUNTRY_WITH_BLANKS { format!("{country}  ") } else { country.to_owned() };
        let city = customer.city;
        let city = if rank == dirt::CITY_WITH_BLANKS { format!(" {city}") } else { city.to_owned() };
        let rep = match (rank, dirt) {
            (dirt::UNKNOWN_REP, Dirt::Sqlite) => Some(dirt::NO_SUCH_EMPLOYEE),
            _ => customer.rep,
        };
        let limit = limits[rank].map(|limit| limit.to_string());
        take(&[
            Integer(customer.number),
            Text(&customer.name),
            Text(customer.contact_last_name),
            Text(customer.contact_first_name),
            Text(&customer.phone),
            Text(&customer.address),
            optional(customer.address2.as_deref()),
            Text(&city),
            optional(customer.state),
            Text(&customer.postal_code),
            Text(&country),
            rep.map_or(Null, Integer),
            optional(limit.as_deref()),
        ])?;
    }
    Ok(())
}

/// Hands out the orders by number.
pub(super) fn orders(company: &Company, dirt: Dirt, take: Take<'_>) -> anyhow::Result<()> {
    for order in Orders::new(company) {
        let ordered = order.ordered.to_string();
        let mut required = order.required.to_string();
        if (order.flaw, dirt) == (Some(Flaw::ImpossibleRequiredDate), Dirt::Sqlite) {
            required = dirt::impossible_day(&required);
        }
        let shipped = order.shipped.map(|day| day.to_string());
        take(&[
            Integer(order.number()),
            Text(&ordered),
            Text(&required),
            optional(shipped.as_deref()),
            Text(order.status.name()),
            optional(order.comment),
            Integer(company.customers[order.customer].number),
        ])?;
    }
    Ok(())
}

/// Hands out the payments in the sequence of the orders that they settle.
pub(super) fn payments(company: &Company, dirt: Dirt, take: Take<'_>) -> anyhow::Result<()> {
    let mut cashier = Cashier::new(company);
    let mut lines = Vec::new();
    for order in Orders::new(company) {
        fill(company, &order, &mut lines);
        let Some(payment) = cashier.settle(&order, total(&lines)) else { continue };
        let number = company.customers[payment.customer].number;
        let mut paid = payment.paid.to_string();
        match order.flaw {
            Some(Flaw::PaidTooEarly) => paid = company.calendar.first().plus_days(-20).to_string(),
            Some(Flaw::ImpossiblePaymentDate) if dirt == Dirt::Sqlite => paid = dirt::impossible_day(&paid),
            _ => {}
        }
        let amount = payment.amount.to_string();
        take(&[Integer(number), Text(&payment.check), Text(&paid), Text(&amount)])?;
        if order.flaw == Some(Flaw::PaidTwice) {
            let again = format!(" {}", payment.check);
            take(&[Integer(number), Text(&again), Text(&paid), Text(&amount)])?;
        }
    }
    Ok(())
}

/// Hands out the order lines by order and line number.
pub(super) fn order_details(company: &Company, dirt: Dirt, take: Take<'_>) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    let mut first = None;
    for order in Orders::new(company) {
        fill(company, &order, &mut lines);
        for (line, line_number) in lines.iter().zip(1..) {
            first.get_or_insert(*line);
            take(&[
                Integer(order.number()),
                Text(&company.products[line.product].code),
                Integer(line.quantity),
                Text(&line.price_each.to_string()),
                Integer(line_number),
            ])?;
        }
    }
    if let (Some(line), Dirt::Sqlite) = (first, dirt) {
        take(&[
            Integer(dirt::NO_SUCH_ORDER),
            Text(&company.products[line.product].code),
            Integer(line.quantity),
            Text(&line.price_each.to_string()),
            Integer(1),
        ])?;
    }
    Ok(())
}
