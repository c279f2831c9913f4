//! Credit limits out of proportion: what the two rules share.

use units::Fraction;

use crate::answers::breakdown::Dimension;
use crate::credit::Misalignment;
use crate::insights::score::Surprise;
use crate::insights::sentence::{Noun, Part, Sentence, sentence};
use crate::insights::{Facts, Figure, Finding, Rows, Share};

/// What one of the rules says.
pub(super) struct Words {
    /// Before the factor: `A credit limit of at least `.
    pub start: &'static str,
    /// Behind it: ` the revenue: `.
    pub end: &'static str,
    /// What the amount at stake is.
    pub stake: &'static str,
    /// Where the rows are.
    pub panel: (&'static str, &'static str),
}

/// The customers that are misaligned in one way: how many, which, and what is at stake; `stake` in cents of a customer by index.
pub(super) fn find(
    facts: &Facts<'_>,
    misalignment: Misalignment,
    words: &Words,
    stake: impl Fn(usize) -> i64,
) -> Option<Finding> {
    let with_limit = facts.risk.credit.len();
    let mut found: Vec<(i64, usize)> =
        facts.risk.misaligned(misalignment).map(|point| (stake(point.customer), point.customer)).collect();
    if found.is_empty() || !facts.is_enough(with_limit) {
        return None;
    }
    found.sort_by_key(|&(cents, customer)| (std::cmp::Reverse(cents), customer));
    let stake_cents: i64 = found.iter().map(|(cents, _)| cents).sum();
    let sums = |is_counted: &dyn Fn(usize) -> bool| {
        let counted = facts.risk.credit.iter().filter(|point| is_counted(point.customer));
        counted.fold((0_i64, 0_i64), |(limits, revenue), point| {
            (limits + point.limit_cents, revenue + point.revenue_cents)
        })
    };
    let is_found = |customer: usize| found.iter().any(|&(_, other)| other == customer);
    let (limits, revenue) = sums(&is_found);
    let (other_limits, other_revenue) = sums(&|customer| !is_found(customer));
    let (ratio, others) = (Fraction::new(limits, revenue), Fraction::new(other_limits, other_revenue));
    let comparison = match (ratio, others) {
        (Some(ratio), Some(others)) => sentence![
            "Their limits are ",
            Part::Times(ratio),
            " what they bought; those of all others ",
            Part::Times(others),
            "."
        ],
        _ => Sentence::default(),
    };
    let customers = Noun("customer", "customers");
    Some(Finding {
        sentence: sentence![
            words.start,
            Part::Times(Fraction::new(facts.view.policy.credit_factor_hundredths, 100)?),
            words.end,
            Part::number(found.len()),
            " of ",
            Part::count(with_limit, customers),
            " with a limit, most of all ",
            Part::items(Dimension::Customers, found.iter().map(|(_, customer)| *customer)),
            "; ",
            words.stake,
            Part::cents(stake_cents),
            "."
        ],
        comparison,
        n: (with_limit, customers),
        stake_cents,
        surprise: Surprise::against_peers(ratio, others),
        rows: vec![Rows::panel(words.panel.0, words.panel.1), Rows::file("credit_misalignment")],
        figure: Figure::Shares(vec![
            Share::meant("Their limits", limits),
            Share::rest("Limits of the others", other_limits),
        ]),
    })
}
