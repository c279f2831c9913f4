//! Prometheus reads the metrics and the alert rules.

use std::process::Command;

use crate::harness::program::{find, run};
use crate::harness::server::Dashboard;
use crate::harness::{or_skip, repository};

#[test]
fn the_metrics_are_as_prometheus_wants_them() {
    let Some(promtool) = or_skip("promtool", find("promtool")) else { return };
    let dashboard = Dashboard::start(&[]);
    for address in ["/", "/regional?period=2004", "/nowhere", "/export/kpis.csv"] {
        dashboard.get(address);
    }
    let metrics = dashboard.get("/metrics");
    let said = run(Command::new(promtool).args(["check", "metrics"]), &metrics.bytes);
    assert_eq!(said, Ok(String::new()), "{}", metrics.text());
    for family in [
        "dashboard_http_requests_total{page=\"/regional\",status=\"200\"} 1",
        "dashboard_http_requests_total{page=\"none\",status=\"404\"} 1",
        "dashboard_http_request_duration_seconds_count{page=\"/\"} 1",
        "dashboard_http_connections ",
        "dashboard_http_connections_refused_total 0",
        "dashboard_snapshot_age_seconds ",
        "dashboard_snapshot_rows{table=\"orders\"} ",
        "dashboard_refreshes_total{outcome=\"failed\"} 0",
        "dashboard_refresh_duration_seconds_count ",
        "dashboard_cache_hits_total ",
        "dashboard_cache_bytes ",
        "process_resident_memory_bytes ",
        "process_cpu_seconds_total ",
    ] {
        assert!(metrics.text().contains(&format!("\n{family}")), "{family} in {}", metrics.text());
    }
}

#[test]
fn the_alert_rules_can_be_loaded() {
    let Some(promtool) = or_skip("promtool", find("promtool")) else { return };
    let rules = repository().join("config/prometheus-alerts.yml");
    let said = run(Command::new(promtool).args(["check", "rules"]).arg(rules), b"").unwrap();
    assert!(said.contains("SUCCESS"), "{said}");
}
