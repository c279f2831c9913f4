//! One order: its lines with discount and margin, and their sums.

use units::{Fraction, Money};

use crate::snapshot::Snapshot;

/// A line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// `orderLineNumber`.
    pub number: Option<i16>,
    /// Index of the product.
    pub product: usize,
    /// Units.
    pub quantity: i32,
    /// Price of one.
    pub price: Money,
    /// Quantity times price.
    pub value: Money,
    /// How far the price is below the recommended one, in percent; none without that.
    pub discount_percent: Option<Fraction>,
    /// What is left of the price after the buy price, in percent; none without either.
    pub margin_percent: Option<Fraction>,
}

/// An order in full.
#[derive(Clone, Debug)]
pub struct OrderDetail {
    /// Its lines by line number.
    pub lines: Vec<OrderLine>,
    /// Value of the lines.
    pub value: Money,
    /// Units of the lines.
    pub units: i64,
    /// Discount of the lines whose product has a recommended price, in percent of that.
    pub discount_percent: Option<Fraction>,
    /// Margin of the lines whose product has a buy price, in percent of their value.
    pub margin_percent: Option<Fraction>,
    /// Days from the required to the shipped date; negative when early, none unless both are known.
    pub days_late: Option<i64>,
}

impl OrderDetail {
    /// The order of this index.
    pub fn of(snapshot: &Snapshot, order: usize) -> OrderDetail {
        let (orders, facts) = (&snapshot.orders, &snapshot.lines);
        let (mut listed_cents, mut list_cents) = (0_i128, 0_i128);
        let (mut costed_cents, mut cost_cents) = (0_i128, 0_i128);
        let mut lines: Vec<OrderLine> = orders
            .lines(order)
            .map(|line| {
                let (index, quantity) = (facts.product[line] as usize, facts.quantity[line]);
                let (price, value) = (facts.price_cents[line], facts.revenue_cents(line));
                let product = &snapshot.products[index];
                let times = |money: Money| i128::from(quantity) * i128::from(money.cents());
                if let Some(msrp) = product.msrp {
                    listed_cents += i128::from(value);
                    list_cents += times(msrp);
                }
                if let Some(buy_price) = product.buy_price {
                    costed_cents += i128::from(value);
                    cost_cents += times(buy_price);
                }
                OrderLine {
                    number: facts.line_number[line],
                    product: index,
                    quantity,
                    price: Money::from_cents(price),
                    value: Money::from_cents(value),
                    discount_percent: product
                        .msrp
                        .and_then(|msrp| Fraction::percent(msrp.cents() - price, msrp.cents())),
                    margin_percent: product
                        .buy_price
                        .and_then(|buy_price| Fraction::percent(price - buy_price.cents(), price)),
                }
            })
            .collect();
        lines.sort_by_key(|line| (line.number.is_none(), line.number, line.product));
        let dates = orders.required[order].zip(orders.shipped[order]);
        OrderDetail {
            lines,
            value: Money::from_cents(orders.revenue_cents[order]),
            units: orders.units[order],
            discount_percent: Fraction::percent(list_cents - listed_cents, list_cents),
            margin_percent: Fraction::percent(costed_cents - cost_cents, costed_cents),
            days_late: dates.map(|(required, shipped)| i64::from(shipped.days_since(required))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::small;

    #[test]
    fn sums_are_those_of_the_lines() {
        let snapshot = small();
        let order = OrderDetail::of(&snapshot, snapshot.order(106).unwrap());
        // 10 coupes at 10 (list 10, cost 6) and 4 sloops at 50 (list 50, cost 30).
        assert_eq!(
            (order.value.to_string(), order.units, order.days_late),
            ("300.00".to_owned(), 14, Some(5))
        );
        assert_eq!(order.discount_percent, Fraction::percent(0, 1));
        assert_eq!(order.margin_percent, Fraction::percent(120, 300));
        let lines: Vec<_> =
            order.lines.iter().map(|line| (line.value.cents(), line.margin_percent)).collect();
        assert_eq!(lines, [(10_000, Fraction::percent(4, 10)), (20_000, Fraction::percent(2, 5))]);
        let empty = OrderDetail::of(&snapshot, snapshot.order(112).unwrap());
        assert_eq!((empty.lines.len(), empty.margin_percent, empty.days_late), (0, None, None));
    }
}
