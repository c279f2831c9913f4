//! What the tests of all rules share.

use units::Money;

use crate::fixture::{scope, small};
use crate::insights::{Facts, Finding, Rule};
use crate::policy::Policy;
use crate::snapshot::Snapshot;
use crate::view::View;

/// The default policy, but with so few items as enough.
pub(super) fn lenient(insight_min_items: u32) -> Policy {
    Policy { insight_min_items, ..Policy::default() }
}

/// What a rule finds in the small company.
pub(super) fn found<T>(
    rule: &Rule,
    snapshot: &Snapshot,
    policy: &Policy,
    query: &str,
    read: impl Fn(&Finding) -> T,
) -> Option<T> {
    let scope = scope(query);
    let view = View::new(snapshot, &scope, policy);
    (rule.find)(&Facts::of(&view)).map(|finding| read(&finding))
}

/// Asserts what a rule says of a company, how it compares, what is at stake in currency units, and n.
#[track_caller]
pub(super) fn check_of(
    snapshot: &Snapshot,
    rule: &Rule,
    policy: Policy,
    query: &str,
    sentence: &str,
    comparison: &str,
    (stake, n): (f64, usize),
) {
    let found = found(rule, snapshot, &policy, query, |finding| {
        (
            finding.sentence.plain(snapshot),
            finding.comparison.plain(snapshot),
            Money::from_cents(finding.stake_cents).to_string(),
            finding.n.0,
        )
    });
    let expected = (sentence.to_owned(), comparison.to_owned(), format!("{stake:.2}"), n);
    assert_eq!(found, Some(expected), "{} under `{query}`", rule.id);
}

/// The same of the small company of the fixture.
#[track_caller]
pub(super) fn check(
    rule: &Rule,
    policy: Policy,
    query: &str,
    sentence: &str,
    comparison: &str,
    stake_and_n: (f64, usize),
) {
    check_of(&small(), rule, policy, query, sentence, comparison, stake_and_n);
}

/// Asserts that a rule says nothing of the small company.
#[track_caller]
pub(super) fn silent(rule: &Rule, policy: Policy, query: &str) {
    let snapshot = small();
    let found = found(rule, &snapshot, &policy, query, |finding| finding.sentence.plain(&snapshot));
    assert_eq!(found, None, "{} under `{query}`", rule.id);
}
