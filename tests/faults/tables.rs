//! Somebody changes the tables between two refreshes.

use super::{IMPATIENT, Trial, demo};
use crate::harness::postgres;
use crate::harness::server::Dashboard;

#[test]
fn tables_that_go_change_or_run_empty() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    demo(&database.url, "1");
    let mut environment = IMPATIENT.to_vec();
    environment.push(("DATABASE_URL", &database.url));
    let trial = Trial::of(Dashboard::start(&environment));
    let version = trial.version();
    let cases = [
        (
            "payments",
            "create table kept as table payments; drop table payments cascade",
            "alter table kept rename to payments",
        ),
        (
            "buyPrice",
            "alter table products rename \"buyPrice\" to price",
            "alter table products rename price to \"buyPrice\"",
        ),
    ];
    for (reason, damage, repair) in cases {
        database.execute(damage.as_bytes());
        trial.fails(reason);
        assert_eq!(trial.version(), version, "{damage}");
        database.execute(repair.as_bytes());
        trial.recovers();
    }
    database.execute(b"create table kept as table payments; delete from payments");
    trial.refuses("payments has no rows left of");
    assert_eq!(trial.version(), version);
    database.execute(b"insert into payments table kept; drop table kept");
    trial.recovers();
    for versions in trial.end().versions {
        assert_eq!(versions, std::slice::from_ref(&version), "nobody has seen anything but the good data");
    }
}
