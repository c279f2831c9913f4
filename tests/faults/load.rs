//! The data changes every second while people read.

use std::time::Duration;

use rusqlite::Connection;

use super::{IMPATIENT, demo};
use crate::harness::readers::Readers;
use crate::harness::server::Dashboard;
use crate::harness::wait_until;

const NUM_READERS: usize = 4;
const NUM_VERSIONS: usize = 5;

/// More than a machine needs that is busy with all the other tests.
const PATIENCE: Duration = Duration::from_secs(180);

/// The mode that takes over what did not change from the snapshot that is being read, and the one that reads all.
#[track_caller]
fn check(mode: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.sqlite");
    demo(&format!("sqlite:{}", file.display()), "1");
    let mut environment: Vec<_> = IMPATIENT.into_iter().filter(|(name, _)| *name != "REFRESH_MODE").collect();
    environment.extend([("DB_PATH", file.to_str().unwrap()), ("REFRESH_MODE", mode)]);
    let dashboard = Dashboard::start(&environment);
    let readers = Readers::of(&dashboard, NUM_READERS);
    let writer = Connection::open(&file).unwrap();
    let enough = wait_until(PATIENCE, || {
        // Every row and every page changes.
        let change = "UPDATE orderdetails SET quantityOrdered = quantityOrdered + 1";
        writer.execute_batch(change).map_err(|error| error.to_string())?;
        std::thread::sleep(Duration::from_secs(1));
        let seen = readers.seen();
        let num_versions: Vec<usize> = seen.versions.iter().map(Vec::len).collect();
        let has_seen_enough = num_versions.iter().all(|&number| number >= NUM_VERSIONS);
        if has_seen_enough { Ok(()) } else { Err(format!("{mode}: {num_versions:?} versions were seen")) }
    });
    enough.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
    let seen = readers.stop();
    for versions in &seen.versions {
        let mut different = versions.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), versions.len(), "{mode}: an old version came back: {versions:?}");
    }
    // Content of one version below the mark of another would show as two equal ones.
    let of_executive = seen.contents.iter().filter(|((path, _), _)| path == "/").map(|(_, content)| content);
    let contents: Vec<&String> = of_executive.collect();
    let different: std::collections::BTreeSet<&String> = contents.iter().copied().collect();
    assert!(contents.len() >= 2, "{mode}: {} versions of the Executive View", contents.len());
    assert_eq!(different.len(), contents.len(), "{mode}: versions have the same content");
}

#[test]
fn refreshes_under_load_that_read_what_changed() {
    check("auto");
}

#[test]
fn refreshes_under_load_that_read_everything() {
    check("full");
}
