//! Where the code of others comes from, and why it is here.

use std::collections::BTreeSet;

use super::{manifests, must_read, none, root_manifest};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The crates of others in the root manifest.
fn foreign() -> BTreeSet<String> {
    let manifest = root_manifest();
    let dependencies = manifest["workspace"]["dependencies"].as_table().unwrap();
    let foreign = dependencies.iter().filter(|(_, dependency)| dependency.get("path").is_none());
    foreign.map(|(name, _)| name.clone()).collect()
}

#[test]
fn the_lock_file_knows_one_registry() {
    let lock: toml::Table = must_read("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let other = packages.iter().filter_map(|package| {
        let source = package.get("source")?.as_str().unwrap();
        (source != REGISTRY).then(|| format!("{}: {source}", package["name"]))
    });
    none(&other.collect::<Vec<_>>(), "packages from elsewhere than crates.io");
}

#[test]
fn versions_are_chosen_in_one_place() {
    let mut broken = Vec::new();
    for (path, manifest) in manifests() {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(kind).and_then(toml::Value::as_table) else { continue };
            let own = dependencies.iter().filter(|(_, dependency)| dependency.get("workspace").is_none());
            broken.extend(own.map(|(name, _)| format!("{path}: {name}")));
        }
    }
    none(&broken, "dependencies that do not say `workspace = true`");
}

#[test]
fn every_dependency_is_used() {
    let mut used = BTreeSet::new();
    for (_, manifest) in manifests() {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let dependencies = manifest.get(kind).and_then(toml::Value::as_table);
            used.extend(dependencies.into_iter().flatten().map(|(name, _)| name.clone()));
        }
    }
    let unused = foreign().difference(&used).cloned().collect::<Vec<_>>();
    none(&unused, "dependencies of the workspace that no package uses");
}

#[test]
fn the_readme_gives_a_reason_for_every_dependency() {
    let readme = must_read("README.md");
    let section = readme
        .split("\n## ")
        .find(|section| section.starts_with("Dependencies"))
        .expect("a section Dependencies");
    let mut explained = BTreeSet::new();
    for line in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [names, reason] = cells[..] else { panic!("two cells expected: {line}") };
        assert!(reason.len() >= 15, "the reason is too short: {line}");
        explained.extend(names.split(',').map(|name| name.trim().trim_matches('`').to_owned()));
    }
    assert_eq!(explained, foreign(), "left: explained in README.md, right: in Cargo.toml");
}

#[test]
fn every_package_keeps_the_lints() {
    let root = root_manifest();
    assert_eq!(root["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let lax = manifests().into_iter().filter(|(_, manifest)| {
        manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool)
            != Some(true)
    });
    none(&lax.map(|(path, _)| path).collect::<Vec<_>>(), "packages without the workspace's lints");
}
