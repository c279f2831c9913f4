//! What the addresses answer.

use std::fs;

use super::on_classic_models;
use crate::harness::shared;

#[test]
fn pages_are_whole_fragments_are_parts_and_both_are_kept() {
    let Some(dashboard) = on_classic_models() else { return };
    for address in ["/", "/?period=2004", "/?country=USA&line=Classic+Cars"] {
        let page = dashboard.get(address);
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"), "{address}");
        assert!(page.text().starts_with("<!DOCTYPE html>"), "{address}");
        assert!(page.text().contains("Data as of"), "{address} says how old the data is");
        let vary = page.header("vary").unwrap_or_default().to_ascii_lowercase();
        assert!(vary.contains("hx-request") && vary.contains("accept-encoding"), "{address}: Vary: {vary}");

        let fragment = dashboard.request("GET", address, &[("HX-Request", "true")]);
        assert_eq!(fragment.status, 200, "{address}");
        assert!(!fragment.text().contains("<html"), "{address} sends htmx a part of the page");
        assert_ne!(fragment.header("etag"), page.header("etag"), "{address}");

        let etag = page.header("etag").unwrap_or_else(|| panic!("{address} has an ETag"));
        let again = dashboard.request("GET", address, &[("If-None-Match", etag)]);
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{address}");
    }
}

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    let Some(dashboard) = on_classic_models() else { return };
    for (address, status) in [("/", 200), ("/nowhere", 404), ("/?country=Atlantis", 400)] {
        let page = dashboard.get(address);
        assert_eq!(page.status, status, "{address}: {}", page.text());
        let policy =
            page.header("content-security-policy").unwrap_or_else(|| panic!("{address} has a policy"));
        assert!(!policy.contains("unsafe") && policy.contains("default-src"), "{address}: {policy}");
        for inline in [" style=\"", "<style", " onclick=", "javascript:"] {
            assert!(!page.text().contains(inline), "{address} has {inline}");
        }
    }
}

#[test]
fn bad_values_are_named_and_unknown_parameters_ignored() {
    let Some(dashboard) = on_classic_models() else { return };
    let page = dashboard.get("/?country=Atlantis");
    assert_eq!(page.status, 400);
    assert!(page.text().contains("Atlantis"), "{}", page.text());
    let plain = dashboard.get("/");
    let with_unknown = dashboard.get("/?utm_source=letter");
    assert_eq!(with_unknown.status, 200);
    assert_eq!(with_unknown.text(), plain.text());
}

#[test]
fn exports_are_the_expected_files() {
    let (Some(dashboard), Some(golden)) = (on_classic_models(), shared::path("golden")) else { return };
    let cases = [
        ("/export/customers.csv", "classicmodels/customers.csv"),
        ("/export/kpis.csv?country=USA", "scopes/2/kpis.csv"),
        ("/export/products.csv?country=France&country=Spain&line=Classic+Cars", "scopes/3/products.csv"),
    ];
    for (address, file) in cases {
        let answer = dashboard.get(address);
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        assert_eq!(answer.text(), fs::read_to_string(golden.join(file)).unwrap(), "{address}");
    }
    assert_eq!(dashboard.get("/export/nothing.csv").status, 404);
}
