//! The log: one line for each request and each refresh, under the request's id.

use serde_json::Value;

use crate::harness::server::Dashboard;
use crate::harness::{http, wait_until};

/// The log lines with this message, as soon as there are so many.
fn lines(dashboard: &Dashboard, message: &str, expected: usize) -> Vec<Value> {
    let mut found = Vec::new();
    let waited = wait_until(std::time::Duration::from_secs(60), || {
        let lines = dashboard.log();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap_or_else(|why| panic!("{why}: {line}")));
        found = lines
            .filter(|line| line["message"].as_str().is_some_and(|text| text.starts_with(message)))
            .collect();
        if found.len() >= expected { Ok(()) } else { Err(format!("{} lines {message}", found.len())) }
    });
    waited.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
    found
}

#[test]
fn as_json_every_line_is_an_object() {
    let dashboard = Dashboard::start(&[("LOG_FORMAT", "json"), ("REFRESH_INTERVAL", "24h")]);
    let cases = [
        ("/regional?period=2004", Some("id-of-a-proxy"), 200),
        ("/nowhere", None, 404),
        ("/?country=Atlantis", Some("short"), 400),
        ("/search?q=%0Aforged", None, 200),
    ];
    let mut ids = Vec::new();
    for (address, id, status) in cases {
        let headers: Vec<(&str, &str)> = id.iter().map(|id| ("X-Request-Id", *id)).collect();
        let answer = dashboard.request("GET", address, &headers);
        assert_eq!(answer.status, status, "{address}");
        ids.push(answer.header("x-request-id").unwrap().to_owned());
    }
    assert_eq!(ids[0], "id-of-a-proxy");
    let answer =
        http::request("POST", &format!("{}/refresh", dashboard.address), &[("Accept", "application/json")]);
    let posted = answer.unwrap();
    ids.push(posted.header("x-request-id").unwrap().to_owned());
    // The server answers before it has written the line.
    let requests = lines(&dashboard, "request", cases.len() + 1);
    let of = |id: &str| requests.iter().filter(|line| line["span"]["id"] == id).collect::<Vec<_>>();
    for (id, (address, _, status)) in ids.iter().zip(cases) {
        let [line] = of(id)[..] else { panic!("one line for {address} ({id}): {:?}", of(id)) };
        assert_eq!(line["path"], address.split('?').next().unwrap());
        assert_eq!((&line["status"], &line["method"]), (&status.into(), &"GET".into()));
        assert!(
            line["duration_ms"].as_f64().unwrap() >= 0.0 && line["bytes"].as_u64().unwrap() > 0,
            "{line}"
        );
        assert_eq!((&line["level"], line["timestamp"].is_string()), (&"INFO".into(), true), "{line}");
    }
    assert_eq!(of(&ids[4]).len(), 1, "one line for the refresh that was asked for");
    // The first load and the one that was asked for, if that did not come too soon or find nothing new.
    let refreshes = lines(&dashboard, "refresh", 1);
    assert!(
        refreshes.iter().any(|line| line["outcome"] == "loaded" || line["duration_ms"].is_number()),
        "{refreshes:?}"
    );
}

#[test]
fn as_text_a_request_is_one_line() {
    let dashboard = Dashboard::start(&[]);
    let answer = dashboard.request("GET", "/definitions", &[]);
    let id = answer.header("x-request-id").unwrap().to_owned();
    wait_until(std::time::Duration::from_secs(60), || match dashboard.log().matches(&id).count() {
        1 => Ok(()),
        number => Err(format!("{number} lines")),
    })
    .unwrap_or_else(|why| panic!("{why}: {}", dashboard.log()));
    let log = dashboard.log();
    let line = log.lines().find(|line| line.contains(&id)).unwrap();
    for part in ["INFO", "method=GET", "path=\"/definitions\"", "status=200", "duration_ms="] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(!log.contains('\u{1b}'), "no colours outside a terminal");
}
