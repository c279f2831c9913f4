//! The command line, as a user types it: what it prints, what it writes, how it ends.

mod check;
mod config;
mod demo;
mod export;
mod healthcheck;
mod import;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{server, shared};

/// How a command ended and what it said.
#[derive(Debug)]
struct Ended {
    /// The exit code.
    code: i32,
    /// Standard output.
    out: String,
    /// Standard error.
    err: String,
}

/// Runs a command with these variables alone.
fn dashboard(arguments: &[&str], environment: &[(&str, &str)]) -> Ended {
    let output = server::run(arguments, environment);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the commands speak UTF-8");
    Ended {
        code: output.status.code().unwrap_or_else(|| panic!("{arguments:?} ended by {}", output.status)),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs a command that must succeed; its standard output.
#[track_caller]
pub(crate) fn succeeds(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let ended = dashboard(arguments, environment);
    assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.err);
    ended.out
}

/// Runs a command that must fail with this code, nothing on standard output and one line on standard error; that line.
#[track_caller]
fn refuses(code: i32, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let ended = dashboard(arguments, environment);
    assert_eq!((ended.code, ended.out.as_str()), (code, ""), "{arguments:?}: {}", ended.err);
    assert!(ended.err.starts_with("dashboard: "), "{arguments:?} says who speaks: {}", ended.err);
    assert_eq!(ended.err.lines().count(), 1, "{arguments:?} says it in one line: {}", ended.err);
    ended.err
}

/// The real data as a SQLite file, or `None` after saying that the test is skipped.
#[track_caller]
fn classic_models() -> Option<PathBuf> {
    shared::path("data/classicmodels.sqlite")
}

/// The digest of a database's snapshot, as `check` tells it: equal exactly when the data is.
#[track_caller]
fn snapshot_of(url: &str) -> String {
    let ended = dashboard(&["check", "--format", "json"], &[("DATABASE_URL", url)]);
    assert!(ended.code < 2, "check of {url}: {}", ended.err);
    let findings: Value =
        serde_json::from_str(&ended.out).unwrap_or_else(|why| panic!("{why}: {}", ended.out));
    findings["snapshot"].as_str().expect("check names the snapshot").to_owned()
}

/// Checks that a copy of the real data is the same snapshot, with the expected key figures and customers.
#[track_caller]
fn check_is_classic_models(url: &str) {
    let (Some(original), Some(golden)) = (classic_models(), shared::path("golden/classicmodels")) else {
        return;
    };
    assert_eq!(snapshot_of(url), snapshot_of(&sqlite_url(&original)), "snapshot of {url}");
    for dataset in ["kpis", "customers"] {
        let expected = fs::read_to_string(golden.join(format!("{dataset}.csv"))).unwrap();
        assert_eq!(succeeds(&["export", dataset], &[("DATABASE_URL", url)]), expected, "{dataset} of {url}");
    }
}

pub(crate) fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}
