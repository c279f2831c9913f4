//! `dashboard demo`: the same seed gives the same data, wherever it is written.

use std::fs;
use std::path::Path;

use super::{dashboard, refuses, snapshot_of, sqlite_url, succeeds, text};
use crate::harness::{mariadb, postgres};

fn demo(into: &str, seed: &str) {
    succeeds(&["demo", "--into", into, "--seed", seed], &[]);
}

#[test]
fn same_seed_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = [("a", "7"), ("b", "7"), ("c", "8")]
        .map(|(name, seed)| {
            let file = folder.path().join(name);
            demo(&sqlite_url(&file), seed);
            fs::read(file).unwrap()
        })
        .into();
    // Not `assert_eq!`, which would print both files.
    assert!(files[0] == files[1], "the same seed gives the same bytes");
    assert!(files[0] != files[2], "another seed gives other data");
    assert_ne!(
        snapshot_of(&sqlite_url(&folder.path().join("a"))),
        snapshot_of(&sqlite_url(&folder.path().join("c"))),
        "not only other bytes"
    );
}

#[test]
fn its_dirty_rows_are_found_and_it_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.sqlite");
    demo(&sqlite_url(&file), "1");
    let check = dashboard(&["check"], &[("DB_PATH", text(&file))]);
    assert_eq!(check.code, 1, "{}{}", check.out, check.err);

    let before = fs::read(&file).unwrap();
    let message = refuses(1, &["demo", "--into", &sqlite_url(&file), "--seed", "2"], &[]);
    assert!(message.contains("--replace"), "{message}");
    assert!(fs::read(&file).unwrap() == before, "the file is as it was");
    succeeds(&["demo", "--into", &sqlite_url(&file), "--seed", "2", "--replace"], &[]);
    assert!(fs::read(&file).unwrap() != before, "replaced when asked to");
}

/// Exports that between them use every table.
const DATASETS: [&str; 6] =
    ["kpis", "customers", "products", "receivables", "sales_coverage", "data_quality_rows"];

/// Writes the demo into a server's database, copies it into a SQLite file, and compares; the snapshot.
fn check_same_in_sqlite(url: &str, folder: &Path) -> String {
    demo(url, "7");
    let copy = sqlite_url(&folder.join("copy.sqlite"));
    succeeds(&["import", url, "--into", &copy, "--replace"], &[]);
    for dataset in DATASETS {
        let exports =
            [url, copy.as_str()].map(|url| succeeds(&["export", dataset], &[("DATABASE_URL", url)]));
        assert!(exports[0].lines().count() > 1, "{dataset} has rows");
        assert_eq!(exports[0], exports[1], "{dataset} of {url}, and of its copy in SQLite");
    }
    let snapshot = snapshot_of(url);
    assert_eq!(snapshot, snapshot_of(&copy), "{url}, and its copy in SQLite");
    snapshot
}

#[test]
fn the_same_in_every_database() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(postgres), Some(mariadb)) = (postgres::server(), mariadb::server()) else { return };
    let in_postgres = check_same_in_sqlite(&postgres.database().url, folder.path());
    let in_mariadb = check_same_in_sqlite(&mariadb.database().url, folder.path());
    assert_eq!(in_postgres, in_mariadb);
}
