//! Every page and every drawing is what the standards call valid, judged by the Nu checker of the W3C.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::every_page::{all_sides, kinds};
use super::{on, on_classic_models};
use crate::harness::server::Dashboard;
use crate::harness::{npm, or_skip, program};

/// What the checker says about newer parts of the standards, which it does not know yet.
const NOT_KNOWN_YET: [&str; 2] = [
    // <link rel="expect" blocking="render"> is in the HTML standard: the page is shown when its foot is there.
    "A “link” element with a “blocking” attribute must have a “rel” attribute whose value is “stylesheet”.",
    // SVG 2 has it; what the checker knows is SVG 1.1.
    "Attribute “vector-effect” not allowed on element “path” at this point.",
];

/// Checks pages and drawings together, for starting the checker takes longer than checking.
#[track_caller]
fn check(dashboard: &Dashboard, addresses: &[String]) {
    let Some(checker) = npm::file("vnu-jar/build/dist/vnu.jar") else { return };
    let Some(java) = or_skip("Java", program::find("java")) else { return };
    let folder = tempfile::tempdir().unwrap();
    for (index, address) in addresses.iter().enumerate() {
        let answer = dashboard.get(address);
        let is_drawing = answer.header("content-type").is_some_and(|kind| kind.starts_with("image/svg"));
        let extension = if is_drawing { "svg" } else { "html" };
        fs::write(folder.path().join(format!("{index}.{extension}")), &answer.bytes).unwrap();
    }
    let mut nu = Command::new(java);
    nu.arg("-jar").arg(checker).args([
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        "--also-check-svg",
    ]);
    let output = nu.arg(folder.path()).output().unwrap();
    let findings: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&output.stderr)));
    let mut broken = Vec::new();
    for finding in findings["messages"].as_array().expect("a list") {
        let message = finding["message"].as_str().unwrap_or_default();
        let file = finding["url"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let index: usize = file.split('.').next().unwrap().parse().unwrap();
        if !NOT_KNOWN_YET.contains(&message) {
            broken.push(format!("{}: {message} at …{}…", addresses[index], finding["extract"]));
        }
    }
    broken.truncate(20);
    assert!(broken.is_empty(), "invalid:\n  {}", broken.join("\n  "));
}

#[test]
fn the_checker_checks() {
    let Some(checker) = npm::file("vnu-jar/build/dist/vnu.jar") else { return };
    let Some(java) = or_skip("Java", program::find("java")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("0.html");
    fs::write(&file, "<!DOCTYPE html><html lang=en><title>x</title><p><b>").unwrap();
    let output = Command::new(java).arg("-jar").arg(checker).arg(&file).output().unwrap();
    assert!(!output.status.success(), "it says nothing about an element that is not closed");
}

#[test]
fn of_the_real_data() {
    let Some(dashboard) = on_classic_models() else { return };
    let mut addresses = all_sides(dashboard);
    let description: Value = serde_json::from_slice(&dashboard.get("/openapi.json").bytes).unwrap();
    let files = description["paths"].as_object().expect("paths").keys().filter(|path| path.ends_with(".svg"));
    // The drawing of one customer, product, … says so of itself when it is not told of which.
    addresses.extend(files.filter(|path| dashboard.get(path).status == 200).cloned());
    addresses.push("/charts/entity-trend.svg?customer=141".to_owned());
    assert!(addresses.iter().filter(|address| address.contains(".svg")).count() > 10, "{addresses:?}");
    check(dashboard, &addresses);
}

#[test]
fn of_hostile_data() {
    let Some(dashboard) = on("edge-a.sqlite") else { return };
    check(dashboard, &kinds(dashboard));
}
