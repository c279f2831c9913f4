//! What was found and said already, so that nothing is said twice: the state of every rule, and what is to be delivered.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::finding::{Finding, Said};
use super::outbox::Outbox;
use super::rule::Rule;

/// Everything that must outlive a restart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// How each rule stands, by its name.
    pub standings: BTreeMap<String, Standing>,
    /// What is to be delivered.
    pub outbox: Outbox,
    /// When the last digest was due that was made, in milliseconds since 1970.
    pub last_digest_ms: Option<i64>,
}

/// How a rule stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    /// The condition in words; another one is another rule.
    pub condition: String,
    /// Whether it fires.
    pub is_firing: bool,
    /// Since when it does or does not, in milliseconds since 1970.
    pub since_ms: i64,
    /// What was last found.
    pub words: String,
    /// Why nobody can say just now; what holds above is then from earlier.
    pub unknown: Option<String>,
}

/// What somebody has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The rule fires since now.
    Fired(Said),
    /// It does so no more; it did since this time.
    Recovered(Said, DateTime<Utc>),
}

impl Ledger {
    /// Takes a finding down; what has to be said if that is new. A rule that is new and calm is nothing to speak of.
    pub(crate) fn note(&mut self, rule: &Rule, finding: Finding, now: DateTime<Utc>) -> Option<Turn> {
        let condition = rule.condition.to_string();
        let known = self.standings.get_mut(&rule.name).filter(|standing| standing.condition == condition);
        let Some(standing) = known else {
            let (is_firing, words, unknown, turn) = match finding {
                Finding::Trips(said) => (true, said.words.clone(), None, Some(Turn::Fired(said))),
                Finding::Calm(said) => (false, said.words, None, None),
                Finding::Unknown(why) => (false, String::new(), Some(why), None),
            };
            let since_ms = now.timestamp_millis();
            let standing = Standing { condition, is_firing, since_ms, words, unknown };
            self.standings.insert(rule.name.clone(), standing);
            return turn;
        };
        let (said, is_firing) = match finding {
            Finding::Unknown(why) => {
                standing.unknown = Some(why);
                return None;
            }
            Finding::Trips(said) => (said, true),
            Finding::Calm(said) => (said, false),
        };
        standing.unknown = None;
        standing.words.clone_from(&said.words);
        if standing.is_firing == is_firing {
            return None;
        }
        let since = DateTime::from_timestamp_millis(standing.since_ms).unwrap_or(now);
        standing.is_firing = is_firing;
        standing.since_ms = now.timestamp_millis();
        Some(if is_firing { Turn::Fired(said) } else { Turn::Recovered(said, since) })
    }

    /// Forgets the rules that there are no more.
    pub(crate) fn keep_only(&mut self, rules: &[Rule]) {
        self.standings.retain(|name, _| rules.iter().any(|rule| rule.name == *name));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::rule::Condition;
    use super::*;

    fn rule(hours: u64) -> Rule {
        let condition = Condition::Stale(Duration::from_secs(3600 * hours));
        Rule { name: "old data".to_owned(), condition, channels: Vec::new() }
    }

    /// What the findings, one a minute (`!` trips, `.` is calm, `?` unknown), make be said: `F` fired, `R` recovered, `-` nothing.
    fn said(ledger: &mut Ledger, rule: &Rule, findings: &str) -> String {
        let said = |words: &str| Said { words: words.to_owned(), value: None };
        let mut minute = 0;
        findings
            .chars()
            .map(|finding| {
                minute += 1;
                let now = DateTime::from_timestamp(60 * minute, 0).unwrap();
                let finding = match finding {
                    '!' => Finding::Trips(said("trips")),
                    '.' => Finding::Calm(said("calm")),
                    _ => Finding::Unknown("nobody knows".to_owned()),
                };
                match ledger.note(rule, finding, now) {
                    None => '-',
                    Some(Turn::Fired(said)) => {
                        assert_eq!(said.words, "trips");
                        'F'
                    }
                    Some(Turn::Recovered(said, since)) => {
                        assert!(said.words == "calm" && since < now);
                        'R'
                    }
                }
            })
            .collect()
    }

    #[test]
    fn each_turn_is_said_once() {
        for (findings, expected) in [
            ("....", "----"),
            ("!!!!", "F---"),
            (".!!..!", "-F-R-F"),
            ("!.!.", "FRFR"),
            ("!??!.", "F---R"),
            ("?!", "-F"),
            ("?.?.", "----"),
            ("!?.", "F-R"),
        ] {
            assert_eq!(said(&mut Ledger::default(), &rule(1), findings), expected, "{findings}");
        }
    }

    #[test]
    fn a_restart_says_nothing_twice() {
        let mut ledger = Ledger::default();
        assert_eq!(said(&mut ledger, &rule(1), "!"), "F");
        let text = serde_json::to_string(&ledger).unwrap();
        let mut ledger: Ledger = serde_json::from_str(&text).unwrap();
        assert_eq!(said(&mut ledger, &rule(1), "!!.?!"), "--R-F");
        assert_eq!(said(&mut ledger, &rule(2), "!"), "F", "another condition is another rule");
        ledger.keep_only(&[]);
        assert_eq!(said(&mut ledger, &rule(2), "!"), "F");
    }
}
