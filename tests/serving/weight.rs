//! How much a first visit costs.

use super::every_page::all_sides;
use super::on_classic_models;
use super::page::{all, navigation};

/// On the wire, with everything that the page refers to.
const MOST_BYTES: usize = 100 * 1024;
const MOST_REQUESTS: usize = 6;
/// What htmx gets when a filter changes, with 122 customers on the page.
const MOST_FRAGMENT_BYTES: usize = 12_288;

#[test]
fn every_page_is_light() {
    let Some(dashboard) = on_classic_models() else { return };
    let as_browser = [("Accept-Encoding", "gzip, deflate, br, zstd")];
    for address in all_sides(dashboard) {
        let refers_to = r#"<(?:link|script|img|image|iframe|source|object|embed|video|audio)\b[^>]*?\b(?:href|src|data)="([^"]*)""#;
        let mut parts = all(dashboard.get(&address).text(), refers_to);
        parts.sort();
        parts.dedup();
        // What the page waits for within itself.
        parts.retain(|part| !part.starts_with('#'));
        assert!(parts.iter().all(|part| part.starts_with("/assets/")), "{address} needs {parts:?}");
        parts.push(address.clone());
        let sizes = parts.iter().map(|part| dashboard.request("GET", part, &as_browser).bytes.len());
        let num_bytes: usize = sizes.sum();
        assert!(parts.len() <= MOST_REQUESTS, "{address} takes {} requests", parts.len());
        assert!(num_bytes <= MOST_BYTES, "{address} weighs {num_bytes} bytes");
        assert!(num_bytes > 1000, "{address} was measured");
    }
}

#[test]
fn a_change_of_a_filter_is_lighter() {
    let Some(dashboard) = on_classic_models() else { return };
    let as_htmx = [("Accept-Encoding", "br"), ("HX-Request", "true")];
    let mut num_measured = 0;
    for address in navigation(dashboard) {
        if !dashboard.get(&address).text().contains("id=\"filters\"") {
            continue;
        }
        for query in ["", "?period=2004", "?country=USA", "?line=Classic+Cars"] {
            let num_bytes = dashboard.request("GET", &format!("{address}{query}"), &as_htmx).bytes.len();
            assert!(num_bytes <= MOST_FRAGMENT_BYTES, "{address}{query} weighs {num_bytes} bytes");
            num_measured += 1;
        }
    }
    assert!(num_measured > 12, "{num_measured} fragments were measured");
}
