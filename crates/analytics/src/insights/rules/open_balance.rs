//! What customers owe, how old that is by estimate, and how many days of sales it is.

use units::{Day, DayRange, Fraction, Money};

use crate::answers::breakdown::Dimension;
use crate::answers::cancelled::CANCELLED;
use crate::dataset::Kind;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, Sentence, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Rule, Share, Topic};

/// What customers owe, how old that is by estimate, and how many days of sales it is.
pub(in crate::insights) const RULE: Rule = Rule {
    id: "open_balance",
    title: "Open balance",
    topic: Topic::Operations,
    kind: Kind::State,
    formula: "Revenue of all orders that are not cancelled less all payments. Ageing is an estimate: the source does not link payments to orders, so each customer’s payments are taken to settle the oldest orders first, and what is open ages from the order date. DSO = open balance / revenue of the 365 days that end on the day × 365. Status and period do not apply. Silent where nothing is open, and below the least number of customers with an order or payment.",
    stake: "The open balance.",
    surprise: "DSO against that of a year earlier (prior period); open balance older than 90 days against all of it (peers).",
    thresholds: &["insight_min_items"],
    find,
};

/// The usual ageing buckets: at most so many days old, and their names.
const BUCKETS: [(i32, &str); 4] =
    [(30, "0–30 days"), (60, "31–60 days"), (90, "61–90 days"), (i32::MAX, "Older than 90 days")];

/// Days of the year whose revenue the DSO is measured by.
const YEAR_DAYS: i32 = 365;

fn find(facts: &Facts<'_>) -> Option<Finding> {
    let snapshot = facts.view.snapshot;
    let balance = |customer: usize| snapshot.customers[customer].account.outstanding_balance().cents();
    let has_account = |customer: &usize| {
        let account = snapshot.customers[*customer].account;
        account.num_orders + account.num_payments > 0
    };
    let num_accounts = facts.view.customers().filter(has_account).count();
    let open_cents: i64 = facts.view.customers().map(balance).sum();
    if open_cents <= 0 || !facts.is_enough(num_accounts) {
        return None;
    }
    let mut owing: Vec<usize> = facts.view.customers().filter(|&customer| balance(customer) > 0).collect();
    owing.sort_by_key(|&customer| (std::cmp::Reverse(balance(customer)), customer));
    let buckets = ageing(facts, |customer| balance(customer).max(0));
    let (now, before) = (dso(facts, snapshot.as_of), dso(facts, snapshot.as_of.plus_days(-YEAR_DAYS)));
    let sentence = sentence![
        Part::ExactMoney(Money::from_cents(open_cents)),
        " is open, with ",
        Part::count(owing.len(), Noun("customer", "customers")),
        " owing, most of all ",
        Part::items(Dimension::Customers, owing.iter().copied()),
        "; by estimate ",
        Part::cents(buckets[3]),
        " is older than ",
        Part::days(90),
        "."
    ];
    let comparison = match (now, before) {
        (Some(now), Some(before)) => {
            sentence!["DSO ", Part::Days(now, 0), ", a year earlier ", Part::Days(before, 0), "."]
        }
        (Some(now), None) => sentence!["DSO ", Part::Days(now, 0), "."],
        _ => Sentence::default(),
    };
    let all_owed: i64 = buckets.iter().sum();
    Some(Finding {
        sentence,
        comparison,
        n: (num_accounts, Noun("account", "accounts")),
        stake_cents: open_cents,
        surprise: Surprise::against_peers(
            Fraction::new(all_owed - buckets[3], 1),
            Fraction::new(all_owed, 1),
        )
        .and_prior(now, before),
        rows: vec![Rows::table("receivables")],
        figure: Figure::Shares(
            BUCKETS
                .iter()
                .zip(buckets)
                .map(|(&(days, name), cents)| Share {
                    name: name.into(),
                    size: cents,
                    is_meant: days == i32::MAX,
                })
                .collect(),
        ),
    })
}

/// What the customers owe by age in days of the orders that are open when payments settle the oldest first.
fn ageing(facts: &Facts<'_>, owed: impl Fn(usize) -> i64) -> [i64; 4] {
    let snapshot = facts.view.snapshot;
    let mut left: Vec<i64> = (0..snapshot.customers.len())
        .map(|customer| if facts.view.has_customer(customer) { owed(customer) } else { 0 })
        .collect();
    let mut buckets = [0; 4];
    let cancelled = snapshot.status(CANCELLED);
    for order in (0..snapshot.orders.len()).rev() {
        let open = &mut left[snapshot.orders.customer[order] as usize];
        if *open == 0 || Some(snapshot.orders.status[order] as usize) == cancelled {
            continue;
        }
        let cents = snapshot.orders.revenue_cents[order].clamp(0, *open);
        *open -= cents;
        let days = snapshot.as_of.days_since(snapshot.orders.date[order]);
        let bucket = BUCKETS.iter().position(|&(most, _)| days <= most).unwrap_or(BUCKETS.len() - 1);
        buckets[bucket] += cents;
    }
    // What no order explains, such as a payment that was paid back, is the oldest.
    buckets[3] += left.iter().sum::<i64>();
    buckets
}

/// Open balance of a day in days of the sales of the year before it; none without sales, or where the data do not reach back a year.
fn dso(facts: &Facts<'_>, day: Day) -> Option<Fraction> {
    let (snapshot, view) = (facts.view.snapshot, facts.view);
    let year = DayRange::new(day.plus_days(1 - YEAR_DAYS), day);
    if year.start < snapshot.first_order_day() {
        return None;
    }
    let cancelled = snapshot.status(CANCELLED);
    let (mut open_cents, mut year_cents) = (0_i64, 0_i64);
    for order in 0..snapshot.orders.dated(year).end {
        let is_counted = view.has_customer(snapshot.orders.customer[order] as usize)
            && Some(snapshot.orders.status[order] as usize) != cancelled;
        if is_counted {
            open_cents += snapshot.orders.revenue_cents[order];
            year_cents += if snapshot.orders.date[order] < year.start {
                0
            } else {
                snapshot.orders.revenue_cents[order]
            };
        }
    }
    for payment in 0..snapshot.payments.dated(year).end {
        if view.has_customer(snapshot.payments.customer[payment] as usize) {
            open_cents -= snapshot.payments.amount_cents[payment];
        }
    }
    Fraction::new(i128::from(open_cents) * i128::from(YEAR_DAYS), year_cents).filter(|_| year_cents > 0)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::fixture::scope;
    use crate::insights::rules::test::{check, lenient, silent};
    use crate::insights::{Facts, Figure};
    use crate::policy::Policy;
    use crate::view::View;

    /// Alpha and Gamma owe 300, Beta 100. In the year to 15 December 2004 they bought 1400 besides the cancelled 100: 700 × 365 / 1400.
    #[test]
    fn what_is_open_and_for_how_many_days_of_sales() {
        check(
            &RULE,
            lenient(3),
            "period=2003&status=Shipped",
            "700.00 is open, with 3 customers owing, most of all Alpha, Gamma, Beta; by estimate 0.00 is older than 90 days.",
            "DSO 183 days.",
            (700.0, 3),
        );
        silent(&RULE, Policy::default(), "");
        silent(&RULE, lenient(0), "country=Japan");
    }

    /// Alpha’s 300 are 110 (14 days) and 108 (43); Gamma’s 109 (25 days); Beta’s 111 (5).
    #[test]
    fn the_latest_orders_are_open() {
        let (snapshot, scope, policy) = (crate::fixture::small(), scope(""), lenient(1));
        let view = View::new(&snapshot, &scope, &policy);
        let found = (RULE.find)(&Facts::of(&view)).unwrap();
        let Figure::Shares(shares) = found.figure else { panic!("shares by age") };
        let cents: Vec<i64> = shares.iter().map(|share| share.size / 100).collect();
        assert_eq!(cents, [500, 200, 0, 0]);
    }
}
