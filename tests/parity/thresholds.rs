//! Each threshold decides over datasets that it names, and over no other.

use std::collections::BTreeSet;

use analytics::catalogue::DATASETS;
use analytics::policy::Policy;
use analytics::scope::Scope;
use analytics::snapshot::Snapshot;
use analytics::thresholds::{THRESHOLDS, Threshold};
use analytics::view::View;

use super::{csv, load, sqlite_url};
use crate::harness::shared;

/// Every dataset as text under thresholds.
fn answers(snapshot: &Snapshot, policy: &Policy) -> Vec<String> {
    let scope = Scope::default();
    let view = View::new(snapshot, &scope, policy);
    DATASETS.iter().map(|dataset| csv(&dataset.compute(&view))).collect()
}

/// Numbers far from the one in force, within the bounds.
fn others(threshold: &Threshold, policy: &Policy) -> BTreeSet<u32> {
    let (least, greatest) = threshold.bounds;
    let number = threshold.value(policy);
    let mut others: BTreeSet<u32> =
        [least, number / 2, 2 * number, greatest].map(|other| other.clamp(least, greatest)).into();
    others.remove(&number);
    others
}

#[test]
fn each_decides_what_it_says_on_the_real_data() {
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    let snapshot = load(&sqlite_url(&file), None);
    // Factors of their own let the ABC cuts decide over credit too.
    let policy =
        Policy { credit_factor_of_class_hundredths: [Some(300), None, Some(150)], ..Policy::default() };
    let before = answers(&snapshot, &policy);
    let mut wrong = Vec::new();
    for threshold in &THRESHOLDS {
        let mut changed = BTreeSet::new();
        for number in others(threshold, &policy) {
            let mut tried = policy.clone();
            (threshold.set)(&mut tried, number);
            let after = answers(&snapshot, &tried).into_iter().zip(&before).zip(DATASETS);
            changed.extend(
                after.filter(|((after, before), _)| after != *before).map(|(_, dataset)| dataset.name),
            );
        }
        let named: BTreeSet<&str> = threshold.datasets.iter().copied().collect();
        let untold: Vec<&str> = changed.difference(&named).copied().collect();
        let is_idle = changed.is_empty() && !named.is_empty();
        if is_idle || !untold.is_empty() {
            wrong.push(format!("{} changes {changed:?}, {untold:?} of them untold", threshold.parameter));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
