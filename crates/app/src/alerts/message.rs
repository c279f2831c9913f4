//! What is said when a rule fires or recovers: for people as text, for programs as JSON.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

use super::ledger::Turn;
use super::outbox::Parcel;
use super::rule::{Channel, Condition, Rule};

/// Where and on which data a turn took place.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// Name of the dashboard.
    pub site_name: &'a str,
    /// Public address of the dashboard, without a slash at its end.
    pub public_url: Option<&'a str>,
    /// The day that the data speaks of.
    pub as_of: Option<String>,
    /// When.
    pub now: DateTime<Utc>,
}

/// The messages about a turn, one for each channel of the rule.
pub(super) fn parcels(rule: &Rule, turn: &Turn, place: &Place<'_>) -> Vec<Parcel> {
    rule.channels.iter().map(|&channel| parcel(rule, turn, place, channel)).collect()
}

fn parcel(rule: &Rule, turn: &Turn, place: &Place<'_>, channel: Channel) -> Parcel {
    let (said, state, title, since) = match turn {
        Turn::Fired(said) => (said, "firing", "Alert", place.now),
        Turn::Recovered(said, since) => (said, "recovered", "Recovered", *since),
    };
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let id = id(&[&rule.name, state, &time(place.now), channel.name()]);
    let subject = format!("{title}: {} ({})", rule.name, place.site_name);
    let query = rule.condition.scope_query();
    let link = place.public_url.map(|url| match &rule.condition {
        Condition::Stale(_) => format!("{url}/status"),
        Condition::Figure { .. } if query.is_empty() => format!("{url}/"),
        Condition::Figure { .. } => format!("{url}/?{query}"),
    });
    let mut lines = vec![
        said.words.clone(),
        String::new(),
        format!("Rule: {}", rule.name),
        format!("Condition: {}", rule.condition),
        format!("Seen: {}", time(place.now)),
    ];
    if let Turn::Recovered(..) = turn {
        lines.push(format!("Fired since: {}", time(since)));
    }
    lines.extend(place.as_of.as_ref().map(|day| format!("Data as of: {day}")));
    lines.extend(link.clone());
    let (metric, bound) = match &rule.condition {
        Condition::Figure { kpi, bound, .. } => (Some(kpi.id), Some(bound)),
        Condition::Stale(_) => (None, None),
    };
    let payload = json!({
        "id": id,
        "status": state,
        "rule": rule.name,
        "condition": rule.condition.to_string(),
        "metric": metric,
        "scope": query,
        "value": said.value,
        "bound": bound.map(|bound| bound.fraction().to_f64()),
        // The key that chat services show.
        "text": format!("{subject}: {}", said.words),
        "message": said.words,
        "at": time(place.now),
        "since": time(since),
        "as_of": place.as_of,
        "link": link,
    });
    Parcel {
        id,
        channel,
        subject,
        text: lines.join("\n") + "\n",
        html: None,
        payload,
        made_ms: place.now.timestamp_millis(),
        num_failures: 0,
        next_attempt_ms: place.now.timestamp_millis(),
        error: None,
    }
}

/// An identifier that follows from what it is of.
pub(super) fn id(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::finding::Said;
    use super::*;

    #[test]
    fn says_what_where_and_since_when() {
        let rule = Rule {
            name: "old \"data\"".to_owned(),
            condition: Condition::Stale(Duration::from_secs(3600)),
            channels: vec![Channel::Webhook, Channel::Email],
        };
        let place = Place {
            site_name: "Sales",
            public_url: Some("https://sales.example"),
            as_of: Some("2005-05-31".to_owned()),
            now: "2026-01-01T02:00:00Z".parse().unwrap(),
        };
        let said = Said { words: "It is old.".to_owned(), value: None };
        let turn = Turn::Recovered(said, "2026-01-01T01:00:00Z".parse().unwrap());
        let parcels = parcels(&rule, &turn, &place);
        let channels: Vec<Channel> = parcels.iter().map(|parcel| parcel.channel).collect();
        assert_eq!(channels, rule.channels);
        assert_ne!(parcels[0].id, parcels[1].id);
        assert_eq!(parcels[1].subject, "Recovered: old \"data\" (Sales)");
        for line in ["It is old.", "Condition: data stale for 1h", "Fired since: 2026-01-01T01:00:00Z"] {
            assert!(parcels[1].text.lines().any(|found| found == line), "{line}: {}", parcels[1].text);
        }
        let payload = &parcels[0].payload;
        for (key, expected) in [
            ("status", "recovered"),
            ("rule", "old \"data\""),
            ("since", "2026-01-01T01:00:00Z"),
            ("link", "https://sales.example/status"),
        ] {
            assert_eq!(payload[key], expected, "{key}");
        }
    }
}
