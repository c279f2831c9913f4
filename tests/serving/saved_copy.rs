//! A start without the database: the figures of the run before are served, and say that they are.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::harness::server::{Dashboard, run};
use crate::harness::wait_until;

const SAYS_SO: &str = "The figures below were saved at";
const PAGES: [&str; 5] = ["/", "/regional", "/risks", "/deep-dive/orders", "/status"];

/// A demo database in this folder; its path.
fn demo(folder: &Path) -> String {
    let file = folder.join("sales.sqlite").to_str().unwrap().to_owned();
    let made = run(&["demo", "--into", &format!("sqlite:{file}")], &[]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    file
}

fn status(dashboard: &Dashboard) -> serde_json::Value {
    serde_json::from_str(dashboard.get("/status.json").text()).unwrap()
}

#[track_caller]
fn wait_for(dashboard: &Dashboard, what: &str, is_so: impl Fn() -> bool) {
    let waited = wait_until(Duration::from_secs(60), || if is_so() { Ok(()) } else { Err(what.to_owned()) });
    waited.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
}

#[test]
fn serves_what_was_saved_until_the_database_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data_dir) = (demo(folder.path()), folder.path().join("data"));
    let environment =
        [("DB_PATH", &*file), ("DATA_DIR", data_dir.to_str().unwrap()), ("REFRESH_INTERVAL", "2s")];

    let dashboard = Dashboard::start(&environment);
    wait_for(&dashboard, "nothing is saved", || status(&dashboard)["saved_copy"].is_object());
    let version = status(&dashboard)["snapshot"].clone();
    assert!(!dashboard.get("/").text().contains(SAYS_SO));
    dashboard.stop();

    let away = folder.path().join("away.sqlite");
    fs::rename(&file, &away).unwrap();
    let dashboard = Dashboard::start(&environment);
    for path in PAGES {
        let page = dashboard.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        assert!(page.text().contains(SAYS_SO), "{path}");
    }
    assert!(dashboard.get("/readyz").text().contains("stale"));
    assert!(dashboard.get("/metrics").text().contains("\ndashboard_saved_copy_served 1\n"));
    let saved = status(&dashboard);
    assert_eq!((&saved["snapshot"], &saved["is_saved_copy"]), (&version, &true.into()));

    fs::rename(&away, &file).unwrap();
    wait_for(&dashboard, "the database is not read again", || status(&dashboard)["is_saved_copy"] == false);
    assert!(!dashboard.get("/").text().contains(SAYS_SO));
    assert_eq!(dashboard.get("/readyz").text(), "ready\n");
    dashboard.stop();

    // A damaged copy is worth nothing: better no figures than wrong ones.
    let mut files = fs::read_dir(data_dir.join("last-good")).unwrap().map(|entry| entry.unwrap().path());
    let orders = files.find(|path| path.to_str().unwrap().contains("orders-")).unwrap();
    let mut bytes = fs::read(&orders).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&orders, bytes).unwrap();
    fs::rename(&file, &away).unwrap();
    let dashboard = Dashboard::start_without_waiting(&environment);
    wait_for(&dashboard, "the damage is not noticed", || {
        dashboard.log().contains("the saved data is ignored")
    });
    assert_eq!(dashboard.get("/").status, 503);
    fs::rename(&away, &file).unwrap();
    wait_for(&dashboard, "the database is not read", || dashboard.get("/readyz").status == 200);
}

#[test]
fn a_data_directory_that_cannot_be_written_is_said_and_harms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data_dir) = (demo(folder.path()), folder.path().join("data"));
    fs::write(&data_dir, "a file where a folder should be").unwrap();
    let dashboard = Dashboard::start(&[("DB_PATH", &*file), ("DATA_DIR", data_dir.to_str().unwrap())]);
    wait_for(&dashboard, "nothing is said", || status(&dashboard)["saved_copy_failure"].is_object());
    let message = status(&dashboard)["saved_copy_failure"]["message"].to_string();
    assert!(message.contains("DATA_DIR cannot be written"), "{message}");
    assert!(dashboard.get("/status").text().contains("DATA_DIR cannot be written"));
    assert!(dashboard.get("/metrics").text().contains("\ndashboard_saved_copy_failures_total 1\n"));
    assert_eq!(dashboard.get("/").status, 200);
}
