//! axe finds nothing to complain about, on any page, in either theme.

use std::fs;

use serde_json::Value;

use crate::harness::chromium::Browser;
use crate::harness::npm;
use crate::serving::every_page::all_sides;
use crate::serving::on_classic_models;

/// Runs all of axe's rules, that of the size of targets too, which is off unless asked for, and returns a line for each element that breaks one.
const RUN: &str = "const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
        result => done(result.violations.flatMap(rule => rule.nodes.slice(0, 3).map(
            node => rule.id + ' (' + rule.impact + '): ' + node.html.slice(0, 160) + ' ' + node.failureSummary))),
        error => done(['axe fails: ' + error]))";

#[track_caller]
fn check(dark: bool, window: (u32, u32)) {
    let (Some(dashboard), Some(axe)) = (on_classic_models(), npm::file("axe-core/axe.min.js")) else {
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let (address, pages) = (dashboard.address.clone(), all_sides(dashboard));
    Browser { dark, window, ..Browser::default() }.visit(move |client| async move {
        let mut broken = Vec::new();
        for page in pages {
            client.goto(&format!("{address}{page}")).await.unwrap();
            client.execute(&axe, Vec::new()).await.unwrap();
            let found = client.execute_async(RUN, Vec::new()).await.unwrap();
            let found = found.as_array().expect("a list").iter().filter_map(Value::as_str);
            broken.extend(found.map(|violation| format!("{page}: {violation}")));
        }
        assert!(broken.is_empty(), "{} violations:\n  {}", broken.len(), broken.join("\n  "));
    });
}

#[test]
fn in_the_light() {
    check(false, (1440, 900));
}

#[test]
fn in_the_dark() {
    check(true, (1440, 900));
}

#[test]
fn on_a_phone() {
    check(false, (390, 844));
}
