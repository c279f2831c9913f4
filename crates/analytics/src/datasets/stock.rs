//! What lies in stock, and for how long it lasts.

use units::{Day, DayRange, Fraction};

use crate::dataset::{Dataset, Kind};
use crate::policy::Policy;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// What lies in stock, and for how long it lasts.
pub const DATASET: Dataset = Dataset {
    name: "stock",
    title: "Stock",
    kind: Kind::State,
    definition: "Every product of the line filter whose stock is known. A stock serves all customers, so customer filters do not apply; the status filter chooses which orders count as sales.",
    formula: "units_sold_year: units of the 365 days that end at as_of. cover_days = stock × 365 / units_sold_year. dead: in stock and not sold for more than 365 days; short: lasts fewer than 30 days; unsold: neither stock nor sales in the year; else covered.",
    source: "products.quantityInStock, buyPrice; orders.orderDate; orderdetails.quantityOrdered, priceEach",
    order: "product code",
    columns: &[
        Column::text("product_code", "Product code."),
        Column::text("product_name", "Product name."),
        Column::text("product_line", "Product line."),
        Column::integer("stock", "units", "Units in stock."),
        Column::money("stock_cost", "Stock × buy price; empty without one."),
        Column::date("last_sale_date", "Day of the last order with the product."),
        Column::integer("units_sold_year", "units", "Units sold in the 365 days that end at as_of."),
        Column::money("revenue_year", "Their revenue.").summed(),
        Column::ratio("cover_days", "days", "Days that the stock lasts at that rate; empty without sales."),
        Column::text("status", "dead, short, unsold or covered."),
    ],
    rows,
};

/// Days of a year of sales.
const YEAR_DAYS: i32 = 365;

/// The stock of a product, and how it sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// Index of the product.
    pub product: usize,
    /// Units in stock.
    pub num_in_stock: i64,
    /// Day of the last sale.
    pub last_sale: Option<Day>,
    /// Units sold in the year that ends at as-of.
    pub units_sold: i64,
    /// Their revenue in cents.
    pub revenue_cents: i64,
}

impl Stock {
    /// Days that the stock lasts at last year's rate; none without sales.
    pub fn cover_days(&self) -> Option<Fraction> {
        let units = i128::from(self.num_in_stock.max(0)) * i128::from(YEAR_DAYS);
        Fraction::new(units, self.units_sold).filter(|_| self.units_sold > 0)
    }

    /// Units that the year's sales would not use up.
    pub fn units_beyond_year(&self) -> i64 {
        (self.num_in_stock - self.units_sold.max(0)).max(0)
    }

    /// dead, short, unsold or covered.
    pub fn status(&self, as_of: Day, policy: &Policy) -> &'static str {
        let is_silent = self
            .last_sale
            .is_none_or(|last| i64::from(as_of.days_since(last)) > i64::from(policy.dead_stock_days));
        match self.cover_days() {
            _ if is_silent && self.num_in_stock > 0 => "dead",
            Some(days) if Some(days) < Fraction::new(policy.short_stock_days, 1) => "short",
            None if self.num_in_stock <= 0 => "unsold",
            _ => "covered",
        }
    }
}

/// The stock of every product of the line filter where it is known, by code.
pub fn stocks(view: &View<'_>) -> Vec<Stock> {
    let snapshot = view.snapshot;
    let year = DayRange::new(snapshot.as_of.plus_days(1 - YEAR_DAYS), snapshot.as_of);
    let mut sold = vec![(None, 0_i64, 0_i64); snapshot.products.len()];
    for line in view.whole().lines() {
        let day = snapshot.orders.date[line.order];
        let (last_sale, units, cents) = &mut sold[line.product];
        // Lines come by date.
        *last_sale = Some(day);
        if year.start <= day {
            *units += line.units;
            *cents += line.revenue_cents;
        }
    }
    view.products()
        .filter_map(|product| {
            let (last_sale, units_sold, revenue_cents) = sold[product];
            let num_in_stock = snapshot.products[product].num_in_stock?;
            Some(Stock { product, num_in_stock, last_sale, units_sold, revenue_cents })
        })
        .collect()
}

/// What so many units of a product cost, in cents; none without a buy price, and where that is more than any amount can be.
pub fn cost_cents(view: &View<'_>, product: usize, units: i64) -> Option<i64> {
    units.checked_mul(view.snapshot.products[product].buy_price?.cents())
}

fn rows(view: &View<'_>, table: &mut Table) {
    let snapshot = view.snapshot;
    for stock in stocks(view) {
        let product = &snapshot.products[stock.product];
        let line = product.line.map(|line| &snapshot.product_lines[line as usize].name);
        table.push([
            (&product.code).into(),
            (&product.name).into(),
            line.map_or(Value::None, Value::text),
            stock.num_in_stock.into(),
            cost_cents(view, stock.product, stock.num_in_stock).map_or(Value::None, Value::cents),
            stock.last_sale.into(),
            stock.units_sold.into(),
            Value::cents(stock.revenue_cents),
            Value::quotient(stock.cover_days(), 1),
            stock.status(snapshot.as_of, view.policy).into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::{DATASET, Stock};
    use crate::fixture::{check, rows_under, small_with_stock};
    use crate::policy::Policy;
    use units::Day;

    /// 2004 up to 15 December: C1 sold 40, C2 15 and S1 16 since 17 December 2003; S2 never.
    #[test]
    fn stock_against_the_sales_of_a_year() {
        let snapshot = small_with_stock();
        let cars = "C1,Coupe,Cars,400,2400.00,2004-12-01,40,400.00,3650.0,covered
             C2,Cabrio,Cars,1,10.00,2004-11-02,15,300.00,24.3,short";
        check(
            &DATASET,
            &snapshot,
            "",
            &format!(
                "{cars}
                 S1,Sloop,Ships,0,0.00,2004-12-10,16,800.00,0.0,short
                 S2,Ketch,Ships,7,7.00,,0,0.00,,dead"
            ),
        );
        check(&DATASET, &snapshot, "line=Cars&country=Japan&period=2003", cars);
    }

    #[test]
    fn statuses_at_their_limits() {
        let as_of: Day = "2004-12-31".parse().unwrap();
        let status = |num_in_stock, days: Option<i32>, units_sold| {
            let last_sale = days.map(|days| as_of.plus_days(-days));
            let stock = Stock { product: 0, num_in_stock, last_sale, units_sold, revenue_cents: 0 };
            stock.status(as_of, &Policy::default())
        };
        for (num_in_stock, days, units_sold, expected) in [
            (30, Some(1), 365, "covered"),
            (29, Some(1), 365, "short"),
            (0, Some(1), 1, "short"),
            (-5, Some(1), 1, "short"),
            (1, Some(365), 0, "covered"),
            (1, Some(366), 0, "dead"),
            (1, None, 0, "dead"),
            (0, None, 0, "unsold"),
            (0, Some(400), 0, "unsold"),
        ] {
            assert_eq!(
                status(num_in_stock, days, units_sold),
                expected,
                "{num_in_stock} {days:?} {units_sold}"
            );
        }
    }

    /// C1 lasts for 3650 days and C2 for 24.3; they were last sold 14 and 43 days ago, S2 never.
    #[test]
    fn other_thresholds() {
        for (short_stock_days, dead_stock_days, expected) in [
            (30, 365, ["covered", "short", "short", "dead"]),
            (24, 365, ["covered", "covered", "short", "dead"]),
            (25, 365, ["covered", "short", "short", "dead"]),
            (3_650, 365, ["covered", "short", "short", "dead"]),
            (24, 42, ["covered", "dead", "short", "dead"]),
            (24, 43, ["covered", "covered", "short", "dead"]),
        ] {
            let policy = Policy { short_stock_days, dead_stock_days, ..Policy::default() };
            let rows = rows_under(&policy, &DATASET, &small_with_stock(), "");
            let statuses: Vec<&str> = rows.iter().filter_map(|row| row.rsplit(',').next()).collect();
            assert_eq!(
                statuses, expected,
                "short below {short_stock_days}, dead after {dead_stock_days} days"
            );
        }
    }
}
