//! The same data in PostgreSQL, in both forms in which it is found there.

use super::check_same_as_sqlite;
use crate::harness::{postgres, shared};

#[track_caller]
fn check_dump(name: &str) {
    let (Some(dump), Some(server)) = (shared::path(&format!("data/{name}")), postgres::server()) else {
        return;
    };
    let database = server.database();
    database.execute(&std::fs::read(dump).unwrap());
    check_same_as_sqlite(&database.url, None);
}

#[test]
fn names_folded_to_lower_case() {
    check_dump("classicmodels-postgres.sql");
}

#[test]
fn names_quoted_as_they_are() {
    check_dump("classicmodels-postgres-quoted.sql");
}

#[test]
fn tables_in_another_schema() {
    let (Some(dump), Some(server)) = (shared::path("data/classicmodels-postgres.sql"), postgres::server())
    else {
        return;
    };
    let database = server.database();
    database.execute(&std::fs::read(dump).unwrap());
    database.execute(b"alter schema public rename to sales; create schema public");
    check_same_as_sqlite(&database.url, Some("sales"));
}
