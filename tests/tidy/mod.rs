//! The rules of the house that a machine can check.

mod arrows;
mod configuration;
mod dependencies;
mod documents;
mod files;

use std::path::{Path, PathBuf};
use std::process::Command;

use super::harness::{program, repository};

/// A text file of the repository.
#[derive(Debug)]
struct SourceFile {
    /// Relative to the root of the repository, with `/`.
    path: String,
    text: String,
}

/// Every text file that git keeps or would keep (not those it ignores).
fn files() -> Vec<SourceFile> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(repository());
    let listing = program::run(&mut git, b"").expect("the rules are checked in a git work tree");
    let paths = listing.split('\0').filter(|path| !path.is_empty());
    paths.filter_map(|path| Some(SourceFile { path: path.to_owned(), text: read(path)? })).collect()
}

/// The text of a file; `None` for a binary file and one that has just been deleted.
fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(repository().join(path)).ok()
}

/// The text of a file that must be there.
fn must_read(path: &str) -> String {
    read(path).unwrap_or_else(|| panic!("{path} is missing or no text"))
}

/// The manifests of the workspace's packages.
fn manifests() -> Vec<(String, toml::Table)> {
    let mut manifests = Vec::new();
    for file in files() {
        if Path::new(&file.path).file_name().is_some_and(|name| name == "Cargo.toml")
            && file.path != "Cargo.toml"
        {
            let table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
            manifests.push((file.path, table));
        }
    }
    manifests
}

/// The manifest of the workspace.
fn root_manifest() -> toml::Table {
    must_read("Cargo.toml").parse().expect("the root manifest is TOML")
}

/// The path as a Rust file's name without folder and ending.
fn stem(path: &str) -> String {
    PathBuf::from(path).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Fails with the whole list when a rule is broken anywhere.
#[track_caller]
fn none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}
