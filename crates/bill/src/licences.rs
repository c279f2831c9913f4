//! The licences of the parts with their texts, as they ask to be passed on.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::parts::Part;

/// Beginnings of the names of files that a licence asks to be kept.
const NAMES: [&str; 6] = ["license", "licence", "copying", "notice", "unlicense", "copyright"];

/// First every part with its licence, then every different text with the parts that it came with.
///
/// # Errors
/// When the files of a part cannot be read.
pub(crate) fn text(parts: &[Part]) -> Result<String> {
    let mut all = String::from("The dashboard is made of these parts by others, under these licences.\n\n");
    let mut by_text: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for part in parts {
        let texts = texts(&part.folder)?;
        let licence = part.licence.as_deref().unwrap_or("see its text");
        let mut line = format!("{} {}: {licence}", part.name, part.version);
        if let Some(repository) = &part.repository {
            write!(line, ", {repository}").expect("a text can be written to");
        }
        if texts.is_empty() {
            line.push_str(" (the package has no text of its own)");
        }
        all.push_str(&line);
        all.push('\n');
        for text in texts {
            by_text.entry(text).or_default().push(&part.name);
        }
    }
    let mut by_text: Vec<(String, Vec<&str>)> = by_text.into_iter().collect();
    by_text.sort_by(|one, other| one.1.cmp(&other.1));
    for (text, mut names) in by_text {
        names.dedup();
        write!(all, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "))
            .expect("a text can be written to");
    }
    Ok(all)
}

/// The texts at the top of a package and in its folder of licences, line ends made equal.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for folder in [folder.to_path_buf(), folder.join("LICENSES")] {
        if !folder.is_dir() {
            continue;
        }
        let entries =
            fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            let is_licence =
                NAMES.iter().any(|beginning| name.starts_with(beginning)) || folder.ends_with("LICENSES");
            if is_licence && path.is_file() && !name.ends_with(".rs") {
                let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                texts.push(String::from_utf8_lossy(&bytes).replace("\r\n", "\n").trim().to_owned());
            }
        }
    }
    texts.sort();
    texts.dedup();
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts;

    #[test]
    fn licences_come_with_their_texts_each_once() {
        let bill = parts::of_the_program().unwrap();
        let text = text(&bill.parts).unwrap();
        for expected in
            ["\npoem 3.", ": MIT OR Apache-2.0", "Permission is hereby granted", "TERMS AND CONDITIONS"]
        {
            assert!(text.contains(expected), "{expected}");
        }
        let without =
            text.lines().filter(|line| line.ends_with("(the package has no text of its own)")).count();
        assert!(without * 5 < bill.parts.len(), "{without} of {} parts have no text", bill.parts.len());
        let bodies: Vec<&str> = text.split(&"=".repeat(80)).skip(1).collect();
        assert!(bodies.len() > 20 && bodies.len() < bill.parts.len());
    }
}
