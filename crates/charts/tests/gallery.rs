//! The gallery, drawing by drawing, against its accepted snapshots; and what holds for all of them.

use std::collections::BTreeSet;

/// Breaks markup at element borders, so that a change of one mark is a change of one line.
fn readable(markup: &str) -> String {
    markup.replace("><", ">\n<")
}

#[test]
fn drawings_are_as_accepted() {
    for entry in charts::gallery() {
        insta::assert_snapshot!(entry.id.as_str(), readable(&entry.markup.0));
    }
}

/// Each meaning stands for its colour, so that a change of a colour is no change of a drawing.
fn meaning(name: &str) -> &'static str {
    let mut known = charts::standalone::meanings();
    known.find(|known| *known == name).unwrap_or_else(|| panic!("{name} is listed as a meaning"))
}

#[test]
fn files_are_as_accepted() {
    for (id, document) in charts::standalone_gallery(&meaning) {
        insta::assert_snapshot!(id.as_str(), readable(&document));
        assert!(!document.contains(" class="), "a class is left in {id}");
    }
}

#[test]
fn ids_never_collide() {
    let mut seen = BTreeSet::new();
    for entry in charts::gallery() {
        for part in entry.markup.0.split(" id=\"").skip(1) {
            let id = part.split('"').next().unwrap_or_default().to_owned();
            assert!(seen.insert(id.clone()), "id `{id}` appears twice");
        }
    }
    assert!(seen.len() > 20, "the gallery has only {} ids", seen.len());
}

#[test]
fn nothing_needs_inline_style_or_script() {
    for entry in charts::gallery() {
        for forbidden in [" style=", "<style", "<script", " onclick", "NaN", "inf"] {
            assert!(!entry.markup.0.contains(forbidden), "`{forbidden}` in {}", entry.id);
        }
    }
}

/// Classes that the frame of the page defines for everything, not the charts' stylesheet.
const CLASSES_OF_THE_PAGE: [&str; 6] = ["vh", "nb", "badge", "badge-a", "badge-b", "badge-c"];

#[test]
fn every_class_is_in_the_stylesheet() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/css");
    let css =
        ["charts.css", "map.css"].map(|file| std::fs::read_to_string(format!("{folder}/{file}")).unwrap());
    let css = css.concat();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let defined: BTreeSet<&str> =
        css.split('.').skip(1).map(|rest| rest.split(|c| !is_name(c)).next().unwrap_or_default()).collect();
    let mut missing = BTreeSet::new();
    for entry in charts::gallery() {
        for part in entry.markup.0.split(" class=\"").skip(1) {
            let classes = part.split('"').next().unwrap_or_default().split_ascii_whitespace();
            let unknown =
                classes.filter(|class| !defined.contains(class) && !CLASSES_OF_THE_PAGE.contains(class));
            missing.extend(unknown.map(str::to_owned));
        }
    }
    assert!(missing.is_empty(), "charts.css and map.css define no {missing:?}");
}
