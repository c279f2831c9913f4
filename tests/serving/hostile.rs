//! Requests that nobody in good faith sends, or who has mistyped.

use super::on_classic_models;
use super::page::{links, navigation};
use crate::harness::http::raw;

/// The status of an answer as it came over the wire.
pub(super) fn status(answer: &str) -> u16 {
    let status =
        answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|code| code.parse().ok());
    status.unwrap_or_else(|| panic!("no answer: {answer:.200}"))
}

#[test]
fn nothing_outside_is_served() {
    let Some(dashboard) = on_classic_models() else { return };
    for target in [
        "/../../../../etc/passwd",
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
        "/assets/....//....//etc/passwd",
        "/export/../../../etc/passwd",
        "/export/..%5c..%5ckpis.csv",
        "/export/%00.csv",
        "/export/kpis.csv%00.html",
        "/%ff%fe",
        "/%",
    ] {
        let answer = raw(&dashboard.address, target).unwrap();
        assert!(matches!(status(&answer), 400 | 404), "{target}: {answer:.80}");
        assert!(!answer.contains("root:"), "{target}");
    }
}

#[test]
fn however_long_a_question_is_it_is_answered() {
    /// More than any page has, and a good deal less than what was sent in all.
    const MOST_BYTES: usize = 600_000;
    let Some(dashboard) = on_classic_models() else { return };
    let many = |pair: &str| vec![pair; 10_000].join("&");
    let numbered =
        |name: &str| (0..4_500).map(|number| format!("{name}={number}")).collect::<Vec<_>>().join("&");
    for (query, expected) in [
        (vec!["a=1"; 1_000].join("&"), &[200][..]),
        ((0..600).map(|number| format!("rep={number}")).collect::<Vec<_>>().join("&"), &[400]),
        (many("a=1"), &[200]),
        (many("&"), &[200]),
        (many("a"), &[200]),
        (vec!["country=USA"; 5_000].join("&"), &[200]),
        (vec!["country=Mars"; 4_000].join("&"), &[400]),
        (numbered("country"), &[400]),
        (numbered("rep"), &[400]),
        (numbered("top"), &[400]),
        (format!("country={}", "x".repeat(60_000)), &[400]),
        (format!("period=2004&{}=1", "x".repeat(60_000)), &[200]),
        (format!("country={}", "%00".repeat(20_000)), &[400]),
        // Longer than the server reads.
        (many("country=USA"), &[414, 431]),
        (format!("country={}", "x".repeat(1_000_000)), &[400, 414, 431]),
    ] {
        let answer = raw(&dashboard.address, &format!("/?{query}")).unwrap();
        let status = status(&answer);
        // Too long is a fair answer to all of these; what is shorter than the limit stands above.
        let is_expected = expected.contains(&status) || (query.len() > 8_000 && status == 414);
        assert!(is_expected, "{query:.40}… of {} bytes: {status}", query.len());
        assert!(answer.len() < MOST_BYTES, "{query:.40}… is answered with {} bytes", answer.len());
    }
    assert_eq!(dashboard.get("/").status, 200, "the server goes on");
}

#[test]
fn a_repeated_value_is_the_same_question() {
    let Some(dashboard) = on_classic_models() else { return };
    let once = dashboard.get("/?country=USA");
    let often = dashboard.get(&format!("/?{}", vec!["country=USA"; 300].join("&")));
    assert_eq!(often.header("etag"), once.header("etag"));
    assert_eq!(often.text(), once.text());
}

#[test]
fn a_wrong_value_is_named_and_the_way_on_works() {
    let Some(dashboard) = on_classic_models() else { return };
    for (query, name, value) in [
        ("country=Atlantis", "country", "Atlantis"),
        ("period=soon", "period", "soon"),
        ("period=2004-13", "period", "2004-13"),
        ("period=2004-02-30..2004-03-01", "period", "2004-02-30"),
        ("rep=Ann", "rep", "Ann"),
        ("line=Zeppelins&country=USA", "line", "Zeppelins"),
        ("compare=never", "compare", "never"),
        ("country=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "country", "&lt;script&gt;alert(1)"),
    ] {
        let answer = dashboard.get(&format!("/?{query}"));
        assert_eq!(answer.status, 400, "{query}");
        let html = answer.text();
        assert!(html.contains(name) && html.contains(value), "{query} is named");
        assert!(!html.contains("<script>alert"), "{query} is escaped");
        let main = &html[html.find("<main").expect("a main part")..];
        let ways = links(main);
        assert!(!ways.is_empty(), "{query}: there is a way on");
        for way in ways.iter().take(5) {
            assert_eq!(dashboard.get(way).status, 200, "{query} leads to {way}");
        }
        if query.ends_with("country=USA") {
            assert!(ways.iter().any(|way| way.contains("country=USA")), "what was right is kept: {ways:?}");
        }
    }
}

#[test]
fn what_no_page_knows_is_dropped() {
    let Some(dashboard) = on_classic_models() else { return };
    for page in navigation(dashboard) {
        let answer = dashboard.get(&format!("{page}?utm_source=letter&period=2004"));
        assert_eq!(answer.status, 200, "{page}");
        assert!(!answer.text().contains("utm_source"), "{page}: no link carries it on");
        // The status tells of the running server, hence never twice the same.
        if page != "/status" {
            assert_eq!(answer.text(), dashboard.get(&format!("{page}?period=2004")).text(), "{page}");
        }
    }
}
