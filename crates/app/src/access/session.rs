//! The session cookie: who logged in and when, signed, renewed while it is used.
//!
//! ```text
//! session=SIGNATURE NAME:BEGUN:RENEWED:ID:STAMP
//! ```
//!
//! Nothing is kept on the server but which sessions were ended before their time. The stamp is a digest of the hash of
//! the password: with another password, or without a line in the users file, the cookie is worth nothing.

use std::time::Duration;

use argon2::password_hash::generate_salt;
use cookie::{Cookie, CookieJar, Key, SameSite};
use moka::future::Cache;
use poem::http::{HeaderMap, header};

use super::users_file::Users;
use crate::settings::SessionSettings;

/// Name of the cookie.
const COOKIE: &str = "session";

/// So many sessions are remembered as ended.
const MOST_ENDED: u64 = 100_000;

/// A cookie is written anew when this share of its time is over.
const RENEWED_AFTER_ONE_IN: u32 = 10;

/// A clock of another server may be ahead by so much.
const CLOCK_SLACK_S: u64 = 60;

/// Signs and knows sessions.
pub(crate) struct Sessions {
    /// The first signs, all are believed.
    keys: Vec<Key>,
    settings: SessionSettings,
    path: String,
    is_secure: bool,
    ended: Cache<String, ()>,
}

/// Somebody who logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// Who.
    pub user: String,
    /// When they gave their password, in seconds of Unix time.
    begun_s: u64,
    /// When the cookie was written.
    renewed_s: u64,
    id: String,
    stamp: String,
}

impl Sessions {
    /// Sessions below a base path; with `is_secure` their cookies travel over https alone, whatever a request says.
    pub(crate) fn new(settings: &SessionSettings, base_path: &str, is_secure: bool) -> Sessions {
        let mut keys: Vec<Key> = settings.secrets.iter().map(|secret| key_of(secret)).collect();
        if keys.is_empty() {
            keys.push(Key::generate());
        }
        Sessions {
            keys,
            path: format!("{base_path}/"),
            is_secure,
            ended: Cache::builder().max_capacity(MOST_ENDED).time_to_live(settings.max_lifetime).build(),
            settings: settings.clone(),
        }
    }

    /// The session of somebody who gave their password, which has this stamp.
    pub(crate) fn begin(user: &str, stamp: &str, now_s: u64) -> Session {
        // A salt is what a session needs for an id: sixteen random bytes of the system.
        let id = generate_salt().iter().map(|byte| format!("{byte:02x}")).collect();
        Session { user: user.to_owned(), begun_s: now_s, renewed_s: now_s, id, stamp: stamp.to_owned() }
    }

    /// The session of a request, if its cookie is one of ours, not over, and its user is still there with the same password.
    pub(crate) fn of(&self, request: &HeaderMap, users: &Users, now_s: u64) -> Option<Session> {
        let lines = request.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let cookies = lines.flat_map(Cookie::split_parse).filter_map(Result::ok);
        cookies.filter(|cookie| cookie.name() == COOKIE).find_map(|cookie| {
            let mut signed = self.keys.iter().filter_map(|key| {
                let jar = CookieJar::new();
                jar.signed(key).verify(cookie.clone().into_owned())
            });
            let session = Session::read(signed.next()?.value())?;
            let is_known = users.get(&session.user).is_some_and(|user| user.stamp == session.stamp);
            let is_over =
                session.ends_s(&self.settings) <= now_s || session.renewed_s > now_s + CLOCK_SLACK_S;
            (is_known && !is_over && !self.ended.contains_key(&session.id)).then_some(session)
        })
    }

    /// A `Set-Cookie` for a session that has been used for a while since the last one; none while it is fresh.
    pub(crate) fn renew(&self, mut session: Session, now_s: u64, request: &HeaderMap) -> Option<String> {
        let is_fresh =
            now_s < session.renewed_s + self.settings.lifetime.as_secs() / u64::from(RENEWED_AFTER_ONE_IN);
        if is_fresh {
            return None;
        }
        session.renewed_s = now_s;
        Some(self.set_cookie(&session, now_s, request))
    }

    /// A `Set-Cookie` for a session.
    pub(crate) fn set_cookie(&self, session: &Session, now_s: u64, request: &HeaderMap) -> String {
        let lives_s = session.ends_s(&self.settings).saturating_sub(now_s);
        let mut jar = CookieJar::new();
        jar.signed_mut(&self.keys[0]).add(Cookie::new(COOKIE, session.written()));
        let value = jar.get(COOKIE).map_or("", Cookie::value).to_owned();
        self.cookie(value, lives_s, request)
    }

    /// Ends a session: its cookie is worth nothing any more. The answer is a `Set-Cookie` that removes it.
    pub(crate) async fn end(&self, session: Option<Session>, request: &HeaderMap) -> String {
        if let Some(session) = session {
            self.ended.insert(session.id, ()).await;
        }
        self.cookie(String::new(), 0, request)
    }

    fn cookie(&self, value: String, lives_s: u64, request: &HeaderMap) -> String {
        // Whoever claims https without it only keeps the cookie from themselves.
        let came_by_https = request.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
        let lives = cookie::time::Duration::seconds(i64::try_from(lives_s).unwrap_or(i64::MAX));
        Cookie::build((COOKIE, value))
            .path(self.path.clone())
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.is_secure || came_by_https)
            .max_age(lives)
            .build()
            .to_string()
    }
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sessions below {}", self.path)
    }
}

impl Session {
    fn written(&self) -> String {
        format!("{}:{}:{}:{}:{}", self.user, self.begun_s, self.renewed_s, self.id, self.stamp)
    }

    fn read(text: &str) -> Option<Session> {
        let mut parts = text.split(':');
        let session = Session {
            user: parts.next()?.to_owned(),
            begun_s: parts.next()?.parse().ok()?,
            renewed_s: parts.next()?.parse().ok()?,
            id: parts.next()?.to_owned(),
            stamp: parts.next()?.to_owned(),
        };
        parts.next().is_none().then_some(session)
    }

    /// When it is over unless it is renewed, and in any case.
    fn ends_s(&self, settings: &SessionSettings) -> u64 {
        let after = |from_s: u64, time: Duration| from_s.saturating_add(time.as_secs());
        after(self.renewed_s, settings.lifetime).min(after(self.begun_s, settings.max_lifetime))
    }
}

/// As many bytes as a key has, made of a secret.
fn key_of(secret: &str) -> Key {
    let mut bytes = [0; 64];
    let context = "executive dashboard, signature of session cookies, 1";
    blake3::Hasher::new_derive_key(context).update(secret.as_bytes()).finalize_xof().fill(&mut bytes);
    Key::from(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::password::{HashedPassword, hash};

    const HOUR_S: u64 = 3600;

    fn sessions(secrets: &[&str]) -> Sessions {
        let settings = SessionSettings {
            secrets: secrets.iter().map(|secret| (*secret).to_owned()).collect(),
            lifetime: Duration::from_secs(10 * HOUR_S),
            max_lifetime: Duration::from_secs(24 * HOUR_S),
        };
        Sessions::new(&settings, "/sales", false)
    }

    fn users() -> Users {
        let password = HashedPassword::parse(&hash("correct horse battery").unwrap()).unwrap();
        Users::from([("ann".to_owned(), password)])
    }

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())])
    }

    /// What a browser sends for a `Set-Cookie`.
    fn sent(set_cookie: &str) -> HeaderMap {
        headers(set_cookie.split(';').next().unwrap())
    }

    fn begun(sessions: &Sessions, users: &Users, now_s: u64) -> (Session, String) {
        let session = Sessions::begin("ann", &users["ann"].stamp, now_s);
        let set_cookie = sessions.set_cookie(&session, now_s, &HeaderMap::new());
        (session, set_cookie)
    }

    #[tokio::test]
    async fn a_cookie_is_believed_until_it_is_over_or_ended() {
        let (sessions, users) = (sessions(&[]), users());
        let (session, set_cookie) = begun(&sessions, &users, 1000);
        for attribute in ["Path=/sales/", "HttpOnly", "SameSite=Lax", "Max-Age=36000"] {
            assert!(set_cookie.contains(attribute), "{set_cookie}");
        }
        assert!(!set_cookie.contains("Secure"));
        let cookie = sent(&set_cookie);
        let at = |now_s| sessions.of(&cookie, &users, now_s);
        assert_eq!(at(1000), Some(session.clone()));
        assert_eq!(at(1000 + 10 * HOUR_S - 1), Some(session.clone()));
        assert_eq!(at(1000 + 10 * HOUR_S), None, "over");
        assert_eq!(at(1), None, "from the future");
        assert!(sessions.of(&headers("session=x; theme=dark"), &users, 1000).is_none());
        assert!(sessions.of(&cookie, &Users::new(), 1000).is_none(), "the user is gone");
        assert!(sessions.of(&cookie, &self::users(), 1000).is_none(), "the password is another one");

        let removed = sessions.end(Some(session), &HeaderMap::new()).await;
        assert!(removed.starts_with("session=;") && removed.contains("Max-Age=0"), "{removed}");
        assert_eq!(at(1000), None, "ended");
    }

    #[test]
    fn a_cookie_is_renewed_while_it_is_used_but_not_for_ever() {
        let (sessions, users) = (sessions(&[]), users());
        let (mut session, _) = begun(&sessions, &users, 0);
        assert_eq!(sessions.renew(session.clone(), HOUR_S - 1, &HeaderMap::new()), None);
        for hour in 1..24 {
            let renewed = sessions.renew(session, hour * HOUR_S, &HeaderMap::new()).expect("renewed");
            session = sessions.of(&sent(&renewed), &users, hour * HOUR_S).expect("believed");
        }
        let last = sessions.set_cookie(&session, 23 * HOUR_S, &HeaderMap::new());
        assert!(last.contains("Max-Age=3600"), "{last}");
        assert_eq!(sessions.of(&sent(&last), &users, 24 * HOUR_S), None);
    }

    #[test]
    fn whatever_is_changed_is_not_believed() {
        let (sessions, users) = (sessions(&[]), users());
        let (_, set_cookie) = begun(&sessions, &users, 1000);
        let whole = set_cookie.split(';').next().unwrap();
        for position in "session=".len()..whole.len() {
            let mut bytes = whole.as_bytes().to_vec();
            bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
            let cookie = String::from_utf8(bytes).unwrap();
            assert!(sessions.of(&headers(&cookie), &users, 1000).is_none(), "{cookie}");
        }
        let doubled = format!("session=forged; {whole}");
        assert!(sessions.of(&headers(&doubled), &users, 1000).is_some(), "the one that is ours counts");
    }

    #[test]
    fn secrets_can_be_changed_one_after_the_other() {
        let users = users();
        let (old, both, new) = (sessions(&["old"]), sessions(&["new", "old"]), sessions(&["new"]));
        let (_, by_old) = begun(&old, &users, 1000);
        let (_, by_both) = begun(&both, &users, 1000);
        for (sessions, cookie, expected) in [
            (&old, &by_old, true),
            (&both, &by_old, true),
            (&new, &by_old, false),
            (&new, &by_both, true),
            (&old, &by_both, false),
        ] {
            assert_eq!(sessions.of(&sent(cookie), &users, 1000).is_some(), expected);
        }
        let (_, unset) = begun(&self::sessions(&[]), &users, 1000);
        assert!(self::sessions(&[]).of(&sent(&unset), &users, 1000).is_none(), "no default secret");
    }

    #[test]
    fn behind_https_a_cookie_is_secure() {
        let users = users();
        let https = HeaderMap::from_iter([("x-forwarded-proto".parse().unwrap(), "https".parse().unwrap())]);
        let session = Sessions::begin("ann", &users["ann"].stamp, 0);
        assert!(sessions(&[]).set_cookie(&session, 0, &https).contains("; Secure"));
        let mut always = sessions(&[]);
        always.is_secure = true;
        assert!(always.set_cookie(&session, 0, &HeaderMap::new()).contains("; Secure"));
    }
}
