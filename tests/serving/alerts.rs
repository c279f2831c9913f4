//! Alerts and digests, sent to receivers of our own.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::cards::cards;
use super::inbox::{mails, webhooks};
use crate::harness::server::{Dashboard, run};
use crate::harness::wait_until;

/// A demo database in this folder; its path.
fn demo(folder: &Path) -> String {
    let file = folder.join("sales.sqlite").to_str().unwrap().to_owned();
    let made = run(&["demo", "--into", &format!("sqlite:{file}")], &[]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    file
}

fn execute(database: &str, statement: &str) {
    rusqlite::Connection::open(database).unwrap().execute(statement, []).unwrap();
}

/// What the status says of alerts.
fn alerts(dashboard: &Dashboard) -> Value {
    let status: Value = serde_json::from_str(dashboard.get("/status.json").text()).unwrap();
    status["alerts"].clone()
}

#[track_caller]
fn wait_for(dashboard: &Dashboard, what: &str, is_so: impl Fn(&Value) -> bool) {
    let waited = wait_until(Duration::from_secs(60), || {
        let alerts = alerts(dashboard);
        if is_so(&alerts) { Ok(()) } else { Err(format!("{what}: {alerts:#}")) }
    });
    waited.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
}

/// Waits until the source was asked this many times more.
fn wait_for_refreshes(dashboard: &Dashboard, more: u64) {
    let ended = || -> u64 {
        let metrics = dashboard.get("/metrics");
        let counts = metrics.text().lines().filter(|line| line.starts_with("dashboard_refreshes_total{"));
        counts.map(|line| line.rsplit_once(' ').unwrap().1.parse::<u64>().unwrap()).sum()
    };
    let goal = ended() + more;
    let waited = wait_until(Duration::from_secs(60), || {
        if ended() >= goal { Ok(()) } else { Err("no refresh".to_owned()) }
    });
    waited.unwrap_or_else(|why| panic!("{why}\n{}", dashboard.log()));
}

#[test]
fn an_alert_comes_once_and_so_does_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let database = demo(folder.path());
    let (hooks, post) = (webhooks(), mails());
    let num_orders: i64 = rusqlite::Connection::open(&database)
        .unwrap()
        .query_row("select count(*) from orders", [], |row| row.get(0))
        .unwrap();
    let config = folder.path().join("dashboard.toml");
    let text = format!(
        "[webhook]\nurl = \"http://{}/hook/s3cret\"\nallow_internal = true\n\
         [smtp]\nurl = \"smtp://{}\"\nfrom = \"Board <board@sales.example>\"\nto = \"ann@sales.example\"\n\
         [[alerts]]\nname = \"Many orders\"\nmetric = \"orders\"\nabove = {num_orders}\n\
         [[alerts]]\nname = \"Old data\"\nstale = \"1h\"\n\
         [[alerts]]\nname = \"Elsewhere\"\nmetric = \"orders\"\nscope = \"country=Atlantis\"\nbelow = 5\n",
        hooks.address, post.address
    );
    fs::write(&config, text).unwrap();
    let data_dir = folder.path().join("data");
    let environment = [
        ("DB_PATH", &*database),
        ("CONFIG_FILE", config.to_str().unwrap()),
        ("DATA_DIR", data_dir.to_str().unwrap()),
        ("REFRESH_INTERVAL", "1s"),
        ("PUBLIC_URL", "https://sales.example"),
    ];
    let shown = run(&["config"], &environment);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("alerts.1.name = Many orders") && !shown.contains("s3cret"), "{shown}");

    let dashboard = Dashboard::start(&environment);
    wait_for_refreshes(&dashboard, 1);
    wait_for(&dashboard, "quiet at first", |alerts| alerts["rules"][0]["is_firing"] == false);
    assert!(hooks.is_quiet() && post.is_quiet());
    let unknown = alerts(&dashboard)["rules"][2]["unknown"].to_string();
    assert!(unknown.contains("there is no such country in the data"), "{unknown}");

    hooks.refuse(true);
    post.refuse(true);
    execute(
        &database,
        "insert into orders select 999999, orderDate, requiredDate, shippedDate, status, comments, customerNumber \
         from orders limit 1",
    );
    let first = hooks.next();
    assert_eq!((&first["status"], &first["rule"]), (&"firing".into(), &"Many orders".into()), "{first}");
    assert_eq!(first["value"], (num_orders + 1).to_string());
    assert_eq!(first["link"], "https://sales.example/");
    assert_eq!(post.next(), "refused");
    let failed = |alerts: &Value| {
        let waiting = alerts["waiting"].as_array().unwrap();
        waiting.len() == 2 && waiting.iter().all(|waiting| waiting["failed_attempts"] != 0)
    };
    wait_for(&dashboard, "two failures are visible", failed);
    let page = dashboard.get("/status");
    for words in ["1 alert fires.", "answers 503", "try again later", "Many orders"] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(!page.text().contains("s3cret") && !alerts(&dashboard).to_string().contains("s3cret"));
    assert!(dashboard.get("/metrics").text().contains("\ndashboard_alert_rules{state=\"firing\"} 1\n"));

    hooks.refuse(false);
    post.refuse(false);
    wait_for(&dashboard, "both are delivered", |alerts| alerts["waiting"] == Value::Array(Vec::new()));
    let mut again = hooks.next();
    while !hooks.is_quiet() {
        again = hooks.next();
    }
    assert_eq!(again["id"], first["id"], "the same message, as its receiver can tell");
    let mut mail = post.next();
    while mail == "refused" {
        mail = post.next();
    }
    for line in [
        "Subject: Alert: Many orders (Classic Models)\r\n",
        "Rule: Many orders\r\n",
        "To: ann@sales.example\r\n",
    ] {
        assert!(mail.contains(line), "{line}: {mail}");
    }
    assert!(dashboard.get("/metrics").text().contains("outcome=\"delivered\"} 1\n"));

    wait_for_refreshes(&dashboard, 3);
    assert!(hooks.is_quiet() && post.is_quiet(), "it was said already");
    dashboard.stop();
    let dashboard = Dashboard::start(&environment);
    wait_for_refreshes(&dashboard, 3);
    wait_for(&dashboard, "it still fires", |alerts| alerts["rules"][0]["is_firing"] == true);
    assert!(hooks.is_quiet() && post.is_quiet(), "it was said before the restart");

    execute(&database, "delete from orders where orderNumber = 999999");
    let over = hooks.next();
    assert_eq!((&over["status"], &over["rule"]), (&"recovered".into(), &"Many orders".into()), "{over}");
    assert!(post.next().contains("Subject: Recovered: Many orders"));
    wait_for_refreshes(&dashboard, 2);
    assert!(hooks.is_quiet() && post.is_quiet());
    assert!(dashboard.get("/status").text().contains("No alert fires."));
}

#[test]
fn data_that_grows_old_is_an_alert_while_no_refresh_succeeds() {
    let folder = tempfile::tempdir().unwrap();
    let (database, hooks) = (demo(folder.path()), webhooks());
    let config = folder.path().join("dashboard.toml");
    fs::write(&config, "[[alerts]]\nname = \"Old data\"\nstale = \"3s\"\n").unwrap();
    let url = format!("http://{}/", hooks.address);
    let dashboard = Dashboard::start(&[
        ("DB_PATH", &database),
        ("CONFIG_FILE", config.to_str().unwrap()),
        ("REFRESH_INTERVAL", "1s"),
        ("REFRESH_MAX_BACKOFF", "1s"),
        ("WEBHOOK_URL", &url),
        ("WEBHOOK_ALLOW_INTERNAL", "true"),
    ]);
    let away = folder.path().join("away.sqlite");
    fs::rename(&database, &away).unwrap();
    let message = hooks.next();
    assert_eq!((&message["status"], &message["metric"]), (&"firing".into(), &Value::Null), "{message}");
    assert!(message["message"].to_string().contains("The source was last read at"), "{message}");
    fs::rename(&away, &database).unwrap();
    assert_eq!(hooks.next()["status"], "recovered");
    dashboard.stop();
}

#[test]
fn a_webhook_does_not_reach_into_the_network_of_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let hooks = webhooks();
    let config = folder.path().join("dashboard.toml");
    fs::write(&config, "[[alerts]]\nname = \"Old data\"\nstale = \"1ms\"\n").unwrap();
    let port = hooks.address.rsplit_once(':').unwrap().1;
    // A name, for a number is refused at the start.
    let url = format!("http://localhost:{port}/");
    let environment = [("CONFIG_FILE", config.to_str().unwrap()), ("WEBHOOK_URL", &url)];
    let dashboard = Dashboard::start(&environment);
    wait_for(&dashboard, "the refusal is visible", |alerts| {
        alerts["waiting"][0]["error"].as_str().is_some_and(|error| error.contains("internal address"))
    });
    assert!(hooks.is_quiet());

    let url = format!("http://{}/", hooks.address);
    let refused = run(&["config"], &[("WEBHOOK_URL", &url)]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("WEBHOOK_ALLOW_INTERNAL"), "{said}");
}

#[test]
fn the_digest_has_the_figures_of_the_page() {
    let post = mails();
    let smtp = format!("smtp://{}", post.address);
    let dashboard = Dashboard::start(&[
        ("REFRESH_INTERVAL", "24h"),
        ("SMTP_URL", &smtp),
        ("SMTP_FROM", "board@sales.example"),
        ("SMTP_TO", "ann@sales.example"),
        ("DIGEST_CRON", "*/2 * * * * *"),
        ("DIGEST_SCOPE", "period=ttm"),
        ("PUBLIC_URL", "https://sales.example"),
    ]);
    let mail = post.next();
    assert!(mail.contains("Content-Type: multipart/alternative") && mail.contains("text/html"), "{mail}");
    let page = dashboard.get("/?period=ttm");
    let figures: Vec<String> = cards(page.text()).into_values().flatten().collect();
    assert!(figures.len() >= 7, "{figures:?}");
    for figure in figures {
        assert!(mail.contains(&figure), "{figure} is missing: {mail}");
    }
    assert!(mail.contains("href=\"https://sales.example/?period=ttm\""), "{mail}");
    wait_for(&dashboard, "the last digest is known", |alerts| alerts["last_digest"].is_string());
    assert!(dashboard.get("/status").text().contains("cron */2 * * * * *"));
}
