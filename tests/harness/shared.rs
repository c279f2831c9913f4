//! The reference data: the folder `shared` beside the repository, with specification, databases and expected values.
//!
//! It is read where it lies and never copied here.

use std::fs;
use std::path::{Path, PathBuf};

/// The file or folder `relative` of the reference data, or `None` after saying that the test is skipped.
#[track_caller]
pub(crate) fn path(relative: &str) -> Option<PathBuf> {
    let path = super::repository().join("../shared").join(relative);
    let found = if path.exists() { Ok(path) } else { Err("it does not lie beside the repository") };
    super::or_skip(&format!("../shared/{relative}"), found)
}

/// The entries of a folder in the order of their names.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let listing = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
