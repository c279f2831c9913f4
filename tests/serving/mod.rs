//! The running server, asked over HTTP and by a browser.

mod addresses;
mod browser;
mod lifecycle;

use crate::harness::server::Dashboard;
use crate::harness::shared;

/// A server on the real data, or `None` after saying that the test is skipped.
#[track_caller]
fn on_classic_models() -> Option<Dashboard> {
    let database = shared::path("data/classicmodels.sqlite")?;
    Some(Dashboard::start(&[("DB_PATH", database.to_str().unwrap())]))
}
