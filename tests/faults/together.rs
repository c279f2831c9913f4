//! Several ask for a refresh at once.

use std::process::Command;
use std::time::Duration;

use super::{Trial, demo};
use crate::harness::fault_proxy::{Fault, FaultProxy};
use crate::harness::server::Dashboard;
use crate::harness::{http, postgres};

const NUM_PEOPLE: usize = 4;

#[test]
fn who_asks_for_a_refresh_at_once_gets_the_same_one() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    demo(&database.url, "1");
    let mut url = url::Url::parse(&database.url).unwrap();
    let proxy = FaultProxy::before(url.port().unwrap());
    url.set_port(Some(proxy.port)).unwrap();
    let environment = [("DATABASE_URL", url.as_str()), ("REFRESH_INTERVAL", "24h"), ("REFRESH_MODE", "full")];
    let trial = Trial::of(Dashboard::start(&environment));
    let old = trial.version();
    // The first is served before its pages are warm, and only then the next one may begin.
    trial.wait_until(|| match trial.metric("dashboard_refreshes_total{outcome=\"loaded\"}") {
        1.0 => Ok(()),
        number => Err(format!("{number} loads")),
    });

    database.execute(b"update orderdetails set \"quantityOrdered\" = \"quantityOrdered\" + 1");
    // So slow that all of them come while it runs.
    proxy.set(Fault::Slow(Duration::from_millis(25)));
    let ask = || {
        let headers = [("Accept", "application/json")];
        let answer =
            http::request("POST", &format!("{}/refresh", trial.dashboard.address), &headers).unwrap();
        let document: serde_json::Value = serde_json::from_str(answer.text()).unwrap();
        (answer.status, document["snapshot"].as_str().unwrap_or_default().to_owned(), document)
    };
    let answers: Vec<_> = std::thread::scope(|scope| {
        let people: Vec<_> = (0..NUM_PEOPLE).map(|_| scope.spawn(ask)).collect();
        let hangup = Command::new("kill").args(["-HUP", &trial.dashboard.process_id().to_string()]).status();
        assert!(hangup.unwrap().success());
        people.into_iter().map(|person| person.join().unwrap()).collect()
    });
    for (status, version, document) in &answers {
        assert_eq!(*status, 200, "{document:#}");
        assert_ne!(*version, old, "{document:#}");
        assert_eq!(*version, answers[0].1, "{document:#}");
    }
    assert_eq!(trial.metric("dashboard_refreshes_total{outcome=\"loaded\"}"), 2.0, "one load for all");
    assert_eq!(trial.metric("dashboard_refreshes_total{outcome=\"unchanged\"}"), 0.0, "one load for all");
    for versions in trial.end().versions {
        assert_eq!(versions[0], old);
    }
}
