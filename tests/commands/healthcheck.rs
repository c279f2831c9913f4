//! `dashboard healthcheck`, against a server that is ready, one that is not, and none.

use std::time::Duration;

use super::{refuses, succeeds};
use crate::harness::server::Dashboard;
use crate::harness::{http, wait_until};

fn port(dashboard: &Dashboard) -> &str {
    dashboard.address.rsplit(':').next().unwrap()
}

#[test]
fn ready_and_stopped() {
    let dashboard = Dashboard::start(&[]);
    let port = port(&dashboard).to_owned();
    assert_eq!(succeeds(&["healthcheck"], &[("PORT", &port)]), "");
    assert!(dashboard.stop().success());
    let message = refuses(1, &["healthcheck"], &[("PORT", &port)]);
    assert!(message.contains(&port) && message.contains("is the server running?"), "{message}");
}

#[test]
fn running_without_data() {
    // Nobody listens there, ever: port 1 needs privileges that no database has.
    let dashboard = Dashboard::start_without_waiting(&[("DATABASE_URL", "mysql://app@127.0.0.1:1/sales")]);
    wait_until(Duration::from_secs(60), || {
        http::request("GET", &format!("{}/healthz", dashboard.address), &[]).map(drop)
    })
    .unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
    let message = refuses(1, &["healthcheck"], &[("PORT", port(&dashboard))]);
    assert!(message.contains("503") && message.contains("not ready"), "{message}");
}
