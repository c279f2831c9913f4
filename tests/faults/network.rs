//! A database at the other end of a network that fails in every way a network can.

use std::time::Duration;

use super::{IMPATIENT, Trial, demo, waits};
use crate::harness::fault_proxy::{Ending, Fault, FaultProxy};
use crate::harness::server::Dashboard;
use crate::harness::{mariadb, postgres};

/// `url` with the port of the proxy in place of the database's.
fn through(proxy: &FaultProxy, url: &str) -> String {
    let mut url = url::Url::parse(url).unwrap();
    url.set_port(Some(proxy.port)).unwrap();
    url.into()
}

/// Breaks the network in every way, one after the other. `change` changes a row.
#[track_caller]
fn check(url: &str, change: impl Fn()) {
    demo(url, "1");
    let proxy = FaultProxy::before(url::Url::parse(url).unwrap().port().unwrap());
    proxy.set(Fault::Refuse);
    let through = through(&proxy, url);
    let mut environment = IMPATIENT.to_vec();
    environment.extend([("DATABASE_URL", &*through), ("REFRESH_DEADLINE", "5s")]);

    let mut dashboard = Dashboard::start_without_waiting(&environment);
    waits(&dashboard, "The data could not be loaded yet: cannot connect to");
    proxy.set(Fault::After(0, Ending::Silence));
    waits(&dashboard, "the load did not end within 5s and was given up");
    proxy.set(Fault::None);
    dashboard.wait_until_ready();

    let trial = Trial::of(dashboard);
    let version = trial.version();
    let middle = proxy.most_bytes() / 2;
    assert!(middle > 50_000, "the middle of a load is after {middle} bytes, which is not among the rows");
    for (fault, reason) in [
        (Fault::Refuse, "Connection refused"),
        (Fault::After(0, Ending::Reset), "cannot connect to"),
        (Fault::After(middle, Ending::Silence), "the load did not end within 5s"),
        (Fault::After(middle, Ending::Close), "reading table"),
        (Fault::After(middle, Ending::Reset), "reading table"),
    ] {
        proxy.set(fault);
        trial.fails(reason);
        assert_eq!(trial.version(), version, "{fault:?}");
        proxy.set(Fault::None);
        trial.recovers();
    }

    // Nobody waits for a slow database: the old data is there until the new one is.
    proxy.set(Fault::Slow(Duration::from_millis(25)));
    change();
    trial.wait_until(|| match trial.version() {
        new if new == version => Err("the change does not arrive".to_owned()),
        _ => Ok(()),
    });
    trial.recovers();
    let seen = trial.end();
    for versions in &seen.versions {
        assert_eq!((versions.len(), &versions[0]), (2, &version), "the data before and after the change");
    }
}

#[test]
fn postgres_behind_a_broken_network() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    check(&database.url, || {
        database.execute(b"update orderdetails set \"quantityOrdered\" = \"quantityOrdered\" + 1");
    });
}

#[test]
fn mariadb_behind_a_broken_network() {
    let Some(server) = mariadb::server() else { return };
    let database = server.database();
    check(&database.url, || {
        database.execute(b"update orderdetails set quantityOrdered = quantityOrdered + 1");
    });
}
