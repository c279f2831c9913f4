//! The cards of the Executive View show the expected key figures.

use std::collections::BTreeMap;
use std::fs;

use super::on;
use super::page::unescaped;
use crate::harness::shared;

use regex::Regex;

/// The figures on the cards by their key, the exact one where the card rounds; `None` where it says that there is none.
pub(super) fn cards(html: &str) -> BTreeMap<String, Option<String>> {
    let card = Regex::new(concat!(
        r#"<p class="kpi-value(?P<missing> kpi-missing)?"(?: title="(?P<exact>[^"]*)")?>(?:<a [^>]*>)?(?P<short>[^<]*)"#,
        r#".*?<summary id="def-(?P<key>[a-z0-9-]+)""#
    ))
    .unwrap();
    card.captures_iter(html)
        .map(|card| {
            let figure = card.name("exact").unwrap_or_else(|| card.name("short").unwrap()).as_str();
            let value = card.name("missing").is_none().then(|| unescaped(figure));
            (card["key"].replace('-', "_"), value)
        })
        .collect()
}

/// The figure without currency, separators and percent sign.
fn plain(figure: &str) -> String {
    figure
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '−'))
        .collect::<String>()
        .replace('−', "-")
}

/// Checks the cards under the expected key figures of `folder`, in the row of that period.
#[track_caller]
fn check(database: &str, scope: &str, folder: &str) {
    let (Some(dashboard), Some(folder)) = (on(database), shared::path(&format!("golden/{folder}"))) else {
        return;
    };
    if folder.join("SCOPE").exists() {
        let promised = |name: &str| fs::read_to_string(folder.join(name)).unwrap().trim().replace(' ', "+");
        assert_eq!((promised("SCOPE"), promised("DATABASE")), (scope.to_owned(), database.to_owned()));
    }
    let period = scope.split('&').find_map(|pair| pair.strip_prefix("period=")).unwrap_or("all");
    let mut expected = BTreeMap::new();
    for record in csv::Reader::from_path(folder.join("kpis.csv")).unwrap().records() {
        let record = record.unwrap();
        if &record[0] == period {
            expected.insert(record[1].to_owned(), record[2].to_owned());
        }
    }
    assert!(!expected.is_empty(), "{period} is a period of the selector");

    let page = dashboard.get(&format!("/?{scope}"));
    assert_eq!(page.status, 200, "{scope}: {}", page.text());
    let cards = cards(page.text());
    assert!(cards.len() >= 8, "{scope}: {cards:?}");
    for (key, shown) in cards {
        let wanted = &expected[&key];
        assert_eq!(
            &shown.as_deref().map(plain).unwrap_or_default(),
            wanted,
            "{key} of {database} under {scope:?}: {shown:?}"
        );
    }
}

#[test]
fn of_everything() {
    check("classicmodels.sqlite", "", "classicmodels");
}

#[test]
fn of_hostile_databases() {
    check("edge-a.sqlite", "", "edge-a");
    check("edge-b.sqlite", "", "edge-b");
}

#[test]
fn under_scopes() {
    for (database, scope, folder) in [
        ("classicmodels.sqlite", "period=2004", "scopes/1"),
        ("classicmodels.sqlite", "country=USA", "scopes/2"),
        ("classicmodels.sqlite", "country=France&country=Spain&line=Classic+Cars", "scopes/3"),
        ("classicmodels.sqlite", "rep=1370&status=Shipped", "scopes/5"),
        ("edge-a.sqlite", "country=Norway&country=Japan", "scopes/7"),
        ("edge-b.sqlite", "status=Shipped&period=2024", "scopes/8"),
        ("classicmodels.sqlite", "period=ttm", "scopes/9"),
        ("classicmodels.sqlite", "period=2005&region=Europe", "scopes/10"),
        ("edge-a.sqlite", "period=mtd", "scopes/11"),
    ] {
        check(database, scope, folder);
    }
}
