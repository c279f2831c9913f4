//! Order lines: resolved as they come, then sorted by order and product, column by column.

use super::dimensions::Dimensions;
use super::orders::{Found, OrderLookup};
use super::value::{MAX_CENTS, Value};
use crate::quality::{Findings, OffendingRow, Rule};
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

/// Sum of the absolute line values in cents up to which neither a sum of any of them overflows 64 bits nor an exact difference of two
/// percentages of such sums 128.
const MAX_TOTAL_CENTS: i64 = 500_000_000_000_000_000;

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
        let worth_cents = match (values[2], values[3]) {
            (Value::Number(quantity), Value::Number(cents)) => quantity.checked_mul(cents),
            _ => None,
        };
        if order.is_none() {
            findings.report(Rule::UnknownOrder, Table::OrderDetails, || {
                let wrong = format!("orderNumber = {number} is of no order, or of one that is left out");
                (key(), OffendingRow::with_worth(&wrong, worth_cents))
            });
        }
        if product.is_none() {
            findings.report(Rule::UnknownProduct, Table::OrderDetails, || {
                (key(), OffendingRow::with_worth(&format!("productCode = '{code}'"), worth_cents))
            });
        }
        let (Some(order), Some(product)) = (order, product) else { return false };
        let Found::At(order) = order else { return true };
        self.order.push(order);
        self.product.push(product);
        self.quantity.push(match values[2] {
            Value::Number(quantity) => {
                i32::try_from(quantity).ok().filter(|&it| it != NO_QUANTITY).unwrap_or_else(|| {
                    let row = || (key(), format!("quantityOrdered = {quantity} is too large"));
                    findings.report(Rule::NoNumber, Table::OrderDetails, row);
                    NO_QUANTITY
                })
            }
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
                        let worth_cents = (quantity[index] != NO_QUANTITY && price_cents[index] != NO_PRICE)
                            .then(|| i64::from(quantity[index]).checked_mul(price_cents[index]));
                        let wrong = format!("quantityOrdered = {}", quantity[index]);
                        (key(), OffendingRow::with_worth(&wrong, worth_cents.flatten()))
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

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check_findings};
    use crate::quality::Severity;
    use crate::schema::Table;
    use crate::snapshot::Snapshot;

    /// Order 1 counts, order 2 has no date.
    fn with_lines(lines: &str) -> Snapshot {
        Fixture::new()
            .product_lines("X")
            .products("A | a | X | | \nB | b | X | | \nC | c | X | | \nD | d | X | | \nE | e | X | | \nF | f | X | | ")
            .customers("1 | One | Norway")
            .orders("1 | 2004-01-01 | 2004-01-02 | | In Process | 1\n2 | nil | 2004-01-02 | | In Process | 1")
            .lines(lines)
            .snapshot()
    }

    /// Code, quantity and cents of the lines that count.
    #[track_caller]
    fn check_kept(snapshot: &Snapshot, expected: &[(&str, i32, i64)]) {
        let lines = &snapshot.lines;
        let kept: Vec<(&str, i32, i64)> = (0..lines.len())
            .map(|line| {
                let code = &*snapshot.products[lines.product[line] as usize].code;
                (code, lines.quantity[line], lines.price_cents[line])
            })
            .collect();
        assert_eq!(kept, expected);
        let profile = snapshot.profile_of(Table::OrderDetails);
        assert_eq!(
            profile.num_rows - profile.num_quarantined,
            expected.len() as u64,
            "all others are left out"
        );
    }

    #[test]
    fn a_line_needs_an_order_a_product_a_quantity_and_a_price() {
        let snapshot = with_lines(
            "1 | A | 2   | 10
             2 | A | 2   | 10
             3 | A | 2   | 10
             1 | Q | 2   | 10
             9 | Q | 2   | 10
               | A | 2   | 10
             1 |   | 2   | 10
             1 | B |     | 10
             1 | C | 2   |
             1 | D | 2.5 | 10
             1 | E | -2  | 10
             1 | F | 2   | 0",
        );
        check_kept(&snapshot, &[("A", 2, 1_000), ("E", -2, 1_000), ("F", 2, 0)]);
        assert_eq!((snapshot.orders.revenue_cents[0], snapshot.orders.units[0]), (0, 2));
        let products = ["A", "B", "C", "D", "E", "F"]
            .map(|code| format!("missing_value.products {code}: buyPrice, MSRP"));
        let expected = "missing_value.orderdetails /A: orderNumber
             missing_value.orderdetails 1/: productCode
             missing_value.orderdetails 1/B: quantityOrdered
             missing_value.orderdetails 1/C: priceEach
             PRODUCTS
             no_calendar_date.orders 2: orderDate = 'nil'
             no_number.orderdetails 1/D: quantityOrdered = '2.5'
             unknown_order.orderdetails 2/A: orderNumber = 2 is of no order, or of one that is left out; worth 20.00
             unknown_order.orderdetails 3/A: orderNumber = 3 is of no order, or of one that is left out; worth 20.00
             unknown_order.orderdetails 9/Q: orderNumber = 9 is of no order, or of one that is left out; worth 20.00
             unknown_product.orderdetails 1/Q: productCode = 'Q'; worth 20.00
             unknown_product.orderdetails 9/Q: productCode = 'Q'; worth 20.00";
        check_findings(&snapshot, Severity::Error, &expected.replace("PRODUCTS", &products.join("\n")));
        check_findings(
            &snapshot,
            Severity::Warning,
            "price_not_positive.orderdetails 1/F: quantityOrdered = 2, priceEach = 0.00, buyPrice none, MSRP none
             quantity_not_positive.orderdetails 1/E: quantityOrdered = -2, priceEach = 10.00, buyPrice none, MSRP none",
        );
    }

    /// By quantity, then price; missing is smallest, so nothing is left of B.
    #[test]
    fn of_repeated_keys_the_smallest_row_is_kept() {
        let snapshot = with_lines(
            "1 | A | 3 | 10
             1 | A | 2 | 12
             1 | B | 1 | 1
             1 | A | 2 | 11
             1 | B |   | 1
             1 | C | 10 | 1
             1 | C | 9  | 1",
        );
        check_kept(&snapshot, &[("A", 2, 1_100), ("C", 9, 100)]);
    }

    #[test]
    fn what_no_sum_could_hold_is_reported_as_no_number() {
        let snapshot = with_lines(
            "1 | A | 2147483647  | 0.01
             1 | B | 2147483648  | 0.01
             1 | C | -2147483648 | 0.01
             1 | D | 1           | 100000000000.01
             1 | E | 1000000     | 100000.01
             1 | F | 1000000     | 100000",
        );
        check_kept(&snapshot, &[("A", i32::MAX, 1), ("F", 1_000_000, 10_000_000)]);
        let num_findings =
            snapshot.quality.num_violations(crate::quality::Rule::NoNumber, Table::OrderDetails);
        assert_eq!(num_findings, 4);
    }

    #[test]
    fn lines_stand_by_order_then_product_however_they_come() {
        let fixture = |lines| {
            let fixture = Fixture::new().products("A | a | X\nB | b | X").customers("1 | One | Norway");
            fixture
                .orders("7 | 2004-01-02 | | | S | 1\n9 | 2004-01-01 | | | S | 1\n8 | 2004-01-03 | | | S | 1")
                .lines(lines)
                .snapshot()
        };
        let snapshot = fixture("8 | B | 1 | 1\n7 | A | 2 | 1\n9 | B | 3 | 1\n8 | A | 4 | 1\n9 | A | 5 | 1");
        assert_eq!(snapshot.orders.number, [9, 7, 8]);
        assert_eq!(snapshot.orders.first_line, [0, 2, 3, 5]);
        assert_eq!(snapshot.lines.quantity, [5, 3, 2, 4, 1]);
        assert_eq!(snapshot.orders.units, [8, 2, 5]);
    }
}
