//! How a rule stands on the data of this moment.

use std::time::Duration;

use analytics::kpis::{self, Kpi, Measure};
use analytics::policy::Policy;
use analytics::scope::Scope;
use analytics::snapshot::Snapshot;
use analytics::table::Value;
use analytics::view::View;
use chrono::{DateTime, Utc};
use units::{Format, Money};
use views::Moment;
use views::measure::exact;

use super::rule::{Bound, Condition, Rule};
use crate::host::State;

/// How a rule stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The condition holds.
    Trips(Said),
    /// It does not.
    Calm(Said),
    /// Nobody can say, and why: whatever was so before is taken to be so still.
    Unknown(String),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// In one sentence, the same for the same data.
    pub words: String,
    /// The figure as exports write it; none for staleness.
    pub value: Option<String>,
}

/// Looks at a rule.
pub(crate) fn of(
    rule: &Rule,
    state: &State,
    policy: &Policy,
    format: &Format,
    started_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Finding {
    match (&rule.condition, &state.served) {
        (Condition::Stale(longest), served) => {
            staleness(*longest, served.as_ref().map(|served| served.checked_at), started_at, format, now)
        }
        (Condition::Figure { .. }, None) => Finding::Unknown("There is no data yet.".to_owned()),
        (Condition::Figure { kpi, scope, bound }, Some(served)) => {
            figure(kpi, scope, *bound, &served.snapshot, policy, format)
        }
    }
}

fn staleness(
    longest: Duration,
    checked_at: Option<DateTime<Utc>>,
    started_at: DateTime<Utc>,
    format: &Format,
    now: DateTime<Utc>,
) -> Finding {
    let since = checked_at.unwrap_or(started_at);
    let at = format!("{} (UTC)", Moment::of_instant(since.timestamp(), format).words);
    let duration = humantime::format_duration(longest);
    let said = |words: String| Said { words, value: None };
    // A clock that was set back makes nothing older.
    let is_stale = (now - since).to_std().is_ok_and(|age| age > longest);
    match (is_stale, checked_at) {
        (false, _) => Finding::Calm(said("The source was read in time.".to_owned())),
        (true, Some(_)) => {
            Finding::Trips(said(format!("The source was last read at {at}, more than {duration} ago.")))
        }
        (true, None) => Finding::Trips(said(format!(
            "The source was not read since the start at {at}, more than {duration} ago."
        ))),
    }
}

fn figure(
    kpi: &Kpi,
    scope: &Scope,
    bound: Bound,
    snapshot: &Snapshot,
    policy: &Policy,
    format: &Format,
) -> Finding {
    if let Err(unknown) = scope.check(snapshot) {
        return Finding::Unknown(format!("The scope does not fit the data: {unknown}."));
    }
    let policy = scope.policy(policy);
    let view = View::new(snapshot, scope, &policy);
    let readings = kpis::read(&view, scope.period);
    let Some(value) = readings.reading(kpi.id).and_then(|reading| reading.value) else {
        return Finding::Unknown(format!("{} has no value: {}", kpi.title, kpi.no_value));
    };
    let is_passed = bound.is_passed_by(value.fraction());
    let words = format!(
        "{} is {}, {}{} {}.",
        kpi.title,
        exact(value, format),
        if is_passed { "" } else { "not " },
        bound.side.name(),
        bound_words(value, bound, format),
    );
    let said = Said { words, value: Some(Value::from(value).to_plain()) };
    if is_passed { Finding::Trips(said) } else { Finding::Calm(said) }
}

/// The bound in the unit of a figure.
fn bound_words(value: Measure, bound: Bound, format: &Format) -> String {
    match value {
        Measure::Money(_) => exact(Measure::Money(Money::from_cents(bound.hundredths)), format),
        Measure::MeanMoney(_) => exact(Measure::MeanMoney(bound.fraction()), format),
        Measure::Percent(_) => exact(Measure::Percent(bound.fraction()), format),
        Measure::Count(_) => {
            format.decimal(bound.fraction(), if bound.hundredths % 100 == 0 { 0 } else { 2 })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::rule::Side;
    use super::*;
    use crate::host::{Served, fixture};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// How a rule stands on three orders, the source last read at midnight, or on nothing.
    fn look(condition: Condition, has_data: bool, now: &str) -> Finding {
        let snapshot = Arc::new(fixture::with_orders(3));
        let served = Served { snapshot, ..fixture::served() };
        let state = State { served: has_data.then_some(served), ..State::default() };
        let rule = Rule { name: "it".to_owned(), condition, channels: Vec::new() };
        of(&rule, &state, &Policy::default(), &Format::default(), at("2026-01-01T00:00:00Z"), at(now))
    }

    fn kpi(id: &str, query: &str, side: Side, hundredths: i64) -> Condition {
        let kpi = kpis::KPIS.into_iter().find(|kpi| kpi.id == id).unwrap();
        let scope = Box::new(crate::typed_scope::parse(query).unwrap());
        Condition::Figure { kpi, scope, bound: Bound { side, hundredths } }
    }

    #[test]
    fn figures_are_compared_under_their_scope() {
        let noon = "2026-01-01T12:00:00Z";
        for (condition, expected) in [
            (kpi("orders", "", Side::Below, 400), Ok((true, "Orders is 3, below 4.", "3"))),
            (kpi("orders", "", Side::Below, 300), Ok((false, "Orders is 3, not below 3.", "3"))),
            (kpi("orders", "", Side::Above, 250), Ok((true, "Orders is 3, above 2.50.", "3"))),
            (kpi("orders", "period=2003", Side::Below, 100), Ok((true, "Orders is 0, below 1.", "0"))),
            (kpi("revenue", "", Side::Below, 1), Ok((true, "Revenue is $0.00, below $0.01.", "0.00"))),
            (kpi("orders", "country=Atlantis", Side::Below, 100), Err("no such country in the data")),
            (kpi("gross_margin_pct", "", Side::Below, 100), Err("Gross margin has no value")),
        ] {
            let name = condition.to_string();
            match (look(condition, true, noon), expected) {
                (Finding::Unknown(why), Err(part)) => assert!(why.contains(part), "{name}: {why}"),
                (Finding::Trips(said), Ok((true, words, value)))
                | (Finding::Calm(said), Ok((false, words, value))) => {
                    assert_eq!((&*said.words, said.value.as_deref()), (words, Some(value)), "{name}");
                }
                (found, _) => panic!("{name}: {found:?}"),
            }
        }
        let without = look(kpi("orders", "", Side::Below, 100), false, noon);
        assert_eq!(without, Finding::Unknown("There is no data yet.".to_owned()));
    }

    #[test]
    fn data_is_stale_when_the_source_was_not_read_for_so_long() {
        let hour = || Condition::Stale(Duration::from_secs(3600));
        for (has_data, now, expected) in [
            (true, "2026-01-01T01:00:00Z", None),
            (
                true,
                "2026-01-01T01:00:01Z",
                Some("The source was last read at 1 Jan 2026 00:00 (UTC), more than 1h ago."),
            ),
            (true, "2025-12-31T00:00:00Z", None),
            (false, "2026-01-01T00:59:00Z", None),
            (
                false,
                "2026-01-02T00:00:00Z",
                Some("The source was not read since the start at 1 Jan 2026 00:00 (UTC), more than 1h ago."),
            ),
        ] {
            let found = match look(hour(), has_data, now) {
                Finding::Trips(said) => Some(said.words),
                Finding::Calm(_) => None,
                Finding::Unknown(why) => panic!("{why}"),
            };
            assert_eq!(found.as_deref(), expected, "{has_data} {now}");
        }
    }
}
