//! Every page that a reader can come to, in one list: what must hold for all of them is tested over it.
//!
//! The list is made by following links, and a test compares it with the pages that the program has, so that none is forgotten.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use regex::Regex;

use super::on_classic_models;
use super::page::{links, shape};
use crate::harness;
use crate::harness::server::Dashboard;

/// Addresses that no link leads to, or that show another side of a page: scope, sorting, thresholds tried out, nothing found.
const OTHER_SIDES: [&str; 7] = [
    "/?period=2004&country=USA&line=Classic+Cars",
    "/regional?country=Spain&line=Trains",
    "/risks?credit_factor=3",
    "/deep-dive/orders?sort=-num_lines&page=2",
    "/deep-dive/customers?q=nobody",
    "/search?q=mini",
    "/search?q=zzzz",
];

/// Addresses that are refused with a page that helps on.
pub(crate) const REFUSED: [&str; 3] = ["/nowhere", "/?country=Atlantis", "/customers/0"];

/// One address of every kind of page, without a query.
pub(crate) fn kinds(dashboard: &Dashboard) -> Vec<String> {
    /// Found once for each server.
    static FOUND: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    found.entry(dashboard.address.clone()).or_insert_with(|| follow_links(dashboard)).clone()
}

/// Every kind of page, with its other sides, and what is refused.
pub(crate) fn all_sides(dashboard: &Dashboard) -> Vec<String> {
    let mut pages = kinds(dashboard);
    pages.extend(OTHER_SIDES.into_iter().chain(REFUSED).map(str::to_owned));
    pages
}

/// Follows the links from the first page, to one page of each kind.
fn follow_links(dashboard: &Dashboard) -> Vec<String> {
    let mut shapes = BTreeSet::from([shape("/")]);
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut pages = Vec::new();
    while let Some(address) = waiting.pop_front() {
        let answer = dashboard.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        if !answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        for link in links(answer.text()) {
            let path = link.split(['?', '#']).next().unwrap_or_default();
            let is_file = ["/export/", "/charts/"].iter().any(|folder| path.starts_with(folder));
            if path.starts_with('/') && !is_file && shapes.insert(shape(path)) {
                waiting.push_back(path.to_owned());
            }
        }
        pages.push(address);
    }
    pages
}

/// The routes of the pages for people, read where each page states its own.
fn routes(folder: &Path) -> Vec<String> {
    let states = Regex::new(r#"address: (?:"([^"]*)"|PATH),\s*kind: PageKind::(\w+)"#).unwrap();
    let named = Regex::new(r#"const PATH: &str = "([^"]*)""#).unwrap();
    let mut routes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            routes.extend(self::routes(&path));
        } else {
            let code = fs::read_to_string(&path).unwrap();
            let path = named.captures(&code).map(|found| found[1].to_owned());
            let pages = states.captures_iter(&code).filter(|found| &found[2] != "File");
            routes.extend(pages.map(|found| {
                let written = found.get(1).map(|address| address.as_str().to_owned());
                written.or_else(|| path.clone()).expect("PATH is a constant of the file")
            }));
        }
    }
    routes.retain(|route| !route.ends_with(".json"));
    routes
}

#[test]
fn none_is_forgotten() {
    let Some(dashboard) = on_classic_models() else { return };
    let pages = all_sides(dashboard);
    let routes = routes(&harness::repository().join("crates/app/src/pages"));
    // `/export/:file`, `/charts/:file`, `/openapi.json`.
    const NUM_FILES: usize = 3;
    let num_pages = fs::read_to_string(harness::repository().join("crates/app/src/pages/mod.rs")).unwrap();
    assert!(
        routes.len() + NUM_FILES >= num_pages.matches("::PAGE,").count(),
        "the routes are found: {routes:?}"
    );
    for route in routes {
        let (start, is_one_of_many) =
            route.split_once(':').map_or((route.as_str(), false), |(start, _)| (start, true));
        let is_there = |page: &String| {
            let path = page.split('?').next().unwrap_or_default();
            if is_one_of_many { path.len() > start.len() && path.starts_with(start) } else { path == start }
        };
        assert!(pages.iter().any(is_there), "no link leads to {route}: {pages:?}");
    }
}

#[test]
fn all_are_what_they_are_taken_for() {
    let Some(dashboard) = on_classic_models() else { return };
    for page in all_sides(dashboard) {
        let answer = dashboard.get(&page);
        let is_refused = REFUSED.contains(&page.as_str());
        assert_eq!(answer.status >= 400, is_refused, "{page} answers {}", answer.status);
        assert!(answer.text().starts_with("<!DOCTYPE html>"), "{page} is a page");
    }
}
