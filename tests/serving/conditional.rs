//! What is sent, how it is packed, and what is not sent again.

use std::io::Read;

use super::on_classic_models;
use super::page::{all, navigation};
use crate::harness::http::Answer;
use crate::harness::server::Dashboard;

/// The pages that change with the data alone; the status tells of the running server.
fn kept_pages(dashboard: &Dashboard) -> Vec<String> {
    navigation(dashboard).into_iter().filter(|page| page != "/status").collect()
}

/// One address of every kind: pages, a scope, exports, an asset.
fn addresses(dashboard: &Dashboard) -> Vec<String> {
    let css = all(dashboard.get("/").text(), r#"<link rel="stylesheet" href="([^"]*)""#);
    let mut addresses = kept_pages(dashboard);
    addresses.extend(css);
    addresses.extend(
        ["/?period=2004&country=USA", "/export/customers.csv", "/export/kpis.json"].map(str::to_owned),
    );
    addresses
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    let bytes = &answer.bytes[..];
    match answer.header("content-encoding") {
        Some("gzip") => flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).unwrap(),
        Some("br") => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut plain).unwrap(),
        None => return answer.bytes.clone(),
        Some(other) => panic!("a coding that nobody asked for: {other}"),
    };
    plain
}

fn etag(answer: &Answer) -> String {
    answer.header("etag").expect("an ETag").to_owned()
}

#[test]
fn every_coding_holds_the_same() {
    let Some(dashboard) = on_classic_models() else { return };
    for address in addresses(dashboard) {
        let plain = dashboard.get(&address);
        assert_eq!((plain.status, plain.header("content-encoding")), (200, None), "{address}");
        let mut tags = vec![etag(&plain)];
        for (accept, expected) in [
            ("gzip", "gzip"),
            ("br", "br"),
            ("gzip, deflate, br, zstd", "br"),
            ("br;q=0.1, gzip;q=0.9", "gzip"),
        ] {
            let packed = dashboard.request("GET", &address, &[("Accept-Encoding", accept)]);
            assert_eq!(packed.header("content-encoding"), Some(expected), "{address} for {accept}");
            assert!(packed.bytes.len() < plain.bytes.len(), "{address} as {expected} is smaller");
            assert!(unpacked(&packed) == plain.bytes, "{address} as {expected} holds the same");
            let vary = packed.header("vary").unwrap_or_default().to_ascii_lowercase();
            assert!(vary.contains("accept-encoding"), "{address}: Vary: {vary}");
            tags.push(etag(&packed));
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3, "{address}: one ETag for each coding");
        for refused in ["identity", "gzip;q=0, br;q=0", "zstd"] {
            let answer = dashboard.request("GET", &address, &[("Accept-Encoding", refused)]);
            assert_eq!(answer.header("content-encoding"), None, "{address} for {refused}");
        }
    }
}

#[test]
fn what_the_reader_has_is_not_sent_again() {
    let Some(dashboard) = on_classic_models() else { return };
    for address in addresses(dashboard) {
        for headers in [&[][..], &[("Accept-Encoding", "br")], &[("HX-Request", "true")]] {
            let first = dashboard.request("GET", &address, headers);
            let tag = etag(&first);
            let again = dashboard.request("GET", &address, &[headers, &[("If-None-Match", &tag)]].concat());
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{address} with {headers:?}");
            for name in ["etag", "vary", "cache-control"] {
                assert_eq!(again.header(name), first.header(name), "{address}: {name} of the 304");
            }
            let other =
                dashboard.request("GET", &address, &[headers, &[("If-None-Match", "\"other\"")]].concat());
            assert_eq!(other.status, 200, "{address} with {headers:?}");
        }
    }
}

#[test]
fn a_question_about_the_answer_gets_its_headers_alone() {
    let Some(dashboard) = on_classic_models() else { return };
    for address in addresses(dashboard) {
        let (get, head) = (dashboard.get(&address), dashboard.request("HEAD", &address, &[]));
        assert_eq!((head.status, head.bytes.len()), (200, 0), "{address}");
        for name in ["etag", "content-length", "content-type", "vary", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{address}: {name}");
        }
    }
}

#[test]
fn only_what_htmx_swaps_is_a_part() {
    let Some(dashboard) = on_classic_models() else { return };
    for address in kept_pages(dashboard) {
        let page = dashboard.get(&address);
        let cases: [(&[(&str, &str)], bool); 4] = [
            (&[("HX-Request", "true")], false),
            (&[("HX-Request", "true"), ("HX-History-Restore-Request", "true")], true),
            (&[("HX-Request", "true"), ("HX-Boosted", "true")], true),
            (&[("HX-Request", "false")], true),
        ];
        for (headers, is_whole) in cases {
            let answer = dashboard.request("GET", &address, headers);
            assert_eq!(answer.status, 200, "{address}");
            assert_eq!(answer.text().starts_with("<!DOCTYPE html>"), is_whole, "{address} with {headers:?}");
            assert_eq!(answer.bytes == page.bytes, is_whole, "{address} with {headers:?}");
            assert_eq!(answer.header("etag") == page.header("etag"), is_whole, "{address} with {headers:?}");
        }
        let part = dashboard.request("GET", &address, &[("HX-Request", "true")]);
        let swapped =
            &part.text()[part.text().find("<div class=\"page\"").expect("the part that is swapped")..];
        let swapped = &swapped[..swapped.rfind("<p id=\"live\"").expect("the sentence to be read aloud")];
        assert!(page.text().contains(swapped), "{address}: the part is a part of the page");
    }
}

#[test]
fn files_that_never_change_are_kept_for_good() {
    let Some(dashboard) = on_classic_models() else { return };
    let assets = all(dashboard.get("/").text(), r#"(?:href|src)="(/assets/[^"]*)""#);
    assert!(assets.len() >= 2, "a style sheet and an icon at least: {assets:?}");
    for address in assets {
        let asset = dashboard.get(&address);
        assert_eq!(asset.status, 200, "{address}");
        let keep = asset.header("cache-control").unwrap_or_default();
        assert!(keep.contains("immutable") && keep.contains("max-age=31536000"), "{address}: {keep}");
        // The address changes with the content: one that never was is no asset.
        let (stem, end) = address.rsplit_once('.').unwrap();
        let older = format!("{}.0000000000000000.{end}", stem.rsplit_once('.').unwrap().0);
        assert_eq!(dashboard.get(&older).status, 404, "{older}");
    }
}
