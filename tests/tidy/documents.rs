//! The documents name files that exist.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;

use super::{files, must_read, none, repository};

#[test]
fn documents_name_files_that_exist() {
    let top: BTreeSet<String> = files()
        .iter()
        .filter_map(|file| file.path.split_once('/'))
        .map(|(folder, _)| folder.to_owned())
        .collect();
    let named = Regex::new(r"`([\w./-]+)`|\]\(([\w./-]+)\)").unwrap();
    let mut broken = Vec::new();
    for document in ["README.md", "crates/README.md"] {
        let folder = repository().join(document).parent().unwrap().to_path_buf();
        for found in named.captures_iter(&must_read(document)) {
            let (code, link) = (found.get(1), found.get(2));
            // In code, only what begins with a folder of ours is surely a path.
            let exists = match (code, link) {
                (Some(code), _)
                    if code.as_str().split_once('/').is_some_and(|(first, _)| top.contains(first)) =>
                {
                    repository().join(code.as_str()).exists()
                }
                (_, Some(link)) => folder.join(link.as_str()).exists() || Path::new(link.as_str()).has_root(),
                _ => true,
            };
            if !exists {
                broken.push(format!("{document}: {}", &found[0]));
            }
        }
    }
    none(&broken, "files named in documents that do not exist");
}
