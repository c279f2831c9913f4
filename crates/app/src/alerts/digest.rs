//! The digest: the Executive View as an e-mail, at the times that a cron expression names.

use analytics::answers::executive::Executive;
use analytics::insights::insights;
use analytics::view::View;
use chrono::{DateTime, Utc};
use croner::Cron;
use views::Moment;
use views::Site;
use views::address::Address;
use views::digest::Digest;
use views::pages::executive::{OPTIONS, dimension};

use super::message::id;
use super::outbox::Parcel;
use super::rule::Channel;
use crate::app::App;
use crate::host::Served;
use crate::settings::DigestSettings;

/// A digest that is late by less than this, because nothing ran when it was due, is made nevertheless.
const STILL_WORTH_IT: chrono::Duration = chrono::Duration::hours(1);

/// When a digest was due since `previous`, if one was; never one that was made before.
pub(super) fn due(
    cron: &Cron,
    previous: DateTime<Utc>,
    last_made_ms: Option<i64>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let last_made = last_made_ms.and_then(DateTime::from_timestamp_millis);
    let from = last_made.map_or(previous, |made| made.max(now - STILL_WORTH_IT));
    cron.find_next_occurrence(&from, false).ok().filter(|due| *due <= now)
}

/// The e-mail about the data that is served.
///
/// # Errors
/// When the configured scope does not fit the data.
pub(super) fn parcel(
    app: &App,
    settings: &DigestSettings,
    served: &Served,
    now: DateTime<Utc>,
) -> anyhow::Result<Parcel> {
    settings.scope.check(&served.snapshot)?;
    let format = &app.settings.display.format;
    let address = Address::new("/", OPTIONS).with_scope(|scope| scope.clone_from(&settings.scope));
    let policy = settings.scope.policy(&app.settings.meaning.policy);
    let view = View::new(&served.snapshot, &settings.scope, &policy);
    let answers = Executive::of(
        &view,
        dimension(&address, "top"),
        dimension(&address, "movers"),
        &app.settings.targets.hundredths,
    );
    let letter = Digest {
        site: &public_site(app),
        address: &address,
        view: &view,
        answers: &answers,
        insights: &insights(&view),
        checked: &Moment::of_instant(served.checked_at.timestamp(), format),
        format,
    }
    .letter();
    let made_ms = now.timestamp_millis();
    Ok(Parcel {
        id: id(&["digest", &made_ms.to_string(), &served.snapshot.version]),
        channel: Channel::Email,
        subject: letter.subject,
        text: letter.text,
        html: Some(letter.html),
        payload: serde_json::Value::Null,
        made_ms,
        num_failures: 0,
        next_attempt_ms: made_ms,
        error: None,
    })
}

/// The site as it is reached from outside; without an address no page can be linked to.
fn public_site(app: &App) -> Site {
    match &app.settings.delivery.public_url {
        Some(url) => Site { base_path: url.clone(), ..app.site.clone() },
        None => Site { routes: Vec::new(), ..app.site.clone() },
    }
}

#[cfg(test)]
mod tests {
    use croner::parser::{CronParser, Seconds};

    use super::*;

    #[test]
    fn each_is_made_once_and_not_long_after() {
        let cron = CronParser::builder().seconds(Seconds::Required).build().parse("0 0 7 * * *").unwrap();
        let at = |text: &str| -> DateTime<Utc> { format!("2026-03-{text}Z").parse().unwrap() };
        for (previous, last_made, now, expected) in [
            ("02T06:59:59", None, "02T07:00:00", Some("02T07:00:00")),
            ("02T07:00:00", None, "02T07:00:01", None),
            ("02T07:00:00", Some("02T07:00:00"), "02T07:00:01", None),
            // The clock was set back after it had been made.
            ("02T06:00:00", Some("02T07:00:00"), "02T06:00:01", None),
            ("02T06:59:59", Some("02T07:00:00"), "02T07:00:00", None),
            // Nothing ran when it was due.
            ("02T07:30:00", Some("01T07:00:00"), "02T07:30:01", Some("02T07:00:00")),
            ("02T08:30:00", Some("01T07:00:00"), "02T08:30:01", None),
            ("02T07:30:00", None, "02T07:30:01", None),
            // A clock that jumps over it.
            ("02T06:30:00", Some("01T07:00:00"), "02T07:20:00", Some("02T07:00:00")),
        ] {
            let last_made_ms = last_made.map(|made| at(made).timestamp_millis());
            let found = due(&cron, at(previous), last_made_ms, at(now));
            assert_eq!(found, expected.map(at), "{previous} {last_made:?} {now}");
        }
    }
}
