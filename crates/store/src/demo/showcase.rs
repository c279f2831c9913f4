//! What the demo promises to show, computed from its rows as the dashboard would.

use std::collections::{BTreeMap, BTreeSet};

use analytics::schema::{Cell, Table};
use units::{Day, Month};

use super::Demo;
use crate::rows::Rows;

/// A row with its cells as text; NULL is none.
pub(super) type Row = Vec<Option<String>>;

pub(super) fn rows(demo: &mut Demo, table: Table) -> Vec<Row> {
    let mut rows = Vec::new();
    demo.for_each(table, &mut |cells| {
        assert_eq!(cells.len(), table.columns().len());
        rows.push(
            cells
                .iter()
                .map(|cell| match cell {
                    Cell::Null => None,
                    Cell::Integer(number) => Some(number.to_string()),
                    Cell::Text(text) => Some((*text).to_owned()),
                    other => panic!("unexpected {other:?}"),
                })
                .collect(),
        );
        Ok(())
    })
    .unwrap();
    rows
}

fn cents(text: &str) -> i64 {
    let (whole, cents) = text.split_once('.').unwrap();
    assert_eq!(cents.len(), 2, "{text}");
    format!("{whole}{cents}").parse().unwrap()
}

#[derive(Debug)]
struct Order {
    number: String,
    customer: String,
    ordered: Day,
    required: Option<Day>,
    shipped: Option<Day>,
    status: String,
    comment: Option<String>,
    /// Product code, cents.
    lines: Vec<(String, i64)>,
}

impl Order {
    fn cents(&self) -> i64 {
        self.lines.iter().map(|(_, cents)| cents).sum()
    }
}

#[derive(Debug)]
struct Customer {
    number: String,
    country: String,
    has_rep: bool,
    limit_cents: Option<i64>,
    orders: Vec<usize>,
    revenue_cents: i64,
    paid_cents: i64,
}

/// The whole demo, joined.
struct Sales {
    orders: Vec<Order>,
    customers: Vec<Customer>,
    products: Vec<String>,
    payments: Vec<Row>,
    as_of: Day,
}

fn sales(scale: u32, seed: u64) -> Sales {
    let mut demo = Demo::new(scale, seed);
    let date = |cell: &Option<String>| cell.as_deref().map(|text| Day::parse(text).unwrap());
    let mut orders: Vec<Order> = rows(&mut demo, Table::Orders)
        .into_iter()
        .map(|row| Order {
            number: row[0].clone().unwrap(),
            ordered: date(&row[1]).unwrap(),
            required: date(&row[2]),
            shipped: date(&row[3]),
            status: row[4].clone().unwrap(),
            comment: row[5].clone(),
            customer: row[6].clone().unwrap(),
            lines: Vec::new(),
        })
        .collect();
    let by_number: BTreeMap<String, usize> =
        orders.iter().enumerate().map(|(index, order)| (order.number.clone(), index)).collect();
    for row in rows(&mut demo, Table::OrderDetails) {
        let quantity: i64 = row[2].as_deref().unwrap().parse().unwrap();
        let cents = quantity * cents(row[3].as_deref().unwrap());
        orders[by_number[row[0].as_deref().unwrap()]].lines.push((row[1].clone().unwrap(), cents));
    }
    let mut customers: Vec<Customer> = rows(&mut demo, Table::Customers)
        .into_iter()
        .map(|row| Customer {
            number: row[0].clone().unwrap(),
            country: row[10].as_deref().unwrap().trim().to_owned(),
            has_rep: row[11].is_some(),
            limit_cents: row[12].as_deref().map(cents),
            orders: Vec::new(),
            revenue_cents: 0,
            paid_cents: 0,
        })
        .collect();
    let by_number: BTreeMap<String, usize> =
        customers.iter().enumerate().map(|(index, customer)| (customer.number.clone(), index)).collect();
    for (index, order) in orders.iter().enumerate() {
        let customer = &mut customers[by_number[&order.customer]];
        customer.orders.push(index);
        customer.revenue_cents += order.cents();
    }
    let payments = rows(&mut demo, Table::Payments);
    for row in &payments {
        customers[by_number[row[0].as_deref().unwrap()]].paid_cents += cents(row[3].as_deref().unwrap());
    }
    let products =
        rows(&mut demo, Table::Products).into_iter().map(|mut row| row.remove(0).unwrap()).collect();
    let as_of = orders.last().unwrap().ordered;
    Sales { orders, customers, products, payments, as_of }
}

impl Sales {
    fn buyers(&self) -> impl Iterator<Item = &Customer> {
        self.customers.iter().filter(|customer| !customer.orders.is_empty())
    }

    fn orders_of(&self, customer: &Customer) -> impl Iterator<Item = &Order> {
        customer.orders.iter().map(|&order| &self.orders[order])
    }

    fn last_order(&self, customer: &Customer) -> Day {
        self.orders_of(customer).map(|order| order.ordered).max().unwrap()
    }

    /// Days since the last order, and the mean gap between orders if there are several.
    fn silence(&self, customer: &Customer) -> (i32, Option<i32>) {
        let last = self.last_order(customer);
        let first = self.orders_of(customer).map(|order| order.ordered).min().unwrap();
        let gaps = customer.orders.len() as i32 - 1;
        (self.as_of.days_since(last), (gaps > 0).then(|| last.days_since(first) / gaps))
    }

    /// Cents and orders of each product in the three months that end with `last`.
    fn product_sales(&self, last: Month) -> BTreeMap<&str, (i64, u32)> {
        let mut sales: BTreeMap<&str, (i64, u32)> = BTreeMap::new();
        for order in &self.orders {
            if (0..3).contains(&last.months_since(order.ordered.month())) {
                for (product, cents) in &order.lines {
                    let sold = sales.entry(product).or_default();
                    sold.0 += cents;
                    sold.1 += 1;
                }
            }
        }
        sales
    }
}

/// The share of the largest fifth, in per cent.
fn top_fifth_percent(amounts: impl Iterator<Item = i64>) -> i64 {
    let mut amounts: Vec<i64> = amounts.collect();
    amounts.sort_unstable_by(|a, b| b.cmp(a));
    100 * amounts[..amounts.len() / 5].iter().sum::<i64>() / amounts.iter().sum::<i64>()
}

/// Scales and seeds for which the promises are kept: any, of which these are tried.
const TRIED: [(u32, u64); 5] = [(1, 1), (1, 2), (1, 42), (1, 2005), (20, 1)];

fn for_all(check: impl Fn(&Sales)) {
    for (scale, seed) in TRIED {
        eprintln!("scale {scale}, seed {seed}");
        check(&sales(scale, seed));
    }
}

#[track_caller]
fn assert_within<T: PartialOrd + std::fmt::Debug>(what: &str, value: T, range: std::ops::RangeInclusive<T>) {
    assert!(range.contains(&value), "{what}: {value:?} is not within {range:?}");
}

#[test]
fn scale_1_has_the_size_of_the_sample() {
    let mut demo = Demo::new(1, 1);
    for (table, range) in [
        (Table::Customers, 122..=122),
        (Table::Employees, 23..=23),
        (Table::Offices, 7..=7),
        (Table::OrderDetails, 2800..=3200),
        (Table::Orders, 326..=326),
        (Table::Payments, 255..=285),
        (Table::ProductLines, 7..=7),
        (Table::Products, 110..=110),
    ] {
        let count = rows(&mut demo, table).len() as u64;
        assert_within(table.name(), count, range);
        let estimate = demo.estimate(table).unwrap();
        assert!(estimate.abs_diff(count) * 20 <= count, "{}: {estimate} of {count}", table.name());
    }
    for_all(|sales| {
        let buyers = sales.buyers().count();
        assert_eq!(sales.customers.len() - buyers, sales.customers.len() * 24 / 122);
        assert_eq!(sales.as_of.to_string(), "2005-05-24");
    });
}

#[test]
fn a_fifth_of_customers_and_of_products_brings_in_most() {
    for_all(|sales| {
        assert_within(
            "customers",
            top_fifth_percent(sales.buyers().map(|customer| customer.revenue_cents)),
            60..=82,
        );
        let mut products: BTreeMap<&str, i64> =
            sales.products.iter().map(|code| (code.as_str(), 0)).collect();
        for (product, cents) in sales.orders.iter().flat_map(|order| &order.lines) {
            *products.get_mut(product.as_str()).unwrap() += cents;
        }
        assert_within("products", top_fifth_percent(products.values().copied()), 48..=70);
        let unsold = products.values().filter(|&&cents| cents == 0).count();
        assert_within("unsold products", unsold, 1..=3);
    });
}

#[test]
fn about_six_per_cent_are_late_and_most_of_these_in_three_countries() {
    for_all(|sales| {
        let countries: BTreeMap<&str, &str> =
            sales.customers.iter().map(|customer| (&*customer.number, &*customer.country)).collect();
        let mut late = 0;
        let mut late_there = 0;
        let mut dated = 0;
        for order in &sales.orders {
            if let (Some(required), Some(shipped)) = (order.required, order.shipped) {
                dated += 1;
                if shipped > required {
                    late += 1;
                    late_there +=
                        usize::from(["Italy", "Spain", "Brazil"].contains(&countries[&*order.customer]));
                }
            }
        }
        assert_within("late per mille", 1000 * late / dated, 45..=75);
        assert_within("of these in three countries, per cent", 100 * late_there / late, 60..=90);
    });
}

#[test]
fn products_grow_and_decline_against_the_year_before() {
    for_all(|sales| {
        let last = sales.as_of.month().plus(-1);
        let (recent, before) = (sales.product_sales(last), sales.product_sales(last.plus(-12)));
        let (mut growing, mut declining, mut new, mut gone) = (0, 0, 0, 0);
        for product in &sales.products {
            let sold =
                |window: &BTreeMap<&str, (i64, u32)>| window.get(&**product).copied().unwrap_or_default();
            let ((cents, orders), (cents_before, orders_before)) = (sold(&recent), sold(&before));
            if orders + orders_before < 5 {
                continue;
            }
            growing += u32::from(cents_before > 0 && 100 * cents >= 115 * cents_before);
            declining += u32::from(100 * cents <= 85 * cents_before);
            new += u32::from(cents_before == 0);
            gone += u32::from(cents == 0);
        }
        assert!(growing >= 8, "{growing} growing");
        assert!(declining >= 5, "{declining} declining");
        assert!(new >= 1, "{new} new");
        assert!(gone >= 1, "{gone} gone");
    });
}

#[test]
fn customers_are_on_track_overdue_lapsed_stale_and_lost() {
    for_all(|sales| {
        let (mut on_track, mut overdue, mut lapsed, mut recent, mut stale, mut lost) = (0, 0, 0, 0, 0, 0);
        for customer in sales.buyers() {
            let (days, gap) = sales.silence(customer);
            recent += u32::from(days <= 180);
            stale += u32::from(days > 180);
            lost += u32::from(days > 180 && gap.is_none_or(|gap| 2 * days > 3 * gap));
            let Some(gap) = gap else { continue };
            lapsed += u32::from(gap < days && days > 365);
            overdue += u32::from(gap < days && (61..=365).contains(&days));
            on_track += u32::from(gap >= days);
        }
        for (what, count) in [
            ("on track", on_track),
            ("overdue", overdue),
            ("lapsed", lapsed),
            ("recent", recent),
            ("stale", stale),
            ("lost", lost),
        ] {
            assert!(count >= 5, "{count} {what}");
        }
        assert!(recent > stale, "{recent} recent, {stale} stale");
    });
}

#[test]
fn credit_limits_are_too_high_too_low_and_exceeded() {
    for_all(|sales| {
        let (mut over, mut under, mut exceeded, mut open, mut prospects) = (0, 0, 0, 0, 0);
        for customer in &sales.customers {
            let limit = customer.limit_cents.unwrap_or(0);
            let cancelled: i64 = sales
                .orders_of(customer)
                .filter(|order| order.status == "Cancelled")
                .map(|order| order.cents())
                .sum();
            let balance = customer.revenue_cents - cancelled - customer.paid_cents;
            over += u32::from(customer.revenue_cents > 0 && limit >= 2 * customer.revenue_cents);
            under += u32::from(limit > 0 && customer.revenue_cents >= 2 * limit);
            open += u32::from(balance > 0);
            exceeded += u32::from(balance > limit);
            prospects += u32::from(customer.orders.is_empty() && limit > 0);
        }
        for (what, count, at_least) in [
            ("over-credited", over, 5),
            ("under-credited", under, 8),
            ("with an open balance", open, 15),
            ("over the limit", exceeded, 3),
            ("without orders but with credit", prospects, 2),
        ] {
            assert!(count >= at_least, "{count} {what}");
        }
        let without_rep = sales.customers.iter().filter(|customer| !customer.has_rep).count();
        assert_within("per cent without rep", 100 * without_rep / sales.customers.len(), 15..=22);
    });
}

#[test]
fn some_pairs_of_products_are_bought_together_far_more_often_than_by_chance() {
    for_all(|sales| {
        let total = sales.orders.iter().filter(|order| !order.lines.is_empty()).count();
        let mut single: BTreeMap<&str, usize> = BTreeMap::new();
        let mut together: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for order in &sales.orders {
            let products: BTreeSet<&str> = order.lines.iter().map(|(product, _)| &**product).collect();
            for &product in &products {
                *single.entry(product).or_default() += 1;
                for &other in products.range(product..).skip(1) {
                    *together.entry((product, other)).or_default() += 1;
                }
            }
        }
        let strong = together
            .iter()
            .filter(|&(&(a, b), &count)| {
                count >= 3.max(total.div_ceil(200)) && count * total >= 3 * single[a] * single[b]
            })
            .count();
        assert!(strong >= 10, "{strong} pairs with a lift of 3 and more");
    });
}

#[test]
fn orders_are_open_disputed_resolved_and_cancelled() {
    for_all(|sales| {
        let count =
            |matches: &dyn Fn(&Order) -> bool| sales.orders.iter().filter(|order| matches(order)).count();
        for (what, at_least, count) in [
            ("in process", 2, count(&|order| order.status == "In Process" && order.shipped.is_none())),
            (
                "on hold past the required date",
                2,
                count(&|order| {
                    order.status == "On Hold" && order.required.is_some_and(|required| required < sales.as_of)
                }),
            ),
            ("disputed", 2, count(&|order| order.status == "Disputed")),
            ("resolved", 3, count(&|order| order.status == "Resolved")),
            ("cancelled", 4, count(&|order| order.status == "Cancelled")),
            (
                "cancelled yet shipped",
                1,
                count(&|order| order.status == "Cancelled" && order.shipped.is_some()),
            ),
            ("commented", 50, count(&|order| order.comment.is_some())),
        ] {
            assert!(count >= at_least, "{count} {what}");
        }
        assert_within(
            "shipped, per cent",
            100 * count(&|order| order.status == "Shipped") / sales.orders.len(),
            88..=97,
        );
    });
}

#[test]
fn sales_have_seasons_growth_and_weekdays_and_end_within_a_month() {
    for_all(|sales| {
        assert!(sales.as_of < sales.as_of.month().last_day());
        let mut by_month: BTreeMap<Month, usize> = BTreeMap::new();
        let mut by_weekday = [0usize; 7];
        for order in &sales.orders {
            *by_month.entry(order.ordered.month()).or_default() += 1;
            by_weekday[(order.ordered.number() + 3).rem_euclid(7) as usize] += 1;
        }
        let year = |year: i32| -> usize {
            (1..=12).filter_map(|month| by_month.get(&Month::new(year, month))).sum()
        };
        let november = by_month[&Month::new(2004, 11)];
        let others = (year(2004) - november) / 11;
        assert_within("November, tenths of the other months", 10 * november / others, 20..=46);
        assert_within("growth 2003 to 2004, per cent", 100 * year(2004) / year(2003), 110..=165);
        let spring =
            |year: i32| -> usize { (1..=4).filter_map(|month| by_month.get(&Month::new(year, month))).sum() };
        assert_within("growth to spring 2005, per cent", 100 * spring(2005) / spring(2004), 95..=210);
        let weekend = by_weekday[5] + by_weekday[6];
        assert_within("weekend orders, per cent", 100 * weekend / sales.orders.len(), 5..=14);
        let first = sales.orders[0].ordered.month();
        for month in 0..sales.as_of.month().months_since(first) {
            assert!(by_month.contains_key(&first.plus(month)), "no orders in {}", first.plus(month));
        }
    });
}

#[test]
fn payments_settle_orders_to_the_cent() {
    for_all(|sales| {
        let totals: BTreeSet<(&str, i64)> =
            sales.orders.iter().map(|order| (&*order.customer, order.cents())).collect();
        let matched = sales
            .payments
            .iter()
            .filter(|row| totals.contains(&(row[0].as_deref().unwrap(), cents(row[3].as_deref().unwrap()))))
            .count();
        assert_within("equal to one order, per cent", 100 * matched / sales.payments.len(), 85..=97);
        let (paid, revenue) = sales.buyers().fold((0, 0), |(paid, revenue), customer| {
            (paid + customer.paid_cents, revenue + customer.revenue_cents)
        });
        assert_within("paid, per cent", 100 * paid / revenue, 82..=97);
    });
}
