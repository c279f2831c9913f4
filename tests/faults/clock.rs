//! The clock of the machine jumps, and days of the calendar begin that are not like others.
//!
//! The server runs under libfaketime, which reads from a file by how much the time of day is off, while it runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::{IMPATIENT, Trial, demo};
use crate::harness::or_skip;
use crate::harness::server::Dashboard;

/// Where Debian keeps it, on this kind of processor or another.
fn faketime() -> Result<PathBuf, String> {
    let folders = fs::read_dir("/usr/lib").map_err(|error| error.to_string())?;
    let mut libraries = folders.flatten().map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    libraries.find(|library| library.is_file()).ok_or_else(|| "libfaketime is not installed".to_owned())
}

/// The clock of one server.
struct FakeClock {
    file: PathBuf,
}

impl FakeClock {
    fn new(folder: &Path, now: &str) -> Self {
        let clock = Self { file: folder.join("clock") };
        clock.set(now);
        clock
    }

    /// Lets the clock show this time (`2028-02-28T23:59:50Z`), from which it goes on.
    fn set(&self, time: &str) {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64;
        let new = self.file.with_extension("new");
        fs::write(&new, format!("{:+}", unix_seconds(time) - real)).unwrap();
        fs::rename(new, &self.file).unwrap();
    }

    fn environment<'a>(&'a self, library: &'a Path) -> Vec<(&'a str, &'a str)> {
        vec![
            ("LD_PRELOAD", library.to_str().unwrap()),
            ("FAKETIME_TIMESTAMP_FILE", self.file.to_str().unwrap()),
            ("FAKETIME_NO_CACHE", "1"),
            // Only the time of day jumps; a machine never loses count of how much time has passed.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("DONT_FAKE_MONOTONIC", "1"),
            ("NO_FAKE_STAT", "1"),
        ]
    }
}

/// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SSZ`.
fn unix_seconds(time: &str) -> i64 {
    let moment = rusqlite::Connection::open_in_memory().unwrap();
    moment.query_row("SELECT unixepoch(?1)", [time], |row| row.get(0)).unwrap()
}

#[track_caller]
fn speaks_of(trial: &Trial, day: &str) {
    trial.wait_until(|| match &trial.status()["as_of"] {
        as_of if as_of == day => Ok(()),
        as_of => Err(format!("the data speaks of {as_of}, not of {day}")),
    });
    assert!(trial.dashboard.get("/").text().contains(&format!("Data as of <time datetime=\"{day}\"")));
}

#[test]
fn each_midnight_brings_the_new_day() {
    let Some(library) = or_skip("libfaketime", faketime()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.sqlite");
    demo(&format!("sqlite:{}", file.display()), "1");
    let clock = FakeClock::new(folder.path(), "2028-02-28T23:59:30Z");
    let mut environment = clock.environment(&library);
    // No refresh but the first, and those at midnight.
    environment.extend([
        ("DB_PATH", file.to_str().unwrap()),
        ("AS_OF", "today"),
        ("REFRESH_INTERVAL", "240h"),
    ]);
    let trial = Trial::of(Dashboard::start(&environment));
    speaks_of(&trial, "2028-02-28");
    speaks_of(&trial, "2028-02-29");
    for (time, before, after) in [
        ("2028-02-29T23:59:50Z", "2028-02-29", "2028-03-01"),
        ("2028-12-31T23:59:50Z", "2028-12-31", "2029-01-01"),
        ("2027-02-28T23:59:50Z", "2027-02-28", "2027-03-01"),
    ] {
        clock.set(time);
        speaks_of(&trial, before);
        speaks_of(&trial, after);
    }
    let seen = trial.end();
    let mut different = seen.versions[0].clone();
    different.sort();
    different.dedup();
    assert!(different.len() >= 4, "every day has a version of its own: {:?}", seen.versions);
}

#[test]
fn refreshes_go_on_when_the_clock_jumps() {
    let Some(library) = or_skip("libfaketime", faketime()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sales.sqlite");
    demo(&format!("sqlite:{}", file.display()), "1");
    let clock = FakeClock::new(folder.path(), "2026-06-15T12:00:00Z");
    let mut environment = clock.environment(&library);
    environment.extend(IMPATIENT);
    environment.push(("DB_PATH", file.to_str().unwrap()));
    let trial = Trial::of(Dashboard::start(&environment));
    let num_done = || {
        ["loaded", "unchanged"]
            .map(|outcome| trial.metric(&format!("dashboard_refreshes_total{{outcome=\"{outcome}\"}}")))
            .iter()
            .sum::<f64>()
    };
    for time in
        ["2026-06-25T12:00:00Z", "2026-06-01T12:00:00Z", "2036-02-29T00:00:00Z", "2024-12-31T23:59:58Z"]
    {
        clock.set(time);
        let before = num_done();
        trial.wait_until(|| match num_done() {
            // The first may have begun before the jump.
            now if now >= before + 3.0 => Ok(()),
            now => Err(format!("{now} refreshes, {before} before the clock jumped to {time}")),
        });
        trial.recovers();
        let status = trial.status();
        let checked_at = status["checked_at"].as_str().unwrap().to_owned();
        let late_s = unix_seconds(&checked_at) - unix_seconds(time);
        assert!((0..300).contains(&late_s), "checked at {checked_at} by a clock that was set to {time}");
        assert_eq!(status["is_overdue"], false, "{time}");
    }
    assert_eq!(trial.end().versions[0].len(), 1, "the data is the same at every time");
}
