//! The database process dies in the middle of a load.

use std::process::{Command, Stdio};

use super::{IMPATIENT, Trial, demo};
use crate::harness::postgres::own_server;
use crate::harness::program::run;
use crate::harness::server::Dashboard;

/// The process that waits for the locked table, in the middle of the load.
const WAITING: &[u8] = b"select pid from pg_stat_activity
    where query like 'COPY%orderdetails%' and wait_event_type = 'Lock'";

#[test]
fn killed_in_the_middle_of_a_load() {
    // Its own, for when one of its processes is killed PostgreSQL ends all others, and starts anew.
    let Some(server) = own_server() else { return };
    let database = server.database();
    demo(&database.url, "1");
    let mut environment = IMPATIENT.to_vec();
    environment.push(("DATABASE_URL", &database.url));
    let trial = Trial::of(Dashboard::start(&environment));
    let version = trial.version();

    // Holds the load where most of it is read, until the server dies.
    let mut locker = database.client().stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lock = b"begin; lock table orderdetails in access exclusive mode; select pg_sleep(600)\n;";
    std::io::Write::write_all(locker.stdin.as_mut().unwrap(), lock).unwrap();
    let mut waiting = String::new();
    trial.wait_until(|| {
        waiting = database.execute(WAITING).trim().to_owned();
        if waiting.is_empty() { Err("no load has come to the locked table".to_owned()) } else { Ok(()) }
    });
    run(Command::new("kill").args(["-KILL", &waiting]), b"").unwrap();
    let locker = locker.wait().unwrap();
    assert!(!locker.success(), "the server has ended every connection");

    trial.wait_until(|| match &trial.status()["failures"][0]["message"] {
        serde_json::Value::String(_) => Ok(()),
        _ => Err("nothing failed".to_owned()),
    });
    trial.recovers();
    assert_eq!(trial.version(), version);
    assert!(trial.metric("dashboard_refreshes_total{outcome=\"failed\"}") >= 1.0);
    for versions in trial.end().versions {
        assert_eq!(versions, std::slice::from_ref(&version));
    }
}
