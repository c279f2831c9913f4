//! What goes wrong around a running server, and what its readers notice of it: that the data grows old, and nothing else.
//!
//! A start without its database but with a saved copy, a damaged copy and a data directory that cannot be written are in
//! `serving/saved_copy.rs`; a load that panics is in `crates/app/src/jobs/refresh.rs`, for nothing outside the program
//! can make one panic.

mod clock;
mod disk;
mod file;
mod killed;
mod load;
mod network;
mod tables;
mod together;

use std::time::Duration;

use crate::harness::readers::{Readers, Seen};
use crate::harness::server::{Dashboard, run};
use crate::harness::{http, wait_until};

/// Long enough for the busiest machine; reached only when the server does not do what it must.
const PATIENCE: Duration = Duration::from_secs(90);

/// A server that reads everything all the time and tries again soon.
const IMPATIENT: [(&str, &str); 4] = [
    ("REFRESH_INTERVAL", "2s"),
    ("REFRESH_JITTER", "0s"),
    ("REFRESH_MAX_BACKOFF", "1s"),
    ("REFRESH_MODE", "full"),
];

/// Writes the demo data into this database.
fn demo(url: &str, seed: &str) {
    let made = run(&["demo", "--into", url, "--seed", seed], &[]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// A server, and readers who never leave it.
struct Trial {
    dashboard: Dashboard,
    readers: Readers,
}

impl Trial {
    /// Begins with a server that has data.
    fn of(dashboard: Dashboard) -> Self {
        let readers = Readers::of(&dashboard, 1);
        Self { dashboard, readers }
    }

    /// `/status.json`.
    fn status(&self) -> serde_json::Value {
        serde_json::from_str(self.dashboard.get("/status.json").text()).expect("the status is JSON")
    }

    /// The version that is served.
    fn version(&self) -> String {
        self.status()["snapshot"].as_str().expect("the status names the version").to_owned()
    }

    #[track_caller]
    fn wait_until(&self, ready: impl FnMut() -> Result<(), String>) {
        if let Err(why) = wait_until(PATIENCE, ready) {
            panic!("{why}\n{}", self.dashboard.log());
        }
    }

    /// Waits until a refresh fails for a reason with these words, and all that speaks of freshness says so.
    #[track_caller]
    fn fails(&self, words: &str) {
        self.is_stale(words, "The last refresh failed.", "ready, stale: the last refresh failed\n", "failed");
    }

    /// Waits until a refresh is refused for a reason with these words, and all that speaks of freshness says so.
    #[track_caller]
    fn refuses(&self, words: &str) {
        self.is_stale(
            words,
            "New data was not taken over.",
            "ready, stale: the last refresh was refused\n",
            "refused",
        );
    }

    #[track_caller]
    fn is_stale(&self, words: &str, notice: &str, ready: &str, outcome: &str) {
        self.wait_until(|| {
            let status = self.status();
            let reason = status["failures"][0]["message"].as_str().unwrap_or_default();
            let says =
                |what: &str, is_so: bool| if is_so { Ok(()) } else { Err(format!("{what}: {status:#}")) };
            says("nothing fails", status["failed_in_a_row"].as_u64() >= Some(1))?;
            says(&format!("the reason is not {words:?}"), reason.contains(words))?;
            says("no notice", self.dashboard.get("/").text().contains(notice))?;
            let fragment = self.dashboard.request("GET", "/risks", &[("HX-Request", "true")]);
            says("no notice in the fragment", fragment.text().contains(notice))?;
            says("the status page does not say so", self.dashboard.get("/status").text().contains("failed"))?;
            says("/readyz does not say so", self.dashboard.get("/readyz").text() == ready)?;
            let in_a_row = self.metric("dashboard_refresh_failures_in_a_row");
            let ended = self.metric(&format!("dashboard_refreshes_total{{outcome=\"{outcome}\"}}"));
            says("the metrics do not say so", in_a_row >= 1.0 && ended >= 1.0)
        });
    }

    /// Waits until nothing is wrong any more, by itself.
    #[track_caller]
    fn recovers(&self) {
        self.wait_until(|| {
            let page = self.dashboard.get("/");
            let is_silent = !page.text().contains("The last refresh failed.");
            let ready = self.dashboard.get("/readyz");
            let in_a_row = self.metric("dashboard_refresh_failures_in_a_row");
            if is_silent && ready.text() == "ready\n" && in_a_row == 0.0 {
                return Ok(());
            }
            Err(format!("no recovery: {}, {in_a_row} failures, {:#}", ready.text(), self.status()))
        });
    }

    /// One figure of `/metrics`.
    fn metric(&self, name: &str) -> f64 {
        let metrics = self.dashboard.get("/metrics");
        let line = metrics.text().lines().find_map(|line| line.strip_prefix(&format!("{name} ")));
        line.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {}", metrics.text()))
    }

    /// The readers go home and tell what they saw.
    #[track_caller]
    fn end(self) -> Seen {
        self.readers.stop()
    }
}

/// A page that there is no data for yet: says what it waits for.
#[track_caller]
fn waits(dashboard: &Dashboard, words: &str) {
    let waited = wait_until(PATIENCE, || {
        let page = http::request("GET", &format!("{}/", dashboard.address), &[])?;
        let says = page.status == 503 && page.header("retry-after").is_some() && page.text().contains(words);
        if says { Ok(()) } else { Err(format!("{} {}", page.status, page.text())) }
    });
    waited.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
    assert_eq!(dashboard.get("/readyz").status, 503);
}
