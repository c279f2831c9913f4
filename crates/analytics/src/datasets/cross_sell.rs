//! Products that are bought together.

use std::cmp::Reverse;

use units::Fraction;

use crate::dataset::{Dataset, Kind};
use crate::policy::Policy;
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

/// In how many of so many orders a pair must stand together to be listed.
pub fn least_orders(num_orders: i64, policy: &Policy) -> i64 {
    let one_in = i64::from(policy.min_pair_one_in.max(1));
    i64::from(policy.min_pair_orders).max((num_orders + one_in - 1) / one_in).max(1)
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
    let least = least_orders(num_orders, view.policy);
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

#[cfg(test)]
mod tests {
    use super::DATASET;
    use crate::fixture::{Fixture, assert_rows, check, rows_under, small};
    use crate::policy::Policy;

    /// C1 and C2 stand together in 103, 107 and 108; C1 in 6, C2 in 4 of the 11 orders that have lines.
    #[test]
    fn pairs_in_three_orders_are_listed() {
        check(
            &DATASET,
            &small(),
            "",
            "C1,Coupe,C2,Cabrio,3,6,4,11,0.2727,0.5000,0.7500,2.1818,1.3750,0.0744",
        );
    }

    /// 7 orders have a car: together less often than by chance.
    #[test]
    fn a_line_filter_leaves_the_orders_with_such_a_line() {
        check(
            &DATASET,
            &small(),
            "line=Cars",
            "C1,Coupe,C2,Cabrio,3,6,4,7,0.4286,0.5000,0.7500,3.4286,0.8750,-0.0612",
        );
        check(&DATASET, &small(), "country=USA", "");
    }

    #[test]
    fn the_least_number_of_orders_is_rounded_up() {
        let codes = |min_pair_orders, min_pair_one_in| {
            let policy = Policy { min_pair_orders, min_pair_one_in, ..Policy::default() };
            let rows = rows_under(&policy, &DATASET, &small(), "");
            rows.iter().map(|row| format!("{}{}", &row[..2], &row[9..11])).collect::<Vec<_>>()
        };
        // 11 / 5 makes 3, 11 / 6 makes 2.
        assert_eq!(codes(1, 5), ["C1C2"]);
        assert_eq!(codes(1, 6), ["C1C2", "C1S1"]);
        assert_eq!(codes(3, 6), ["C1C2"]);
    }

    /// A and B, E and F always together, D once without C.
    #[test]
    fn equal_counts_come_by_lift_then_code() {
        let snapshot = Fixture::new()
            .products(
                "A | a | X
                 B | b | X
                 C | c | X
                 D | d | X
                 E | e | X
                 F | f | X",
            )
            .customers("1 | One | Norway")
            .orders(
                "1  | 2004-01-01 | | | Shipped | 1
                 2  | 2004-01-01 | | | Shipped | 1
                 3  | 2004-01-01 | | | Shipped | 1
                 4  | 2004-01-01 | | | Shipped | 1
                 5  | 2004-01-01 | | | Shipped | 1
                 6  | 2004-01-01 | | | Shipped | 1
                 7  | 2004-01-01 | | | Shipped | 1
                 8  | 2004-01-01 | | | Shipped | 1
                 9  | 2004-01-01 | | | Shipped | 1
                 10 | 2004-01-01 | | | Shipped | 1",
            )
            .lines(
                "1 | E | 1 | 1
                 1 | F | 1 | 1
                 2 | E | 1 | 1
                 2 | F | 1 | 1
                 3 | F | 1 | 1
                 3 | E | 1 | 1
                 4 | C | 1 | 1
                 4 | D | 1 | 1
                 5 | C | 1 | 1
                 5 | D | 1 | 1
                 6 | C | 1 | 1
                 6 | D | 1 | 1
                 7 | D | 1 | 1
                 8 | A | 1 | 1
                 8 | B | 1 | 1
                 9 | A | 1 | 1
                 9 | B | 1 | 1
                 10 | A | 1 | 1
                 10 | B | 1 | 1",
            )
            .snapshot();
        assert_rows(
            &rows_under(&Policy::default(), &DATASET, &snapshot, ""),
            "A,a,B,b,3,3,3,10,0.3000,1.0000,1.0000,0.9000,3.3333,0.2100
             E,e,F,f,3,3,3,10,0.3000,1.0000,1.0000,0.9000,3.3333,0.2100
             C,c,D,d,3,3,4,10,0.3000,1.0000,0.7500,1.2000,2.5000,0.1800",
            "cross_sell",
        );
    }
}
