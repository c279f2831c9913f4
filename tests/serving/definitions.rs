//! Where the definitions page says that a dataset is shown, compared with where the pages have it.

use std::collections::{BTreeMap, BTreeSet};

use super::on_classic_models;
use super::page::{links, navigation};

/// Path of a link, without query and part.
fn path(link: &str) -> String {
    link.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Each dataset by name, with the pages that the definitions name for it.
fn named(definitions: &str) -> BTreeMap<String, BTreeSet<String>> {
    definitions
        .split("id=\"dataset-")
        .skip(1)
        .map(|part| {
            let name = part.split('"').next().unwrap_or_default().to_owned();
            let shown =
                part.split("<dt>Shown on</dt><dd>").nth(1).and_then(|rest| rest.split("</dd>").next());
            let pages = links(shown.unwrap_or_default()).iter().map(|link| path(link)).collect();
            (name, pages)
        })
        .collect()
}

/// The list of uses is written by hand; a page that gives a dataset as a file and is not in it, fails here.
#[test]
fn every_page_that_has_a_dataset_is_named_with_it() {
    let Some(dashboard) = on_classic_models() else { return };
    let named = named(dashboard.get("/definitions").text());
    assert!(named.len() > 40, "every dataset is defined: {:?}", named.keys());
    let mut pages: BTreeSet<String> = navigation(dashboard).iter().map(|link| path(link)).collect();
    for page in pages.clone() {
        let tables = links(dashboard.get(&page).text()).into_iter().map(|link| path(&link));
        pages.extend(tables.filter(|path| path.starts_with("/deep-dive/")));
    }
    // It gives every dataset as a file because it defines it.
    pages.remove("/definitions");
    let (mut num_uses, mut untold) = (0, Vec::new());
    for page in &pages {
        let html = dashboard.get(page).text().to_owned();
        let datasets: BTreeSet<String> = links(&html)
            .iter()
            .filter_map(|link| path(link).strip_prefix("/export/")?.strip_suffix(".csv").map(str::to_owned))
            .collect();
        for dataset in datasets {
            num_uses += 1;
            let told = &named[&dataset];
            // The Executive View shows the most important of the insights with their rows.
            let is_insight = page == "/" && told.contains("/insights");
            if !told.contains(page) && !is_insight {
                untold.push(format!("{dataset} on {page}"));
            }
        }
    }
    assert!(num_uses > 40, "pages give what they show as files: {num_uses}");
    assert!(untold.is_empty(), "the definitions do not name: {}", untold.join(", "));
}
