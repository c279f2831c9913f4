//! The running server, asked over HTTP.

mod access;
mod addresses;
mod alerts;
mod cards;
mod charts;
mod conditional;
mod connections;
mod crawl;
mod definitions;
pub(crate) mod every_page;
mod exports;
mod hostile;
mod inbox;
mod large_exports;
mod lifecycle;
mod logging;
mod markup;
mod nu;
pub(crate) mod page;
mod protection;
mod replicas;
mod rights;
mod saved_copy;
mod theme;
mod traces;
mod weight;
mod what_if;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::harness::server::Dashboard;
use crate::harness::shared;

/// A server on one of the reference databases, shared by all tests; `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn on(database: &str) -> Option<&'static Dashboard> {
    static SERVERS: Mutex<BTreeMap<String, &'static Dashboard>> = Mutex::new(BTreeMap::new());
    let file = shared::path(&format!("data/{database}"))?;
    let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
    Some(servers.entry(database.to_owned()).or_insert_with(|| {
        // A refresh between two requests would change what a test compares.
        let environment = [("DB_PATH", file.to_str().unwrap()), ("REFRESH_INTERVAL", "24h")];
        Box::leak(Box::new(Dashboard::start(&environment)))
    }))
}

/// A server on the real data, or `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn on_classic_models() -> Option<&'static Dashboard> {
    on("classicmodels.sqlite")
}
