//! Order lines: resolved as they come, then sorted by order and product, column by column.

use super::dimensions::Dimensions;
use super::orders::{Found, OrderLookup};
use super::value::{MAX_CENTS, Value};
use crate::quality::{Findings, Rule};
use crate::schema::Table;
use crate::snapshot::{Lines, Orders};

/// Line rows as they come, in columns; missing values are the smallest, as the choice among repeated keys wants it.
#[derive(Debug, Default)]
pub(super) struct LineRows {
    order: Vec<u32>,
    product: Vec<u32>,
    quantity: Vec<i32>,
    price_cents: Vec<i64>,
    line_number: Vec<Option<i16>>,
    /// Order number and what became of it, of the row before: lines of an order mostly come together.
    previous: Option<(i64, Option<Found>)>,
}

const NO_QUANTITY: i32 = i32::MIN;
const NO_PRICE: i64 = i64::MIN;

/// Sum of the absolute line values in cents up to which no sum of any of them can overflow.
const MAX_TOTAL_CENTS: i64 = i64::MAX / 2;

impl LineRows {
    /// Takes a row; false if it is quarantined at once.
    pub(super) fn take(
        &mut self,
        values: &[Value<'_>],
        orders: &OrderLookup,
        dimensions: &Dimensions,
        findings: &mut Findings,
    ) -> bool {
        let (Value::Number(number), Value::Text(code)) = (values[0], values[1]) else {
            // A missing part of the key was reported when the row was read.
            return false;
        };
        let key = || format!("{number}/{code}");
        let order = match self.previous {
            Some((previous, found)) if previous == number => found,
            _ => orders.find(number),
        };
        self.previous = Some((number, order));
        let product = dimensions.product(code);
        if order.is_none() {
            findings.report(Rule::UnknownOrder, Table::OrderDetails, || {
                (key(), format!("orderNumber = {number} is of no order, or of one that is left out"))
            });
        }
        if product.is_none() {
            findings.report(Rule::UnknownProduct, Table::OrderDetails, || {
                (key(), format!("productCode = '{code}'"))
            });
        }
        let (Some(order), Some(product)) = (order, product) else { return false };
        let Found::At(order) = order else { return true };
        self.order.push(order);
        self.product.push(product);
        self.quantity.push(match values[2] {
            Value::Number(quantity) => i32::try_from(quantity).unwrap_or_else(|_| {
                let row = || (key(), format!("quantityOrdered = {quantity} is too large"));
                findings.report(Rule::NoNumber, Table::OrderDetails, row);
                NO_QUANTITY
            }),
            _ => NO_QUANTITY,
        });
        self.price_cents.push(if let Value::Number(cents) = values[3] { cents } else { NO_PRICE });
        self.line_number.push(if let Value::Number(number) = values[4] {
            i16::try_from(number).ok()
        } else {
            None
        });
        true
    }

    /// The lines in the order of the snapshot, with the sums of each order; and how many rows are left out.
    pub(super) fn close(
        self,
        orders: &mut Orders,
        dimensions: &Dimensions,
        findings: &mut Findings,
    ) -> (Lines, u64) {
        let LineRows { order, product, quantity, price_cents, line_number, .. } = self;
        let num_rows = order.len();
        let by_order = counting_sort(&order, orders.len());
        drop(order);
        // A permutation of the rows instead of a second copy of them: each column is gathered and its source freed in turn.
        let mut rows = by_order.rows;
        for position in 0..orders.len() {
            let of_order = by_order.first[position] as usize..by_order.first[position + 1] as usize;
            rows[of_order].sort_unstable_by_key(|&row| {
                let row = row as usize;
                (product[row], quantity[row], price_cents[row], line_number[row])
            });
        }
        let mut kept: Vec<u32> = Vec::with_capacity(rows.len());
        let mut first_line: Vec<u32> = Vec::with_capacity(orders.len() + 1);
        let mut total_cents: i64 = 0;
        for position in 0..orders.len() {
            first_line.push(kept.len() as u32);
            let mut previous_product = None;
            for &row in &rows[by_order.first[position] as usize..by_order.first[position + 1] as usize] {
                let index = row as usize;
                let key = || {
                    format!(
                        "{}/{}",
                        orders.number[position], dimensions.products[product[index] as usize].code
                    )
                };
                if previous_product == Some(product[index]) {
                    findings.report(Rule::RepeatedKey, Table::OrderDetails, || {
                        (key(), format!("quantityOrdered = {}", quantity[index]))
                    });
                    continue;
                }
                previous_product = Some(product[index]);
                if quantity[index] == NO_QUANTITY || price_cents[index] == NO_PRICE {
                    continue;
                }
                let cents = i64::from(quantity[index]).checked_mul(price_cents[index]);
                let Some(cents) = cents
                    .filter(|cents| cents.abs() <= MAX_CENTS && cents.abs() <= MAX_TOTAL_CENTS - total_cents)
                else {
                    findings.report(Rule::NoNumber, Table::OrderDetails, || {
                        (
                            key(),
                            format!(
                                "quantityOrdered × priceEach = {} × {} cents is too large",
                                quantity[index], price_cents[index]
                            ),
                        )
                    });
                    continue;
                };
                total_cents += cents.abs();
                orders.revenue_cents[position] += cents;
                orders.units[position] += i64::from(quantity[index]);
                kept.push(row);
            }
        }
        first_line.push(kept.len() as u32);
        orders.first_line = first_line;
        drop(rows);
        let lines = Lines {
            product: gather(product, &kept),
            quantity: gather(quantity, &kept),
            price_cents: gather(price_cents, &kept),
            line_number: gather(line_number, &kept),
        };
        let num_left_out = (num_rows - lines.len()) as u64;
        (lines, num_left_out)
    }
}

/// The values at these positions; the source is freed.
fn gather<T: Copy>(values: Vec<T>, positions: &[u32]) -> Vec<T> {
    positions.iter().map(|&position| values[position as usize]).collect()
}

/// Rows grouped by a small key: those of key `k` are `rows[first[k]..first[k + 1]]`.
struct Grouped {
    rows: Vec<u32>,
    first: Vec<u32>,
}

fn counting_sort(keys: &[u32], num_keys: usize) -> Grouped {
    let mut first = vec![0_u32; num_keys + 1];
    for &key in keys {
        first[key as usize + 1] += 1;
    }
    for key in 0..num_keys {
        first[key + 1] += first[key];
    }
    let mut next = first.clone();
    let mut rows = vec![0_u32; keys.len()];
    for (row, &key) in keys.iter().enumerate() {
        rows[next[key as usize] as usize] = row as u32;
        next[key as usize] += 1;
    }
    Grouped { rows, first }
}
