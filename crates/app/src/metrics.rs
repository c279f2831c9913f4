//! What `/metrics` tells Prometheus about requests, the data, refreshes, the cache and the process.
//!
//! What happens is counted when it happens; what just is (ages, rows, the cache) is read when Prometheus asks.
//! No label comes from a request: a page is its route, and whatever has none is `none`.

mod alerts;
mod reconciliation;

use std::time::{Duration, Instant};

use analytics::schema::Table;
use chrono::{DateTime, Utc};
use poem::{Endpoint, PathPattern, Request, Response};
use prometheus::core::Collector;
use prometheus::{
    Gauge, GaugeVec, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts,
    Registry, TextEncoder,
};

use crate::app::App;
use crate::host::Extent;
use crate::jobs::refresh::Outcome;

/// Media type of the text format.
pub(crate) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Upper ends in seconds: a cached page takes less than the first, a cold one of a large database some of the last.
const REQUEST_BUCKETS_S: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 10.0];

/// Upper ends in seconds, from a sample database to ten million order lines far away.
const REFRESH_BUCKETS_S: [f64; 10] = [0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0];

/// Why making and registering a metric cannot fail.
const VALID: &str = "names and labels are constants of this file, valid and different";

/// What is counted when it happens.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    request_seconds: HistogramVec,
    connections: IntGauge,
    connections_refused: IntCounter,
    refreshes: IntCounterVec,
    refresh_seconds: Histogram,
    last_success: Gauge,
    reads: IntCounterVec,
    mismatches: IntCounter,
}

impl Metrics {
    /// Everything at zero.
    pub(crate) fn new() -> Metrics {
        let registry = Registry::new();
        let requests = Opts::new("dashboard_http_requests_total", "Requests answered, by route and status.");
        let request_seconds = HistogramOpts::new(
            "dashboard_http_request_duration_seconds",
            "Time from a request to its answer, by route.",
        )
        .buckets(REQUEST_BUCKETS_S.to_vec());
        let connections = Opts::new("dashboard_http_connections", "Connections that are open.");
        let connections_refused = Opts::new(
            "dashboard_http_connections_refused_total",
            "Connections beyond MAX_CONNECTIONS, whose readers were told to come back.",
        );
        let refreshes = Opts::new("dashboard_refreshes_total", "Refreshes that ended, by outcome.");
        let refresh_seconds = HistogramOpts::new(
            "dashboard_refresh_duration_seconds",
            "Time that refreshes took, failed ones too.",
        )
        .buckets(REFRESH_BUCKETS_S.to_vec());
        let last_success = Opts::new(
            "dashboard_refresh_last_success_timestamp_seconds",
            "When the last refresh that succeeded ended; 0 before the first.",
        );
        let reads = Opts::new(
            "dashboard_refresh_reads_total",
            "Times that the source was asked, by how much was then read of it.",
        );
        let mismatches = Opts::new(
            "dashboard_refresh_mismatches_total",
            "Full loads that disproved what the mode of refreshing would have served.",
        );
        let metrics = Metrics {
            reads: add(&registry, IntCounterVec::new(reads, &["extent"])),
            mismatches: add(&registry, IntCounter::with_opts(mismatches)),
            requests: add(&registry, IntCounterVec::new(requests, &["page", "status"])),
            request_seconds: add(&registry, HistogramVec::new(request_seconds, &["page"])),
            connections: add(&registry, IntGauge::with_opts(connections)),
            connections_refused: add(&registry, IntCounter::with_opts(connections_refused)),
            refreshes: add(&registry, IntCounterVec::new(refreshes, &["outcome"])),
            refresh_seconds: add(&registry, Histogram::with_opts(refresh_seconds)),
            last_success: add(&registry, Gauge::with_opts(last_success)),
            registry,
        };
        // A counter that appears with its first failure has no increase that an alert could see.
        for outcome in Outcome::OF_REFRESHES {
            metrics.refreshes.with_label_values(&[outcome.name()]);
        }
        for extent in Extent::NAMES {
            metrics.reads.with_label_values(&[extent]);
        }
        #[cfg(target_os = "linux")]
        metrics
            .registry
            .register(Box::new(prometheus::process_collector::ProcessCollector::for_self()))
            .expect(VALID);
        metrics
    }

    /// Counts an answer; `page` is the route below the base path, none for an address that has none.
    fn count_request(&self, page: Option<&str>, status: u16, duration: Duration) {
        let page = page.unwrap_or("none");
        self.requests.with_label_values(&[page, &status.to_string()]).inc();
        self.request_seconds.with_label_values(&[page]).observe(duration.as_secs_f64());
    }

    /// Calls `inner` and counts what came of it.
    ///
    /// # Errors
    /// Those of `inner`.
    pub(crate) async fn follow(
        &self,
        base_path: &str,
        inner: &impl Endpoint<Output = Response>,
        request: Request,
    ) -> poem::Result<Response> {
        let begun = Instant::now();
        let response = inner.call(request).await?;
        let route = response.data::<PathPattern>();
        let page = route.and_then(|route| route.0.strip_prefix(base_path)).filter(|page| !page.is_empty());
        self.count_request(page, response.status().as_u16(), begun.elapsed());
        Ok(response)
    }

    /// Counts a connection until the answer is dropped.
    pub(crate) fn connection(&self, is_refused: bool) -> OpenConnection {
        if is_refused {
            self.connections_refused.inc();
        }
        self.connections.inc();
        OpenConnection(self.connections.clone())
    }

    /// Counts a refresh that ended at `ended_at`.
    pub(crate) fn count_refresh(&self, outcome: Outcome, duration: Duration, ended_at: DateTime<Utc>) {
        self.refreshes.with_label_values(&[outcome.name()]).inc();
        self.refresh_seconds.observe(duration.as_secs_f64());
        if outcome.is_success() {
            self.last_success.set(seconds(ended_at));
        }
    }

    /// Counts that the source was asked, and how much of it was read.
    pub(crate) fn count_read(&self, extent: Extent) {
        self.reads.with_label_values(&[extent.name()]).inc();
    }

    /// Counts a full load that disproved a thrifty one.
    pub(crate) fn count_mismatch(&self) {
        self.mismatches.inc();
    }

    /// Everything as Prometheus reads it.
    ///
    /// # Errors
    /// When it cannot be written, which no value here allows.
    pub(crate) fn text(&self, app: &App, now: DateTime<Utc>) -> prometheus::Result<String> {
        let mut families = self.registry.gather();
        families.extend(moment(app, now).gather());
        TextEncoder::new().encode_to_string(&families)
    }
}

/// A connection that is counted for as long as this lives.
#[derive(Debug)]
pub(crate) struct OpenConnection(IntGauge);

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// What is known elsewhere, at this moment; what there is none of is left out.
fn moment(app: &App, now: DateTime<Utc>) -> Registry {
    let registry = Registry::new();
    let gauge = |name: &str, help: &str, value: f64| add(&registry, Gauge::new(name, help)).set(value);
    let state = app.host.state();
    if let Some(served) = &state.served {
        let snapshot = &served.snapshot;
        let age = (now - served.checked_at).as_seconds_f64().max(0.0);
        let help = "Time since the source was last seen to hold the data being served.";
        gauge("dashboard_snapshot_age_seconds", help, age);
        gauge(
            "dashboard_snapshot_as_of_timestamp_seconds",
            "Start of the day (UTC) that the numbers speak of.",
            f64::from(snapshot.as_of.number()) * 86_400.0,
        );
        let by_table =
            |name: &str, help: &str| add(&registry, GaugeVec::new(Opts::new(name, help), &["table"]));
        let rows = by_table("dashboard_snapshot_rows", "Rows read from each table.");
        let left_out =
            by_table("dashboard_snapshot_left_out_rows", "Rows of each table that could not be counted.");
        for table in Table::ALL {
            let profile = snapshot.profile_of(table);
            rows.with_label_values(&[table.name()]).set(profile.num_rows as f64);
            left_out.with_label_values(&[table.name()]).set(profile.num_quarantined as f64);
        }
    }
    reconciliation::add_to(&registry, state.served.as_ref().and_then(|served| served.reconciling.get()));
    gauge(
        "dashboard_saved_copy_served",
        "1 when the copy on disk is served, because the source could not be read since the start.",
        f64::from(u8::from(state.served.as_ref().is_some_and(|served| served.is_saved))),
    );
    let kept = app.keeper.as_ref().map(|keeper| keeper.kept()).unwrap_or_default();
    add(
        &registry,
        IntCounter::new(
            "dashboard_saved_copy_failures_total",
            "Times that the copy on disk could not be written or used.",
        ),
    )
    .inc_by(kept.num_failures);
    gauge(
        "dashboard_saved_copy_bytes",
        "Size of the copy on disk; 0 before it is written or read.",
        kept.saved.as_ref().map_or(0.0, |saved| saved.num_bytes as f64),
    );
    gauge(
        "dashboard_saved_copy_loaded_timestamp_seconds",
        "When the data in the copy on disk was loaded; 0 before it is written or read.",
        kept.saved.as_ref().map_or(0.0, |saved| seconds(saved.loaded_at)),
    );
    let num_failures = state.failure.as_ref().map_or(0, |failure| failure.num_in_a_row);
    gauge(
        "dashboard_refresh_failures_in_a_row",
        "Refreshes that failed since the last that succeeded.",
        f64::from(num_failures),
    );
    gauge(
        "dashboard_refresh_overdue",
        "1 when a planned refresh should have begun and did not.",
        f64::from(u8::from(state.is_overdue(now))),
    );
    alerts::add_to(&registry, app);

    let cache = app.cache.figures();
    let counter = |name: &str, help: &str, value| add(&registry, IntCounter::new(name, help)).inc_by(value);
    let num_hits = cache.num_asked.saturating_sub(cache.num_computed);
    counter("dashboard_cache_hits_total", "Answers that were there already or being computed.", num_hits);
    counter("dashboard_cache_misses_total", "Answers that had to be computed.", cache.num_computed);
    gauge("dashboard_cache_entries", "Answers held.", cache.num_answers as f64);
    gauge("dashboard_cache_bytes", "Memory that they take, about.", cache.num_bytes as f64);
    gauge("dashboard_cache_max_bytes", "Memory that they may take.", cache.max_bytes as f64);
    registry
}

fn add<C: Collector + Clone + 'static>(registry: &Registry, collector: prometheus::Result<C>) -> C {
    let collector = collector.expect(VALID);
    registry.register(Box::new(collector.clone())).expect(VALID);
    collector
}

fn seconds(time: DateTime<Utc>) -> f64 {
    time.timestamp_millis() as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use poem::test::TestClient;

    use super::*;
    use crate::host::fixture::served;
    use crate::http::endpoint;
    use crate::settings::settings_of;

    /// A metric of the text format: its type, and its samples by name and labels.
    #[derive(Debug, Default)]
    struct Family {
        help: String,
        kind: String,
        samples: BTreeMap<String, f64>,
    }

    /// Reads the text format as strictly as `promtool check metrics` does, or says which line is wrong.
    fn parse(text: &str) -> Result<BTreeMap<String, Family>, String> {
        let mut families: BTreeMap<String, Family> = BTreeMap::new();
        let mut current = String::new();
        if !text.ends_with('\n') {
            return Err("the last line has no end".to_owned());
        }
        for line in text.lines() {
            let wrong = |why: &str| format!("{why}: {line}");
            if let Some(rest) = line.strip_prefix("# HELP ") {
                let (name, help) = rest.split_once(' ').ok_or_else(|| wrong("no help"))?;
                let family = Family { help: help.to_owned(), ..Family::default() };
                if families.insert(name.to_owned(), family).is_some() {
                    return Err(wrong("a metric stands in two places"));
                }
                current = name.to_owned();
            } else if let Some(rest) = line.strip_prefix("# TYPE ") {
                let (name, kind) = rest.split_once(' ').ok_or_else(|| wrong("no type"))?;
                let family = families.get_mut(name).filter(|_| name == current);
                family.ok_or_else(|| wrong("a type without help"))?.kind = kind.to_owned();
            } else {
                let (sample, value) = line.rsplit_once(' ').ok_or_else(|| wrong("no value"))?;
                let value = value.parse().map_err(|_| wrong("no number"))?;
                let (name, labels) = sample.split_once('{').unwrap_or((sample, "}"));
                let family = families.get_mut(&current).ok_or_else(|| wrong("no metric yet"))?;
                let suffix = name.strip_prefix(&*current).ok_or_else(|| wrong("another metric's sample"))?;
                let fits = match &*family.kind {
                    "histogram" => matches!(suffix, "_bucket" | "_sum" | "_count"),
                    "counter" => suffix.is_empty() && value >= 0.0,
                    "gauge" => suffix.is_empty(),
                    _ => false,
                };
                if !fits || !are_labels(labels.strip_suffix('}').ok_or_else(|| wrong("open labels"))?) {
                    return Err(wrong("no sample of its type"));
                }
                if family.samples.insert(sample.to_owned(), value).is_some() {
                    return Err(wrong("a sample stands twice"));
                }
            }
        }
        Ok(families)
    }

    /// `name="value"` pairs with commas between them; values of ours need no escapes.
    fn are_labels(labels: &str) -> bool {
        labels.is_empty()
            || labels.split(',').all(|label| {
                label.split_once('=').is_some_and(|(name, value)| {
                    is_name(name)
                        && value.len() > 2
                        && value.starts_with('"')
                        && value.ends_with('"')
                        && !value[1..value.len() - 1].contains(['"', '\\'])
                })
            })
    }

    fn is_name(name: &str) -> bool {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    }

    /// The naming rules of `promtool check metrics`.
    fn complaint(name: &str, family: &Family) -> Option<&'static str> {
        let is_counter = family.kind == "counter";
        let other_units =
            ["milliseconds", "ms", "minutes", "hours", "days", "kilobytes", "megabytes", "percent"];
        let kinds = ["counter", "gauge", "histogram", "summary"];
        let part_of_histogram = ["_bucket", "_count", "_sum"].iter().any(|suffix| name.ends_with(suffix));
        if !is_name(name) {
            Some("no name")
        } else if family.help.trim().is_empty() {
            Some("no help")
        } else if is_counter != name.ends_with("_total") {
            Some("counters, and only they, end in _total")
        } else if part_of_histogram {
            Some("named like a part of a histogram")
        } else if name.split('_').any(|word| other_units.contains(&word)) {
            Some("not a base unit")
        } else if name.split('_').any(|word| kinds.contains(&word)) {
            Some("names its type")
        } else {
            None
        }
    }

    /// Buckets that grow up to the count.
    fn check_histogram(name: &str, family: &Family) {
        for (sample, count) in family.samples.iter().filter(|(sample, _)| sample.contains("le=\"+Inf\"")) {
            let labels = sample.trim_start_matches(&format!("{name}_bucket"));
            let others = labels.trim_matches(['{', '}']).split(',').filter(|label| !label.starts_with("le="));
            let others: Vec<&str> = others.collect();
            let of = if others.is_empty() { String::new() } else { format!("{{{}}}", others.join(",")) };
            assert_eq!(family.samples.get(&format!("{name}_count{of}")), Some(count), "{sample}");
            let mut buckets: Vec<(f64, f64)> = family
                .samples
                .iter()
                .filter(|(bucket, _)| others.iter().all(|label| bucket.contains(label)))
                .filter_map(|(bucket, count)| {
                    let end = bucket.split_once("le=\"")?.1.split('"').next()?;
                    Some((end.trim_start_matches('+').parse().ok()?, *count))
                })
                .collect();
            buckets.sort_by(|one, other| one.0.total_cmp(&other.0));
            assert!(buckets.is_sorted_by(|one, other| one.1 <= other.1), "{name} {buckets:?}");
        }
    }

    async fn scraped() -> BTreeMap<String, Family> {
        let settings = settings_of(&[("BASE_PATH", "/sales")]).unwrap();
        let app = App::new(settings, Box::new(|_| Box::pin(async { Ok(served()) })));
        let client = TestClient::new(endpoint(&app));
        let response = client.get("/sales/metrics").send().await;
        response.assert_header("content-type", CONTENT_TYPE);
        let early = parse(&response.0.into_body().into_string().await.unwrap()).unwrap();
        assert!(!early.contains_key("dashboard_snapshot_age_seconds"), "there is no data yet");
        assert_eq!(app.refresher.run().await, Outcome::Loaded);
        for path in ["/export/countries.csv", "/export/\"odd\".csv", "/nowhere/{x}", "/refresh", "/status"] {
            client.get(format!("/sales{}", path.replace(['"', '{', '}'], "%22"))).send().await;
        }
        let text = client.get("/sales/metrics").send().await.0.into_body().into_string().await.unwrap();
        parse(&text).unwrap_or_else(|why| panic!("{why}\n{text}"))
    }

    #[tokio::test]
    async fn prometheus_can_read_and_would_not_complain() {
        let families = scraped().await;
        for (name, family) in &families {
            assert_eq!(complaint(name, family), None, "{name}");
            if family.kind == "histogram" {
                check_histogram(name, family);
            }
        }
        let value = |sample: &str| {
            let name = sample.split('{').next().unwrap();
            families.get(name).and_then(|family| family.samples.get(sample)).copied()
        };
        for (sample, expected) in [
            ("dashboard_http_requests_total{page=\"/metrics\",status=\"200\"}", 1.0),
            ("dashboard_http_requests_total{page=\"/export/:file\",status=\"200\"}", 1.0),
            ("dashboard_http_requests_total{page=\"/export/:file\",status=\"404\"}", 1.0),
            ("dashboard_http_requests_total{page=\"/refresh\",status=\"405\"}", 1.0),
            ("dashboard_http_requests_total{page=\"none\",status=\"404\"}", 1.0),
            ("dashboard_refreshes_total{outcome=\"loaded\"}", 1.0),
            ("dashboard_refreshes_total{outcome=\"failed\"}", 0.0),
            ("dashboard_refresh_overdue", 0.0),
            ("dashboard_snapshot_rows{table=\"orders\"}", 0.0),
        ] {
            assert_eq!(value(sample), Some(expected), "{sample} of {families:#?}");
        }
        assert!(value("dashboard_refresh_last_success_timestamp_seconds").unwrap() > 1.7e9);
        #[cfg(target_os = "linux")]
        for name in ["process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"] {
            assert!(value(name).unwrap() > 0.0, "{name}");
        }
    }

    #[test]
    fn wrong_texts_are_refused() {
        let head = "# HELP a_total A.\n# TYPE a_total counter\n";
        assert!(parse(&format!("{head}a_total{{page=\"/\"}} 1\n")).is_ok());
        for wrong in [
            "a_total 1\n".to_owned(),
            format!("{head}a_total 1"),
            format!("{head}a_total x\n"),
            format!("{head}a_total -1\n"),
            format!("{head}b_total 1\n"),
            format!("{head}a_total 1\na_total 1\n"),
            format!("{head}a_total{{page=/}} 1\n"),
            format!("{head}{head}a_total 1\n"),
        ] {
            assert!(parse(&wrong).is_err(), "{wrong}");
        }
        for (name, kind) in [("a", "counter"), ("a_total", "gauge"), ("a_ms", "gauge"), ("a_count", "gauge")]
        {
            let family = Family { help: "A.".to_owned(), kind: kind.to_owned(), ..Family::default() };
            assert!(complaint(name, &family).is_some(), "{name} {kind}");
        }
    }

    #[tokio::test]
    async fn alerts_and_dashboard_ask_for_what_there_is() {
        let families = scraped().await;
        let known: BTreeSet<&str> = families.keys().map(String::as_str).collect();
        let dashboard = include_str!("../../../config/grafana-dashboard.json");
        serde_json::from_str::<serde_json::Value>(dashboard).unwrap();
        for (file, text) in
            [("alerts", include_str!("../../../config/prometheus-alerts.yml")), ("dashboard", dashboard)]
        {
            let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            let asked: BTreeSet<&str> = words
                .filter(|word| word.starts_with("dashboard_") || word.starts_with("process_"))
                .map(|word| {
                    ["_bucket", "_sum", "_count"]
                        .iter()
                        .find_map(|end| word.strip_suffix(end))
                        .unwrap_or(word)
                })
                .collect();
            assert!(asked.len() > 3, "{file} asks for {asked:?}");
            assert_eq!(asked.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "{file}");
        }
    }
}
