//! What each database says when it adds up its own rows, beside the snapshot made of them.

use analytics::intake::Intake;
use analytics::policy::{AsOf, Regions};
use analytics::reconciliation::{Reconciliation, Subject};
use analytics::snapshot::Snapshot;
use store::{Memory, Source, Thrift, Wanted};

use super::sqlite_url;
use crate::harness::shared;

/// Loads a database as a refresh does, and asks it.
fn reconcile(url: &str, schema: Option<&str>, as_of: AsOf) -> (Snapshot, Reconciliation) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let source = Source::open(url, schema).await.unwrap_or_else(|error| panic!("{url}: {error:#}"));
        let wanted = Wanted { base: None, thrift: Thrift::Proven, is_full: false, as_of };
        let intake = move || Intake::new(Regions::default(), as_of);
        let refreshed = source.refresh(wanted, Memory::default(), intake).await.unwrap();
        let snapshot = refreshed.snapshot.expect("a first load brings data");
        let figures = refreshed.recount.expect("a load asks the source").answer().await;
        let figures = figures.unwrap_or_else(|error| panic!("{url} cannot be asked: {error:#}"));
        let reconciliation = Reconciliation::of(&snapshot, &figures);
        (snapshot, reconciliation)
    })
}

/// Checks a copy of the Classic Models data: the source says the same as the snapshot, and both what is known of it.
#[track_caller]
pub(super) fn check_agrees(url: &str, schema: Option<&str>) {
    let (_, reconciliation) = reconcile(url, schema, AsOf::LastOrder);
    let differing: Vec<_> = reconciliation.differing().collect();
    assert!(differing.is_empty() && reconciliation.is_explained(), "{url}: {differing:?}");
    let source = |subject: Subject| {
        let found = reconciliation.comparisons.iter().find(|comparison| comparison.subject == subject);
        found.unwrap_or_else(|| panic!("{url} has no {subject:?}")).source
    };
    for (subject, expected) in [
        (Subject::Orders, 326),
        (Subject::OrderLines, 2_996),
        (Subject::Revenue, 960_419_061),
        (Subject::Payments, 273),
        (Subject::Paid, 885_383_923),
    ] {
        assert_eq!(source(subject.clone()), expected, "{url}: {subject:?}");
    }
    let years: i128 = (2003..=2005).map(|year| source(Subject::RevenueOfYear(Some(year)))).sum();
    assert_eq!(years, 960_419_061, "{url}");
    assert!(source(Subject::RevenueOfCountry("Norway".to_owned())) > 0, "{url}: its name is trimmed");
}

/// Of a day in the middle the rows after it are in neither.
#[track_caller]
fn check_as_of(url: &str, schema: Option<&str>) {
    let day = AsOf::On("2004-08-17".parse().unwrap());
    let (_, reconciliation) = reconcile(url, schema, day);
    let differing: Vec<_> = reconciliation.differing().collect();
    assert!(differing.is_empty() && reconciliation.is_explained(), "{url}: {differing:?}");
    assert!(reconciliation.later.num_orders > 0 && reconciliation.later.paid_cents > 0, "{url}");
}

#[test]
fn classic_models() {
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    check_agrees(&sqlite_url(&file), None);
    check_as_of(&sqlite_url(&file), None);
}

/// What is wrong with a hostile database makes differences, and the rows that are left out make up for them.
#[test]
fn hostile_databases() {
    for name in ["edge-a", "edge-b"] {
        let Some(file) = shared::path(&format!("data/{name}.sqlite")) else { return };
        let (snapshot, reconciliation) = reconcile(&sqlite_url(&file), None, AsOf::LastOrder);
        let (_, num_left_out) = snapshot.num_source_rows();
        let written: Vec<String> = reconciliation
            .comparisons
            .iter()
            .filter(|it| it.difference() != 0 || it.unexplained() != 0)
            .map(|it| {
                let (difference, unexplained) = (it.difference(), it.unexplained());
                format!("{:?}: {difference}, {} rows, unexplained {unexplained}", it.subject, it.num_left_out)
            })
            .collect();
        assert!(num_left_out > 0 && !written.is_empty(), "{name} has rows to leave out");
        assert!(reconciliation.is_explained(), "{name}:\n{}", written.join("\n"));
    }
}
