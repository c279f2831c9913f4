//! Charts as files: every one that the description lists, in each format, and every one that a page shows.

use std::collections::BTreeSet;

use serde_json::Value;

use super::on;
use super::page::{links, navigation};
use crate::harness::server::Dashboard;

/// Every address of a chart in the description, with the entity that it needs.
fn described(dashboard: &Dashboard) -> Vec<String> {
    let document: Value = serde_json::from_slice(&dashboard.get("/openapi.json").bytes).unwrap();
    let paths = document["paths"].as_object().unwrap().keys().filter(|path| path.starts_with("/charts/"));
    let with_entity = |path: &String| match path.contains("/entity-") {
        true => format!("{path}?of=countries/USA"),
        false => path.clone(),
    };
    paths.map(with_entity).collect()
}

#[track_caller]
fn check_file(dashboard: &Dashboard, address: &str) {
    let answer = dashboard.get(address);
    assert_eq!(answer.status, 200, "{address}: {}", String::from_utf8_lossy(&answer.bytes));
    let file = address.split('?').next().unwrap();
    if file.ends_with(".png") {
        assert_eq!(answer.header("content-type"), Some("image/png"), "{address}");
        assert!(answer.bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{address} is no PNG");
        let width = u32::from_be_bytes(answer.bytes[16..20].try_into().unwrap());
        assert!((960..=1920).contains(&width), "{address} is {width} pixels wide");
    } else {
        assert_eq!(answer.header("content-type"), Some("image/svg+xml"), "{address}");
        let svg = answer.text();
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"), "{address}");
        for forbidden in ["<script", "<img", "class=\"", "href=\"http", "NaN"] {
            assert!(!svg.contains(forbidden), "{address} has {forbidden}");
        }
    }
}

#[test]
fn every_described_chart_is_a_file() {
    let Some(dashboard) = on("classicmodels.sqlite") else { return };
    let described = described(dashboard);
    assert!(described.len() >= 40, "{described:?}");
    for address in described {
        check_file(dashboard, &address);
    }
}

#[test]
fn hostile_names_stay_names() {
    let Some(dashboard) = on("edge-a.sqlite") else { return };
    let mut num_escaped = 0;
    for address in described(dashboard) {
        check_file(dashboard, &address);
        if !address.contains(".png") {
            num_escaped += dashboard.get(&address).text().matches("&lt;script&gt;").count();
        }
    }
    assert!(num_escaped > 0, "some chart shows such a name");
}

#[test]
fn every_chart_of_a_page_leads_to_its_files() {
    let Some(dashboard) = on("classicmodels.sqlite") else { return };
    let mut files = BTreeSet::new();
    let entities =
        ["/customers/103", "/products/S10_1678", "/sales-reps/1370", "/countries/USA", "/offices/4"];
    for address in navigation(dashboard).into_iter().chain(entities.map(str::to_owned)) {
        let html = dashboard.get(&address).text().to_owned();
        for figure in html.split("<figure ").skip(1) {
            // The gallery shows made-up numbers, which are no files.
            let figure = figure.split("</figure>").next().unwrap();
            let found: Vec<String> =
                links(figure).into_iter().filter(|link| link.contains("/charts/")).collect();
            assert_eq!(found.len(), 2, "SVG and PNG of a figure of {address}: {:.200}", figure);
            files.extend(found);
        }
    }
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        check_file(dashboard, &file);
    }
}

#[test]
fn a_file_has_the_question_of_its_page() {
    let Some(dashboard) = on("classicmodels.sqlite") else { return };
    let of = |address: &str| dashboard.get(address).text().to_owned();
    let (as_configured, tried) =
        (of("/charts/risk-map.svg"), of("/charts/risk-map.svg?credit_factor=1.05&stale_days=90"));
    assert_ne!(as_configured, tried, "thresholds that are tried out count");
    let page = of("/risks?credit_factor=1.05&stale_days=90");
    // The charts of limits at the ends and of countries do not depend on these two.
    let depends =
        |link: &String| link.contains("/charts/risk-map") || link.contains("/charts/credit-scatter");
    let carried = links(&page).into_iter().filter(depends);
    let mut num_carried = 0;
    for link in carried {
        assert!(link.contains("credit_factor=1.05") && link.contains("stale_days=90"), "{link}");
        num_carried += 1;
    }
    assert!(num_carried == 4, "{num_carried}");
    assert_ne!(of("/charts/top-lines.svg"), of("/charts/top-lines.svg?theme=dark"));
    let wide = dashboard.get("/charts/top-lines.png?scale=3");
    assert_eq!(u32::from_be_bytes(wide.bytes[16..20].try_into().unwrap()), 2880);
}
