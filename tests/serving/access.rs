//! Who may come in: nobody without a login, or without the proxy's word.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fantoccini::{Client, Locator};
use serde_json::Value;

use super::hostile::status;
use super::page::links;
use crate::harness::chromium::{Browser, console};
use crate::harness::http::{self, Answer};
use crate::harness::server::{self, Dashboard};
use crate::harness::shared;

const PASSWORD: &str = "correct horse battery";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Writes a users file with these users, all of the same password.
fn write_users(path: &Path, names: &[&str]) {
    let lines = names.iter().map(|name| {
        let mut command: Command = server::command(&["password", name], &[]);
        let mut made = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        made.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
        let made = made.wait_with_output().unwrap();
        assert!(made.status.success());
        String::from_utf8(made.stdout).unwrap()
    });
    fs::write(path, lines.collect::<String>()).unwrap();
}

/// A server with the users `ann` and `bob`, and their file.
struct Guarded {
    dashboard: Dashboard,
    users: PathBuf,
    _folder: tempfile::TempDir,
}

/// A server that asks for a password; `None` after saying that the test is skipped.
#[track_caller]
fn guarded(more: &[(&str, &str)]) -> Option<Guarded> {
    let data = shared::path("data/classicmodels.sqlite")?;
    let folder = tempfile::tempdir().unwrap();
    let users = folder.path().join("users");
    write_users(&users, &["ann", "bob"]);
    let environment = [
        ("AUTH", "basic"),
        ("AUTH_USERS", users.to_str().unwrap()),
        ("SESSION_SECRET", SECRET),
        ("DB_PATH", data.to_str().unwrap()),
        ("REFRESH_INTERVAL", "24h"),
    ];
    let dashboard = Dashboard::start(&[&environment, more].concat());
    Some(Guarded { dashboard, users, _folder: folder })
}

impl Guarded {
    fn try_login(&self, name: &str, password: &str, back: &str) -> Answer {
        self.try_login_from("127.0.0.1", name, password, back)
    }

    /// As a reader at this address would through a proxy.
    fn try_login_from(&self, address: &str, name: &str, password: &str, back: &str) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs([("name", name), ("password", password), ("back", back)]);
        let to = format!("{}/login", self.dashboard.address);
        http::post_form(&to, &form.finish(), &[("X-Forwarded-For", address)]).unwrap()
    }

    /// The cookie of a login, as a browser sends it.
    fn login(&self, name: &str) -> String {
        let answer = self.try_login(name, PASSWORD, "/");
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
    }

    fn status(&self, address: &str, cookie: &str) -> u16 {
        self.dashboard.request("GET", address, &[("Cookie", cookie)]).status
    }
}

#[test]
fn nothing_is_reached_without_a_login() {
    let Some(guarded) = guarded(&[]) else { return };
    let cookie = guarded.login("ann");
    let seen = |address: &str| guarded.dashboard.request("GET", address, &[("Cookie", &cookie)]);
    // Every address that is described to programs, or linked from a page.
    let described: Value = serde_json::from_str(seen("/openapi.json").text()).unwrap();
    let mut addresses: Vec<String> = described["paths"].as_object().unwrap().keys().cloned().collect();
    let pages = [
        "/",
        "/regional",
        "/risks",
        "/opportunities",
        "/insights",
        "/status",
        "/deep-dive/customers",
        "/gallery",
    ];
    for page in pages {
        let answer = seen(page);
        assert_eq!(answer.status, 200, "{page}");
        addresses.push(page.to_owned());
        addresses.extend(links(answer.text()).into_iter().filter(|link| link.starts_with('/')));
    }
    addresses.extend(["/metrics", "/status.json", "/export/kpis.xlsx", "/nowhere"].map(str::to_owned));
    addresses.sort();
    addresses.dedup();
    assert!(addresses.len() > 100, "{}", addresses.len());
    for address in
        addresses.iter().filter(|address| !address.starts_with("/healthz") && !address.starts_with("/readyz"))
    {
        let address = address.split('#').next().unwrap();
        if address.starts_with("/assets/") {
            continue;
        }
        for (name, value, expected) in
            [("Accept", "*/*", 401), ("Accept", "text/html", 303), ("HX-Request", "true", 401)]
        {
            let answer = guarded.dashboard.request("GET", address, &[(name, value)]);
            assert_eq!(answer.status, expected, "{address}");
            assert!(
                answer.bytes.len() < 200 && answer.header("etag").is_none(),
                "{address}: {}",
                answer.text()
            );
        }
        assert_eq!(guarded.dashboard.request("POST", address, &[]).status, 401, "POST {address}");
    }
    for address in ["/refresh", "/theme", "/logout"] {
        assert_eq!(guarded.dashboard.request("POST", address, &[]).status, 401, "POST {address}");
        for headers in [
            [("Cookie", &*cookie), ("Origin", "https://evil.example")],
            [("Cookie", &*cookie), ("Sec-Fetch-Site", "cross-site")],
        ] {
            assert_eq!(guarded.dashboard.request("POST", address, &headers).status, 403, "POST {address}");
        }
    }
    assert_eq!(seen("/").status, 200, "nobody was logged out from elsewhere");
}

#[test]
fn no_way_of_writing_an_address_leads_past_the_login() {
    let Some(guarded) = guarded(&[]) else { return };
    for target in [
        "//status.json",
        "/./status.json",
        "/healthz/../status.json",
        "/healthz/..;/status.json",
        "/healthz%2f..%2fstatus.json",
        "/assets/../export/customers.csv",
        "/assets/..%2fexport%2fcustomers.csv",
        "/%65xport/customers.csv",
        "/export/customers.csv?x=/healthz",
        "/EXPORT/customers.csv",
        "/login/../export/customers.csv",
        "/login;/export/customers.csv",
        "/login%00/export/customers.csv",
        "http://localhost/export/customers.csv",
        "http://localhost/healthz/../export/customers.csv",
    ] {
        let answer = http::raw(&guarded.dashboard.address, target).unwrap();
        assert!(matches!(status(&answer), 400 | 401), "{target}: {answer:.80}");
        assert!(!answer.contains("Atelier"), "{target}");
    }
}

#[test]
fn a_cookie_is_signed_and_ends_with_its_user() {
    let Some(guarded) = guarded(&[]) else { return };
    let answer = guarded.try_login("ann", PASSWORD, "//evil.example/");
    assert_eq!(answer.header("location"), Some("/"), "a login leads nowhere else");
    let set_cookie = answer.header("set-cookie").unwrap();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
        assert!(set_cookie.contains(attribute), "{set_cookie}");
    }
    let (ann, bob, other) = (guarded.login("ann"), guarded.login("bob"), guarded.login("ann"));
    let forged = ann.replace("ann:", "bob:");
    for (cookie, expected) in
        [(&ann, 200), (&bob, 200), (&forged, 401), (&format!("{ann}x"), 401), (&"session=".to_owned(), 401)]
    {
        assert_eq!(guarded.status("/", cookie), expected, "{cookie}");
    }
    let out = guarded.dashboard.request("POST", "/logout", &[("Cookie", &ann)]);
    assert_eq!((out.status, out.header("location")), (303, Some("/login")));
    assert_eq!((guarded.status("/", &ann), guarded.status("/", &other)), (401, 200), "that session alone");

    write_users(&guarded.users, &["bob", "eve"]);
    assert_eq!(guarded.status("/", &other), 401, "the user is gone");
    assert_eq!(guarded.status("/", &bob), 401, "the hash is another one");
    assert_eq!(guarded.status("/", &guarded.login("bob")), 200);
}

#[test]
fn guessing_takes_longer_and_longer_and_secrets_are_told_nobody() {
    let Some(guarded) = guarded(&[("AUTH_PROXIES", "127.0.0.1")]) else { return };
    for name in ["ann", "nobody"] {
        // Until the pause is longer than a busy machine needs for the next question. Each guess from elsewhere.
        let mut statuses = Vec::new();
        let mut wait_s = 0;
        while wait_s < 8 {
            let address = format!("198.51.{}.{}", name.len(), statuses.len());
            let guess = guarded.try_login_from(&address, name, "my s3cret guess", "/");
            assert!(guess.header("set-cookie").is_none() && !guess.text().contains("s3cret"));
            let says = if guess.status == 401 { "Name or password is wrong." } else { "too many attempts" };
            assert!(guess.text().contains(says), "the same for every name: {}", guess.text());
            statuses.push(guess.status);
            wait_s = guess.header("retry-after").map_or(0, |seconds| seconds.parse().unwrap());
            assert!(statuses.len() < 200, "{statuses:?}");
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        assert_eq!(statuses[..3], [401; 3], "{name}: a mistake or two cost nothing");
        if name == "ann" {
            let locked = guarded.try_login_from("203.0.113.1", name, PASSWORD, "/");
            assert_eq!(locked.status, 429, "even the right one has to wait");
        }
    }
    // Whichever the names: an address that guesses has to wait as well, and others have not.
    let guesses =
        (0..60).map(|number| guarded.try_login_from("192.0.2.1", &format!("guess{number}"), "s3cret", "/"));
    assert!(guesses.into_iter().any(|guess| guess.status == 429));
    let cookie = guarded.login("bob");
    let export =
        guarded.dashboard.request("GET", "/export/customers.csv?country=USA", &[("Cookie", &cookie)]);
    let num_rows = export.text().lines().count() - 1;
    guarded.dashboard.request("POST", "/logout", &[("Cookie", &cookie)]);
    let log = guarded.dashboard.log();
    for line in [
        "login failed user=\"ann\"".to_owned(),
        "login failed user=\"(unknown)\"".to_owned(),
        "login delayed user=\"ann\"".to_owned(),
        "logged in user=\"bob\"".to_owned(),
        format!(
            "exported user=\"bob\" dataset=\"customers\" format=\"csv\" scope=\"country=USA\" rows={num_rows}"
        ),
        "logged out user=\"bob\"".to_owned(),
        "user=\"bob\"".to_owned(),
    ] {
        assert!(log.contains(&line), "{line} is not in\n{log}");
    }
    let config = server::run(&["config"], &[("SESSION_SECRET", SECRET)]);
    let config = String::from_utf8(config.stdout).unwrap();
    assert!(config.contains("session.secret = ***"), "{config}");
    let value = cookie.split_once('=').unwrap().1;
    let about = guarded.dashboard.request("GET", "/status", &[("Cookie", &guarded.login("bob"))]);
    for secret in [PASSWORD, "s3cret", SECRET, value, "$argon2id$"] {
        assert!(
            !log.contains(secret) && !config.contains(secret) && !about.text().contains(secret),
            "{secret}"
        );
    }
}

#[test]
fn the_proxy_says_who_asks_and_nobody_else() {
    let Some(data) = shared::path("data/classicmodels.sqlite") else { return };
    let data = data.to_str().unwrap();
    for (proxies, expected) in [("127.0.0.1", 200), ("10.9.9.9, 192.168.0.0/16", 403)] {
        let settings = [("AUTH", "proxy"), ("AUTH_PROXIES", proxies), ("DB_PATH", data)];
        let dashboard = Dashboard::start(&settings);
        let ann = [("Remote-User", "ann@example.org"), ("X-Forwarded-For", "10.9.9.9")];
        for address in ["/", "/export/customers.csv", "/status.json", "/metrics"] {
            assert_eq!(dashboard.request("GET", address, &ann).status, expected, "{proxies}: {address}");
            assert_eq!(dashboard.get(address).status, 403, "{proxies}: {address} without a name");
        }
        let page = dashboard.request("GET", "/", &ann);
        assert_eq!(page.text().contains("ann@example.org"), expected == 200);
        assert!(!page.text().contains("action=\"/logout\""), "the login is the proxy's");
        assert_eq!(dashboard.get("/login").status, 403);
    }
}

#[test]
fn metrics_are_open_to_whom_they_are_meant_for() {
    let Some(guarded) = guarded(&[("AUTH_METRICS_FROM", "127.0.0.0/8"), ("AUTH_PROXIES", "127.0.0.1")])
    else {
        return;
    };
    assert_eq!(guarded.dashboard.get("/metrics").status, 200);
    let through_proxy = [("X-Forwarded-For", "127.0.0.1, 198.51.100.7")];
    assert_eq!(guarded.dashboard.request("GET", "/metrics", &through_proxy).status, 401);
}

/// Logs in by the form and out again, and says what it saw.
async fn in_and_out(client: Client, address: String) -> Vec<String> {
    let type_into = async |field: &str, text: &str| {
        client.find(Locator::Css(field)).await.unwrap().send_keys(text).await.unwrap();
    };
    let submit = async || client.find(Locator::Css(".login .btn")).await.unwrap().click().await.unwrap();
    let mut seen = Vec::new();
    client.goto(&format!("{address}/risks?period=2004")).await.unwrap();
    seen.push(client.find(Locator::Css("h1")).await.unwrap().text().await.unwrap());
    type_into("#name", "ann").await;
    type_into("#password", "wrong password").await;
    submit().await;
    let problem = client.wait().for_element(Locator::Css("#login-problem")).await.unwrap();
    seen.push(problem.text().await.unwrap());
    type_into("#password", PASSWORD).await;
    submit().await;
    let name = client.wait().for_element(Locator::Css(".account-name")).await.unwrap();
    seen.push(name.text().await.unwrap());
    let at = client.current_url().await.unwrap();
    seen.push(format!("{}?{}", at.path(), at.query().unwrap_or_default()));
    client.find(Locator::Css(".account .btn")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".login")).await.unwrap();
    client.goto(&format!("{address}/status")).await.unwrap();
    seen.push(client.current_url().await.unwrap().path().to_owned());
    let refused = console(&client).await.into_iter().filter(|line| line.contains("Security Policy"));
    seen.extend(refused);
    seen
}

#[test]
fn a_browser_logs_in_with_scripts_and_without() {
    for scripts in [true, false] {
        let Some(guarded) = guarded(&[]) else { return };
        let address = guarded.dashboard.address.clone();
        let seen = Browser { scripts, ..Browser::default() }.visit(|client| in_and_out(client, address));
        let Some(seen) = seen else { return };
        assert!(seen[2].ends_with("ann"), "{seen:?}");
        assert_eq!(seen[0], "Log in");
        assert_eq!(seen[1], "Name or password is wrong.");
        assert_eq!(seen[3..], ["/risks?period=2004", "/login"]);
    }
}
