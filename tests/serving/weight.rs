//! How much a first visit costs.

use super::on_classic_models;
use super::page::{all, navigation};

/// On the wire, with everything that the page refers to.
const MOST_BYTES: usize = 100 * 1024;
const MOST_REQUESTS: usize = 6;

#[test]
fn every_page_is_light() {
    let Some(dashboard) = on_classic_models() else { return };
    let as_browser = [("Accept-Encoding", "gzip, deflate, br, zstd")];
    for address in navigation(dashboard) {
        let refers_to = r#"<(?:link|script|img|image|iframe|source|object|embed|video|audio)\b[^>]*?\b(?:href|src|data)="([^"]*)""#;
        let mut parts = all(dashboard.get(&address).text(), refers_to);
        parts.sort();
        parts.dedup();
        assert!(parts.iter().all(|part| part.starts_with("/assets/")), "{address} needs {parts:?}");
        parts.push(address.clone());
        let sizes = parts.iter().map(|part| dashboard.request("GET", part, &as_browser).bytes.len());
        let num_bytes: usize = sizes.sum();
        assert!(parts.len() <= MOST_REQUESTS, "{address} takes {} requests", parts.len());
        assert!(num_bytes <= MOST_BYTES, "{address} weighs {num_bytes} bytes");
        assert!(num_bytes > 1000, "{address} was measured");
    }
}
