//! Every link that a reader can follow leads somewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::page::{ids, links, questions, shape};
use super::{on, on_classic_models};
use crate::harness::server::Dashboard;
use crate::harness::shared;

/// At most so many addresses that differ in their values alone: all of them would be as many as there are scopes.
const MOST_ALIKE: usize = 2;

/// More pages than this are a trap in which a reader walks in circles.
const MOST_PAGES: usize = 400;

/// Every kind of page that can be reached from `start` by links, with its address.
pub(super) fn pages(dashboard: &Dashboard, start: &[&str]) -> Vec<(String, String)> {
    let mut seen: BTreeSet<String> = start.iter().map(|address| (*address).to_owned()).collect();
    let mut waiting: VecDeque<(String, String)> =
        start.iter().map(|address| ((*address).to_owned(), "the start".to_owned())).collect();
    let mut num_alike: BTreeMap<String, usize> = BTreeMap::new();
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    while let Some((address, from)) = waiting.pop_front() {
        assert!(
            found.len() < MOST_PAGES,
            "over {MOST_PAGES} kinds of addresses, such as {address} on {from}"
        );
        let answer = dashboard.get(&address);
        // An address that moved says where to.
        if (300..400).contains(&answer.status) {
            let to = answer.header("location").unwrap_or_default().to_owned();
            if seen.insert(to.clone()) {
                waiting.push_back((to, address));
            }
            continue;
        }
        if answer.status != 200 {
            broken.push(format!("{address} on {from}: {}", answer.status));
            continue;
        }
        if !answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        let html = answer.text().to_owned();
        let here: BTreeSet<String> = ids(&html).into_iter().collect();
        for link in links(&html).into_iter().chain(questions(&html)) {
            let (to, part) = link.split_once('#').map_or((&*link, None), |(to, part)| (to, Some(part)));
            if to.is_empty() {
                if part.is_none_or(|part| !here.contains(part)) {
                    broken.push(format!("{link} on {address}: there is no such part"));
                }
                continue;
            }
            // A query alone is another state of the same page, which is there.
            if to.starts_with('?') {
                continue;
            }
            if !to.starts_with('/') || to.starts_with("//") {
                broken.push(format!("{link} on {address}: it leads elsewhere"));
                continue;
            }
            if seen.contains(to) {
                continue;
            }
            let alike = num_alike.entry(shape(to)).or_default();
            if *alike < MOST_ALIKE {
                *alike += 1;
                seen.insert(to.to_owned());
                waiting.push_back((to.to_owned(), address.clone()));
            }
        }
        found.push((address, html));
    }
    assert!(broken.is_empty(), "dead links:\n  {}", broken.join("\n  "));
    found
}

/// Checks that nothing on these pages runs or styles by itself.
fn check_nothing_inline(pages: &[(String, String)]) {
    for (address, html) in pages {
        for inline in [" style=\"", "<style", " onclick=", " onload=", " onerror=", "javascript:"] {
            assert!(!html.contains(inline), "{address} has {inline}");
        }
        let scripts = html.matches("<script").count();
        let ours = html.matches("<script defer src=\"/assets/htmx.").count();
        assert_eq!(scripts, ours, "{address} has a script that is not htmx");
    }
}

#[test]
fn from_the_first_page() {
    let Some(dashboard) = on_classic_models() else { return };
    let pages = pages(dashboard, &["/"]);
    assert!(pages.len() > 20, "pages, and the Executive View in many scopes: {}", pages.len());
    check_nothing_inline(&pages);
}

#[test]
fn under_a_scope() {
    let Some(dashboard) = on_classic_models() else { return };
    check_nothing_inline(&pages(dashboard, &["/?period=2004&country=USA&line=Classic+Cars"]));
}

#[test]
fn among_hostile_names() {
    let (Some(dashboard), Some(golden)) = (on("edge-a.sqlite"), shared::path("golden/edge-a")) else {
        return;
    };
    // Every name that could be taken for markup.
    let mut hostile = BTreeSet::new();
    for file in ["customers", "products", "sales_reps"] {
        let mut reader = csv::Reader::from_path(golden.join(format!("{file}.csv"))).unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            hostile.extend(record.iter().filter(|cell| cell.contains(['<', '>'])).map(str::to_owned));
        }
    }
    assert!(hostile.iter().any(|name| name.contains("<script>")), "{hostile:?}");
    let pages = pages(dashboard, &["/", "/?top=products&movers=products"]);
    check_nothing_inline(&pages);
    let mut num_escaped = 0;
    for (address, html) in &pages {
        for name in &hostile {
            assert!(!html.contains(name.as_str()), "{address} has {name} as it is");
            let escaped = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            num_escaped += usize::from(html.contains(&escaped));
        }
    }
    assert!(num_escaped > 0, "at least one page shows such a name");
}
