//! What the numbers mean: thresholds, regions, the as-of day.

use std::collections::BTreeMap;
use std::str::FromStr;

use analytics::policy::{AsOf, Policy, Regions};
use anyhow::{Result, bail};
use units::Day;

use super::{Layers, Setting};

/// Thresholds, regions and the as-of day.
#[derive(Clone, Debug)]
pub(crate) struct MeaningSettings {
    /// Thresholds of every rule.
    pub policy: Policy,
    /// Countries by region.
    pub regions: Regions,
    /// Which day the numbers speak of.
    pub as_of: AsOfChoice,
}

/// Which day the numbers speak of, before anybody looked at a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AsOfChoice {
    /// The last order date of the data.
    LastOrder,
    /// The day (UTC) of each refresh.
    Today,
    /// A fixed day.
    On(Day),
}

impl AsOfChoice {
    /// What it means for a load that happens on `today`.
    pub(crate) fn on(self, today: Day) -> AsOf {
        match self {
            AsOfChoice::LastOrder => AsOf::LastOrder,
            AsOfChoice::Today => AsOf::On(today),
            AsOfChoice::On(day) => AsOf::On(day),
        }
    }
}

impl MeaningSettings {
    pub(super) fn judge(layers: &Layers) -> Result<MeaningSettings> {
        let as_of = layers.get("meaning.as_of")?.read(
            "last-order, today or a calendar day such as 2005-05-31",
            |text| match text {
                "last-order" => Some(AsOfChoice::LastOrder),
                "today" => Some(AsOfChoice::Today),
                _ => (text.len() == 10).then(|| Day::parse(text)).flatten().map(AsOfChoice::On),
            },
        )?;
        Ok(MeaningSettings { policy: policy(layers)?, regions: regions(layers)?, as_of })
    }
}

fn policy(layers: &Layers) -> Result<Policy> {
    let setting = |name: &str| layers.get(&format!("thresholds.{name}"));
    let number = |name: &str| setting(name)?.read("a whole number", |text| text.parse().ok());
    let at_least_one = |name: &str| setting(name)?.read("a whole number, at least 1", positive);
    let factor_of_class = |name: &str| {
        setting(name)?.read("a whole number, at least 1, or nothing", |text| match text {
            "" => Some(None),
            _ => positive(text).map(Some),
        })
    };
    let percent = |name: &str| {
        setting(name)?
            .read("a whole number from 0 to 100", |text| text.parse().ok().filter(|&p: &u32| p <= 100))
    };
    let policy = Policy {
        abc_a_percent: percent("abc_a_percent")?,
        abc_b_percent: percent("abc_b_percent")?,
        credit_factor_hundredths: at_least_one("credit_factor_hundredths")?,
        credit_factor_of_class_hundredths: [
            factor_of_class("credit_factor_a_hundredths")?,
            factor_of_class("credit_factor_b_hundredths")?,
            factor_of_class("credit_factor_c_hundredths")?,
        ],
        stale_days: number("stale_days")?,
        churn_gap_factor_hundredths: number("churn_gap_factor_hundredths")?,
        overdue_days: number("overdue_days")?,
        lapsed_days: number("lapsed_days")?,
        due_soon_days: number("due_soon_days")?,
        trend_percent: number("trend_percent")?,
        trend_min_orders: number("trend_min_orders")?,
        min_pair_orders: at_least_one("min_pair_orders")?,
        min_pair_one_in: at_least_one("min_pair_one_in")?,
        rfm_tiers: setting("rfm_tiers")?
            .read("three falling scores from 15 to 3, such as 13,10,7", falling_scores)?,
        count_cancelled: setting("count_cancelled")?.read("true or false", |text| text.parse().ok())?,
        target_customers_per_rep: number("target_customers_per_rep")?,
        pair_chance_per_mille: setting("pair_chance_per_mille")?
            .read("a whole number from 0 to 1000", |text| text.parse().ok().filter(|&p: &u32| p <= 1000))?,
        offers_per_customer: at_least_one("offers_per_customer")?,
        insight_min_items: number("insight_min_items")?,
        peak_month_percent: at_least_one("peak_month_percent")?,
        dead_stock_days: number("dead_stock_days")?,
        short_stock_days: number("short_stock_days")?,
    };
    if policy.abc_b_percent < policy.abc_a_percent {
        return Err(setting("abc_b_percent")?
            .refuse(&format!("it must not be below abc_a_percent, which is {}", policy.abc_a_percent)));
    }
    if policy.lapsed_days < policy.overdue_days {
        return Err(setting("lapsed_days")?
            .refuse(&format!("it must not be below overdue_days, which is {}", policy.overdue_days)));
    }
    Ok(policy)
}

fn positive<T: FromStr + PartialOrd + From<u8>>(text: &str) -> Option<T> {
    text.parse().ok().filter(|number| *number >= T::from(1))
}

fn falling_scores(text: &str) -> Option<[u32; 3]> {
    let scores: Vec<u32> = text.split(',').map(|score| score.trim().parse().ok()).collect::<Option<_>>()?;
    let [top, high, mid] = scores.try_into().ok()?;
    (15 >= top && top > high && high > mid && mid >= 3).then_some([top, high, mid])
}

fn regions(layers: &Layers) -> Result<Regions> {
    let mut regions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut region_of: BTreeMap<String, &Setting> = BTreeMap::new();
    for (region, setting) in layers.section("regions") {
        if region == Regions::OTHER || region.is_empty() {
            bail!("{}: the region `{region}` cannot be named; it is what is left over", setting.origin);
        }
        let countries: Vec<String> = setting
            .text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect();
        for country in &countries {
            if let Some(earlier) = region_of.insert(country.clone(), setting) {
                let earlier = earlier.key.trim_start_matches("regions.");
                return Err(
                    setting.refuse(&format!("{country} is in the region {earlier} already; name it once"))
                );
            }
        }
        regions.insert(region.to_owned(), countries);
    }
    Ok(Regions(regions))
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};
    use super::*;

    #[test]
    fn the_documented_defaults_are_those_of_the_rules() {
        let meaning = settings_of(&[]).unwrap().meaning;
        assert_eq!(meaning.policy, Policy::default());
        assert_eq!(meaning.regions, Regions::default());
        assert_eq!(meaning.as_of, AsOfChoice::LastOrder);
    }

    #[test]
    fn reads_days_and_scores() {
        let day = Day::from_ymd(2005, 5, 31).unwrap();
        let as_of = |text| settings_of(&[("AS_OF", text)]).unwrap().meaning.as_of;
        assert_eq!(as_of("2005-05-31"), AsOfChoice::On(day));
        assert_eq!(as_of("today").on(day), AsOf::On(day));
        let policy = |name, text| settings_of(&[(name, text)]).unwrap().meaning.policy;
        assert!(!policy("COUNT_CANCELLED", "false").count_cancelled);
        let of_b = policy("CREDIT_FACTOR_B_HUNDREDTHS", "300").credit_factor_of_class_hundredths;
        assert_eq!(of_b, [None, Some(300), None]);
        assert_eq!(settings_of(&[("RFM_TIERS", "12, 9,6")]).unwrap().meaning.policy.rfm_tiers, [12, 9, 6]);
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        check_refused("AS_OF", &[("2019-02-29", "calendar day"), ("yesterday", "last-order")]);
        check_refused("RFM_TIERS", &[("13,10", "three falling"), ("7,10,13", "falling"), ("16,10,7", "15")]);
        check_refused("ABC_B_PERCENT", &[("60", "abc_a_percent, which is 70"), ("101", "0 to 100")]);
        check_refused("STALE_DAYS", &[("-3", "whole number"), ("half a year", "whole number")]);
        check_refused("CREDIT_FACTOR_A_HUNDREDTHS", &[("0", "at least 1"), ("two", "or nothing")]);
        check_refused("COUNT_CANCELLED", &[("maybe", "true or false")]);
        check_refused("MIN_PAIR_ONE_IN", &[("0", "at least 1")]);
        check_refused("REGIONS", &[("A=B;C=B", "B is in the region A already"), ("A", "without `=`")]);
    }
}
