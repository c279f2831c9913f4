//! Who may come in, and how long a login lasts.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use ipnet::IpNet;
use poem::http::HeaderName;

use super::server::is_loopback;
use super::{Layers, Setting};

/// The shortest secret: what `openssl rand -hex 16` gives.
const MIN_SECRET_CHARS: usize = 32;

/// Who may come in.
#[derive(Clone, Debug)]
pub(crate) struct AccessSettings {
    /// How people say who they are.
    pub mode: AccessMode,
    /// Networks of the reverse proxies whose headers are believed.
    pub proxies: Vec<IpNet>,
    /// Networks from which `/metrics` can be read by anybody.
    pub metrics_from: Vec<IpNet>,
    /// How long a login lasts.
    pub session: SessionSettings,
}

/// How people say who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AccessMode {
    /// Not at all: everybody who can reach the address may come in.
    None,
    /// By name and password; the users stand in this file.
    Basic {
        /// Path of the users file.
        users: PathBuf,
    },
    /// To a reverse proxy, which tells us in these headers.
    Proxy {
        /// Has the name.
        user: HeaderName,
        /// Has the groups, with commas between.
        groups: HeaderName,
        /// Whoever is in none of these may not come in; everybody may if there are none.
        accepted_groups: Vec<String>,
    },
}

/// How long a login lasts, and what it is signed with.
#[derive(Clone)]
pub(crate) struct SessionSettings {
    /// The first signs, all are believed; none: one is made at start.
    pub secrets: Vec<String>,
    /// Time without a request after which a login is over.
    pub lifetime: Duration,
    /// Time after which it is over in any case.
    pub max_lifetime: Duration,
}

/// Lest a secret get into a log.
impl std::fmt::Debug for SessionSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} secrets, {:?}, {:?}", self.secrets.len(), self.lifetime, self.max_lifetime)
    }
}

impl AccessSettings {
    pub(super) fn judge(layers: &Layers) -> Result<AccessSettings> {
        let proxies = networks(layers.get("auth.proxies")?)?;
        Ok(AccessSettings {
            mode: mode(layers, &proxies)?,
            metrics_from: networks(layers.get("auth.metrics_from")?)?,
            proxies,
            session: session(layers)?,
        })
    }
}

fn mode(layers: &Layers, proxies: &[IpNet]) -> Result<AccessMode> {
    let (host, auth) = (layers.get("server.host")?, layers.get("server.auth")?);
    match auth.text.as_str() {
        "none" => Ok(AccessMode::None),
        "" if is_loopback(&host.text) => Ok(AccessMode::None),
        "" => Err(host.refuse(
            "it can be reached from other machines, so say who may come in: AUTH=basic asks for name and password, \
             AUTH=proxy believes a reverse proxy, AUTH=none lets everybody in",
        )),
        "basic" => match layers.get("auth.users")?.given() {
            Some(path) => Ok(AccessMode::Basic { users: PathBuf::from(path) }),
            None => Err(auth.refuse("name the file with the users in AUTH_USERS")),
        },
        "proxy" if proxies.is_empty() => {
            Err(auth.refuse("say in AUTH_PROXIES which addresses the proxy has; nobody else is believed"))
        }
        "proxy" => Ok(AccessMode::Proxy {
            user: header(layers.get("auth.user_header")?)?,
            groups: header(layers.get("auth.groups_header")?)?,
            accepted_groups: list(&layers.get("auth.groups")?.text).map(str::to_owned).collect(),
        }),
        "oidc" => Err(auth.refuse(
            "this version cannot do that yet; AUTH=proxy works with a proxy that can, AUTH=basic asks for name and password",
        )),
        _ => Err(auth.refuse("accepted is none, basic or proxy")),
    }
}

fn session(layers: &Layers) -> Result<SessionSettings> {
    let (given, file) = (layers.get("session.secret")?, layers.get("session.secret_file")?);
    let secrets = match (given.given(), file.given()) {
        (Some(_), Some(_)) => return Err(file.refuse("SESSION_SECRET is set too; set one of them")),
        (Some(text), None) => secrets(given, text)?,
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path);
            secrets(file, &text.map_err(|error| file.refuse(&format!("it cannot be read: {error}")))?)?
        }
        (None, None) => Vec::new(),
    };
    Ok(SessionSettings {
        secrets,
        lifetime: time(layers.get("session.lifetime")?)?,
        max_lifetime: time(layers.get("session.max_lifetime")?)?,
    })
}

fn secrets(setting: &Setting, text: &str) -> Result<Vec<String>> {
    let secrets: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if secrets.is_empty() || secrets.iter().any(|secret| secret.chars().count() < MIN_SECRET_CHARS) {
        return Err(setting.refuse(&format!(
            "each secret has at least {MIN_SECRET_CHARS} characters, such as `openssl rand -hex 32` gives; blanks stand between two"
        )));
    }
    Ok(secrets)
}

fn time(setting: &Setting) -> Result<Duration> {
    setting.read("a time from 1m to 365d, such as 12h", |text| {
        let accepted = Duration::from_secs(60)..=Duration::from_secs(365 * 24 * 60 * 60);
        humantime::parse_duration(text).ok().filter(|time| accepted.contains(time))
    })
}

fn header(setting: &Setting) -> Result<HeaderName> {
    setting.read("the name of a header, such as Remote-User", |text| text.parse().ok())
}

fn networks(setting: &Setting) -> Result<Vec<IpNet>> {
    setting.read("addresses and networks with commas between, such as 10.0.0.7, 192.168.1.0/24", |text| {
        list(text)
            .map(|part| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)).ok())
            .collect()
    })
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};
    use super::*;

    #[test]
    fn listening_beyond_this_machine_needs_a_word_about_access() {
        check_refused("HOST", &[("0.0.0.0", "AUTH=none"), ("10.1.2.3", "AUTH=basic")]);
        check_refused(
            "AUTH",
            &[
                ("basic", "AUTH_USERS"),
                ("proxy", "AUTH_PROXIES"),
                ("oidc", "cannot do that yet"),
                ("everybody", "accepted is none, basic or proxy"),
            ],
        );
        assert_eq!(settings_of(&[("HOST", "127.9.9.9")]).unwrap().access.mode, AccessMode::None);
        let settings = settings_of(&[("HOST", "0.0.0.0"), ("AUTH", "basic"), ("AUTH_USERS", "/etc/users")]);
        assert_eq!(settings.unwrap().access.mode, AccessMode::Basic { users: PathBuf::from("/etc/users") });
    }

    #[test]
    fn networks_are_addresses_or_prefixes() {
        let settings = settings_of(&[("AUTH_PROXIES", "10.0.0.7, 192.168.0.0/16 ,::1")]).unwrap();
        let shown: Vec<String> = settings.access.proxies.iter().map(IpNet::to_string).collect();
        assert_eq!(shown, ["10.0.0.7/32", "192.168.0.0/16", "::1/128"]);
        check_refused("AUTH_PROXIES", &[("10.0.0.0/33", "192.168.1.0/24"), ("proxy.local", "addresses")]);
        check_refused("AUTH_METRICS_FROM", &[("everywhere", "addresses and networks")]);
        check_refused("SESSION_LIFETIME", &[("1s", "1m to 365d"), ("long", "such as 12h")]);
    }

    #[test]
    fn secrets_are_long_and_never_shown() {
        let (one, two) = ("a".repeat(32), "b".repeat(64));
        let settings = settings_of(&[("SESSION_SECRET", &format!("{one} {two}"))]).unwrap();
        assert_eq!(settings.access.session.secrets, [one.clone(), two.clone()]);
        let shown = format!("{:?} {:?}", settings.access, settings.in_force);
        assert!(!shown.contains(&one) && !shown.contains(&two), "{shown}");
        let message = settings_of(&[("SESSION_SECRET", "s3cret")]).unwrap_err().to_string();
        assert!(message.contains("at least 32") && !message.contains("s3cret"), "{message}");
        check_refused("SESSION_SECRET_FILE", &[("/nowhere/secret", "cannot be read")]);
    }
}
