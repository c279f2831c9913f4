//! Products whose demand grows or declines: what the two rules share.

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::datasets::product_demand_trend::Demand;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Share};

/// The formula of both.
pub(super) const FORMULA: &str = "Revenue of a product in the last three whole months against the same months a year earlier, or, where the data do not reach back that far, against the three months before. Products with too few orders to tell are left out. Period does not apply. Silent without such products, and below the least number of orders.";

/// The sentence about the products of one list, the largest change first; `meant` is its name in the drawing.
pub(super) fn find(
    facts: &Facts<'_>,
    list: &[(usize, Demand)],
    meant: &str,
    how: &'static str,
    panel: &'static str,
) -> Option<Finding> {
    let sum = |read: fn(&Demand) -> i64| list.iter().map(|(_, demand)| read(demand)).sum::<i64>();
    let (recent, base) = (sum(|demand| demand.recent.cents), sum(|demand| demand.base().cents));
    let num_orders = sum(|demand| demand.recent.num_orders + demand.base().num_orders) as usize;
    if list.is_empty() || !facts.is_enough(num_orders) {
        return None;
    }
    let demand = &facts.demand;
    let start = demand.recent_start;
    let base_start = if demand.is_year_ago { start.plus(-12) } else { start.plus(-3) };
    let num_told = facts.view.products().count() - demand.num_without_sales - demand.num_too_few;
    let mut comparison = sentence!["All of them together: "];
    comparison = match Fraction::percent(recent - base, base) {
        Some(percent) => comparison.then(sentence![Part::Change(percent), ", "]),
        None => comparison,
    };
    Some(Finding {
        sentence: sentence![
            Part::number(list.len()),
            " of ",
            Part::count(num_told, Noun("product", "products")),
            how,
            Part::Percent(Fraction::new(facts.view.policy.trend_percent, 1)?),
            " in ",
            Part::Quarter(start),
            " against ",
            Part::Quarter(base_start),
            ", most of all ",
            Part::items(Dimension::Products, list.iter().map(|(product, _)| *product)),
            "."
        ],
        comparison: comparison
            .then(sentence![Part::SignedMoney(units::Money::from_cents(recent - base)), " in three months."]),
        n: (num_orders, Noun("order line", "order lines")),
        stake_cents: (recent - base).abs(),
        surprise: Surprise::default().and_prior(Fraction::new(recent, 1), Fraction::new(base, 1)),
        rows: vec![Rows::panel("/opportunities", panel), Rows::file("product_demand_trend")],
        figure: Figure::Shares(
            [
                ("Growing", demand.growing.len()),
                ("Steady or new", demand.num_stable + demand.num_new),
                ("Declining", demand.declining.len()),
            ]
            .into_iter()
            .map(|(name, num_products)| Share {
                is_meant: name == meant,
                ..Share::rest(name, num_products as i64)
            })
            .collect(),
        ),
    })
}
