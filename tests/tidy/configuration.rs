//! The promised configuration is documented where users look for it.

use std::collections::BTreeSet;

use regex::Regex;

use super::{must_read, none};
use crate::harness::shared;

#[test]
fn every_promised_variable_is_documented() {
    let Some(interface) = shared::path("spec/interface.md") else { return };
    let interface = std::fs::read_to_string(interface).unwrap();
    let name = Regex::new("`([A-Z][A-Z_]*[A-Z])`").unwrap();
    let mut promised = BTreeSet::from(["CONFIG_FILE".to_owned()]);
    for row in interface.lines().filter(|line| line.starts_with("| `")) {
        let first_cell = row.split('|').nth(1).unwrap();
        promised.extend(name.captures_iter(first_cell).map(|found| found[1].to_owned()));
    }
    assert!(
        promised.contains("DATABASE_URL") && promised.len() > 15,
        "the table is read rightly: {promised:?}"
    );

    let mut broken = Vec::new();
    for (path, exempt) in [("README.md", None), ("config/default.toml", Some("CONFIG_FILE"))] {
        let text = must_read(path);
        let missing =
            promised.iter().filter(|name| exempt != Some(name.as_str()) && !text.contains(name.as_str()));
        broken.extend(missing.map(|name| format!("{path}: {name}")));
    }
    none(&broken, "variables without documentation");
}
