//! What the tests stand on: the reference data, throwaway database servers, a browser, and the running dashboard.
//!
//! Every part is started when the first test asks for it, shared by the tests of the run where that is safe, and
//! gone when the run is over, however it ends (see [`keeper`]).

pub(crate) mod chromium;
pub(crate) mod fault_proxy;
pub(crate) mod http;
pub(crate) mod keeper;
pub(crate) mod mariadb;
pub(crate) mod npm;
pub(crate) mod postgres;
pub(crate) mod program;
pub(crate) mod readers;
pub(crate) mod server;
pub(crate) mod shared;

use std::fmt::Display;
use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies in the repository").to_path_buf()
}

/// The thing a test needs, or `None` after saying that the test is skipped and why.
///
/// # Panics
/// When the thing is missing and `REQUIRE_ALL=1` says that nothing may be skipped.
#[track_caller]
pub(crate) fn or_skip<T>(what: &str, needed: Result<T, impl Display>) -> Option<T> {
    match needed {
        Ok(thing) => Some(thing),
        Err(why) if std::env::var("REQUIRE_ALL").is_ok_and(|value| value == "1") => {
            panic!("{what} is required (REQUIRE_ALL=1), but {why}")
        }
        Err(why) => {
            // Not `eprintln!`: the test runner would keep that of a passing test to itself.
            let name = thread::current().name().unwrap_or("a test").to_owned();
            let mut stderr = std::io::stderr();
            writeln!(stderr, "SKIPPED: {name} needs {what} because {why}").unwrap();
            None
        }
    }
}

/// A TCP port of the loopback interface that nobody listens on at this moment.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback interface has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}

/// Asks `ready` again and again until it says yes; the last refusal when that takes longer than `limit`.
pub(crate) fn wait_until(
    limit: Duration,
    mut ready: impl FnMut() -> Result<(), String>,
) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match ready() {
            Ok(()) => return Ok(()),
            Err(why) if start.elapsed() > limit => return Err(format!("after {limit:?}: {why}")),
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}
