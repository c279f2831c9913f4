//! Traces, sent to a collector of our own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::harness::server::Dashboard;

/// A collector that takes every export and passes on what it has been sent; its address, and the exports.
fn collector() -> (String, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, exports) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut reader = BufReader::new(stream.unwrap());
            let (mut target, mut num_bytes) = (String::new(), 0);
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let line = line.trim();
                if line.is_empty() {
                    break;
                }
                if target.is_empty() {
                    target = line.to_owned();
                }
                let (name, value) = line.split_once(": ").unwrap_or_default();
                if name.eq_ignore_ascii_case("content-length") {
                    num_bytes = value.parse().unwrap();
                }
            }
            let mut body = vec![0; num_bytes];
            reader.read_exact(&mut body).unwrap();
            let answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
            reader.get_mut().write_all(answer.as_bytes()).unwrap();
            let export = serde_json::from_slice(&body).unwrap();
            if sender.send((target, export)).is_err() {
                return;
            }
        }
    });
    (address, exports)
}

/// The value of an attribute of a span, as text.
fn attribute(span: &Value, name: &str) -> String {
    let found = span["attributes"].as_array().unwrap().iter().find(|attribute| attribute["key"] == name);
    let value = found.unwrap_or_else(|| panic!("no {name} in {span}"))["value"].as_object().unwrap();
    value.values().next().unwrap().as_str().map_or_else(|| format!("{value:?}"), str::to_owned)
}

#[test]
fn requests_and_loads_are_traced() {
    let (address, exports) = collector();
    let environment = [("OTEL_EXPORTER_OTLP_ENDPOINT", address.as_str()), ("LOG_LEVEL", "ERROR")];
    let dashboard = Dashboard::start(&environment);
    let trace = "0af7651916cd43dd8448eb211c80319c";
    let caller = format!("00-{trace}-b7ad6b7169203331-01");
    let headers = [("traceparent", caller.as_str()), ("X-Request-Id", "of-the-caller")];
    assert_eq!(dashboard.request("GET", "/regional?period=2004", &headers).status, 200);
    assert_eq!(dashboard.get("/nowhere").status, 404);
    // What waits to be sent is sent before the end.
    assert!(dashboard.stop().success());

    let mut spans = Vec::new();
    while let Ok((target, export)) = exports.recv_timeout(Duration::from_secs(1)) {
        assert_eq!(target, "POST /v1/traces HTTP/1.1");
        for resource in export["resourceSpans"].as_array().unwrap() {
            assert_eq!(attribute(&resource["resource"], "service.name"), "dashboard");
            for scope in resource["scopeSpans"].as_array().unwrap() {
                spans.extend(scope["spans"].as_array().unwrap().clone());
            }
        }
    }
    let named = |name: &str| spans.iter().filter(|span| span["name"] == name).collect::<Vec<_>>();
    assert!(!named("load").is_empty(), "{spans:?}");
    let request = named("request").into_iter().find(|span| attribute(span, "url.path") == "/regional");
    let request = request.unwrap_or_else(|| panic!("{spans:?}"));
    assert_eq!((&request["traceId"], &request["parentSpanId"]), (&trace.into(), &"b7ad6b7169203331".into()));
    assert_eq!(attribute(request, "http.route"), "/regional");
    assert_eq!(attribute(request, "id"), "of-the-caller");
    assert!(attribute(request, "http.response.status_code").contains("200"));
    let lost = named("request").into_iter().find(|span| attribute(span, "url.path") == "/nowhere").unwrap();
    assert!(attribute(lost, "http.response.status_code").contains("404"));
    assert_ne!(lost["traceId"], request["traceId"]);
}

#[test]
fn a_collector_that_is_gone_holds_nothing_up() {
    // Nobody listens there, ever.
    let dashboard = Dashboard::start(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]);
    assert_eq!(dashboard.get("/").status, 200);
    assert!(dashboard.stop().success());
}
