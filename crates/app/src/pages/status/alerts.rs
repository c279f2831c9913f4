//! How alerts and digests stand, for people and for programs.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use views::Moment;
use views::pages::status::{AlertsStatus, DigestStatus, GivenUp, RuleStatus, Waiting};

use crate::alerts::ledger::{Ledger, Standing};
use crate::alerts::rule::Rule;
use crate::app::App;

/// For the page.
pub(super) fn status(app: &App, now: DateTime<Utc>) -> AlertsStatus {
    let format = &app.settings.display.format;
    let moment = |time_ms: i64| Moment::of_instant(time_ms.div_euclid(1000), format);
    let ledger = app.alerts.ledger();
    AlertsStatus {
        rules: (app.settings.alerts.iter())
            .map(|rule| {
                let standing = standing(&ledger, rule);
                RuleStatus {
                    name: rule.name.clone(),
                    condition: rule.condition.to_string(),
                    channels: channels(rule).join(", "),
                    is_firing: standing.map(|standing| standing.is_firing),
                    since: standing.map(|standing| moment(standing.since_ms)),
                    words: standing.map(|standing| standing.words.clone()).unwrap_or_default(),
                    unknown: standing.and_then(|standing| standing.unknown.clone()),
                }
            })
            .collect(),
        waiting: (ledger.outbox.waiting.iter())
            .map(|parcel| Waiting {
                channel: parcel.channel.name().to_owned(),
                subject: parcel.subject.clone(),
                num_failures: parcel.num_failures,
                next: moment(parcel.next_attempt_ms),
                error: parcel.error.clone(),
            })
            .collect(),
        given_up: (ledger.outbox.given_up.iter())
            .map(|given_up| GivenUp {
                at: moment(given_up.at_ms),
                channel: given_up.channel.name().to_owned(),
                subject: given_up.subject.clone(),
                error: given_up.error.clone(),
            })
            .collect(),
        digest: app.settings.delivery.digest.as_ref().map(|digest| DigestStatus {
            cron: digest.cron.as_str().to_owned(),
            next: next_digest(app, now).map(|time| moment(time.timestamp_millis())),
            last: ledger.last_digest_ms.map(moment),
        }),
        unsaved: app.alerts.unsaved(),
    }
}

/// For programs; names, units and meanings are part of the description of the interface.
pub(super) fn document(app: &App, now: DateTime<Utc>) -> Value {
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let time_of = |time_ms: i64| DateTime::from_timestamp_millis(time_ms).map(time);
    let ledger = app.alerts.ledger();
    let rules = app.settings.alerts.iter().map(|rule| {
        let standing = standing(&ledger, rule);
        json!({
            "name": rule.name,
            "condition": rule.condition.to_string(),
            "channels": channels(rule),
            "is_firing": standing.map(|standing| standing.is_firing),
            "since": standing.and_then(|standing| time_of(standing.since_ms)),
            "message": standing.map(|standing| &standing.words),
            "unknown": standing.and_then(|standing| standing.unknown.as_ref()),
        })
    });
    let waiting = ledger.outbox.waiting.iter().map(|parcel| {
        json!({
            "channel": parcel.channel.name(),
            "subject": parcel.subject,
            "failed_attempts": parcel.num_failures,
            "next_attempt": time_of(parcel.next_attempt_ms),
            "error": parcel.error,
        })
    });
    let given_up = ledger.outbox.given_up.iter().map(|given_up| {
        json!({
            "at": time_of(given_up.at_ms),
            "channel": given_up.channel.name(),
            "subject": given_up.subject,
            "error": given_up.error,
        })
    });
    json!({
        "rules": rules.collect::<Vec<_>>(),
        "waiting": waiting.collect::<Vec<_>>(),
        "given_up": given_up.collect::<Vec<_>>(),
        "next_digest": next_digest(app, now).map(time),
        "last_digest": ledger.last_digest_ms.and_then(time_of),
        "failure": app.alerts.unsaved(),
    })
}

/// How a rule stands, if anybody looked since it is what it is.
fn standing<'a>(ledger: &'a Ledger, rule: &Rule) -> Option<&'a Standing> {
    let standing = ledger.standings.get(&rule.name)?;
    (standing.condition == rule.condition.to_string()).then_some(standing)
}

fn channels(rule: &Rule) -> Vec<&'static str> {
    rule.channels.iter().map(|channel| channel.name()).collect()
}

fn next_digest(app: &App, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    app.settings.delivery.digest.as_ref()?.cron.find_next_occurrence(&now, false).ok()
}
