//! What every file keeps to.

use regex::Regex;

use super::{files, none, stem};

const MOST_LINES: usize = 500;

#[test]
fn no_file_is_about_everything() {
    let code = [".rs", ".css", ".js", ".sh"];
    let long = files()
        .iter()
        .filter(|file| code.iter().any(|ending| file.path.ends_with(ending)))
        .filter_map(|file| {
            let lines = file.text.lines().count();
            (lines > MOST_LINES).then(|| format!("{}: {lines} lines", file.path))
        })
        .collect::<Vec<_>>();
    none(&long, &format!("files over {MOST_LINES} lines: more than one thing that a user could name"));
}

#[test]
fn every_file_name_says_what_is_in_it() {
    let says_nothing = ["util", "utils", "helper", "helpers", "misc", "common"];
    let vague = files()
        .iter()
        .filter(|file| file.path.split('/').any(|part| says_nothing.contains(&stem(part).as_str())))
        .map(|file| file.path.clone())
        .collect::<Vec<_>>();
    none(&vague, "names that say nothing");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = files()
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .filter(|file| {
            let first = file.text.lines().next().unwrap_or_default();
            first.trim_start_matches("//!").trim().len() < 5
                || !first.starts_with("//!")
                || first.contains("placeholder")
        })
        .map(|file| file.path.clone())
        .collect::<Vec<_>>();
    none(&silent, "files that do not begin with a `//!` sentence");
}

#[test]
fn every_crate_states_its_invariant() {
    let mut broken = Vec::new();
    for file in files()
        .iter()
        .filter(|file| file.path.ends_with("src/lib.rs") || file.path == "crates/app/src/main.rs")
    {
        let mut head = file.text.lines().take_while(|line| line.starts_with("//!"));
        // The package of the tests links nothing; its invariant stands in integration.rs.
        if file.path != "tests/src/lib.rs" && !head.any(|line| line.starts_with("//! Invariant")) {
            broken.push(file.path.clone());
        }
    }
    none(&broken, "crates whose documentation has no line that begins with \"Invariant\"");
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // Written in pieces, so that this file passes its own test.
    let words = ["/wor%k/", "/roo%t/", "/hom%e/", "/tm%p/bash_jobs", "artifac%tory", "cratesio-prox%y"];
    let words = words.map(|word| word.replace('%', ""));
    let mut found = Vec::new();
    for file in files() {
        for (index, line) in file.text.lines().enumerate() {
            found.extend(
                words
                    .iter()
                    .filter(|word| line.contains(*word))
                    .map(|word| format!("{}:{}: {word}", file.path, index + 1)),
            );
        }
    }
    none(&found, "paths of one machine, or hosts of one registry");
}

#[test]
fn text_has_no_untidy_ends() {
    let code = [".rs", ".toml", ".md", ".css", ".js", ".sh", ".json", "Dockerfile"];
    let mut broken = Vec::new();
    for file in files().iter().filter(|file| code.iter().any(|ending| file.path.ends_with(ending))) {
        let ends = file.text.lines().enumerate().filter(|(_, line)| line.ends_with([' ', '\t', '\r']));
        broken.extend(ends.map(|(index, _)| format!("{}:{}: blanks at the end", file.path, index + 1)));
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            broken.push(format!("{}: no line break at the end", file.path));
        }
    }
    none(&broken, "untidy ends");
}

#[test]
fn nothing_is_unsafe_ignored_or_left_for_later() {
    let patterns = [
        (r"\bunsafe\s*(\{|fn|impl|extern|trait)", "unsafe code"),
        (r"allow\(\s*unsafe_code", "unsafe code allowed"),
        (r"#\[ignore", "a test that does not run"),
        (r"assert!\(true\b", "a test that cannot fail"),
        (r"\b(todo|unimplemented|dbg)!", "something left for later"),
    ]
    .map(|(pattern, what)| (Regex::new(pattern).unwrap(), what));
    let mut found = Vec::new();
    for file in files().iter().filter(|file| file.path.ends_with(".rs") && file.path != "tests/tidy/files.rs")
    {
        for (index, line) in file.text.lines().enumerate() {
            let hits = patterns.iter().filter(|(pattern, _)| pattern.is_match(line));
            found.extend(hits.map(|(_, what)| format!("{}:{}: {what}", file.path, index + 1)));
        }
    }
    none(&found, "found in the code");
}
