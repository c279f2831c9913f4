//! The layers that a setting can come from: embedded defaults, then a file, then the environment.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, bail};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The documented defaults; they also say which keys exist.
const DEFAULTS: &str = include_str!("../../../../config/default.toml");

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The embedded `config/default.toml`.
    Default,
    /// A line of the file that `CONFIG_FILE` names.
    File {
        /// The path as it was given.
        path: String,
        /// Line number from 1.
        line: usize,
    },
    /// An environment variable.
    Environment(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { path, line } => write!(f, "{path} line {line}"),
            Origin::Environment(variable) => f.write_str(variable),
        }
    }
}

/// One setting as it was written, not yet judged. Lists are joined by commas, which is also how the environment writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Section and key, such as `server.port`.
    pub key: String,
    /// The text of the value; empty means not set.
    pub text: String,
    /// Where it was written.
    pub origin: Origin,
}

impl Setting {
    /// The value as a `T`.
    ///
    /// # Errors
    /// When `read` refuses the text: place, value, and what is `accepted`.
    pub(crate) fn read<T>(&self, accepted: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        match read(&self.text) {
            Some(value) => Ok(value),
            None => Err(self.refuse(&format!("accepted is {accepted}"))),
        }
    }

    /// An error that names this setting's place and value, and `why` it cannot be used.
    pub(crate) fn refuse(&self, why: &str) -> anyhow::Error {
        let text = self.masked(&self.text);
        match &self.origin {
            Origin::Environment(variable) => {
                anyhow::anyhow!("the environment variable {variable} is `{text}`: {why}")
            }
            origin => anyhow::anyhow!("{origin}: {} is `{text}`: {why}", self.key),
        }
    }

    /// The text for people: without secrets, and none where nothing is set.
    pub(crate) fn shown(&self) -> Option<String> {
        self.given().map(|text| self.masked(text))
    }

    fn masked(&self, text: &str) -> String {
        match &*self.key {
            // Whoever knows the path of a webhook may post to it.
            "webhook.url" => super::secret::mask_path(text),
            "session.secret" => super::secret::MASK.to_owned(),
            _ => super::secret::mask(text),
        }
    }

    /// The text, unless it is empty.
    pub(crate) fn given(&self) -> Option<&str> {
        (!self.text.is_empty()).then_some(self.text.as_str())
    }
}

/// All settings by key; a later layer replaces what an earlier one said.
#[derive(Clone, Debug)]
pub(crate) struct Layers(BTreeMap<String, Setting>);

/// The section whose keys are free: it is replaced as a whole.
const REGIONS: &str = "regions.";

/// The tables of which there may be any number, `[[alerts]]`: their settings are `alerts.1.name` and so on.
const ALERTS: &str = "alerts";

/// Whether the defaults need not have a key; who judges it says what it may be.
fn is_free(key: &str) -> bool {
    key.starts_with(REGIONS) || key.split('.').next() == Some(ALERTS)
}

impl Layers {
    /// The embedded defaults alone.
    ///
    /// # Errors
    /// When the embedded file is no TOML, which the tests rule out.
    pub(crate) fn defaults() -> Result<Layers> {
        let settings = parse(DEFAULTS, "config/default.toml")?.into_iter().map(|mut setting| {
            setting.origin = Origin::Default;
            (setting.key.clone(), setting)
        });
        Ok(Layers(settings.collect()))
    }

    /// Lays the file at `path` over what is there.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or has a key that does not exist.
    pub(crate) fn file(&mut self, path: &Path) -> Result<()> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(|| {
            format!("CONFIG_FILE names {name}, which cannot be read; correct the path or unset the variable")
        })?;
        let found = parse(&text, &name)?;
        if found.iter().any(|setting| setting.key.starts_with(REGIONS)) {
            self.0.retain(|key, _| !key.starts_with(REGIONS));
        }
        for setting in found {
            if !is_free(&setting.key) && !self.0.contains_key(&setting.key) {
                bail!("{}: unknown key {}; {}", setting.origin, setting.key, self.keys_near(&setting.key));
            }
            self.0.insert(setting.key.clone(), setting);
        }
        Ok(())
    }

    /// Lays the variables that mean a setting over what is there; an empty one counts as unset.
    ///
    /// # Errors
    /// When `REGIONS` cannot be read as a mapping.
    pub(crate) fn environment(&mut self, lookup: impl Fn(&str) -> Option<String>) -> Result<()> {
        let given = |variable: &str| lookup(variable).filter(|value| !value.trim().is_empty());
        for setting in self.0.values_mut() {
            let Some(variable) = variable_of(&setting.key) else { continue };
            if let Some(text) = given(&variable) {
                *setting = Setting {
                    key: setting.key.clone(),
                    text: text.trim().to_owned(),
                    origin: Origin::Environment(variable),
                };
            }
        }
        if let Some(mapping) = given("REGIONS") {
            self.0.retain(|key, _| !key.starts_with(REGIONS));
            for part in mapping.split(';').map(str::trim).filter(|part| !part.is_empty()) {
                let Some((region, countries)) = part.split_once('=') else {
                    bail!(
                        "the environment variable REGIONS has `{part}` without `=`: accepted is REGION=COUNTRY,COUNTRY; REGION=…"
                    );
                };
                let key = format!("{REGIONS}{}", region.trim());
                let origin = Origin::Environment("REGIONS".to_owned());
                self.0.insert(key.clone(), Setting { key, text: countries.trim().to_owned(), origin });
            }
        }
        Ok(())
    }

    /// The setting of a key of `config/default.toml`.
    ///
    /// # Errors
    /// When the defaults do not have the key, which is a mistake in the program that the tests find.
    pub(crate) fn get(&self, key: &str) -> Result<&Setting> {
        self.0.get(key).with_context(|| format!("config/default.toml lacks the key {key}"))
    }

    /// The settings of a section, without its name.
    pub(crate) fn section<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (&'a str, &'a Setting)> {
        self.0
            .iter()
            .filter_map(move |(key, setting)| Some((key.strip_prefix(section)?.strip_prefix('.')?, setting)))
    }

    /// Every setting, sorted by key.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Setting> {
        self.0.values()
    }

    fn keys_near(&self, key: &str) -> String {
        let section = key.split_once('.').map_or(key, |(section, _)| section);
        let mut keys: Vec<&str> = self.section(section).map(|(key, _)| key).collect();
        if !keys.is_empty() {
            return format!("[{section}] has {}", keys.join(", "));
        }
        keys = self.0.keys().filter_map(|key| key.split_once('.')).map(|(section, _)| section).collect();
        keys.push(ALERTS);
        keys.sort_unstable();
        keys.dedup();
        format!("the sections are {}", keys.join(", "))
    }
}

/// The environment variable of a key; none for regions, which have one together.
fn variable_of(key: &str) -> Option<String> {
    let (section, name) = key.split_once('.')?;
    let variable = match (section, name) {
        ("regions", _) => return None,
        ("database", "url") => "DATABASE_URL".to_owned(),
        ("database", "path") => "DB_PATH".to_owned(),
        ("database", "schema") => "DB_SCHEMA".to_owned(),
        (ALERTS, _) => return None,
        (
            "auth" | "session" | "data" | "refresh" | "log" | "cache" | "otel" | "webhook" | "smtp"
            | "digest",
            _,
        ) => {
            format!("{section}_{name}")
        }
        ("targets", _) => format!("target_{name}"),
        _ => name.to_owned(),
    };
    Some(variable.to_uppercase())
}

/// The settings of a TOML text: sections of scalars or of lists of texts.
fn parse(text: &str, path: &str) -> Result<Vec<Setting>> {
    let place = |offset: usize| Origin::File { path: path.to_owned(), line: line_at(text, offset) };
    let document = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        anyhow::anyhow!("{}: {}", place(offset), error.message())
    })?;
    let mut settings = Vec::new();
    for (section, content) in document.get_ref() {
        let name = section.get_ref();
        let tables: Vec<(String, &DeTable<'_>)> = match content.get_ref() {
            DeValue::Table(table) => vec![(name.to_string(), table)],
            DeValue::Array(items) => items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| match item.get_ref() {
                    DeValue::Table(table) => Some((format!("{name}.{}", index + 1), table)),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        if tables.is_empty() {
            bail!(
                "{}: {name} stands outside a section; write it below a line like [server]",
                place(section.span().start),
            );
        }
        for (section, (name, value)) in
            tables.iter().flat_map(|(section, table)| table.iter().map(move |setting| (section, setting)))
        {
            let key = format!("{section}.{}", name.get_ref());
            let origin = place(name.span().start);
            let Some(text) = plain_text(value) else {
                bail!("{origin}: {key} must be a text, a number, or a list of them");
            };
            settings.push(Setting { key, text, origin });
        }
    }
    Ok(settings)
}

fn plain_text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(value) => Some(value.to_string()),
        DeValue::Datetime(day) => Some(day.to_string()),
        DeValue::Array(items) => {
            items.iter().map(plain_text).collect::<Option<Vec<_>>>().map(|items| items.join(","))
        }
        DeValue::Table(_) => None,
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlay(text: &str) -> Result<Layers> {
        let directory = std::env::temp_dir().join(format!("dashboard layers {}", std::process::id()));
        std::fs::create_dir_all(&directory)?;
        let path = directory.join(format!("{:016x}.toml", blake3::hash(text.as_bytes()).as_bytes()[0]));
        std::fs::write(&path, text)?;
        let mut layers = Layers::defaults()?;
        let result = layers.file(&path);
        std::fs::remove_file(&path)?;
        result.map(|()| layers)
    }

    #[test]
    fn a_file_replaces_defaults_and_says_its_line() {
        let layers =
            overlay("# mine\n[server]\nport = 9000\n\n[thresholds]\nrfm_tiers = [12, 9, 6]\n").unwrap();
        let port = layers.get("server.port").unwrap();
        assert_eq!(port.text, "9000");
        assert!(matches!(&port.origin, Origin::File { line: 3, .. }), "{:?}", port.origin);
        assert_eq!(layers.get("thresholds.rfm_tiers").unwrap().text, "12,9,6");
        assert_eq!(layers.get("server.host").unwrap().origin, Origin::Default);
    }

    #[test]
    fn a_bad_file_is_refused_with_its_place() {
        let cases = [
            (
                "[server]\nprot = 1\n",
                "line 2: unknown key server.prot; [server] has auth, base_path, host, port",
            ),
            (
                "[srever]\nport = 1\n",
                "line 2: unknown key srever.port; the sections are alerts, auth, cache, data, database",
            ),
            ("port = 1\n", "line 1: port stands outside a section"),
            ("[server]\nport = \n", "line 2:"),
            ("[server]\nport = 1\nport = 2\n", "line 3: duplicate key"),
            ("[server]\nport = { a = 1 }\n", "line 2: server.port must be a text, a number, or a list"),
        ];
        for (text, expected) in cases {
            let message = overlay(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{text:?} gives {message:?}");
        }
    }

    #[test]
    fn tables_of_a_list_are_numbered() {
        let layers = overlay("[[alerts]]\nname = \"a\"\n\n[[alerts]]\nname = \"b\"\nbelow = 9.5\n").unwrap();
        let alerts: Vec<_> = layers.section("alerts").map(|(name, setting)| (name, &*setting.text)).collect();
        assert_eq!(alerts, [("1.name", "a"), ("2.below", "9.5"), ("2.name", "b")]);
        let below = layers.get("alerts.2.below").unwrap();
        assert!(matches!(&below.origin, Origin::File { line: 6, .. }), "{:?}", below.origin);
        assert!(
            overlay("[[server]]\nport = 1\n").unwrap_err().to_string().contains("unknown key server.1.port")
        );
    }

    #[test]
    fn the_environment_wins_and_regions_are_replaced_as_a_whole() {
        let mut layers = overlay("[server]\nport = 9000\n[regions]\nNorth = [\"Norway\"]\n").unwrap();
        assert_eq!(layers.section("regions").count(), 1);
        layers
            .environment(|variable| match variable {
                "PORT" => Some("9100".to_owned()),
                "HOST" => Some(String::new()),
                "TARGET_REVENUE" => Some("5".to_owned()),
                "REGIONS" => Some("A=B, C ; D=E".to_owned()),
                _ => None,
            })
            .unwrap();
        assert_eq!(layers.get("server.port").unwrap().text, "9100");
        assert_eq!(layers.get("server.port").unwrap().origin, Origin::Environment("PORT".to_owned()));
        assert_eq!(layers.get("server.host").unwrap().origin, Origin::Default);
        assert_eq!(layers.get("targets.revenue").unwrap().text, "5");
        let regions: Vec<_> =
            layers.section("regions").map(|(name, setting)| (name, &*setting.text)).collect();
        assert_eq!(regions, [("A", "B, C"), ("D", "E")]);
    }

    #[test]
    fn every_variable_of_the_interface_means_a_setting() {
        let variables: Vec<String> =
            Layers::defaults().unwrap().all().filter_map(|setting| variable_of(&setting.key)).collect();
        let promised = "DATABASE_URL DB_PATH DB_SCHEMA DATA_DIR HOST PORT REFRESH_INTERVAL REFRESH_CRON LOG_LEVEL \
                        LOG_FORMAT AS_OF CACHE_MB BASE_PATH AUTH LOCALE CURRENCY STALE_DAYS ABC_A_PERCENT RFM_TIERS";
        for variable in promised.split_whitespace() {
            assert!(variables.iter().any(|known| known == variable), "{variable} is promised but unknown");
        }
        let mut unique = variables.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), variables.len(), "two settings share a variable");
    }
}
