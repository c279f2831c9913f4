//! What Prometheus is told about alerts and their delivery.

use prometheus::{GaugeVec, IntCounterVec, Opts, Registry};

use super::add;
use crate::alerts::rule::Channel;
use crate::app::App;

/// Adds the figures of this moment.
pub(super) fn add_to(registry: &Registry, app: &App) {
    let ledger = app.alerts.ledger();
    let rules = Opts::new("dashboard_alert_rules", "Alert rules, by how they stand.");
    let rules = add(registry, GaugeVec::new(rules, &["state"]));
    let standings = app.settings.alerts.iter().map(|rule| ledger.standings.get(&rule.name));
    let states: Vec<&str> = standings
        .map(|standing| match standing {
            Some(standing) if standing.is_firing => "firing",
            Some(standing) if standing.unknown.is_none() => "quiet",
            _ => "unknown",
        })
        .collect();
    for state in ["firing", "quiet", "unknown"] {
        let count = states.iter().filter(|found| **found == state).count();
        rules.with_label_values(&[state]).set(count as f64);
    }
    let waiting = Opts::new("dashboard_alert_messages_waiting", "Messages that are to be delivered.");
    let waiting = add(registry, GaugeVec::new(waiting, &["channel"]));
    let ended = Opts::new(
        "dashboard_alert_deliveries_total",
        "Attempts to deliver a message, and messages given up, since the start.",
    );
    let ended = add(registry, IntCounterVec::new(ended, &["channel", "outcome"]));
    for channel in Channel::ALL {
        let of_channel = ledger.outbox.waiting.iter().filter(|parcel| parcel.channel == channel);
        waiting.with_label_values(&[channel.name()]).set(of_channel.count() as f64);
        let counts = ledger.outbox.counts.get(&channel).copied().unwrap_or_default();
        for (outcome, count) in
            [("delivered", counts.delivered), ("failed", counts.failed), ("given_up", counts.given_up)]
        {
            ended.with_label_values(&[channel.name(), outcome]).inc_by(count);
        }
    }
}
