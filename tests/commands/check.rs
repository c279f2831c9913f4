//! `dashboard check`: its findings and its exit code.

use serde_json::Value;

use super::{dashboard, refuses};
use crate::harness::shared;

#[track_caller]
fn check(database: &str, code: i32) {
    let Some(file) = shared::path(&format!("data/{database}")) else { return };
    let environment = [("DB_PATH", file.to_str().unwrap())];

    let in_words = dashboard(&["check"], &environment);
    assert_eq!(in_words.code, code, "{database}: {}{}", in_words.out, in_words.err);
    assert_eq!(in_words.out.lines().any(|line| line.starts_with("error ")), code == 1, "{}", in_words.out);
    let summary = in_words.out.lines().last().unwrap();

    let as_json = dashboard(&["check", "--format", "json"], &environment);
    assert_eq!(as_json.code, code, "{database}: {}", as_json.err);
    let findings: Value = serde_json::from_str(&as_json.out).unwrap();
    let checks = findings["checks"].as_array().unwrap();
    let broken = |severity: &str| {
        checks
            .iter()
            .filter(|check| check["severity"] == severity && check["violations"].as_u64().unwrap() > 0)
            .count()
    };
    assert_eq!(
        summary,
        format!(
            "{} checks: {} with errors, {} with warnings, {} to know",
            checks.len(),
            broken("error"),
            broken("warning"),
            broken("info")
        ),
        "{database}: both forms tell the same"
    );
}

#[test]
fn sound_data_ends_with_0() {
    check("classicmodels.sqlite", 0);
}

#[test]
fn errors_in_the_data_end_with_1() {
    check("edge-a.sqlite", 1);
    check("edge-b.sqlite", 1);
}

#[test]
fn data_that_cannot_be_read_ends_with_2() {
    let message = refuses(2, &["check"], &[("DB_PATH", "nowhere.sqlite")]);
    assert!(message.contains("nowhere.sqlite") && message.contains("DB_PATH"), "{message}");
    let message = refuses(2, &["check"], &[("REFRESH_INTERVAL", "often")]);
    assert!(message.contains("REFRESH_INTERVAL") && message.contains("often"), "{message}");
}
