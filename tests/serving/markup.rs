//! Every kind of page is valid HTML.
//!
//! Judged by html-validate, which knows rules of use besides those of the syntax; see `nu.rs` for the checker of the W3C.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::crawl::pages;
use super::page::shape;
use super::{on, on_classic_models};
use crate::harness::npm;
use crate::harness::server::Dashboard;

/// The HTML standard's rules, without matters of style.
const CONFIGURATION: &str = r#"{ "root": true, "extends": ["html-validate:standard"] }"#;

#[track_caller]
fn check(dashboard: &Dashboard, start: &[&str], refused: &[&str]) {
    let Some(checker) = npm::file("html-validate/bin/html-validate.mjs") else { return };
    let mut shapes = BTreeSet::new();
    let mut pages = pages(dashboard, start);
    pages.retain(|(address, _)| shapes.insert(shape(address)));
    pages.extend(
        refused.iter().map(|address| ((*address).to_owned(), dashboard.get(address).text().to_owned())),
    );

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".htmlvalidate.json"), CONFIGURATION).unwrap();
    for (index, (_, html)) in pages.iter().enumerate() {
        fs::write(folder.path().join(format!("{index}.html")), html).unwrap();
    }
    let mut node = Command::new("node");
    node.arg(checker).args(["--formatter", "json", "--max-warnings", "0"]).current_dir(folder.path());
    node.args((0..pages.len()).map(|index| format!("{index}.html")));
    let output = node.output().expect("npm brings node");
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&output.stderr)));
    let mut broken = Vec::new();
    for file in findings.as_array().unwrap() {
        let index: usize = file["filePath"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".html")
            .parse()
            .unwrap();
        let (address, html) = &pages[index];
        for message in file["messages"].as_array().unwrap() {
            let at = usize::try_from(message["offset"].as_u64().unwrap()).unwrap();
            let around: String = html.chars().skip(at.saturating_sub(60)).take(160).collect();
            broken.push(format!("{address}: {} ({}) at …{around}…", message["message"], message["ruleId"]));
        }
    }
    broken.truncate(20);
    assert!(broken.is_empty() && output.status.success(), "invalid HTML:\n  {}", broken.join("\n  "));
}

#[test]
fn of_the_real_data() {
    let Some(dashboard) = on_classic_models() else { return };
    check(
        dashboard,
        &["/", "/?country=USA&line=Trains"],
        &["/nowhere", "/?country=Atlantis", "/?period=soon"],
    );
}

#[test]
fn of_hostile_data() {
    let Some(dashboard) = on("edge-a.sqlite") else { return };
    check(dashboard, &["/"], &["/?country=%3Cb%3E"]);
}
