//! A SQLite file that is locked, gone, replaced, cut short or overwritten while the dashboard reads it.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;

use rusqlite::Connection;

use super::{IMPATIENT, Trial, demo};
use crate::harness::server::Dashboard;

const PAGE_BYTES: u64 = 4096;

/// Puts a copy of `file` in the place of `target` in one step, as a nightly export should.
fn replace(file: &Path, target: &Path) {
    let copy = target.with_extension("new");
    fs::copy(file, &copy).unwrap();
    fs::rename(&copy, target).unwrap();
}

fn cut(file: &Path, length: u64) {
    File::options().write(true).open(file).unwrap().set_len(length).unwrap();
}

/// Overwrites every page from this one on with bytes that mean nothing.
fn overwrite(file: &Path, first_page: u64) {
    let file = File::options().write(true).open(file).unwrap();
    let num_pages = file.metadata().unwrap().len() / PAGE_BYTES;
    for page in first_page..num_pages {
        file.write_all_at(&[0xAB; 64], page * PAGE_BYTES).unwrap();
    }
}

#[test]
fn whatever_happens_to_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let [file, good, other] = ["sales", "good", "other"].map(|name| folder.path().join(name));
    demo(&format!("sqlite:{}", good.display()), "1");
    demo(&format!("sqlite:{}", other.display()), "2");
    replace(&good, &file);
    let mut environment = IMPATIENT.to_vec();
    environment.push(("DB_PATH", file.to_str().unwrap()));
    let trial = Trial::of(Dashboard::start(&environment));
    let version = trial.version();

    let writer = Connection::open(&file).unwrap();
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    trial.fails("database is locked");
    writer.execute_batch("ROLLBACK").unwrap();
    drop(writer);
    trial.recovers();

    let damages: [(&str, &dyn Fn()); 5] = [
        ("there is no SQLite file", &|| fs::remove_file(&file).unwrap()),
        ("malformed", &|| cut(&file, fs::metadata(&file).unwrap().len() / 2 / PAGE_BYTES * PAGE_BYTES)),
        // To SQLite an empty file is a database without tables.
        ("has no table", &|| cut(&file, 0)),
        ("malformed", &|| overwrite(&file, 1)),
        ("not a database", &|| overwrite(&file, 0)),
    ];
    for (reason, damage) in damages {
        damage();
        trial.fails(reason);
        assert_eq!(trial.version(), version, "{reason}");
        replace(&good, &file);
        trial.recovers();
        assert_eq!(trial.version(), version, "{reason}");
    }

    replace(&other, &file);
    trial.wait_until(|| match trial.version() {
        new if new == version => Err("the other file is not read".to_owned()),
        _ => Ok(()),
    });
    trial.recovers();
    for versions in trial.end().versions {
        assert_eq!((versions.len(), &versions[0]), (2, &version), "that of one file, then that of the other");
    }
}
