//! Recency, frequency and monetary scores of each buyer.

use std::cmp::Reverse;

use crate::activity::{self, Activity};
use crate::dataset::{Dataset, Kind};
use crate::policy::Policy;
use crate::table::{Column, Table, Value};
use crate::view::View;

/// Recency, frequency and monetary scores of each buyer.
pub const DATASET: Dataset = Dataset {
    name: "customer_rfm",
    title: "RFM scores",
    kind: Kind::State,
    definition: "How recently, how often and for how much each customer with an order bought, each scored 1 to 5 among all buyers; equal inputs get equal scores.",
    formula: "score = 1 + ⌊5 × (worse + equal / 2) / n⌋; rfm_score is the sum; tier Top 13–15, High 10–12, Mid 7–9, Low below.",
    source: "orders.orderDate, customerNumber; orderdetails.quantityOrdered, priceEach",
    order: "score descending, revenue descending, customer number",
    columns: &[
        Column::integer("customer_number", "", "Customer number."),
        Column::text("customer_name", "Customer name."),
        Column::text("country", "Country of the customer."),
        Column::integer("num_orders", "orders", "Orders.").summed(),
        Column::money("revenue", "Revenue of all orders.").summed(),
        Column::date("last_order_date", "Day of the last order."),
        Column::integer("days_since_last_order", "days", "Days from the last order to as-of."),
        Column::integer("r_score", "1 to 5", "Recency; fewer days are better."),
        Column::integer("f_score", "1 to 5", "Frequency; more orders are better."),
        Column::integer("m_score", "1 to 5", "Monetary; more revenue is better."),
        Column::integer("rfm_score", "3 to 15", "Sum of the three."),
        Column::text("tier", "Top, High, Mid or Low."),
    ],
    rows,
};

/// The tier of a score.
pub fn tier(score: i64, policy: &Policy) -> &'static str {
    let [top, high, mid] = policy.rfm_tiers.map(i64::from);
    match score {
        score if score >= top => "Top",
        score if score >= high => "High",
        score if score >= mid => "Mid",
        _ => "Low",
    }
}

/// Scores 1 to 5 by mid-rank, more being better: 1 + ⌊5 × (worse + equal / 2) / n⌋.
fn scores(values: &[i64]) -> Vec<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    values
        .iter()
        .map(|value| {
            let num_worse = sorted.partition_point(|other| other < value);
            let num_equal = sorted.partition_point(|other| other <= value) - num_worse;
            // At most 5 × (n − 1/2) / n, so below 5.
            (1 + 5 * (2 * num_worse + num_equal) / (2 * sorted.len())) as i64
        })
        .collect()
}

/// The scores of a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rfm {
    /// Index of the customer.
    pub customer: usize,
    /// Recency, 1 to 5.
    pub recency: i64,
    /// Frequency, 1 to 5.
    pub frequency: i64,
    /// Monetary, 1 to 5.
    pub monetary: i64,
}

impl Rfm {
    /// Sum of the three, 3 to 15.
    pub fn score(&self) -> i64 {
        self.recency + self.frequency + self.monetary
    }
}

/// The buyers that the customer filters choose, scored among all: the best first, of equals the one with more revenue.
pub fn scored(view: &View<'_>, activities: &[Activity]) -> Vec<Rfm> {
    let as_of = view.snapshot.as_of;
    let buyers: Vec<usize> =
        (0..activities.len()).filter(|&customer| activities[customer].num_orders > 0).collect();
    let score_by = |value: &dyn Fn(usize) -> i64| {
        scores(&buyers.iter().map(|&customer| value(customer)).collect::<Vec<_>>())
    };
    let days = |customer: usize| activities[customer].days_since_last_order(as_of).unwrap_or(i64::MAX);
    let recency = score_by(&|customer| -days(customer));
    let frequency = score_by(&|customer| activities[customer].num_orders);
    let monetary = score_by(&|customer| activities[customer].revenue_cents);
    let mut scored: Vec<Rfm> = buyers
        .into_iter()
        .enumerate()
        .map(|(position, customer)| Rfm {
            customer,
            recency: recency[position],
            frequency: frequency[position],
            monetary: monetary[position],
        })
        .filter(|rfm| view.has_customer(rfm.customer))
        .collect();
    scored.sort_by_key(|rfm| {
        (Reverse(rfm.score()), Reverse(activities[rfm.customer].revenue_cents), rfm.customer)
    });
    scored
}

fn rows(view: &View<'_>, table: &mut Table) {
    let (snapshot, as_of) = (view.snapshot, view.snapshot.as_of);
    let activities = activity::of_customers(view);
    for rfm in scored(view, &activities) {
        let (customer, activity) = (&snapshot.customers[rfm.customer], &activities[rfm.customer]);
        table.push([
            customer.number.into(),
            (&customer.name).into(),
            (&snapshot.country_of(rfm.customer).name).into(),
            activity.num_orders.into(),
            Value::cents(activity.revenue_cents),
            activity.last_order.into(),
            activity.days_since_last_order(as_of).into(),
            rfm.recency.into(),
            rfm.frequency.into(),
            rfm.monetary.into(),
            rfm.score().into(),
            tier(rfm.score(), view.policy).into(),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::{DATASET, scores, tier};
    use crate::fixture::{check, rows_under, small};
    use crate::policy::Policy;

    /// Of three: the worst has 1 + ⌊5 × 0.5 / 3⌋ = 1, the middle 1 + ⌊5 × 1.5 / 3⌋ = 3, the best 1 + ⌊5 × 2.5 / 3⌋ = 5; two that tie
    /// at the top have 1 + ⌊5 × (1 + 1) / 3⌋ = 4.
    #[test]
    fn only_buyers_are_scored_and_equals_equally() {
        check(
            &DATASET,
            &small(),
            "",
            "3,Gamma,USA,4,800.00,2004-12-15,0,5,3,4,12,High
             1,Alpha,Norway,5,800.00,2004-12-01,14,1,5,4,10,High
             2,Beta,Norway,3,400.00,2004-12-10,5,3,1,1,5,Low",
        );
    }

    #[test]
    fn a_filter_does_not_change_scores() {
        check(
            &DATASET,
            &small(),
            "country=Norway&period=2003",
            "1,Alpha,Norway,5,800.00,2004-12-01,14,1,5,4,10,High
             2,Beta,Norway,3,400.00,2004-12-10,5,3,1,1,5,Low",
        );
    }

    #[test]
    fn mid_ranks() {
        assert_eq!(scores(&[7]), [3], "half of one");
        assert_eq!(scores(&[7, 7, 7, 7]), [3, 3, 3, 3]);
        assert_eq!(scores(&[1, 2, 3, 4, 5]), [1, 2, 3, 4, 5]);
        assert_eq!(scores(&[5, 1, 1, 1]), [5, 2, 2, 2], "1 + ⌊5 × 3.5 / 4⌋ and 1 + ⌊5 × 1.5 / 4⌋");
        assert_eq!(scores(&[]), [0; 0]);
    }

    #[test]
    fn tiers_begin_at_their_least_score() {
        let tiers: Vec<_> = [15, 13, 12, 10, 9, 7, 6, 3].map(|score| tier(score, &Policy::default())).into();
        assert_eq!(tiers, ["Top", "Top", "High", "High", "Mid", "Mid", "Low", "Low"]);
    }

    /// Gamma has 12, Alpha 10 and Beta 5.
    #[test]
    fn other_tiers() {
        for (rfm_tiers, expected) in [
            ([13, 10, 7], ["High", "High", "Low"]),
            ([12, 10, 5], ["Top", "High", "Mid"]),
            ([13, 11, 6], ["High", "Mid", "Low"]),
        ] {
            let policy = Policy { rfm_tiers, ..Policy::default() };
            let rows = rows_under(&policy, &DATASET, &small(), "");
            let tiers: Vec<&str> = rows.iter().filter_map(|row| row.rsplit(',').next()).collect();
            assert_eq!(tiers, expected, "{rfm_tiers:?}");
        }
    }
}
