//! Products that are bought together.

use std::cmp::Reverse;

use units::Fraction;

use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Products that are bought together.
pub const DATASET: Dataset = Dataset {
    name: "cross_sell",
    title: "Cross-sell pairs",
    kind: Kind::Flow,
    definition: "Pairs of products that stand together in at least max(3, ⌈N / 200⌉) orders, N being the orders with at least one line.",
    formula: "support = n_ab / N; confidence = n_ab / n_a; expected = n_a n_b / N; lift = n_ab N / (n_a n_b); leverage = support − (n_a / N)(n_b / N).",
    source: "orderdetails.orderNumber, productCode",
    order: "co-occurrence descending, lift descending, product codes",
    columns: &[
        Column::text("product_code_1", "Code of the one product, the smaller."),
        Column::text("product_name_1", "Its name."),
        Column::text("product_code_2", "Code of the other product."),
        Column::text("product_name_2", "Its name."),
        Column::integer("cooccurrence_count", "orders", "Orders with both (n_ab)."),
        Column::integer("product_1_orders", "orders", "Orders with the one (n_a)."),
        Column::integer("product_2_orders", "orders", "Orders with the other (n_b)."),
        Column::integer("total_orders", "orders", "Orders with at least one line (N)."),
        Column::ratio("support", "share", "Share of the orders that have both."),
        Column::ratio("confidence_1_to_2", "share", "Share of the orders with the one that have the other."),
        Column::ratio("confidence_2_to_1", "share", "Share of the orders with the other that have the one."),
        Column::ratio("expected_cooccurrence", "orders", "Orders with both to expect by chance."),
        Column::ratio("lift", "times", "How many times as often as by chance."),
        Column::ratio("leverage", "share", "Support above that to expect by chance."),
    ],
    rows,
};

/// Two products and how often they are bought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Indices of the products, ascending.
    pub products: (usize, usize),
    /// Orders with both.
    pub num_both: i64,
    /// Orders with each.
    pub num_each: (i64, i64),
    /// Orders with at least one line.
    pub num_orders: i64,
}

impl Pair {
    /// How many times as often together as by chance.
    pub fn lift(&self) -> Option<Fraction> {
        Fraction::new(
            i128::from(self.num_both) * i128::from(self.num_orders),
            i128::from(self.num_each.0) * i128::from(self.num_each.1),
        )
    }
}

/// The pairs of the scope that are bought together often enough, the strongest first.
pub fn pairs(view: &View<'_>) -> Vec<Pair> {
    let num_products = view.snapshot.products.len();
    let mut num_with = vec![0_i64; num_products];
    let mut together = vec![0_u32; num_products * num_products];
    let mut num_orders = 0;
    let mut basket: Vec<usize> = Vec::new();
    let mut count = |basket: &mut Vec<usize>| {
        num_orders += i64::from(!basket.is_empty());
        for (position, &one) in basket.iter().enumerate() {
            num_with[one] += 1;
            // The lines of an order come by product.
            let row = &mut together[one * num_products..(one + 1) * num_products];
            basket[position + 1..].iter().for_each(|&other| row[other] += 1);
        }
        basket.clear();
    };
    let mut current = None;
    for line in view.flow().lines() {
        if current != Some(line.order) {
            count(&mut basket);
            current = Some(line.order);
        }
        basket.push(line.product);
    }
    count(&mut basket);
    let one_in = i64::from(view.policy.min_pair_one_in.max(1));
    let least = i64::from(view.policy.min_pair_orders).max((num_orders + one_in - 1) / one_in).max(1);
    let mut pairs = Vec::new();
    for one in 0..num_products {
        for other in one + 1..num_products {
            let num_both = i64::from(together[one * num_products + other]);
            if num_both >= least {
                let num_each = (num_with[one], num_with[other]);
                pairs.push(Pair { products: (one, other), num_both, num_each, num_orders });
            }
        }
    }
    pairs.sort_by_key(|pair| (Reverse(pair.num_both), Reverse(pair.lift()), pair.products));
    pairs
}

fn rows(view: &View<'_>, table: &mut Table) {
    for pair in pairs(view) {
        let (one, other) =
            (&view.snapshot.products[pair.products.0], &view.snapshot.products[pair.products.1]);
        let (num_one, num_other) = pair.num_each;
        let (both, orders) = (i128::from(pair.num_both), i128::from(pair.num_orders));
        let by_chance = i128::from(num_one) * i128::from(num_other);
        let ratio = |part: i128, whole: i128| Value::quotient(Fraction::new(part, whole), 4);
        table.push([
            (&one.code).into(),
            (&one.name).into(),
            (&other.code).into(),
            (&other.name).into(),
            pair.num_both.into(),
            num_one.into(),
            num_other.into(),
            pair.num_orders.into(),
            ratio(both, orders),
            ratio(both, num_one.into()),
            ratio(both, num_other.into()),
            ratio(by_chance, orders),
            Value::quotient(pair.lift(), 4),
            ratio(both * orders - by_chance, orders * orders),
        ]);
    }
}
