//! Exports of much data: all rows, and never the whole file in memory.

use std::fs;
use std::io::{Cursor, Read};
use std::net::TcpStream;
use std::time::Duration;

use calamine::{Reader, Xlsx};

use crate::commands::{sqlite_url, succeeds, text};
use crate::harness::server::Dashboard;
use crate::harness::wait_until;

/// A hundred times Classic Models: some 33,000 orders.
const SCALE: &str = "100";

/// What sending the largest file may add to the memory of the server besides the rows, which take somewhat more than the
/// file. Were the file held as a whole, it would take twice that, and again for each coding.
const MOST_ADDED_KB: u64 = 8 * 1024;

/// A figure of the server's memory in kB, such as `VmHWM`, the most that it ever was.
fn memory_kb(dashboard: &Dashboard, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", dashboard.process_id())).unwrap();
    let line =
        status.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {status}"));
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap()
}

#[test]
fn all_rows_in_bounded_memory_and_no_work_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("large.sqlite");
    succeeds(&["demo", "--scale", SCALE, "--seed", "1", "--into", &sqlite_url(&database)], &[]);
    let num_orders: i64 = rusqlite::Connection::open(&database)
        .and_then(|database| database.query_row("SELECT count(*) FROM orders", [], |row| row.get(0)))
        .unwrap();
    let num_orders = usize::try_from(num_orders).unwrap();
    let environment = [
        ("DB_PATH", text(&database)),
        ("REFRESH_INTERVAL", "24h"),
        ("MAX_COMPUTING", "1"),
        ("REQUEST_TIMEOUT", "1m"),
    ];
    let dashboard = Dashboard::start(&environment);

    // Common pages are answered first, and there is one place.
    wait_until(Duration::from_secs(60), || match dashboard.get("/export/orders.csv").status {
        200 => Ok(()),
        other => Err(other.to_string()),
    })
    .unwrap_or_else(|why| panic!("{why}"));
    let csv = dashboard.get("/export/orders.csv");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&csv.bytes[..]).records().collect::<Result<_, _>>().unwrap();
    // What is quarantined is no order; the demo has a few on purpose.
    assert!(
        rows.len() > 30_000 && rows.len() <= num_orders && rows.len() + 100 > num_orders,
        "{}",
        rows.len()
    );
    let exported = succeeds(&["export", "orders"], &environment[..1]);
    assert!(exported.as_bytes() == csv.bytes, "the command exports the same");

    // From here on the peak is that of the exports.
    fs::write(format!("/proc/{}/clear_refs", dashboard.process_id()), "5").unwrap();
    let before_kb = memory_kb(&dashboard, "VmHWM");
    for accept in ["identity", "gzip", "br"] {
        let json = dashboard.request("GET", "/export/orders.json", &[("Accept-Encoding", accept)]);
        assert_eq!((json.status, json.header("content-length")), (200, None), "{accept}");
        let mut plain = Vec::new();
        match accept {
            "gzip" => flate2::read::GzDecoder::new(&json.bytes[..]).read_to_end(&mut plain).unwrap(),
            "br" => brotli::Decompressor::new(&json.bytes[..], 4096).read_to_end(&mut plain).unwrap(),
            _ => json.bytes.as_slice().read_to_end(&mut plain).unwrap(),
        };
        let document: serde_json::Value = serde_json::from_slice(&plain).unwrap();
        let numbers = document["rows"].as_array().unwrap().iter().map(|row| row["order_number"].to_string());
        assert!(numbers.eq(rows.iter().map(|row| row[0].to_owned())), "{accept}: the orders of the CSV");
        if accept == "identity" {
            let (added_kb, file_kb) = (memory_kb(&dashboard, "VmHWM") - before_kb, plain.len() as u64 / 1024);
            assert!(added_kb < file_kb + MOST_ADDED_KB, "{file_kb} kB of JSON added {added_kb} kB");
        }
    }
    let xlsx = dashboard.get("/export/orders.xlsx").bytes;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).unwrap();
    assert_eq!(workbook.worksheet_range("orders").unwrap().height(), rows.len() + 1);

    // A reader that goes away frees the only place there is.
    let host = dashboard.address.trim_start_matches("http://").to_owned();
    let mut reader = TcpStream::connect(&host).unwrap();
    std::io::Write::write_all(
        &mut reader,
        format!("GET /export/orders.json HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes(),
    )
    .unwrap();
    reader.read_exact(&mut [0; 1000]).unwrap();
    assert_eq!(dashboard.get("/export/orders.csv").status, 503, "one file at a time");
    drop(reader);
    wait_until(Duration::from_secs(20), || match dashboard.get("/export/orders.csv").status {
        200 => Ok(()),
        other => Err(format!("the place of a reader that went away is taken: {other}")),
    })
    .unwrap_or_else(|why| panic!("{why}"));
}
