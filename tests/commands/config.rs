//! `dashboard config`, and what it refuses.

use std::fs;

use super::{refuses, succeeds, text};

/// The lines of `dashboard config` by their key: value and origin.
fn line<'a>(config: &'a str, key: &str) -> (&'a str, &'a str) {
    let line = config.lines().find(|line| line.starts_with(&format!("{key} = ")));
    let line = line.unwrap_or_else(|| panic!("{key} is missing: {config}"));
    let (setting, origin) = line.split_once("  # ").unwrap_or_else(|| panic!("no origin: {line}"));
    (setting.split_once(" = ").unwrap().1.trim(), origin)
}

#[test]
fn values_origins_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.toml");
    fs::write(&file, "[server]\nport = 9001\n[refresh]\ninterval = \"1h\"\n").unwrap();
    let config = succeeds(
        &["config"],
        &[
            ("CONFIG_FILE", text(&file)),
            ("PORT", "9002"),
            ("DATABASE_URL", "postgres://ann:s3cret@db.example/sales?password=s3cret&sslmode=disable"),
        ],
    );
    assert!(!config.contains("s3cret"), "{config}");
    assert_eq!(line(&config, "server.port"), ("9002", "PORT"), "the environment wins over the file");
    let (interval, origin) = line(&config, "refresh.interval");
    assert!(interval == "1h" && origin.contains("sales.toml"), "{interval}, {origin}");
    assert_eq!(line(&config, "log.level"), ("INFO", "default"));
    let (url, origin) = line(&config, "database.url");
    assert!(
        url.starts_with("postgres://ann:***@db.example/sales") && origin == "DATABASE_URL",
        "{url}, {origin}"
    );
}

/// Name and value.
type Variable<'a> = (&'a str, &'a str);

#[test]
fn a_bad_value_stops_the_start_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.toml");
    fs::write(&file, "[server]\nprot = 9001\n").unwrap();
    let cases: [(&[Variable], &[&str]); 5] = [
        (&[("PORT", "notaport")], &["PORT", "notaport"]),
        (&[("AS_OF", "2005-02-30")], &["AS_OF", "2005-02-30"]),
        (&[("REFRESH_CRON", "every day")], &["REFRESH_CRON", "every day"]),
        (&[("HOST", "0.0.0.0")], &["AUTH"]),
        (&[("CONFIG_FILE", text(&file))], &["sales.toml", "prot"]),
    ];
    for (environment, expected) in cases {
        for command in ["config", "serve"] {
            let message = refuses(1, &[command], environment);
            let all = expected.iter().all(|word| message.contains(word));
            assert!(all, "{command} with {environment:?} says {message}");
        }
    }
}
