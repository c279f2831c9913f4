//! Start, life and end of the server.

use std::time::Duration;

use crate::harness::server::Dashboard;
use crate::harness::wait_until;

#[test]
fn serves_the_demo_when_nothing_is_configured_and_stops_when_asked() {
    let dashboard = Dashboard::start(&[]);
    let page = dashboard.get("/");
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Data as of"), "{}", page.text());
    let kept = std::fs::read_dir(&dashboard.data_dir).unwrap().count();
    assert!(kept > 0, "the demo database lies in DATA_DIR");
    let log = dashboard.log();
    let status = dashboard.stop();
    assert!(status.success(), "{status}: {log}");
}

#[test]
fn says_that_it_is_waiting_while_there_is_no_data() {
    // Nobody listens there, ever: port 1 needs privileges that no database has.
    let environment = [("DATABASE_URL", "postgres://app@127.0.0.1:1/sales")];
    let dashboard = Dashboard::start_without_waiting(&environment);
    let alive = wait_until(Duration::from_secs(30), || {
        let answer = crate::harness::http::request("GET", &format!("{}/healthz", dashboard.address), &[])?;
        if answer.status == 200 { Ok(()) } else { Err(format!("/healthz answers {}", answer.status)) }
    });
    alive.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
    assert_eq!(dashboard.get("/readyz").status, 503);
    let page = dashboard.get("/");
    assert_eq!(page.status, 503);
    assert!(page.header("retry-after").is_some(), "says when to ask again");
}
