//! What a table of the Deep Dive amounts to: the few figures that the sentence above it tells.

use std::sync::Arc;

use units::{Fraction, Money};

use crate::answers::opportunities::TIERS;
use crate::datasets::cross_sell;
use crate::policy::Policy;
use crate::ranking::Class;
use crate::table::{Table, Value};

/// Products whose share the sentence tells, as the KPI does.
const TOP_PRODUCTS: usize = 10;

/// Reps whose share the sentence tells.
const TOP_REPS: usize = 3;

/// One in so many buyers is among the top customers, as for the KPI.
const TOP_BUYERS_ONE_IN: usize = 5;

/// The figures of a table, all rows of the scope counted.
#[derive(Clone, Debug)]
pub enum TableSummary {
    /// Customers, products, reps or lines by revenue.
    Ranked(Ranked),
    /// Expected orders.
    NextOrders(NextOrders),
    /// Pairs of products.
    Pairs(Pairs),
    /// Orders.
    Orders(Orders),
    /// What customers owe.
    Receivables(Receivables),
    /// Buyers by tier.
    Rfm(Rfm),
    /// Customers at risk.
    AtRisk(AtRisk),
}

/// Things by revenue.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// All of them.
    pub num_rows: usize,
    /// Those with revenue.
    pub num_with_revenue: usize,
    /// Those with an order or a line of one.
    pub num_sold: usize,
    /// The name of the first; none where nothing has revenue.
    pub first: Option<Arc<str>>,
    /// How many of the first are told together.
    pub num_top: usize,
    /// Share of the scope's revenue of these, in percent; none without revenue.
    pub top_percent: Option<Fraction>,
    /// The classes, A to C.
    pub classes: [ClassOfRows; 3],
}

/// A class of a ranked table.
#[derive(Clone, Copy, Debug)]
pub struct ClassOfRows {
    /// Which.
    pub class: Class,
    /// How many rows.
    pub num_rows: usize,
    /// Their revenue.
    pub revenue: Money,
    /// Their share of the scope's revenue in percent; none without rows.
    pub percent: Option<Fraction>,
}

/// Expected orders by status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextOrders {
    /// Repeat buyers.
    pub num_rows: usize,
    /// Expected, and long silent.
    pub num_lapsed: usize,
    /// Expected, and silent.
    pub num_overdue: usize,
    /// Expected soon.
    pub num_due_soon: usize,
    /// Expected later.
    pub num_on_track: usize,
    /// Whose rhythm rests on few orders.
    pub num_low_confidence: usize,
}

/// How much more often than by chance two products are bought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiftBand {
    /// Ten times as often, or more.
    TenOrMore,
    /// Five to ten times.
    FiveToTen,
    /// Less than five times.
    BelowFive,
}

/// Pairs of products.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// How many pairs.
    pub num_rows: usize,
    /// Pairs in each band, the greatest lift first.
    pub num_in_band: [(LiftBand, usize); 3],
    /// In how many orders a pair stands at least.
    pub least_orders: i64,
    /// The pair with the greatest lift: names, lift, orders with both.
    pub strongest: Option<(Value, Value, Fraction, i64)>,
}

/// Orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    /// How many.
    pub num_rows: usize,
    /// Their value.
    pub revenue: Money,
    /// Those whose required and shipped dates are known.
    pub num_dated: usize,
    /// Those of them that were shipped late.
    pub num_late: usize,
    /// Those neither shipped nor cancelled by their status, and their value.
    pub open: (usize, Money),
}

/// What customers owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receivables {
    /// Customers with an order or a payment.
    pub num_rows: usize,
    /// Those that owe.
    pub num_owing: usize,
    /// The sum of all balances.
    pub balance: Money,
    /// Those above their limit.
    pub num_over_limit: usize,
    /// What of their balances is above it.
    pub over_limit: Money,
}

/// Customers at risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtRisk {
    /// How many.
    pub num_rows: usize,
    /// What could be lost with all of them.
    pub amount: Money,
    /// Those that owe something.
    pub num_owing: usize,
}

/// Buyers by the tier of their scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rfm {
    /// Buyers.
    pub num_rows: usize,
    /// How many of each tier, and their revenue.
    pub tiers: [(&'static str, usize, Money); 4],
}

impl LiftBand {
    /// The bands, the greatest lift first.
    pub const ALL: [LiftBand; 3] = [LiftBand::TenOrMore, LiftBand::FiveToTen, LiftBand::BelowFive];

    /// The band of a lift.
    pub fn of(lift: Fraction) -> LiftBand {
        // The floor is exact at whole limits.
        match lift.floor() {
            10.. => LiftBand::TenOrMore,
            5..10 => LiftBand::FiveToTen,
            _ => LiftBand::BelowFive,
        }
    }
}

impl TableSummary {
    /// The figures of a dataset's table; none for datasets that the Deep Dive does not show.
    pub fn of(dataset: &str, table: &Table, policy: &Policy) -> Option<TableSummary> {
        let rows = Rows(table);
        Some(match dataset {
            "customers" => {
                let buyers = rows.count("num_orders", |orders| *orders != Value::Integer(0));
                ranked(&rows, "customer_name", buyers, (buyers / TOP_BUYERS_ONE_IN).max(1))
            }
            "products" => {
                let sold = rows.count("num_orders", |orders| *orders != Value::Integer(0));
                ranked(&rows, "product_name", sold, TOP_PRODUCTS)
            }
            "sales_reps" => {
                let sold = rows.count("num_orders", |orders| *orders != Value::Integer(0));
                ranked(&rows, "employee_name", sold, TOP_REPS)
            }
            "product_lines" => {
                let sold = rows.count("num_orders", |orders| *orders != Value::Integer(0));
                ranked(&rows, "product_line", sold, 1)
            }
            "next_orders" => {
                let with = |status: &'static str| rows.count("status", |value| *value == status.into());
                TableSummary::NextOrders(NextOrders {
                    num_rows: table.num_rows(),
                    num_lapsed: with("lapsed"),
                    num_overdue: with("overdue"),
                    num_due_soon: with("due_soon"),
                    num_on_track: with("on_track"),
                    num_low_confidence: rows.count("confidence", |value| *value == "low".into()),
                })
            }
            "cross_sell" => TableSummary::Pairs(pairs(&rows, policy)),
            "orders" => TableSummary::Orders(Orders {
                num_rows: table.num_rows(),
                revenue: rows.sum("revenue", |_| true),
                num_dated: rows.count("days_late", |days| *days != Value::None),
                num_late: rows.count("days_late", |days| !matches!(days, Value::None | Value::Integer(0))),
                open: {
                    let status = rows.column("status");
                    let is_open = |row: &[Value]| OPEN.iter().any(|open| row[status] == (*open).into());
                    (table.rows().filter(|row| is_open(row)).count(), rows.sum("revenue", is_open))
                },
            }),
            "customer_rfm" => {
                let tier = rows.column("tier");
                let of = |name: &'static str| {
                    let is_of = |row: &[Value]| row[tier] == name.into();
                    (name, table.rows().filter(|row| is_of(row)).count(), rows.sum("revenue", is_of))
                };
                TableSummary::Rfm(Rfm { num_rows: table.num_rows(), tiers: TIERS.map(of) })
            }
            "high_risk_customers" => TableSummary::AtRisk(AtRisk {
                num_rows: table.num_rows(),
                amount: rows.sum("amount_at_risk", |_| true),
                num_owing: rows.count("outstanding_balance", is_above_zero),
            }),
            "receivables" => TableSummary::Receivables(Receivables {
                num_rows: table.num_rows(),
                num_owing: rows.count("outstanding_balance", is_above_zero),
                balance: rows.sum("outstanding_balance", |_| true),
                num_over_limit: rows.count("over_limit_amount", is_above_zero),
                over_limit: rows.sum("over_limit_amount", |_| true),
            }),
            _ => return None,
        })
    }
}

fn is_above_zero(value: &Value) -> bool {
    matches!(value, Value::Money(money) if *money > Money::ZERO)
}

/// Statuses of orders that are still to be shipped or settled.
const OPEN: [&str; 3] = ["In Process", "On Hold", "Disputed"];

/// The rows of a table by column name.
struct Rows<'a>(&'a Table);

impl Rows<'_> {
    fn column(&self, name: &str) -> usize {
        let index = self.0.columns.iter().position(|column| column.name == name);
        index.expect("the datasets named above have the columns that are asked for")
    }

    fn count(&self, name: &str, is_counted: impl Fn(&Value) -> bool) -> usize {
        let column = self.column(name);
        self.0.rows().filter(|row| is_counted(&row[column])).count()
    }

    fn sum(&self, name: &str, is_counted: impl Fn(&[Value]) -> bool) -> Money {
        let column = self.column(name);
        let money = |row: &[Value]| if let Value::Money(money) = row[column] { money } else { Money::ZERO };
        self.0.rows().filter(|row| is_counted(row)).fold(Money::ZERO, |sum, row| sum + money(row))
    }
}

/// The dataset's own order is by revenue, so the top ones come first.
fn ranked(rows: &Rows<'_>, name: &str, num_sold: usize, num_top: usize) -> TableSummary {
    let (name, class, share) =
        (rows.column(name), rows.column("abc_class"), rows.column("revenue_share_pct"));
    let with_revenue: Vec<&[Value]> = rows.0.rows().filter(|row| row[class] != Value::None).collect();
    let percent = |of: &mut dyn Iterator<Item = &&[Value]>| {
        of.filter_map(|row| row[share].fraction()).reduce(Fraction::plus)
    };
    let num_top = num_top.min(with_revenue.len());
    TableSummary::Ranked(Ranked {
        num_rows: rows.0.num_rows(),
        num_with_revenue: with_revenue.len(),
        num_sold,
        first: with_revenue.first().and_then(|row| match &row[name] {
            Value::Text(text) => Some(Arc::clone(text)),
            _ => None,
        }),
        num_top,
        top_percent: percent(&mut with_revenue.iter().take(num_top)),
        classes: [Class::A, Class::B, Class::C].map(|of| {
            let is_of = |row: &[Value]| row[class] == of.letter().into();
            ClassOfRows {
                class: of,
                num_rows: with_revenue.iter().filter(|row| is_of(row)).count(),
                revenue: rows.sum("revenue", is_of),
                percent: percent(&mut with_revenue.iter().filter(|row| is_of(row))),
            }
        }),
    })
}

fn pairs(rows: &Rows<'_>, policy: &Policy) -> Pairs {
    let (lift, both) = (rows.column("lift"), rows.column("cooccurrence_count"));
    let in_band =
        |band| rows.count("lift", |value| value.fraction().is_some_and(|lift| LiftBand::of(lift) == band));
    let strongest = rows.0.rows().reduce(|best, row| {
        let (best_lift, row_lift) = (best[lift].fraction(), row[lift].fraction());
        // Of equal ones that with more orders, which comes first.
        if row_lift > best_lift { row } else { best }
    });
    let num_orders = match rows.0.rows().next().map(|row| &row[rows.column("total_orders")]) {
        Some(Value::Integer(num_orders)) => *num_orders,
        _ => 0,
    };
    Pairs {
        num_rows: rows.0.num_rows(),
        num_in_band: LiftBand::ALL.map(|band| (band, in_band(band))),
        least_orders: cross_sell::least_orders(num_orders, policy),
        strongest: strongest.and_then(|row| {
            let name = |name: &str| row[rows.column(name)].clone();
            let Value::Integer(num_both) = row[both] else { return None };
            Some((name("product_name_1"), name("product_name_2"), row[lift].fraction()?, num_both))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::fixture;
    use crate::scope::Scope;
    use crate::view::View;

    fn summary(dataset: &str) -> TableSummary {
        let (snapshot, scope, policy) = (fixture::small(), Scope::default(), Policy::default());
        let table = catalogue::dataset(dataset).unwrap().compute(&View::new(&snapshot, &scope, &policy));
        TableSummary::of(dataset, &table, &policy).unwrap()
    }

    #[test]
    fn the_top_and_the_classes_share_the_revenue() {
        for (dataset, rows, with_revenue, num_top, percent, classes) in [
            ("customers", 4, 3, 1, "40.00", [(2, 160_000), (1, 40_000), (0, 0)]),
            ("products", 4, 3, 3, "100.00", [(2, 160_000), (1, 40_000), (0, 0)]),
            ("sales_reps", 2, 1, 1, "60.00", [(1, 120_000), (0, 0), (0, 0)]),
            ("product_lines", 3, 2, 1, "50.00", [(2, 200_000), (0, 0), (0, 0)]),
        ] {
            let TableSummary::Ranked(ranked) = summary(dataset) else { panic!("{dataset} is ranked") };
            let counts = (ranked.num_rows, ranked.num_with_revenue, ranked.num_top);
            assert_eq!(counts, (rows, with_revenue, num_top), "{dataset}");
            assert_eq!(Value::quotient(ranked.top_percent, 2).to_plain(), percent, "{dataset}");
            let found = ranked.classes.map(|class| (class.num_rows, class.revenue.cents()));
            assert_eq!(found, classes, "{dataset}");
        }
    }

    #[test]
    fn states_and_orders_are_counted() {
        let TableSummary::NextOrders(next) = summary("next_orders") else { panic!("expected orders") };
        assert_eq!((next.num_rows, next.num_on_track, next.num_low_confidence), (3, 3, 1));
        let TableSummary::Orders(orders) = summary("orders") else { panic!("orders") };
        let open = (3, Money::from_cents(20_000));
        let expected =
            Orders { num_rows: 12, revenue: Money::from_cents(200_000), num_dated: 8, num_late: 2, open };
        assert_eq!(orders, expected);
        let TableSummary::Receivables(receivables) = summary("receivables") else { panic!("receivables") };
        let expected = Receivables {
            num_rows: 3,
            num_owing: 3,
            balance: Money::from_cents(70_000),
            num_over_limit: 1,
            over_limit: Money::from_cents(30_000),
        };
        assert_eq!(receivables, expected);
    }

    /// 3 orders with the coupe and the cabrio, of 6 and 4 in 11.
    #[test]
    fn pairs_fall_into_bands() {
        let TableSummary::Pairs(pairs) = summary("cross_sell") else { panic!("pairs") };
        let (first, second, lift, num_both) = pairs.strongest.unwrap();
        let names = (first.to_plain(), second.to_plain(), num_both);
        assert_eq!(names, ("Coupe".to_owned(), "Cabrio".to_owned(), 3));
        assert_eq!(Value::Quotient(lift, 4).to_plain(), "1.3750");
        assert_eq!((pairs.num_rows, pairs.least_orders, pairs.num_in_band[2].1), (1, 3, 1));
        for (tenths, band) in [
            (100, LiftBand::TenOrMore),
            (99, LiftBand::FiveToTen),
            (50, LiftBand::FiveToTen),
            (49, LiftBand::BelowFive),
        ] {
            assert_eq!(Fraction::new(tenths, 10).map(LiftBand::of), Some(band), "{tenths}");
        }
    }
}
