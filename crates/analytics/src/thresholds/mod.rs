//! The thresholds of [`Policy`] one by one: how they are called, what they decide, where, and which values make sense.

mod all;

pub use all::THRESHOLDS;

use crate::policy::Policy;

/// A threshold of a rule.
#[derive(Debug)]
pub struct Threshold {
    /// Key in the `[thresholds]` section of the configuration; in capitals, the environment variable.
    pub key: &'static str,
    /// Name of the parameter under which a query tries out another value.
    pub parameter: &'static str,
    /// What stands before the value in a sentence or a form: `silent after`.
    pub label: &'static str,
    /// What it decides.
    pub meaning: &'static str,
    /// Datasets whose rows depend on it.
    pub datasets: &'static [&'static str],
    /// Paths of pages whose sentences depend on it besides what they show of these datasets.
    pub pages: &'static [&'static str],
    /// What the number counts.
    pub unit: Unit,
    /// Least and greatest number that can be tried out; what is configured can be, whatever it is.
    pub bounds: (u32, u32),
    /// The number, if the policy has one: the factor of a class may be left to the one of all.
    pub own: fn(&Policy) -> Option<u32>,
    /// Sets the number.
    pub set: fn(&mut Policy, u32),
}

/// What the number of a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Per cent.
    Percent,
    /// Hundredths of something: 150 is one and a half times. Written `1.5` in queries.
    Hundredths,
    /// Days.
    Days,
    /// Orders.
    Orders,
    /// Items of any kind.
    Items,
    /// One order in so many.
    OneOrderIn,
    /// An RFM score.
    Score,
    /// Whether something is counted: 1 for counted, 0 for left out. Written `yes` and `no` in queries.
    Counted,
}

impl Threshold {
    /// The threshold whose parameter has this name.
    pub fn find(parameter: &str) -> Option<&'static Threshold> {
        THRESHOLDS.iter().find(|threshold| threshold.parameter == parameter)
    }

    /// The number in force.
    pub fn value(&self, policy: &Policy) -> u32 {
        (self.own)(policy).unwrap_or(policy.credit_factor_hundredths)
    }
}

/// Two thresholds by their parameters of which the first must not be above the second; nor equal to it where `is_strict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The lower one.
    pub lower: &'static str,
    /// The upper one.
    pub upper: &'static str,
    /// Whether they must differ.
    pub is_strict: bool,
}

/// The thresholds that stand in an order.
pub const ORDER: [Ordered; 4] = [
    Ordered { lower: "abc_a_percent", upper: "abc_b_percent", is_strict: false },
    Ordered { lower: "overdue_days", upper: "lapsed_days", is_strict: false },
    Ordered { lower: "rfm_high", upper: "rfm_top", is_strict: true },
    Ordered { lower: "rfm_mid", upper: "rfm_high", is_strict: true },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn every_threshold_names_datasets_that_there_are() {
        for threshold in &THRESHOLDS {
            let name = threshold.parameter;
            assert!(threshold.meaning.ends_with('.'), "{name}");
            assert!(threshold.datasets.len() + threshold.pages.len() > 0, "{name} decides nothing");
            for dataset in threshold.datasets {
                assert!(catalogue::dataset(dataset).is_some(), "{name} names {dataset}");
            }
            let alike = THRESHOLDS.iter().filter(|other| other.parameter == name);
            assert_eq!(alike.count(), 1, "{name} is one parameter");
        }
        for ordered in ORDER {
            assert!(Threshold::find(ordered.lower).is_some() && Threshold::find(ordered.upper).is_some());
        }
    }

    /// What each sets is what it shows, and nothing else shows it.
    #[test]
    fn each_sets_and_shows_its_own_value() {
        let unset = Policy { count_cancelled: false, ..Policy::default() };
        for threshold in &THRESHOLDS {
            let mut policy = unset.clone();
            (threshold.set)(&mut policy, 1);
            assert_eq!(threshold.value(&policy), 1, "{}", threshold.parameter);
            let changed: Vec<&str> = THRESHOLDS
                .iter()
                .filter(|other| (other.own)(&policy) != (other.own)(&unset))
                .map(|other| other.parameter)
                .collect();
            assert_eq!(changed, [threshold.parameter]);
        }
    }

    #[test]
    fn a_class_without_a_factor_follows_the_one_of_all() {
        let policy = Policy { credit_factor_hundredths: 300, ..Policy::default() };
        let of_b = Threshold::find("credit_factor_b").unwrap();
        assert_eq!(((of_b.own)(&policy), of_b.value(&policy)), (None, 300));
    }

    #[test]
    fn the_defaults_are_within_their_bounds_and_in_order() {
        let policy = Policy::default();
        for threshold in &THRESHOLDS {
            let (least, greatest) = threshold.bounds;
            assert!((least..=greatest).contains(&threshold.value(&policy)), "{}", threshold.parameter);
        }
        let value = |name| Threshold::find(name).unwrap().value(&policy);
        assert!(ORDER.iter().all(|ordered| value(ordered.lower) < value(ordered.upper)));
    }
}
