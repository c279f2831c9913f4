//! Headers that protect the reader, on whatever is answered.

use super::on_classic_models;
use crate::harness::http::Answer;
use crate::harness::server::Dashboard;
use crate::harness::{http, wait_until};

#[track_caller]
fn check(what: &str, answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{what}: {}", String::from_utf8_lossy(&answer.bytes));
    let header = |name: &str| answer.header(name).unwrap_or_else(|| panic!("{what} has no {name}"));
    let policy = header("content-security-policy");
    for needed in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(needed), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{what}: {policy}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(header("referrer-policy"), "same-origin", "{what}");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{what}");
    assert!(header("permissions-policy").contains("geolocation=()"), "{what}");
    assert!(!header("x-request-id").is_empty(), "{what}");
    assert_eq!(answer.header("server"), None, "{what} does not tell what serves it");
}

#[test]
fn every_answer_is_protected() {
    let Some(dashboard) = on_classic_models() else { return };
    let css = super::page::all(dashboard.get("/").text(), r#"<link rel="stylesheet" href="([^"]*)""#);
    for (method, address, status) in [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", &css[0], 200),
        ("GET", "/export/kpis.csv", 200),
        ("GET", "/export/kpis.xlsx", 200),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/assets/nothing.css", 404),
        ("GET", "/export/nothing.csv", 404),
        ("GET", "/export/kpis.pdf", 404),
        ("GET", "/?country=Atlantis", 400),
        ("GET", "/export/kpis.csv?period=soon", 400),
        ("GET", "/theme", 405),
        ("POST", "/", 405),
        ("DELETE", "/", 405),
        ("PUT", "/export/kpis.csv", 405),
    ] {
        check(&format!("{method} {address}"), &dashboard.request(method, address, &[]), status);
    }
    let etag = dashboard.get("/").header("etag").unwrap().to_owned();
    check("304", &dashboard.request("GET", "/", &[("If-None-Match", &etag)]), 304);
    let theme = http::post_form(&format!("{}/theme", dashboard.address), "theme=dark&back=/", &[]).unwrap();
    check("POST /theme", &theme, 303);
}

#[test]
fn a_method_that_is_refused_is_told_what_is_allowed() {
    let Some(dashboard) = on_classic_models() else { return };
    for (method, address, allowed) in [("POST", "/", "GET, HEAD"), ("GET", "/theme", "POST")] {
        let answer = dashboard.request(method, address, &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allowed)), "{method} {address}");
    }
}

#[test]
fn waiting_for_data_is_protected_too() {
    // Nobody listens there, ever: port 1 needs privileges that no database has.
    let dashboard = Dashboard::start_without_waiting(&[("DATABASE_URL", "postgres://app@127.0.0.1:1/sales")]);
    wait_until(std::time::Duration::from_secs(60), || {
        http::request("GET", &format!("{}/healthz", dashboard.address), &[]).map(drop)
    })
    .unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
    for address in ["/", "/export/kpis.csv"] {
        let answer = dashboard.get(address);
        check(address, &answer, 503);
        let seconds: u32 = answer.header("retry-after").expect("says when to ask again").parse().unwrap();
        assert!(seconds > 0, "{address}");
        assert!(answer.text().contains("http-equiv=\"refresh\""), "{address} reloads itself");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{address}");
    }
    assert_eq!(dashboard.get("/nowhere").status, 404, "what is nowhere is not waited for");
}
