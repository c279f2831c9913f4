//! The alert rules: `[[alerts]]` in the configuration file.

use std::collections::{BTreeMap, BTreeSet};

use analytics::kpis::KPIS;
use analytics::policy::Policy;
use anyhow::{Context, Result};

use super::delivery::read_scope;
use super::targets;
use super::{Layers, Setting};
use crate::alerts::rule::{Bound, Channel, Condition, Rule, Side};

/// The keys of a rule.
const KEYS: [&str; 7] = ["name", "metric", "scope", "above", "below", "stale", "channels"];

/// The longest name: it becomes part of subjects.
const LONGEST_NAME: usize = 80;

/// The rules in the order of the file; `channels` are those that can be used.
pub(super) fn judge(layers: &Layers, policy: &Policy, channels: &[Channel]) -> Result<Vec<Rule>> {
    let mut tables: BTreeMap<usize, BTreeMap<&str, &Setting>> = BTreeMap::new();
    for (path, setting) in layers.section("alerts") {
        let (number, key) =
            path.split_once('.').and_then(|(number, key)| Some((number.parse().ok()?, key))).with_context(
                || setting.refuse("write [[alerts]] in double brackets, once above each rule").to_string(),
            )?;
        if !KEYS.contains(&key) {
            return Err(setting.refuse(&format!("an alert has no such key; it has {}", KEYS.join(", "))));
        }
        tables.entry(number).or_default().insert(key, setting);
    }
    let mut names = BTreeSet::new();
    let mut rules = Vec::new();
    for keys in tables.values() {
        let rule = rule(keys, policy, channels)?;
        if !names.insert(rule.name.clone())
            && let Some(name) = keys.get("name")
        {
            return Err(name.refuse("another alert has this name; give each its own"));
        }
        rules.push(rule);
    }
    Ok(rules)
}

fn rule(keys: &BTreeMap<&str, &Setting>, policy: &Policy, channels: &[Channel]) -> Result<Rule> {
    let first = keys.values().next().context("a table of the file has a key")?;
    let given = |key: &str| keys.get(key).copied().filter(|setting| setting.given().is_some());
    let name = given("name").ok_or_else(|| first.refuse("this alert has no name; add name = \"…\""))?;
    let name = name.read("one line of at most 80 characters", |text| {
        let fits = text.chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control);
        fits.then(|| text.to_owned())
    })?;
    let condition = match given("stale") {
        Some(stale) => {
            if let Some(other) = ["metric", "scope", "above", "below"].into_iter().find_map(given) {
                return Err(other.refuse("an alert is about a metric or about stale data; make two of it"));
            }
            Condition::Stale(stale.read("a time such as 30m or 2h", |text| {
                humantime::parse_duration(text).ok().filter(|time| !time.is_zero())
            })?)
        }
        None => figure(first, &given, policy)?,
    };
    let channels = match given("channels") {
        None => channels.to_vec(),
        Some(setting) => setting
            .text
            .split(',')
            .map(|text| {
                let known = Channel::ALL.into_iter().find(|channel| channel.name() == text.trim());
                let channel = known.ok_or_else(|| setting.refuse("the channels are webhook and email"))?;
                let variable = match channel {
                    Channel::Webhook => "WEBHOOK_URL",
                    Channel::Email => "SMTP_URL",
                };
                if channels.contains(&channel) {
                    Ok(channel)
                } else {
                    Err(setting
                        .refuse(&format!("nothing can go by {} unless {variable} is set", channel.name())))
                }
            })
            .collect::<Result<BTreeSet<_>>>()?
            .into_iter()
            .collect(),
    };
    Ok(Rule { name, condition, channels })
}

fn figure<'a>(
    first: &Setting,
    given: &impl Fn(&str) -> Option<&'a Setting>,
    policy: &Policy,
) -> Result<Condition> {
    let metric = given("metric").ok_or_else(|| {
        first.refuse("this alert has no condition; add metric and above or below, or stale")
    })?;
    let kpi = KPIS.into_iter().find(|kpi| kpi.id == metric.text);
    let kpi = kpi.ok_or_else(|| {
        metric.refuse(&format!("there is no such metric; there are {}", KPIS.map(|kpi| kpi.id).join(", ")))
    })?;
    let (side, bound) = match (given("above"), given("below")) {
        (Some(above), None) => (Side::Above, above),
        (None, Some(below)) => (Side::Below, below),
        (None, None) => return Err(metric.refuse("say from where on it is worth an alert: above or below")),
        (Some(_), Some(below)) => {
            return Err(below.refuse("an alert has one bound, above or below; make two of it"));
        }
    };
    let hundredths = bound.read("a number with at most two decimals, such as 1500000 or 97.5", |text| {
        match text.strip_prefix('-') {
            Some(size) => targets::parse(size).map(|hundredths| -hundredths),
            None => targets::parse(text),
        }
    })?;
    let scope = given("scope").map(|setting| read_scope(setting, policy)).transpose()?.unwrap_or_default();
    Ok(Condition::Figure { kpi, scope: Box::new(scope), bound: Bound { side, hundredths } })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    const WEBHOOK: &str = "[webhook]\nurl = \"https://hooks.example/x\"\n";

    fn rules(text: &str) -> Result<Vec<Rule>> {
        let folder = std::env::temp_dir().join(format!("dashboard alerts {}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.toml", blake3::hash(text.as_bytes()).to_hex()));
        std::fs::write(&path, text)?;
        let path = path.to_str().unwrap().to_owned();
        let layers = Settings::layers(|variable| (variable == "CONFIG_FILE").then(|| path.clone()));
        let settings = layers.and_then(|layers| Settings::judge(&layers));
        std::fs::remove_file(&path)?;
        settings.map(|settings| settings.alerts)
    }

    #[test]
    fn reads_rules_in_the_order_of_the_file() {
        let text = format!(
            "{WEBHOOK}[[alerts]]\nname = \"France\"\nmetric = \"revenue\"\nscope = \"country=France&period=ttm\"\nbelow = 1000.5\n\
             [[alerts]]\nname = \"Old\"\nstale = \"90m\"\nchannels = [\"webhook\"]\n\
             [[alerts]]\nname = \"Margin\"\nmetric = \"gross_margin_pct\"\nabove = -3\nscope = \"\"\n"
        );
        let rules = rules(&text).unwrap();
        let conditions: Vec<String> = rules.iter().map(|rule| rule.condition.to_string()).collect();
        assert_eq!(
            conditions,
            [
                "revenue below 1000.50 under period=ttm&country=France",
                "data stale for 1h 30m",
                "gross_margin_pct above -3.00"
            ]
        );
        assert!(rules.iter().all(|rule| rule.channels == [Channel::Webhook]));
    }

    #[test]
    fn a_rule_that_cannot_be_meant_is_refused_with_its_place() {
        for (text, line, expected) in [
            ("[alerts]\nname = \"a\"", 2, "double brackets"),
            ("[[alerts]]\nname = \"a\"\nmetrik = \"orders\"", 3, "it has name, metric, scope"),
            ("[[alerts]]\nmetric = \"orders\"\nbelow = 1", 3, "has no name"),
            ("[[alerts]]\nname = \"a\\nb\"\nstale = \"1h\"", 2, "one line"),
            ("[[alerts]]\nname = \"a\"", 2, "has no condition"),
            ("[[alerts]]\nname = \"a\"\nmetric = \"profit\"\nbelow = 1", 3, "there are revenue, orders,"),
            ("[[alerts]]\nname = \"a\"\nmetric = \"orders\"", 3, "above or below"),
            ("[[alerts]]\nname = \"a\"\nmetric = \"orders\"\nabove = 1\nbelow = 2", 5, "one bound"),
            ("[[alerts]]\nname = \"a\"\nmetric = \"orders\"\nbelow = 1.234", 4, "two decimals"),
            (
                "[[alerts]]\nname = \"a\"\nmetric = \"orders\"\nbelow = 1\nscope = \"contry=USA\"",
                5,
                "no filter contry",
            ),
            (
                "[[alerts]]\nname = \"a\"\nmetric = \"orders\"\nbelow = 1\nscope = \"period=20004\"",
                5,
                "period=20004",
            ),
            ("[[alerts]]\nname = \"a\"\nstale = \"soon\"", 3, "30m"),
            ("[[alerts]]\nname = \"a\"\nstale = \"1h\"\nbelow = 1", 4, "make two of it"),
            ("[[alerts]]\nname = \"a\"\nstale = \"1h\"\nchannels = [\"pigeon\"]", 4, "webhook and email"),
            ("[[alerts]]\nname = \"a\"\nstale = \"1h\"\nchannels = \"email\"", 4, "SMTP_URL"),
            (
                "[[alerts]]\nname = \"a\"\nstale = \"1h\"\n[[alerts]]\nname = \"a\"\nstale = \"2h\"",
                5,
                "its own",
            ),
        ] {
            let message = format!("{:#}", rules(text).unwrap_err());
            let place = format!("line {line}:");
            assert!(message.contains(expected) && message.contains(&place), "{text:?} gives {message:?}");
        }
    }
}
