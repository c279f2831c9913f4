//! Whether the database would let its user write: said at the start, in the log and by the status.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use serde_json::Value;

use crate::harness::program::Unprivileged;
use crate::harness::server::Dashboard;
use crate::harness::{mariadb, postgres, shared, wait_until};

#[track_caller]
fn check(url: &str, may_write: bool) {
    let dashboard = Dashboard::start(&[("DATABASE_URL", url)]);
    let waited = wait_until(Duration::from_secs(60), || {
        let status: Value = serde_json::from_str(dashboard.get("/status.json").text()).unwrap();
        if status["may_write"] == may_write { Ok(()) } else { Err(status.to_string()) }
    });
    waited.unwrap_or_else(|why| panic!("{url}: {why}\n{}", dashboard.log()));
    let expected =
        if may_write { "the database would let it write" } else { "the database lets it read only" };
    for said in [dashboard.log(), dashboard.get("/status").text().to_owned()] {
        assert!(said.contains("opened read-only") && said.contains(expected), "{url}: {said}");
    }
}

#[test]
fn of_a_file() {
    let Some(file) = shared::path("data/classicmodels.sqlite") else { return };
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("sales.sqlite");
    fs::copy(file, &copy).unwrap();
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o644)).unwrap();
    let url = format!("sqlite:{}", copy.display());
    check(&url, true);
    // Root may write whatever the permissions are.
    if Unprivileged::when_root().is_none() {
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o444)).unwrap();
        check(&url, false);
    }
}

#[test]
fn of_a_postgresql_user() {
    let (Some(dump), Some(server)) = (shared::path("data/classicmodels-postgres.sql"), postgres::server())
    else {
        return;
    };
    let database = server.database();
    database.execute(&fs::read(dump).unwrap());
    check(&database.url, true);
    database.execute(
        b"create role reader login password 'reader'; grant select on all tables in schema public to reader",
    );
    let mut url = url::Url::parse(&database.url).unwrap();
    url.set_username("reader").unwrap();
    url.set_password(Some("reader")).unwrap();
    check(url.as_str(), false);
    database.execute(b"grant update (comments) on orders to reader");
    check(url.as_str(), true);
}

#[test]
fn of_a_mariadb_user() {
    let (Some(dump), Some(server)) = (shared::path("data/classicmodels.sqlite"), mariadb::server()) else {
        return;
    };
    let database = server.database();
    let imported =
        crate::harness::server::run(&["import", dump.to_str().unwrap(), "--into", &database.url], &[]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    check(&database.url, true);
    let mut url = url::Url::parse(&database.url).unwrap();
    let name = url.path().trim_start_matches('/').to_owned();
    database.execute(
        format!("create user reader@'%' identified by 'reader'; grant select on `{name}`.* to reader@'%'")
            .as_bytes(),
    );
    url.set_username("reader").unwrap();
    url.set_password(Some("reader")).unwrap();
    check(url.as_str(), false);
}
