//! Targets of the KPI cards.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Layers;

/// Targets by KPI name.
#[derive(Clone, Debug, Default)]
pub(crate) struct TargetSettings {
    /// In hundredths of the KPI's unit: cents, hundredths of a percent, or of a count.
    pub hundredths: BTreeMap<String, i64>,
}

impl TargetSettings {
    pub(super) fn judge(layers: &Layers) -> Result<TargetSettings> {
        let mut hundredths = BTreeMap::new();
        for (kpi, setting) in layers.section("targets").filter(|(_, setting)| setting.given().is_some()) {
            let target =
                setting.read("a number with at most two decimals, such as 1500000 or 97.5", parse)?;
            hundredths.insert(kpi.to_owned(), target);
        }
        Ok(TargetSettings { hundredths })
    }
}

/// A number with at most two decimals in hundredths.
pub(super) fn parse(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || decimals.len() > 2 || !digits(decimals) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(format!("{decimals:0<2}").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn reads_numbers_exactly() {
        for (text, expected) in [("97.5", 9750), ("1500000", 150_000_000), ("0.07", 7), ("3.", 300)] {
            let targets = settings_of(&[("TARGET_ON_TIME_PCT", text)]).unwrap().targets;
            assert_eq!(targets.hundredths.get("on_time_pct"), Some(&expected), "{text}");
            assert_eq!(targets.hundredths.len(), 1);
        }
        check_refused(
            "TARGET_REVENUE",
            &[("1,5", "two decimals"), ("1.234", "two"), ("-1", "two"), ("1e9", "two")],
        );
    }
}
