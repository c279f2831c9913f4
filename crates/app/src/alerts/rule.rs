//! What is configured: a condition with a name, and who is told.

use std::fmt;
use std::time::Duration;

use analytics::kpis::Kpi;
use analytics::scope::Scope;
use serde::{Deserialize, Serialize};
use units::Fraction;
use views::address::Address;

/// A way to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Channel {
    /// JSON, posted to an address.
    Webhook,
    /// E-mail.
    Email,
}

impl Channel {
    /// Every channel.
    pub(crate) const ALL: [Channel; 2] = [Channel::Webhook, Channel::Email];

    /// As in the configuration.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Channel::Webhook => "webhook",
            Channel::Email => "email",
        }
    }
}

/// An alert rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// Its name, unique.
    pub name: String,
    /// When it fires.
    pub condition: Condition,
    /// Who is told.
    pub channels: Vec<Channel>,
}

/// When a rule fires.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// A KPI is beyond a bound.
    Figure {
        /// The KPI.
        kpi: &'static Kpi,
        /// Of which part of the data, and under which thresholds.
        scope: Box<Scope>,
        /// The bound.
        bound: Bound,
    },
    /// The source was last read so long ago.
    Stale(Duration),
}

/// A bound of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    /// On which side of it the rule fires.
    pub side: Side,
    /// In hundredths of the KPI's unit.
    pub hundredths: i64,
}

/// A side of a bound; the bound itself is on neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Side {
    /// As in the configuration, and in sentences.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Side::Above => "above",
            Side::Below => "below",
        }
    }
}

impl Bound {
    /// The exact bound in the KPI's unit.
    pub(crate) fn fraction(self) -> Fraction {
        Fraction::new(self.hundredths, 100).expect("the denominator is a constant above 0")
    }

    /// Whether a figure is beyond it.
    pub(crate) fn is_passed_by(self, figure: Fraction) -> bool {
        match self.side {
            Side::Above => figure > self.fraction(),
            Side::Below => figure < self.fraction(),
        }
    }
}

impl Condition {
    /// The scope as a canonical query string; empty for everything.
    pub(crate) fn scope_query(&self) -> String {
        match self {
            Condition::Figure { scope, .. } => {
                Address::new("/", &[]).with_scope(|target| target.clone_from(scope)).scope_query()
            }
            Condition::Stale(_) => String::new(),
        }
    }
}

/// The condition in canonical words: equal conditions have equal ones.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Stale(longest) => {
                write!(f, "data stale for {}", humantime::format_duration(*longest))
            }
            Condition::Figure { kpi, bound, .. } => {
                let (sign, size) =
                    (if bound.hundredths < 0 { "-" } else { "" }, bound.hundredths.unsigned_abs());
                write!(f, "{} {} {sign}{}.{:02}", kpi.id, bound.side.name(), size / 100, size % 100)?;
                match self.scope_query() {
                    query if query.is_empty() => Ok(()),
                    query => write!(f, " under {query}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_itself_is_passed_on_neither_side() {
        let figure = |hundredths: i64| Fraction::new(hundredths, 100).unwrap();
        for (side, bound, value, expected) in [
            (Side::Below, 9750, 9749, true),
            (Side::Below, 9750, 9750, false),
            (Side::Above, 9750, 9750, false),
            (Side::Above, 9750, 9751, true),
            (Side::Above, -100, 0, true),
        ] {
            let bound = Bound { side, hundredths: bound };
            assert_eq!(bound.is_passed_by(figure(value)), expected, "{bound:?} {value}");
        }
    }
}
