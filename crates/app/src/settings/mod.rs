//! What the operator may set: documented defaults, then a file, then the environment; one small struct per concern.

mod access;
mod alerts;
mod cache;
mod database;
mod delivery;
mod display;
mod layers;
mod limits;
mod log;
mod meaning;
mod refresh;
mod secret;
mod server;
mod targets;
mod traces;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::alerts::rule::Rule;

pub(crate) use access::{AccessMode, AccessSettings, SessionSettings};
pub(crate) use cache::CacheSettings;
pub(crate) use database::{DatabaseSettings, sqlite_url};
pub(crate) use delivery::{DeliverySettings, DigestSettings, MailSettings, WebhookSettings};
pub(crate) use display::DisplaySettings;
pub(crate) use layers::{Layers, Origin, Setting};
pub(crate) use limits::LimitSettings;
pub(crate) use log::{LogFormat, LogSettings};
pub(crate) use meaning::{AsOfChoice, MeaningSettings};
pub(crate) use refresh::{RefreshSettings, Schedule};
pub(crate) use secret::{mask, mask_path};
pub(crate) use server::ServerSettings;
pub(crate) use targets::TargetSettings;
pub(crate) use traces::TraceSettings;

/// Everything that is configured, judged and typed.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The source of the data.
    pub database: DatabaseSettings,
    /// Directory that the dashboard may write to.
    pub data_dir: PathBuf,
    /// Address and prefix.
    pub server: ServerSettings,
    /// Who may come in.
    pub access: AccessSettings,
    /// Bounds of requests.
    pub limits: LimitSettings,
    /// When the source is loaded again.
    pub refresh: RefreshSettings,
    /// What is logged and how.
    pub log: LogSettings,
    /// Where traces go.
    pub traces: TraceSettings,
    /// Bound of the answer cache.
    pub cache: CacheSettings,
    /// How pages write numbers.
    pub display: DisplaySettings,
    /// Thresholds, regions and the as-of day.
    pub meaning: MeaningSettings,
    /// Targets of the KPIs.
    pub targets: TargetSettings,
    /// What somebody is told about, in the order of the file.
    pub alerts: Vec<Rule>,
    /// Where alerts and digests go.
    pub delivery: DeliverySettings,
    /// Every setting as it was given, for people to read.
    pub in_force: Vec<InForce>,
}

/// A setting in force, without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InForce {
    /// Section and key, such as `server.port`.
    pub key: String,
    /// The value with secrets masked; none where it is not set.
    pub value: Option<String>,
    /// Where it was written: `default`, a line of a file, an environment variable.
    pub origin: String,
}

impl Settings {
    /// The settings of this process: defaults, the file named by `CONFIG_FILE`, the environment.
    ///
    /// # Errors
    /// One line with the first key or value that cannot be used, where it stands and what is accepted.
    pub(crate) fn load() -> Result<Settings> {
        Settings::judge(&Settings::layers(|variable| std::env::var(variable).ok())?)
    }

    /// The layers under [`Settings::load`], for showing where each value came from.
    ///
    /// # Errors
    /// When the file cannot be read or has a key that does not exist.
    pub(crate) fn layers(lookup: impl Fn(&str) -> Option<String>) -> Result<Layers> {
        let mut layers = Layers::defaults()?;
        if let Some(path) = lookup("CONFIG_FILE").filter(|path| !path.is_empty()) {
            layers.file(Path::new(&path))?;
        }
        layers.environment(lookup)?;
        Ok(layers)
    }

    /// Gives the layers their types.
    ///
    /// # Errors
    /// The first value that cannot be used, with its place and what is accepted.
    pub(crate) fn judge(layers: &Layers) -> Result<Settings> {
        let meaning = MeaningSettings::judge(layers)?;
        let delivery = DeliverySettings::judge(layers, &meaning.policy)?;
        Ok(Settings {
            alerts: alerts::judge(layers, &meaning.policy, &delivery.channels())?,
            delivery,
            database: DatabaseSettings::judge(layers)?,
            data_dir: layers
                .get("data.dir")?
                .read("a directory", |text| (!text.is_empty()).then(|| PathBuf::from(text)))?,
            server: ServerSettings::judge(layers)?,
            access: AccessSettings::judge(layers)?,
            limits: LimitSettings::judge(layers)?,
            refresh: RefreshSettings::judge(layers)?,
            log: LogSettings::judge(layers)?,
            traces: TraceSettings::judge(layers)?,
            cache: CacheSettings::judge(layers)?,
            display: DisplaySettings::judge(layers)?,
            meaning,
            targets: TargetSettings::judge(layers)?,
            in_force: layers
                .all()
                .map(|setting| InForce {
                    key: setting.key.clone(),
                    value: setting.shown(),
                    origin: setting.origin.to_string(),
                })
                .collect(),
        })
    }
}

/// Settings of a few variables over the defaults, for tests.
#[cfg(test)]
pub(crate) fn settings_of(variables: &[(&str, &str)]) -> Result<Settings> {
    let lookup = |name: &str| {
        variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned())
    };
    Settings::judge(&Settings::layers(lookup)?)
}

/// Tests of one variable: each row gives a value and a part of the error that it must give.
#[cfg(test)]
pub(crate) fn check_refused(variable: &str, rows: &[(&str, &str)]) {
    for (value, expected) in rows {
        let message = match settings_of(&[(variable, value)]) {
            Ok(_) => panic!("{variable}={value} is accepted"),
            Err(error) => error.to_string(),
        };
        assert!(
            message.contains(variable) && message.contains(expected),
            "{variable}={value} gives {message:?}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_interface() {
        let settings = settings_of(&[]).unwrap();
        assert_eq!(settings.data_dir, PathBuf::from("./data"));
        assert_eq!(settings.server.listen_address(), "127.0.0.1:8050");
        assert_eq!(settings.cache.bytes, 64 * 1024 * 1024);
        assert_eq!(settings.database.url, None);
        let format = &settings.display.format;
        assert_eq!((format.locale_tag(), format.currency_code()), ("en-US", "USD"));
    }

    #[test]
    fn what_is_in_force_hides_secrets() {
        let settings = settings_of(&[("DATABASE_URL", "mysql://ann:s3cret@db/sales")]).unwrap();
        let url = settings.in_force.iter().find(|setting| setting.key == "database.url").unwrap();
        assert_eq!((url.value.as_deref(), &*url.origin), (Some("mysql://ann:***@db/sales"), "DATABASE_URL"));
    }

    #[test]
    fn a_missing_file_is_named() {
        let message = settings_of(&[("CONFIG_FILE", "/nowhere/at all.toml")]).unwrap_err().to_string();
        assert!(message.contains("CONFIG_FILE names /nowhere/at all.toml"), "{message}");
    }
}
