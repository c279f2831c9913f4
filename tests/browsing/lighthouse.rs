//! Lighthouse gives full marks for accessibility and best practices to a page of each kind.
//!
//! It takes seconds for a page, so pages of the same make stand for each other; axe looks at every single one.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness;
use crate::harness::keeper::{Kept, scratch};
use crate::harness::program::{find, run};
use crate::harness::{free_port, http, npm, or_skip, wait_until};
use crate::serving::on_classic_models;

/// Cards and charts; a map; a long table; an entity; a text.
const PAGES: [&str; 5] = ["/", "/regional", "/deep-dive/customers", "/products/S18_3232", "/insights"];

/// A browser that Lighthouse can be pointed to, and its port.
fn browser() -> Result<(Kept, u16), String> {
    let (port, folder) = (free_port(), scratch("dashboard-lighthouse-", None));
    let mut chromium = Command::new(find("chromium")?);
    chromium.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    ]);
    chromium.args(["--disable-component-update", "--disable-sync", "about:blank"]);
    chromium
        .arg(format!("--remote-debugging-port={port}"))
        .arg(format!("--user-data-dir={}", folder.display()));
    chromium.env("HOME", &folder).env("TMPDIR", &folder);
    let mut kept = Kept::start(&chromium, "TERM", &folder, None)?;
    wait_until(Duration::from_secs(60), || {
        kept.still_runs()?;
        http::request("GET", &format!("http://127.0.0.1:{port}/json/version"), &[]).map(drop)
    })?;
    Ok((kept, port))
}

#[test]
fn full_marks() {
    let Some(dashboard) = on_classic_models() else { return };
    let Some(lighthouse) = npm::file("lighthouse/core/index.js") else { return };
    let Some((_kept, port)) = or_skip("Chromium", browser()) else { return };
    let mut node = Command::new("node");
    node.arg(harness::repository().join("tests/browsing/lighthouse.mjs"))
        .arg(lighthouse)
        .arg(port.to_string());
    node.args(PAGES.map(|page| format!("{}{page}", dashboard.address)));
    let said = run(&mut node, b"").unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(said.lines().count(), PAGES.len(), "{said}");
    for line in said.lines() {
        let page: Value = serde_json::from_str(line).unwrap();
        assert_eq!(page["scores"], json!({ "accessibility": 100, "best-practices": 100 }), "{page:#}");
    }
}
