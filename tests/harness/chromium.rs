//! A real browser: headless Chromium, driven through chromedriver.

use std::panic::resume_unwind;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use super::keeper::{Kept, scratch};
use super::program::{find, run};

static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();

/// The running chromedriver, one for the whole run; every test opens a browser of its own.
#[derive(Debug)]
struct Driver {
    address: String,
    chromium: String,
    _kept: Kept,
}

impl Driver {
    fn start() -> Result<Self, String> {
        let (driver, chromium) = (find("chromedriver")?, find("chromium")?);
        run(Command::new(&chromium).arg("--version"), b"")?;
        let port = super::free_port();
        let folder = scratch("dashboard-chromium-", None);
        let mut serve = Command::new(driver);
        serve.arg(format!("--port={port}"));
        // The browsers' profiles go into the scratch folder, and with it.
        serve.env("TMPDIR", &folder).env("HOME", &folder).env("PATH", "/usr/bin:/bin");
        let mut kept = Kept::start(&serve, "TERM", &folder, None)?;
        let address = format!("http://127.0.0.1:{port}");
        super::wait_until(Duration::from_secs(30), || {
            kept.still_runs()?;
            super::http::request("GET", &format!("{address}/status"), &[]).map(drop)
        })
        .map_err(|why| format!("chromedriver does not start: {why}\n{}", kept.log()))?;
        Ok(Self { address, chromium: chromium.display().to_string(), _kept: kept })
    }
}

/// A window on a desk cannot be narrower; below, the browser pretends to be a phone.
const LEAST_WINDOW: u32 = 500;

/// How the browser is set up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Browser {
    /// Width and height of the window in CSS pixels.
    pub(crate) window: (u32, u32),
    /// Whether pages may run scripts.
    pub(crate) scripts: bool,
    /// Whether the reader prefers a dark page.
    pub(crate) dark: bool,
}

impl Default for Browser {
    fn default() -> Self {
        Self { window: (1440, 900), scripts: true, dark: false }
    }
}

impl Browser {
    /// Opens the browser, lets `visit` use it, and closes it however that ends; `None` after saying that the test is skipped.
    ///
    /// # Panics
    /// When `visit` does, or when the browser cannot be opened.
    #[track_caller]
    pub(crate) fn visit<V, F>(self, visit: V) -> Option<F::Output>
    where
        V: FnOnce(Client) -> F,
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let driver = super::or_skip("Chromium", DRIVER.get_or_init(Driver::start).as_ref())?;
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Some(runtime.block_on(async {
            let client = ClientBuilder::new(HttpConnector::new())
                .capabilities(self.capabilities(driver))
                .connect(&driver.address)
                .await
                .unwrap_or_else(|error| panic!("the browser does not open: {error}"));
            // A task of its own, so that the browser is closed after a failed assertion too.
            let outcome = tokio::spawn(visit(client.clone())).await;
            let closed = client.close().await;
            match outcome {
                Ok(answer) => {
                    closed.expect("the browser closes");
                    answer
                }
                Err(failure) => resume_unwind(failure.into_panic()),
            }
        }))
    }

    fn capabilities(self, driver: &Driver) -> Map<String, Value> {
        let (width, height) = self.window;
        let mut arguments = vec![
            format!("--window-size={width},{height}"),
            // The colour scheme must not depend on the desktop of whoever runs the tests.
            format!("--blink-settings=preferredColorScheme={}", if self.dark { 0 } else { 1 }),
        ];
        arguments.extend(
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
            ]
            .map(String::from),
        );
        // Without these the browser tries to reach its maker at every start.
        arguments.extend(
            ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
                .map(String::from),
        );
        let mut preferences = Map::new();
        if !self.scripts {
            preferences.insert("profile.managed_default_content_settings.javascript".into(), json!(2));
        }
        let mut options = json!({ "binary": driver.chromium, "args": arguments, "prefs": preferences });
        if width < LEAST_WINDOW {
            options["mobileEmulation"] =
                json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0 } });
        }
        let mut capabilities = Map::new();
        capabilities.insert("goog:chromeOptions".into(), options);
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
        capabilities
    }
}

/// What the browser's console has said since the last call: scripts that fail, and what the security policy forbids.
pub(crate) async fn console(client: &Client) -> Vec<String> {
    let log = client.issue_cmd(ConsoleLog).await.expect("chromedriver keeps the log");
    let entries = log.as_array().expect("the log is a list").iter();
    entries.map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
}

/// Has the browser show pages as on this medium (`print`; the screen when empty) and to readers with these wishes, such as
/// `("forced-colors", "active")`.
pub(crate) async fn emulate_media(client: &Client, medium: &str, wishes: &[(&str, &str)]) {
    let features: Vec<Value> =
        wishes.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let command = DevTools {
        method: "Emulation.setEmulatedMedia",
        parameters: json!({ "media": medium, "features": features }),
    };
    client.issue_cmd(command).await.expect("the browser shows other media");
}

/// chromedriver's own command for what only the developer tools can do.
#[derive(Debug)]
struct DevTools {
    method: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (ureq::http::Method, Option<String>) {
        (ureq::http::Method::POST, Some(json!({ "cmd": self.method, "params": self.parameters }).to_string()))
    }
}

/// chromedriver's own command for the log; the standard has none.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (ureq::http::Method, Option<String>) {
        (ureq::http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

#[test]
fn a_page_is_shown() {
    let browser = Browser { dark: true, ..Browser::default() };
    browser.visit(|client| async move {
        client
            .goto("data:text/html,<title>seen</title><script>document.title += ' and run'</script>")
            .await
            .unwrap();
        assert_eq!(client.title().await.unwrap(), "seen and run");
        let dark =
            client.execute("return matchMedia('(prefers-color-scheme: dark)').matches", Vec::new()).await;
        assert_eq!(dark.unwrap(), json!(true));
    });
}

#[test]
fn scripts_can_be_switched_off() {
    let browser = Browser { scripts: false, ..Browser::default() };
    browser.visit(|client| async move {
        client
            .goto("data:text/html,<title>seen</title><script>document.title += ' and run'</script>")
            .await
            .unwrap();
        assert_eq!(client.title().await.unwrap(), "seen");
    });
}
