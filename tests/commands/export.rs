//! `dashboard datasets` and `dashboard export`; the values themselves are compared in `parity`.

use std::fs;
use std::process::Stdio;

use analytics::catalogue::DATASETS;
use serde_json::Value;

use super::{classic_models, dashboard, refuses, succeeds, text};
use crate::harness::server;

#[test]
fn every_dataset_is_listed_on_a_line_of_its_own() {
    let listing = succeeds(&["datasets"], &[]);
    let names: Vec<&str> = listing.lines().map(|line| line.split(' ').next().unwrap()).collect();
    let expected: Vec<&str> = DATASETS.iter().map(|dataset| dataset.name).collect();
    assert_eq!(names, expected);
    for line in listing.lines() {
        assert!(line.split_whitespace().count() >= 3, "name, kind and title: {line}");
    }
}

#[test]
fn a_typing_error_exports_nothing() {
    let Some(database) = classic_models() else { return };
    let environment = [("DB_PATH", text(&database))];
    let cases: [(&[&str], &[&str]); 8] = [
        (&["contries"], &["contries", "dashboard datasets"]),
        (&["kpis", "--scope", "contry=USA"], &["contry", "country"]),
        (&["kpis", "--scope", "country=Atlantis"], &["Atlantis", "Australia"]),
        (&["kpis", "--scope", "period=soon"], &["period=soon"]),
        (&["kpis", "--scope", "country="], &["country", "no value"]),
        (&["churn_risk", "--scope", "stale_days=0"], &["stale_days=0", "from 1 to 3650"]),
        (&["receivables", "--scope", "stale_days=90"], &["stale_days has no effect", "any threshold"]),
        (&["kpis", "--out", "no/such/folder/kpis.csv"], &["no/such/folder/kpis.csv", "--out"]),
    ];
    for (arguments, expected) in cases {
        let arguments: Vec<&str> = ["export"].iter().chain(arguments).copied().collect();
        let message = refuses(1, &arguments, &environment);
        assert!(expected.iter().all(|word| message.contains(word)), "{arguments:?} says {message}");
    }
    let unknown_format = dashboard(&["export", "kpis", "--format", "pdf"], &environment);
    assert_eq!((unknown_format.code, unknown_format.out.as_str()), (2, ""));
    assert!(unknown_format.err.contains("csv, json, xlsx"), "{}", unknown_format.err);
}

#[test]
fn thresholds_can_be_tried_out() {
    let Some(database) = classic_models() else { return };
    let environment = [("DB_PATH", text(&database))];
    let num_rows = |scope: &str| {
        succeeds(&["export", "credit_misalignment", "--scope", scope], &environment).lines().count() - 1
    };
    let (configured, wider, none) =
        (num_rows(""), num_rows("credit_factor=1.5"), num_rows("credit_factor=100"));
    assert!(wider > configured && configured > none && none == 0, "{wider} > {configured} > {none}");
    assert_eq!(num_rows("credit_factor=2"), configured);
}

#[test]
fn a_file_gets_a_name_that_says_what_is_in_it() {
    let Some(database) = classic_models() else { return };
    let environment = [("DB_PATH", text(&database))];
    let folder = tempfile::tempdir().unwrap();
    let scope = "country=USA&period=2004";
    let out = succeeds(&["export", "kpis", "--scope", scope, "--out", text(folder.path())], &environment);
    assert_eq!(out, "");
    let file = folder.path().join("kpis_period-2004_country-USA_as-of-2005-05-31.csv");
    let printed = succeeds(&["export", "kpis", "--scope", scope], &environment);
    assert_eq!(fs::read_to_string(&file).unwrap_or_else(|why| panic!("{why}: {}", file.display())), printed);
    let only_this = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(only_this, 1, "nothing else is left in the folder");
}

#[test]
fn json_says_what_it_is() {
    let Some(database) = classic_models() else { return };
    let environment = [("DB_PATH", text(&database))];
    let json = succeeds(&["export", "countries", "--format", "json", "--scope", "country=USA"], &environment);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["dataset"], "countries");
    assert_eq!(json["as_of"], "2005-05-31");
    assert_eq!(json["scope"], "country=USA");
    assert!(json["snapshot"].as_str().is_some_and(|digest| digest.len() >= 16), "{json}");
    assert_eq!(json["rows"].as_array().unwrap().len(), 1);
    for column in json["columns"].as_array().unwrap() {
        let name = column["name"].as_str().unwrap();
        assert!(column["type"].is_string() && column["unit"].is_string(), "{column}");
        assert!(json["rows"][0].get(name).is_some(), "{name} is in the row");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let Some(database) = classic_models() else { return };
    let mut export = server::command(&["export", "product_monthly"], &[("DB_PATH", text(&database))]);
    let mut export = export.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Closed before the program can have filled the pipe, as `head` does.
    drop(export.stdout.take());
    let ended = export.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
