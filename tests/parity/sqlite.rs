//! The three SQLite files of the reference data: the real one and two hostile ones, whole and under scopes.

use super::{check, golden, load, sqlite_url};
use crate::harness::shared;

#[track_caller]
fn check_database(name: &str) {
    let (Some(file), Some(golden)) = (shared::path(&format!("data/{name}")), golden()) else { return };
    check(&load(&sqlite_url(&file), None), golden.iter().filter(|golden| golden.database == name));
}

#[test]
fn classic_models() {
    check_database("classicmodels.sqlite");
}

#[test]
fn edge_a() {
    check_database("edge-a.sqlite");
}

#[test]
fn edge_b() {
    check_database("edge-b.sqlite");
}

#[test]
fn every_expected_file_belongs_to_one_of_these() {
    let Some(golden) = golden() else { return };
    let tested = ["classicmodels.sqlite", "edge-a.sqlite", "edge-b.sqlite"];
    let others =
        golden.iter().filter(|golden| !tested.contains(&golden.database.as_str())).collect::<Vec<_>>();
    assert!(others.is_empty(), "{others:?}");
}
