//! What is to be delivered: one queue for each channel, in order, tried again after ever longer pauses.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Undelivered;
use super::rule::Channel;

/// The pause after the first failure; each further one doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(5);

/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(10 * 60);

/// A message that could not be delivered for so long is given up.
const GIVE_UP_AFTER: chrono::Duration = chrono::Duration::hours(24);

/// So many messages wait for a channel at most; then the oldest is given up.
const MOST_WAITING: usize = 100;

/// So many that were given up are remembered.
const MOST_GIVEN_UP: usize = 10;

/// Something to be delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parcel {
    /// Identifier, the same at each attempt, so that a receiver can tell a repetition.
    pub id: String,
    /// How it goes.
    pub channel: Channel,
    /// Its subject, in one line.
    pub subject: String,
    /// As text.
    pub text: String,
    /// As HTML, if it is more than text.
    pub html: Option<String>,
    /// As JSON.
    pub payload: serde_json::Value,
    /// When it was made, in milliseconds since 1970.
    pub made_ms: i64,
    /// How many attempts failed.
    pub num_failures: u32,
    /// When the next attempt is due, in milliseconds since 1970.
    pub next_attempt_ms: i64,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

/// A message that is not tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GivenUp {
    /// When it was given up, in milliseconds since 1970.
    pub at_ms: i64,
    /// How it should have gone.
    pub channel: Channel,
    /// Its subject.
    pub subject: String,
    /// Why.
    pub error: String,
}

/// What happened since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Messages delivered.
    pub delivered: u64,
    /// Attempts that failed.
    pub failed: u64,
    /// Messages given up.
    pub given_up: u64,
}

/// Everything that is to be delivered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Outbox {
    /// In the order in which it is to be delivered.
    pub waiting: Vec<Parcel>,
    /// The last that were given up, the latest first.
    pub given_up: Vec<GivenUp>,
    /// Counted since the start.
    #[serde(skip)]
    pub counts: BTreeMap<Channel, Counts>,
}

impl Outbox {
    /// Puts a message at the end of its queue.
    pub(crate) fn add(&mut self, parcel: Parcel, now: DateTime<Utc>) {
        let channel = parcel.channel;
        self.waiting.push(parcel);
        let mut of_channel = self.waiting.iter().enumerate().filter(|(_, parcel)| parcel.channel == channel);
        let oldest = of_channel.next().map(|(index, _)| index);
        if let Some(oldest) = oldest.filter(|_| of_channel.count() >= MOST_WAITING) {
            self.give_up(oldest, "too many messages are waiting", now);
        }
    }

    /// What a channel has to deliver now. Only the first of its queue: nobody hears of a recovery before the alert.
    pub(crate) fn due(&self, channel: Channel, now: DateTime<Utc>) -> Option<&Parcel> {
        let first = self.waiting.iter().find(|parcel| parcel.channel == channel)?;
        (first.next_attempt_ms <= now.timestamp_millis()).then_some(first)
    }

    /// Records how an attempt ended.
    pub(crate) fn attempted(&mut self, id: &str, result: Result<(), Undelivered>, now: DateTime<Utc>) {
        let Some(index) = self.waiting.iter().position(|parcel| parcel.id == id) else { return };
        let parcel = &mut self.waiting[index];
        let counts = self.counts.entry(parcel.channel).or_default();
        let Err(undelivered) = result else {
            counts.delivered += 1;
            self.waiting.remove(index);
            return;
        };
        counts.failed += 1;
        parcel.num_failures += 1;
        let pause = pause(parcel.num_failures);
        parcel.next_attempt_ms =
            now.timestamp_millis() + i64::try_from(pause.as_millis()).unwrap_or(i64::MAX / 2);
        parcel.error = Some(undelivered.message.clone());
        let is_too_old = now.timestamp_millis() - parcel.made_ms > GIVE_UP_AFTER.num_milliseconds();
        if undelivered.is_final || is_too_old {
            self.give_up(index, &undelivered.message, now);
        }
    }

    fn give_up(&mut self, index: usize, error: &str, now: DateTime<Utc>) {
        let parcel = self.waiting.remove(index);
        tracing::error!(
            channel = parcel.channel.name(),
            subject = parcel.subject,
            error,
            "a message is given up"
        );
        self.counts.entry(parcel.channel).or_default().given_up += 1;
        self.given_up.insert(
            0,
            GivenUp {
                at_ms: now.timestamp_millis(),
                channel: parcel.channel,
                subject: parcel.subject,
                error: error.to_owned(),
            },
        );
        self.given_up.truncate(MOST_GIVEN_UP);
    }
}

fn pause(num_failures: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(1 << num_failures.saturating_sub(1).min(16)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn parcel(id: &str, channel: Channel) -> Parcel {
        Parcel {
            id: id.to_owned(),
            channel,
            subject: id.to_owned(),
            text: String::new(),
            html: None,
            payload: serde_json::Value::Null,
            made_ms: 0,
            num_failures: 0,
            next_attempt_ms: 0,
            error: None,
        }
    }

    fn failure(is_final: bool) -> Result<(), Undelivered> {
        Err(Undelivered { message: "no route to host".to_owned(), is_final })
    }

    #[test]
    fn attempts_come_after_ever_longer_pauses_until_it_is_given_up() {
        let mut outbox = Outbox::default();
        outbox.add(parcel("a", Channel::Email), at(0));
        let (mut now, mut pauses) = (0, Vec::new());
        while let Some(first) = outbox.waiting.first() {
            let due = first.next_attempt_ms / 1000;
            pauses.push(due - now);
            now = due;
            assert!(outbox.due(Channel::Email, at(now - 1)).is_none() || now == 0);
            assert_eq!(outbox.due(Channel::Email, at(now)).unwrap().id, "a");
            outbox.attempted("a", failure(false), at(now));
        }
        assert_eq!(pauses[..10], [0, 5, 10, 20, 40, 80, 160, 320, 600, 600]);
        assert!(pauses[8..].iter().all(|&pause| pause == 600) && (86_400..87_100).contains(&now), "{now}");
        assert_eq!(outbox.given_up[0].error, "no route to host");
        let counts = outbox.counts[&Channel::Email];
        assert_eq!((counts.delivered, counts.failed, counts.given_up), (0, pauses.len() as u64, 1));
    }

    #[test]
    fn a_channel_delivers_in_order_and_holds_up_no_other() {
        let mut outbox = Outbox::default();
        for (id, channel) in [("a", Channel::Email), ("b", Channel::Webhook), ("c", Channel::Email)] {
            outbox.add(parcel(id, channel), at(0));
        }
        outbox.attempted("a", failure(false), at(0));
        assert_eq!(outbox.due(Channel::Email, at(1)), None, "c waits for a");
        assert_eq!(outbox.due(Channel::Webhook, at(1)).unwrap().id, "b");
        outbox.attempted("a", Ok(()), at(5));
        assert_eq!(outbox.due(Channel::Email, at(5)).unwrap().id, "c");
        outbox.attempted("c", failure(true), at(5));
        assert_eq!(outbox.due(Channel::Email, at(500)), None, "it was refused for good");
        assert_eq!(outbox.given_up[0].subject, "c");
    }

    #[test]
    fn the_queue_is_bounded() {
        let mut outbox = Outbox::default();
        for number in 0..=MOST_WAITING {
            outbox.add(parcel(&number.to_string(), Channel::Webhook), at(0));
        }
        assert_eq!(outbox.waiting.len(), MOST_WAITING);
        assert_eq!((&*outbox.waiting[0].id, &*outbox.given_up[0].subject), ("1", "0"));
    }

    #[test]
    fn what_waits_survives_a_restart() {
        let mut outbox = Outbox::default();
        outbox.add(parcel("a", Channel::Email), at(0));
        outbox.attempted("a", failure(false), at(0));
        let text = serde_json::to_string(&outbox).unwrap();
        let restored: Outbox = serde_json::from_str(&text).unwrap();
        assert_eq!(restored.waiting, outbox.waiting);
    }
}
