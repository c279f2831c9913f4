//! Thresholds that a query tries out in place of the configured ones.

use crate::policy::Policy;
use crate::scope::BadParameter;
use crate::thresholds::{ORDER, THRESHOLDS, Threshold, Unit};

/// Values of thresholds that are tried out; mostly none.
///
/// Canonical once [`WhatIf::settle`]d: in the order of [`THRESHOLDS`], each at most once, none as it is configured anyway.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WhatIf {
    /// Index of the threshold and its number, by index.
    tried: Vec<(usize, u32)>,
}

/// A threshold whose value in force is not the configured one.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// The threshold.
    pub threshold: &'static Threshold,
    /// The number that is tried out.
    pub tried: u32,
    /// The number of the configuration.
    pub configured: u32,
}

impl Difference {
    /// The number that is tried out, and the one of the configuration, as queries have them.
    pub fn written(&self) -> (String, String) {
        let unit = self.threshold.unit;
        (write(unit, self.tried), write(unit, self.configured))
    }
}

impl WhatIf {
    /// Takes one parameter of a query; false if it is no threshold. Of a repeated one the last counts, an empty one tries nothing.
    ///
    /// # Errors
    /// A value that is no number of the threshold's kind. Whether it makes sense is asked of a policy: [`WhatIf::settle`].
    pub fn take(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        let Some(index) = THRESHOLDS.iter().position(|threshold| threshold.parameter == name) else {
            return Ok(false);
        };
        let text = value.trim();
        if !text.is_empty() {
            let threshold = &THRESHOLDS[index];
            let number = read(threshold.unit, text).ok_or_else(|| bad(threshold, text, takes(threshold)))?;
            match self.tried.binary_search_by_key(&index, |&(index, _)| index) {
                Ok(position) => self.tried[position].1 = number,
                Err(position) => self.tried.insert(position, (index, number)),
            }
        }
        Ok(true)
    }

    /// Leaves out what is configured anyway, and asks whether the rest makes sense.
    ///
    /// # Errors
    /// A value out of bounds, or in conflict with another threshold in force.
    pub fn settle(&mut self, configured: &Policy) -> Result<(), BadParameter> {
        let mut policy = configured.clone();
        let mut different = Vec::new();
        for &(index, number) in &self.tried {
            let threshold = &THRESHOLDS[index];
            // The factor of a class follows the one of all, which stands before it and may be tried out itself.
            if threshold.value(&policy) == number {
                continue;
            }
            let (least, greatest) = threshold.bounds;
            if !(least..=greatest).contains(&number) {
                return Err(bad(threshold, &write(threshold.unit, number), takes(threshold)));
            }
            (threshold.set)(&mut policy, number);
            different.push((index, number));
        }
        self.tried = different;
        self.check_order(&policy)
    }

    fn check_order(&self, policy: &Policy) -> Result<(), BadParameter> {
        let tried = |name: &str| self.thresholds().find(|(threshold, _)| threshold.parameter == name);
        for ordered in ORDER {
            let (Some(lower), Some(upper)) = (Threshold::find(ordered.lower), Threshold::find(ordered.upper))
            else {
                continue;
            };
            let (low, high) = (lower.value(policy), upper.value(policy));
            if low < high || (low == high && !ordered.is_strict) {
                continue;
            }
            let must = if ordered.is_strict { "must be" } else { "must not be" };
            let (above, below) = if ordered.is_strict { ("below", "above") } else { ("above", "below") };
            if let Some((threshold, number)) = tried(ordered.upper) {
                let problem =
                    format!("it {must} {below} {}, which is {}", ordered.lower, write(lower.unit, low));
                return Err(bad(threshold, &write(threshold.unit, number), problem));
            }
            if let Some((threshold, number)) = tried(ordered.lower) {
                let problem =
                    format!("it {must} {above} {}, which is {}", ordered.upper, write(upper.unit, high));
                return Err(bad(threshold, &write(threshold.unit, number), problem));
            }
        }
        Ok(())
    }

    /// Leaves only thresholds that fit.
    pub fn retain(&mut self, fits: impl Fn(&Threshold) -> bool) {
        self.tried.retain(|&(index, _)| fits(&THRESHOLDS[index]));
    }

    /// Whether nothing is tried out.
    pub fn is_empty(&self) -> bool {
        self.tried.is_empty()
    }

    /// The thresholds with their numbers.
    pub fn thresholds(&self) -> impl Iterator<Item = (&'static Threshold, u32)> + '_ {
        self.tried.iter().map(|&(index, number)| (&THRESHOLDS[index], number))
    }

    /// The parameters in canonical order.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        self.thresholds().map(|(threshold, number)| (threshold.parameter, write(threshold.unit, number)))
    }

    /// The policy with what is tried out in place of what is configured.
    pub fn applied(&self, configured: &Policy) -> Policy {
        let mut policy = configured.clone();
        self.thresholds().for_each(|(threshold, number)| (threshold.set)(&mut policy, number));
        policy
    }

    /// What differs from the configuration.
    pub fn differences<'a>(&'a self, configured: &'a Policy) -> impl Iterator<Item = Difference> + 'a {
        self.thresholds().map(|(threshold, tried)| Difference {
            threshold,
            tried,
            configured: threshold.value(configured),
        })
    }
}

fn bad(threshold: &Threshold, value: &str, problem: String) -> BadParameter {
    BadParameter { name: threshold.parameter.to_owned(), value: value.to_owned(), problem }
}

/// What a threshold takes, in words.
fn takes(threshold: &Threshold) -> String {
    let (least, greatest) = threshold.bounds;
    let bounds = format!("from {} to {}", write(threshold.unit, least), write(threshold.unit, greatest));
    match threshold.unit {
        Unit::Hundredths => format!("it takes a number {bounds} with up to two decimals, such as 2.5"),
        Unit::Percent => format!("it takes a whole number of per cent {bounds}"),
        Unit::Days => format!("it takes a whole number of days {bounds}, such as 180"),
        Unit::Orders | Unit::OneOrderIn => format!("it takes a whole number of orders {bounds}"),
        Unit::Items => format!("it takes a whole number {bounds}"),
        Unit::Score => format!("it takes a whole score {bounds}"),
        Unit::Counted => "it takes yes or no".to_owned(),
    }
}

/// A number as queries have it.
fn read(unit: Unit, text: &str) -> Option<u32> {
    match unit {
        Unit::Hundredths => hundredths(text),
        Unit::Counted => match text {
            "yes" => Some(1),
            "no" => Some(0),
            _ => None,
        },
        _ => digits(text),
    }
}

/// The shortest way to write a number in a query: `2`, `2.5`, `no`.
pub fn write(unit: Unit, number: u32) -> String {
    match unit {
        Unit::Hundredths => {
            let text = format!("{}.{:02}", number / 100, number % 100);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Unit::Counted => if number == 0 { "no" } else { "yes" }.to_owned(),
        _ => number.to_string(),
    }
}

/// A number of at most seven plain digits; a sign or blanks inside make it none.
fn digits(text: &str) -> Option<u32> {
    let is_plain = (1..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// `2`, `2.5` or `2.25` in hundredths.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let decimals = match decimals.len() {
        1 => 10 * digits(decimals)?,
        2 => digits(decimals)?,
        _ => return None,
    };
    Some(100 * digits(whole)? + decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(query: &str) -> Result<WhatIf, BadParameter> {
        let mut what_if = WhatIf::default();
        for (name, value) in query.split('&').filter_map(|parameter| parameter.split_once('=')) {
            assert!(what_if.take(name, value)?, "{name} is no threshold");
        }
        what_if.settle(&Policy::default())?;
        Ok(what_if)
    }

    fn query(what_if: &WhatIf) -> String {
        what_if.parameters().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn is_written_canonically_without_what_is_configured() {
        for (asked, canonical) in [
            ("", ""),
            ("credit_factor=2.00&stale_days=180&count_cancelled=yes", ""),
            ("stale_days=090&credit_factor=2.50", "credit_factor=2.5&stale_days=90"),
            ("credit_factor=1.01&stale_days=", "credit_factor=1.01"),
            ("stale_days=30&stale_days= 60 ", "stale_days=60"),
            ("credit_factor_a=2", ""),
            ("credit_factor_a=2&credit_factor=3", "credit_factor=3&credit_factor_a=2"),
            ("rfm_top=12&rfm_high=9&rfm_mid=6", "rfm_top=12&rfm_high=9&rfm_mid=6"),
            ("count_cancelled=no&min_pair_orders=1", "min_pair_orders=1&count_cancelled=no"),
            ("abc_b_percent=70", "abc_b_percent=70"),
            ("churn_gap_factor=0", "churn_gap_factor=0"),
        ] {
            let what_if = settled(asked).unwrap();
            assert_eq!(query(&what_if), canonical, "{asked}");
            assert_eq!(settled(canonical).unwrap(), what_if, "it reads what it writes");
        }
        assert_eq!(WhatIf::default().take("utm_source", "x"), Ok(false));
    }

    #[test]
    fn what_makes_no_sense_is_named_with_what_would() {
        let check = |asked: &str, name: &str, words: &str| {
            let bad = settled(asked).unwrap_err();
            assert_eq!(bad.name, name, "{asked}");
            assert!(bad.problem.contains(words), "{asked} gives {bad}");
        };
        for value in
            ["1", "0", "-2", "2,5", "1e3", "100.01", "2.555", "NaN", "two", "2.", ".5", "99999999999"]
        {
            check(&format!("credit_factor={value}"), "credit_factor", "from 1.01 to 100");
        }
        for value in ["0", "-1", "3651", "1.5", "soon", "99999999999"] {
            check(&format!("stale_days={value}"), "stale_days", "from 1 to 3650");
        }
        check("count_cancelled=perhaps", "count_cancelled", "yes or no");
        check("rfm_mid=2", "rfm_mid", "from 3 to 15");
        check("abc_b_percent=60", "abc_b_percent", "not be below abc_a_percent, which is 70");
        check("abc_a_percent=95", "abc_a_percent", "not be above abc_b_percent, which is 90");
        check("abc_a_percent=95&abc_b_percent=94", "abc_b_percent", "which is 95");
        check("lapsed_days=59", "lapsed_days", "overdue_days, which is 60");
        check("rfm_high=13", "rfm_high", "must be below rfm_top, which is 13");
        check("rfm_top=10", "rfm_top", "must be above rfm_high, which is 10");
    }

    #[test]
    fn what_is_configured_can_be_tried_whatever_it_is() {
        let configured = Policy { stale_days: 9_999, ..Policy::default() };
        let mut what_if = WhatIf::default();
        what_if.take("stale_days", "9999").unwrap();
        assert_eq!(what_if.settle(&configured), Ok(()));
        assert!(what_if.is_empty());
    }

    #[test]
    fn takes_the_place_of_the_configured_values() {
        let configured = Policy { due_soon_days: 14, ..Policy::default() };
        let mut what_if = settled("stale_days=90&credit_factor_c=4&count_cancelled=no").unwrap();
        let expected = Policy {
            stale_days: 90,
            credit_factor_of_class_hundredths: [None, None, Some(400)],
            count_cancelled: false,
            ..configured.clone()
        };
        assert_eq!(what_if.applied(&configured), expected);
        let differences: Vec<(&str, u32, u32)> = what_if
            .differences(&configured)
            .map(|difference| (difference.threshold.parameter, difference.tried, difference.configured))
            .collect();
        assert_eq!(
            differences,
            [("credit_factor_c", 400, 200), ("stale_days", 90, 180), ("count_cancelled", 0, 1)]
        );
        what_if.retain(|threshold| threshold.datasets.contains(&"churn_risk"));
        assert_eq!(query(&what_if), "stale_days=90&count_cancelled=no");
    }
}
