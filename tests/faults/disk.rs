//! The disk with the data directory is full.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use super::{IMPATIENT, Trial, demo};
use crate::harness::or_skip;
use crate::harness::program::{Unprivileged, find, run};
use crate::harness::server::Dashboard;

/// A small disk of one process's own, which is gone with it.
const ON_A_SMALL_DISK: &str = r#"mount -t tmpfs -o size=4m,mode=700 tmpfs "$DATA_DIR" && exec "$@""#;

/// The command that gives another one a file system view of its own; root need not pretend to be root.
fn unshare() -> Result<Vec<&'static str>, String> {
    find("unshare")?;
    let mut words = vec!["unshare", "--mount"];
    if Unprivileged::when_root().is_none() {
        words.push("--map-root-user");
    }
    run(Command::new(words[0]).args(&words[1..]).arg("true"), b"")?;
    Ok(words)
}

/// Every file of the saved copy with its content.
fn copy(data_dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(data_dir.join("last-good")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.is_file()).map(|file| (file.clone(), fs::read(&file).unwrap())).collect()
}

#[test]
fn a_full_disk_leaves_the_last_good_copy_as_it_is() {
    let Some(unshare) = or_skip("a disk of its own", unshare()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.sqlite");
    demo(&format!("sqlite:{}", file.display()), "1");
    let wrapper = [&unshare[..], &["sh", "-c", ON_A_SMALL_DISK, "sh"]].concat();
    let mut environment = IMPATIENT.to_vec();
    environment.push(("DB_PATH", file.to_str().unwrap()));
    let mut dashboard = Dashboard::start_under(&wrapper, &environment);
    dashboard.wait_until_ready();
    // The same folder, seen as the server sees it.
    let root = PathBuf::from(format!("/proc/{}/root", dashboard.process_id()));
    let data_dir = root.join(dashboard.data_dir.strip_prefix("/").unwrap());
    let trial = Trial::of(dashboard);
    let saved = |what: &str, version: &str| match &trial.status()["saved_copy"]["snapshot"] {
        saved if saved == version => Ok(()),
        saved => Err(format!("{what}: {version} is not saved, {saved} is")),
    };
    let old = trial.version();
    trial.wait_until(|| saved("the first data", &old));
    let copy_before = copy(&data_dir);
    assert!(copy_before.len() > 2, "{:?}", copy_before.keys());

    let filler = data_dir.join("filler");
    let full = std::io::copy(&mut std::io::repeat(1), &mut fs::File::create(&filler).unwrap());
    assert_eq!(full.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    let change = "UPDATE orderdetails SET quantityOrdered = quantityOrdered + 1";
    Connection::open(&file).unwrap().execute_batch(change).unwrap();
    trial.wait_until(|| match &trial.status()["saved_copy_failure"]["message"] {
        serde_json::Value::String(why) if why.contains("No space left on device") => Ok(()),
        other => Err(format!("the full disk is not said: {other}")),
    });
    let new = trial.version();
    assert_ne!(new, old, "the new data is served all the same");
    assert!(trial.dashboard.get("/status").text().contains("No space left on device"));
    assert!(trial.metric("dashboard_saved_copy_failures_total") >= 1.0);
    trial.recovers();
    assert_eq!(copy(&data_dir), copy_before, "a start without the database would find the last good copy");

    fs::remove_file(filler).unwrap();
    trial.wait_until(|| saved("the new data", &new));
    assert_eq!(trial.status()["saved_copy_failure"], serde_json::Value::Null);
    for versions in trial.end().versions {
        assert_eq!(versions, [old.clone(), new.clone()]);
    }
}
