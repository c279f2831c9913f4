//! One pass over a flow that answers every KPI.

use crate::view::Flow;

/// Sums of a flow.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Units.
    pub units: i64,
    /// Orders.
    pub num_orders: i64,
    /// Order lines.
    pub num_lines: i64,
    /// Orders with required and shipped date.
    pub num_orders_with_dates: i64,
    /// Those of them shipped on or before the required date.
    pub num_on_time_orders: i64,
    /// Revenue of the lines whose product has a buy price, in cents.
    pub costed_revenue_cents: i64,
    /// What these lines cost, in cents: wider than revenue, because the intake bounds that but not what goods are bought for.
    pub cost_cents: i128,
    /// Payments in cents; none where they cannot be split by product.
    pub paid_cents: Option<i64>,
    /// Number of payments; none where they cannot be split by product.
    pub num_payments: Option<i64>,
    /// Revenue and whether there is an order, by customer.
    pub by_customer: Vec<Sum>,
    /// Revenue and whether there is a line, by product.
    pub by_product: Vec<Sum>,
}

/// What a customer, product or other item adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Revenue in cents.
    pub revenue_cents: i64,
    /// Units.
    pub units: i64,
    /// Orders (of a product: order lines, which is the same since a key is kept once).
    pub num_orders: i64,
}

impl Sum {
    /// Adds an order or line.
    pub fn add(&mut self, revenue_cents: i64, units: i64) {
        self.revenue_cents += revenue_cents;
        self.units += units;
        self.num_orders += 1;
    }
}

impl Totals {
    /// Sums up a flow.
    pub fn of(flow: Flow<'_>) -> Totals {
        let snapshot = flow.view().snapshot;
        let mut totals = Totals {
            by_customer: vec![Sum::default(); snapshot.customers.len()],
            by_product: vec![Sum::default(); snapshot.products.len()],
            ..Totals::default()
        };
        for order in flow.orders() {
            totals.num_orders += 1;
            totals.num_lines += order.num_lines as i64;
            totals.revenue_cents += order.revenue_cents;
            totals.units += order.units;
            totals.by_customer[order.customer].add(order.revenue_cents, order.units);
            if let Some(is_on_time) = snapshot.orders.on_time(order.order) {
                totals.num_orders_with_dates += 1;
                totals.num_on_time_orders += i64::from(is_on_time);
            }
        }
        for line in flow.lines() {
            totals.by_product[line.product].add(line.revenue_cents, line.units);
        }
        for (product, sum) in snapshot.products.iter().zip(&totals.by_product) {
            if let Some(price) = product.buy_price {
                totals.costed_revenue_cents += sum.revenue_cents;
                totals.cost_cents += i128::from(sum.units) * i128::from(price.cents());
            }
        }
        if let Some(payments) = flow.payments() {
            let (mut cents, mut count) = (0, 0);
            for payment in payments {
                cents += snapshot.payments.amount_cents[payment];
                count += 1;
            }
            (totals.paid_cents, totals.num_payments) = (Some(cents), Some(count));
        }
        totals
    }

    /// Customers with an order.
    pub fn num_buyers(&self) -> usize {
        self.by_customer.iter().filter(|sum| sum.num_orders > 0).count()
    }

    /// Revenue in cents of the `n` customers with the most.
    pub fn top_customers_cents(&self, n: usize) -> i64 {
        top(self.by_customer.iter().filter(|sum| sum.num_orders > 0), n)
    }

    /// Revenue in cents of the `n` products with the most.
    pub fn top_products_cents(&self, n: usize) -> i64 {
        top(self.by_product.iter().filter(|sum| sum.num_orders > 0), n)
    }
}

fn top<'a>(sums: impl Iterator<Item = &'a Sum>, n: usize) -> i64 {
    let mut cents: Vec<i64> = sums.map(|sum| sum.revenue_cents).collect();
    cents.sort_unstable_by(|a, b| b.cmp(a));
    cents.iter().take(n).sum()
}
