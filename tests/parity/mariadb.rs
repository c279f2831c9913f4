//! The same data in MariaDB, from the dump as it is published.

use std::sync::OnceLock;

use super::check_same_as_sqlite;
use crate::harness::{mariadb, shared};

/// Loads the dump, which makes a database of the name `classicmodels`: once, for there can be only one.
#[track_caller]
fn server_with_classicmodels() -> Option<&'static mariadb::MariaDb> {
    static LOADED: OnceLock<()> = OnceLock::new();
    let (dump, server) = (shared::path("data/classicmodels-mysql.sql")?, mariadb::server()?);
    LOADED.get_or_init(|| drop(server.database().execute(&std::fs::read(dump).unwrap())));
    Some(server)
}

#[test]
fn published_dump() {
    let Some(server) = server_with_classicmodels() else { return };
    check_same_as_sqlite(&server.url("classicmodels"), None);
}

#[test]
fn tables_in_another_database() {
    let Some(server) = server_with_classicmodels() else { return };
    check_same_as_sqlite(&server.database().url, Some("classicmodels"));
}
