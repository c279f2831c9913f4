//! What to offer to whom: the other product of pairs that belong together.

use std::cmp::Reverse;

use units::Fraction;

use super::cross_sell::{self, Pair};
use crate::activity::{self, Activity};
use crate::chance::{corrected, probability_together};
use crate::dataset::{Dataset, Kind};
use crate::table::{Column, Table, Value};
use crate::totals::Totals;
use crate::view::View;

/// What to offer to whom.
pub const DATASET: Dataset = Dataset {
    name: "cross_sell_offers",
    title: "Cross-sell offers",
    kind: Kind::Flow,
    definition: "Customers who bought one product of a strong pair in the scope and never bought the other, with what that is worth: the best offers of each customer. A pair is strong when it is bought together more often than chance would have it. Churning customers are left to their call list.",
    formula: "expected_value = confidence × mean line revenue of the offered product in the scope; confidence = n_ab / n_a. Strong: lift above 1, and p × m at most pair_chance_per_mille / 1000, with p the one-sided probability by Fisher's exact test and m the number of pairs of sold products (Bonferroni).",
    source: "orders.customerNumber; orderdetails.productCode, quantityOrdered, priceEach; customers",
    order: "expected value descending, customer number, offered product",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("contact", "First and last name of the contact."),
        Column::text("phone", "Phone number."),
        Column::text("country", "Country of the customer."),
        Column::text("employee_name", "Who should offer it: the sales rep; empty without one."),
        Column::text("bought_product_code", "Code of the product that the customer bought."),
        Column::text("bought_product_name", "Its name."),
        Column::text("offered_product_code", "Code of the product to offer."),
        Column::text("offered_product_name", "Its name."),
        Column::integer("cooccurrence_count", "orders", "Orders with both (n)."),
        Column::ratio("lift", "times", "How many times as often together as by chance."),
        Column::ratio(
            "confidence",
            "share",
            "Share of the orders with the bought product that have the other.",
        ),
        Column::money("mean_line_revenue", "Mean revenue of an order line of the offered product."),
        Column::money("expected_value", "Confidence × mean line revenue.").summed(),
    ],
    rows,
};

/// One product to offer to one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Index of the customer.
    pub customer: usize,
    /// Index of the product that the customer bought.
    pub bought: usize,
    /// Index of the product to offer.
    pub offered: usize,
    /// The pair that speaks for it.
    pub pair: Pair,
    /// Share of the orders with the bought product that have the other.
    pub confidence: Fraction,
    /// Mean revenue of a line of the offered product, in cents.
    pub mean_line_cents: Fraction,
    /// Confidence × that, in whole cents.
    pub expected_cents: i64,
}

/// The offers of a scope, and what they rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The offers, the most valuable first.
    pub offers: Vec<Offer>,
    /// Pairs that are bought together often enough to be listed.
    pub num_pairs: usize,
    /// Those of them that are no chance.
    pub num_strong_pairs: usize,
    /// Pairs of sold products: as many could have been found.
    pub num_possible_pairs: i64,
}

/// The best offers for each customer of the scope.
pub fn offers(view: &View<'_>, activities: &[Activity]) -> Offers {
    let (snapshot, policy) = (view.snapshot, view.policy);
    let num_products = snapshot.products.len();
    let totals = Totals::of(view.flow());
    let num_sold = totals.by_product.iter().filter(|sum| sum.num_orders > 0).count() as i64;
    let num_possible_pairs = num_sold * (num_sold - 1).max(0) / 2;
    let pairs = cross_sell::pairs(view);
    let num_pairs = pairs.len();
    let greatest_chance = f64::from(policy.pair_chance_per_mille) / 1_000.0;
    let is_strong = |pair: &Pair| {
        let chance = probability_together(pair.num_both, pair.num_each, pair.num_orders);
        pair.lift() > Fraction::new(1, 1) && corrected(chance, num_possible_pairs) <= greatest_chance
    };
    let strong: Vec<Pair> = pairs.into_iter().filter(is_strong).collect();
    // For each product those to offer with it.
    let mut beside: Vec<Vec<Offer>> = vec![Vec::new(); num_products];
    for pair in &strong {
        let (one, other) = pair.products;
        for (bought, offered, num_bought) in [(one, other, pair.num_each.0), (other, one, pair.num_each.1)] {
            let sold = totals.by_product[offered];
            let confidence = Fraction::new(pair.num_both, num_bought);
            let mean = Fraction::new(sold.revenue_cents, sold.num_orders);
            let Some((confidence, mean_line_cents)) = confidence.zip(mean) else { continue };
            let expected = confidence.times(mean_line_cents).scaled(0);
            let Ok(expected_cents) = i64::try_from(expected) else { continue };
            let offer = Offer {
                customer: 0,
                bought,
                offered,
                pair: *pair,
                confidence,
                mean_line_cents,
                expected_cents,
            };
            beside[bought].push(offer);
        }
    }
    let (in_scope, ever) = (bought(view, view.flow()), bought(view, view.whole()));
    let most = policy.offers_per_customer as usize;
    let mut offers: Vec<Offer> = Vec::new();
    // Position in `found` of what is offered to the customer at hand, by product.
    let mut place: Vec<Option<usize>> = vec![None; num_products];
    for customer in view.customers() {
        if in_scope[customer].is_empty() || activities[customer].is_churned(snapshot.as_of, policy) {
            continue;
        }
        let mut found: Vec<Offer> = Vec::new();
        for offer in in_scope[customer].iter().flat_map(|&product| &beside[product as usize]) {
            if offer.expected_cents <= 0 || ever[customer].binary_search(&(offer.offered as u32)).is_ok() {
                continue;
            }
            let offer = Offer { customer, ..*offer };
            match place[offer.offered] {
                None => {
                    place[offer.offered] = Some(found.len());
                    found.push(offer);
                }
                // Of several products that speak for it the one that most of the buyers take it with.
                Some(known) if found[known].confidence < offer.confidence => found[known] = offer,
                Some(_) => {}
            }
        }
        found.iter().for_each(|offer| place[offer.offered] = None);
        found.sort_unstable_by_key(|offer| (Reverse(offer.expected_cents), offer.offered));
        offers.extend(found.into_iter().take(most));
    }
    offers.sort_by_key(|offer| (Reverse(offer.expected_cents), offer.customer, offer.offered));
    Offers { offers, num_pairs, num_strong_pairs: strong.len(), num_possible_pairs }
}

/// The products that each customer bought, ascending.
fn bought(view: &View<'_>, flow: crate::view::Flow<'_>) -> Vec<Vec<u32>> {
    let mut bought: Vec<Vec<u32>> = vec![Vec::new(); view.snapshot.customers.len()];
    for line in flow.lines() {
        bought[line.customer].push(line.product as u32);
    }
    for products in &mut bought {
        products.sort_unstable();
        products.dedup();
    }
    bought
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    let activities = activity::of_customers(view);
    for offer in offers(view, &activities).offers {
        let customer = &snapshot.customers[offer.customer];
        let (bought, offered) = (&snapshot.products[offer.bought], &snapshot.products[offer.offered]);
        let mean = Fraction::new(1, 100).map(|unit| offer.mean_line_cents.times(unit));
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&customer.contact).into(),
            (&customer.phone).into(),
            (&snapshot.country_of(offer.customer).name).into(),
            customer.rep.map(|rep| Value::text(&snapshot.employees[rep as usize].name)).into(),
            (&bought.code).into(),
            (&bought.name).into(),
            (&offered.code).into(),
            (&offered.name).into(),
            offer.pair.num_both.into(),
            Value::quotient(offer.pair.lift(), 4),
            Value::quotient(Some(offer.confidence), 4),
            Value::quotient(mean, 2),
            Value::cents(offer.expected_cents),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, assert_rows, rows_under, small};
    use crate::policy::Policy;
    use crate::snapshot::Snapshot;

    /// Ten orders with A and B, ten with C alone; customer 2 bought A once more without B, customer 3 the same long ago.
    fn company() -> Snapshot {
        let orders: String =
            (1..=20).map(|number| format!("{number} | 2004-12-01 | | | Shipped | 1\n")).collect();
        let lines: String = (1..=10)
            .map(|number| {
                format!("{number} | A | 1 | 10\n{number} | B | 2 | 15\n{} | C | 1 | 99\n", number + 10)
            })
            .collect();
        let orders = format!("{orders}21 | 2004-12-02 | | | Shipped | 2\n22 | 2003-01-01 | | | Shipped | 3");
        let lines = format!("{lines}21 | A | 1 | 10\n22 | A | 1 | 10");
        Fixture::new()
            .employees("7 | Ann | Lee | | | Sales Rep")
            .products("A | Axe | Tools\nB | Bit | Tools\nC | Cup | Mugs")
            .customers("1 | One | Norway |\n2 | Two | Norway | 7\n3 | Three | Norway | 7")
            .orders(&orders)
            .lines(&lines)
            .snapshot()
    }

    /// A stands in 12 of 22 orders, B in 10, both in 10: lift 22 / 12, chance C(12, 10) / C(22, 10) = 66 / 646646, three pairs.
    #[test]
    fn who_bought_the_one_is_offered_the_other() {
        let two = "2,Two,- -,-,Norway,Ann Lee,A,Axe,B,Bit,10,1.8333,0.8333,30.00,25.00";
        let check = |per_mille, query: &str, expected: &str| {
            let policy = Policy { pair_chance_per_mille: per_mille, ..Policy::default() };
            assert_rows(&rows_under(&policy, &DATASET, &company(), query), expected, query);
        };
        check(1, "", two);
        check(0, "", "");
        // In December A stands in 11 of 21 orders.
        check(1, "period=2004-12", "2,Two,- -,-,Norway,Ann Lee,A,Axe,B,Bit,10,1.9091,0.9091,30.00,27.27");
        check(1, "country=Japan", "");
        check(1, "line=Mugs", "");
    }

    #[test]
    fn pairs_by_chance_are_not_offered() {
        let (snapshot, scope, policy) = (small(), crate::scope::Scope::default(), Policy::default());
        let view = View::new(&snapshot, &scope, &policy);
        let offers = offers(&view, &activity::of_customers(&view));
        assert_eq!((offers.num_pairs, offers.num_strong_pairs, offers.num_possible_pairs), (1, 0, 3));
        assert!(offers.offers.is_empty());
    }
}
