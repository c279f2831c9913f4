//! Readers who come in crowds, dawdle, or stay when the server wants to stop.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::hostile::status;
use crate::harness::server::Dashboard;
use crate::harness::{http, wait_until};

/// Long enough for the busiest machine; reached only when the server does not do what it must.
const PATIENCE: Duration = Duration::from_secs(60);

fn connect(dashboard: &Dashboard) -> TcpStream {
    let stream = TcpStream::connect(dashboard.address.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// What the server sends until it closes the connection.
fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        read => drop(read.expect("the server closes the connection")),
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn metric(dashboard: &Dashboard, name: &str) -> Result<f64, String> {
    let text = http::request("GET", &format!("{}/metrics", dashboard.address), &[])?;
    let line = text.text().lines().find_map(|line| line.strip_prefix(&format!("{name} ")));
    line.and_then(|value| value.parse().ok()).ok_or_else(|| format!("no {name} in {}", text.text()))
}

#[test]
fn a_crowd_is_told_to_come_back_and_operators_get_through() {
    let dashboard = Dashboard::start(&[("MAX_CONNECTIONS", "2"), ("HEADER_TIMEOUT", "1h")]);
    let settle = |expected: f64| {
        wait_until(PATIENCE, || match metric(&dashboard, "dashboard_http_connections")? {
            // The one that asks is open, too.
            open if open == expected + 1.0 => Ok(()),
            open => Err(format!("{open} connections")),
        })
        .unwrap();
    };
    settle(0.0);
    let idle = [connect(&dashboard), connect(&dashboard)];
    settle(2.0);
    // The connection that asked for the figure may still count for a moment.
    let mut page = None;
    wait_until(PATIENCE, || {
        let answer = dashboard.get("/");
        let status = answer.status;
        page = (status == 503).then_some(answer);
        page.is_some().then_some(()).ok_or(format!("/ answers {status}"))
    })
    .unwrap();
    let page = page.expect("waited for");
    for (name, expected) in
        [("retry-after", "5"), ("connection", "close"), ("x-content-type-options", "nosniff")]
    {
        assert_eq!(page.header(name), Some(expected), "{name}");
    }
    assert!(page.text().contains("http-equiv=\"refresh\""), "{}", page.text());
    for address in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(dashboard.get(address).status, 200, "{address}");
    }
    assert!(metric(&dashboard, "dashboard_http_connections_refused_total").unwrap() >= 4.0);
    drop(idle);
    settle(0.0);
    assert_eq!(dashboard.get("/").status, 200);
}

#[test]
fn who_dawdles_is_left() {
    let dashboard = Dashboard::start(&[("HEADER_TIMEOUT", "1s")]);
    for begun in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let mut stream = connect(&dashboard);
        stream.write_all(begun.as_bytes()).unwrap();
        // One byte now and then must not buy more time.
        let mut slow = stream.try_clone().unwrap();
        let is_inside_header = begun.ends_with(' ');
        let dripping = std::thread::spawn(move || {
            while is_inside_header && slow.write_all(b"x").is_ok() {
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        let answer = rest(&mut stream);
        assert!(!answer.contains(" 200 "), "{begun:?}: {answer}");
        drop(stream);
        dripping.join().unwrap();
    }
    let mut idle = connect(&dashboard);
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert_eq!(status(&rest(&mut idle)), 200, "an idle connection is closed after its answer");
}

#[test]
fn who_takes_nothing_of_an_answer_is_left() {
    let dashboard = Dashboard::start(&[("WRITE_TIMEOUT", "1s")]);
    let mut stream = connect(&dashboard);
    // More than fits between the two ends; answers that nobody takes must not be kept for ever.
    let asked = "GET /export/orders.csv HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000);
    stream.set_write_timeout(Some(Duration::from_secs(1))).unwrap();
    let _ = stream.write_all(asked.as_bytes());
    wait_until(PATIENCE, || match metric(&dashboard, "dashboard_http_connections")? {
        1.0 => Ok(()),
        open => Err(format!("{open} connections")),
    })
    .unwrap();
    let num_answers = rest(&mut stream).matches("HTTP/1.1 200").count();
    assert!((1..2_000).contains(&num_answers), "{num_answers} answers arrived");
}

#[test]
fn what_is_too_large_gets_a_page_that_says_so() {
    let Some(dashboard) = super::on_classic_models() else { return };
    let lines = |number: usize| (0..number).map(|line| format!("X-{line}: y\r\n")).collect::<String>();
    for (header, expected) in [
        (lines(90), 200),
        (lines(120), 431),
        (format!("X-Long: {}\r\n", "y".repeat(30_000)), 200),
        (format!("X-Long: {}\r\n", "y".repeat(40_000)), 431),
        (format!("X-Long: {}\r\n", "y".repeat(120_000)), 431),
        ("Content-Length: 65537\r\n".to_owned(), 413),
    ] {
        let mut stream = connect(dashboard);
        let request = format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let answer = rest(&mut stream);
        assert_eq!(status(&answer), expected, "{header:.40} of {} bytes", header.len());
        assert!(answer.contains("content-security-policy: ") && answer.contains("<!DOCTYPE html>"));
    }
}

#[test]
fn an_answer_under_way_is_finished_before_the_end() {
    let dashboard = Dashboard::start(&[("DRAIN_TIMEOUT", "1m")]);
    let form = "theme=dark&back=%2Fstatus";
    let (first, second) = form.split_at(form.len() / 2);
    let mut stream = connect(&dashboard);
    // The server asks for the body as soon as it needs it: from then on the request is under way.
    let head = format!(
        "POST /theme HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        form.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut asked_for = [0; 25];
    stream.read_exact(&mut asked_for).unwrap();
    assert_eq!(&asked_for, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(first.as_bytes()).unwrap();
    let mut idle = connect(&dashboard);
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();

    let address = dashboard.address.clone();
    let stopping = std::thread::spawn(move || dashboard.stop());
    wait_until(PATIENCE, || match TcpStream::connect(address.trim_start_matches("http://")) {
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => Ok(()),
        other => Err(format!("a new connection gets {other:?}")),
    })
    .unwrap();
    assert!(rest(&mut idle).starts_with("HTTP/1.1 200"), "who is idle is sent away at once");
    stream.write_all(second.as_bytes()).unwrap();
    let answer = rest(&mut stream);
    assert_eq!(status(&answer), 303, "{answer}");
    assert!(answer.contains("location: /status"), "{answer}");
    assert!(stopping.join().unwrap().success(), "the server ends well");
}

#[test]
fn what_takes_too_long_does_not_hold_up_the_end() {
    let dashboard = Dashboard::start(&[("DRAIN_TIMEOUT", "1s")]);
    let mut stream = connect(&dashboard);
    stream.write_all(b"POST /theme HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ntheme=").unwrap();
    wait_until(PATIENCE, || match metric(&dashboard, "dashboard_http_connections")? {
        2.0 => Ok(()),
        open => Err(format!("{open} connections")),
    })
    .unwrap();
    let status = dashboard.stop();
    assert!(status.success(), "{status}");
    assert_eq!(rest(&mut stream), "", "nothing that looks like an answer");
}
