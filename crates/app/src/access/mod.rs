//! Who may come in. Whatever is not open to everybody is closed: [`gate`] stands before every address.

pub(crate) mod audit;
mod delay;
pub(crate) mod gate;
pub(crate) mod login;
pub(crate) mod password;
mod peer;
mod proxy;
mod same_origin;
mod session;
pub(crate) mod users_file;

use std::net::IpAddr;
use std::sync::Arc;

use anyhow::Result;
use chrono::Utc;
use ipnet::IpNet;
use poem::Request;
use poem::http::HeaderMap;
use tokio::sync::Semaphore;
use views::Visitor;

use crate::settings::{AccessMode, Settings};
use delay::Delays;
use proxy::ProxyUser;
use session::{Session, Sessions};
use users_file::UsersFile;

/// So many passwords are hashed at the same time; each takes a processor and some memory.
const MOST_HASHING: usize = 2;

/// Knows who may come in.
#[derive(Debug)]
pub(crate) struct Access {
    way: Way,
    proxies: Vec<IpNet>,
    metrics_from: Vec<IpNet>,
}

/// How people say who they are.
#[derive(Debug)]
enum Way {
    /// Not at all.
    Open,
    /// By name and password.
    Login(Box<Login>),
    /// To a proxy, which tells us.
    Proxy(ProxyUser),
}

/// All that a login needs.
#[derive(Debug)]
struct Login {
    users: UsersFile,
    sessions: Sessions,
    delays: Delays,
    hashing: Arc<Semaphore>,
}

/// Who asks, as far as they could prove it.
#[derive(Clone, Debug)]
struct Visit {
    visitor: Visitor,
    /// Their login, where there is one.
    session: Option<Session>,
    /// Why they are nobody, where that is not for want of a login.
    why_refused: Option<String>,
}

impl Access {
    /// Access as it is set.
    ///
    /// # Errors
    /// When the users file cannot be used.
    pub(crate) fn open(settings: &Settings) -> Result<Access> {
        let access = &settings.access;
        let way = match &access.mode {
            AccessMode::None => Way::Open,
            AccessMode::Basic { users } => {
                let is_secure =
                    settings.delivery.public_url.as_ref().is_some_and(|url| url.starts_with("https:"));
                if access.session.secrets.is_empty() {
                    tracing::info!(
                        "SESSION_SECRET is not set: logins end when this process does, and other replicas do not know them"
                    );
                }
                Way::Login(Box::new(Login {
                    users: UsersFile::open(users)?,
                    sessions: Sessions::new(&access.session, &settings.server.base_path, is_secure),
                    delays: Delays::new(),
                    hashing: Arc::new(Semaphore::new(MOST_HASHING)),
                }))
            }
            AccessMode::Proxy { user, groups, accepted_groups } => Way::Proxy(ProxyUser {
                user_header: user.clone(),
                groups_header: groups.clone(),
                accepted_groups: accepted_groups.clone(),
            }),
        };
        Ok(Access { way, proxies: access.proxies.clone(), metrics_from: access.metrics_from.clone() })
    }

    /// Whether everybody may come in.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.way, Way::Open)
    }

    /// Whether people give name and password to us.
    pub(crate) fn has_login(&self) -> bool {
        matches!(self.way, Way::Login(_))
    }

    fn login(&self) -> Option<&Login> {
        match &self.way {
            Way::Login(login) => Some(login),
            Way::Open | Way::Proxy(_) => None,
        }
    }

    /// The address that a request comes from; that of the reader, if a proxy that we believe tells it.
    fn address(&self, request: &Request) -> IpAddr {
        peer::reader(peer::of(request), request.headers(), &self.proxies)
    }

    /// Whether a request may read the metrics without a login.
    fn may_read_metrics(&self, request: &Request) -> bool {
        peer::is_in(&self.metrics_from, self.address(request))
    }

    fn visit(&self, request: &Request) -> Visit {
        let nobody = Visit { visitor: Visitor::Stranger, session: None, why_refused: None };
        match &self.way {
            Way::Open => Visit { visitor: Visitor::Anybody, ..nobody },
            Way::Login(login) => match login.session(request.headers()) {
                Some(session) => {
                    let visitor = Visitor::User { name: session.user.clone(), can_log_out: true };
                    Visit { visitor, session: Some(session), why_refused: None }
                }
                None => nobody,
            },
            Way::Proxy(proxy) => {
                let is_proxy = peer::is_in(&self.proxies, peer::of(request));
                match proxy.user(request.headers(), is_proxy) {
                    Ok(name) => Visit { visitor: Visitor::User { name, can_log_out: false }, ..nobody },
                    Err(why) => Visit { why_refused: Some(why), ..nobody },
                }
            }
        }
    }
}

impl Login {
    fn session(&self, headers: &HeaderMap) -> Option<Session> {
        self.sessions.of(headers, &self.users.users(), now_s())
    }
}

/// Seconds of Unix time.
fn now_s() -> u64 {
    u64::try_from(Utc::now().timestamp()).unwrap_or(0)
}
