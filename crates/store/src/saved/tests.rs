//! What a copy must survive: settings that change, damage of every kind, a writer that is killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use analytics::schema::Cell;

use super::*;
use crate::testing::Folder as TestFolder;

const URL: &str = "sqlite:/nowhere/sales.sqlite";

/// A snapshot with a row or two in each table; `note` is the comment of an order, and makes another version.
fn snapshot(note: &str) -> Snapshot {
    let mut intake = Intake::new(Regions::default(), AsOf::LastOrder);
    let rows: [(Table, &[&str]); 8] = [
        (Table::Offices, &["1|Oslo|+47 1|Street 1|||Norway|0001|EMEA"]),
        (Table::Employees, &["1|Ay|Ann|x1|a@x|1||Sales Rep", "2|Bee|Bo|x2|b@x|9|1|Sales Rep"]),
        (Table::ProductLines, &["Pins|Pins and 𝄞||"]),
        (Table::Products, &["P|Pin|Pins|1:1|V|d|5|1.00|9.99", "Q|Peg|Ghost|1:1|V|d|5||2"]),
        (Table::Customers, &["1|One|Ay|Cy|1|s||c||1|Norway  |1|100", "2|Two|||2|s||c||1|Atlantis|7|x"]),
        (
            Table::Orders,
            &[
                "1|2004-01-02|2004-01-09|2004-01-05|Shipped||1",
                "2|2004-01-03|2004-01-09||On Hold|NOTE|2",
                "3|2004-02-30|||Shipped||1",
            ],
        ),
        (Table::Payments, &["1|a|2004-01-09|10.005", "1|b||7"]),
        (Table::OrderDetails, &["1|P|10|9.98|1", "2|Q|0|2|1", "3|P|1|1|1"]),
    ];
    for (table, lines) in rows {
        intake.begin(table, table.columns().len() + 1);
        for line in lines {
            let line = line.replace("NOTE", note);
            let cells: Vec<Cell<'_>> = (line.split('|'))
                .map(|text| if text.is_empty() { Cell::Null } else { Cell::Text(text) })
                .collect();
            intake.row(table, &cells);
        }
    }
    intake.finish()
}

fn copy_in(data_dir: &Path) -> SavedCopy {
    SavedCopy::new(data_dir, URL, None).unwrap()
}

fn save(copy: &SavedCopy, snapshot: &Snapshot) -> anyhow::Result<u64> {
    let regions = Regions::default();
    let of = Circumstances {
        source: "SQLite, sales",
        loaded_at_ms: 1_000,
        regions: &regions,
        is_of_last_order: true,
    };
    copy.save(snapshot, &of)
}

fn restore(copy: &SavedCopy) -> anyhow::Result<Option<Restored>> {
    copy.restore(&Regions::default(), AsOf::LastOrder)
}

/// A copy of one snapshot, and the paths of all its files.
fn saved() -> (TestFolder, SavedCopy, Vec<PathBuf>) {
    let folder = TestFolder::new();
    let copy = copy_in(&folder.0);
    save(&copy, &snapshot("a")).unwrap();
    let entries = fs::read_dir(folder.0.join(FOLDER)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = entries.filter(|path| !path.ends_with("lock")).collect();
    assert_eq!(files.len(), 10, "eight tables, findings, manifest: {files:?}");
    (folder, copy, files)
}

/// Files of the copy, manifest and lock included.
fn num_files(folder: &TestFolder) -> usize {
    fs::read_dir(folder.0.join(FOLDER)).unwrap().count()
}

#[track_caller]
fn check_refused(copy: &SavedCopy, expected: &str) {
    let message = format!("{:#}", restore(copy).expect_err(expected));
    assert!(message.contains(expected), "{message}");
}

#[test]
fn what_is_read_back_is_what_was_saved() {
    let folder = TestFolder::new();
    let copy = copy_in(&folder.0);
    assert!(restore(&copy).unwrap().is_none(), "there is none yet");
    for note in ["a", "another 𝄞", "a"] {
        let snapshot = snapshot(note);
        let num_bytes = save(&copy, &snapshot).unwrap();
        let restored = restore(&copy).unwrap().unwrap();
        assert_eq!(format!("{:?}", restored.snapshot), format!("{snapshot:?}"));
        assert_eq!((restored.saved_version, restored.num_bytes), (snapshot.version, num_bytes));
        assert_eq!((&*restored.source, restored.loaded_at_ms), ("SQLite, sales", 1_000));
    }
    assert_eq!(num_files(&folder), 11, "what belongs to copies before is gone");
}

#[test]
fn settings_that_changed_are_those_in_force() {
    let (_folder, copy, _) = saved();
    let regions = Regions([("Fjords".to_owned(), vec!["Norway".to_owned()])].into());
    let restored = copy.restore(&regions, AsOf::On("2004-01-02".parse().unwrap())).unwrap().unwrap();
    let snapshot = &restored.snapshot;
    assert!(snapshot.region("Fjords").is_some() && snapshot.region("Europe").is_none());
    assert_eq!((snapshot.orders.len(), snapshot.as_of.to_string()), (1, "2004-01-02".to_owned()));
    assert_ne!(snapshot.version, restored.saved_version);
}

#[test]
fn rows_after_the_saved_day_are_not_pretended() {
    let mut manifest = saved().1.folder.manifest().unwrap().unwrap();
    let day = |text: &str| AsOf::On(text.parse().unwrap());
    assert_eq!(manifest.as_of_for(day("2004-06-01")), day("2004-06-01"));
    manifest.lacks_later_rows = true;
    for (wanted, expected) in [
        (AsOf::LastOrder, "2004-01-03"),
        (day("2004-06-01"), "2004-01-03"),
        (day("2004-01-02"), "2004-01-02"),
    ] {
        assert_eq!(manifest.as_of_for(wanted), day(expected), "{wanted:?}");
    }
}

#[test]
fn a_byte_that_is_wrong_anywhere_is_noticed() {
    let (_folder, copy, files) = saved();
    for file in &files {
        let whole = fs::read(file).unwrap();
        let step = (whole.len() / 25).max(1);
        for position in (0..whole.len()).step_by(step).chain([whole.len() - 1]) {
            let mut flipped = whole.clone();
            flipped[position] ^= 1 << (position % 8);
            for damaged in [&flipped[..], &whole[..position], &[&whole[..], &whole[..position + 1]].concat()]
            {
                fs::write(file, damaged).unwrap();
                assert!(restore(&copy).is_err(), "{} at {position}", file.display());
            }
        }
        fs::write(file, &whole).unwrap();
    }
    assert!(restore(&copy).unwrap().is_some(), "whole again");
}

#[test]
fn files_that_are_missing_or_empty_are_noticed_and_replaced() {
    let (_folder, copy, files) = saved();
    for file in files.iter().filter(|file| !file.ends_with("manifest")) {
        fs::write(file, "").unwrap();
        check_refused(&copy, "is damaged");
        fs::remove_file(file).unwrap();
        check_refused(&copy, "cannot be read");
        save(&copy, &snapshot("a")).unwrap();
        assert!(restore(&copy).unwrap().is_some());
    }
}

#[test]
fn other_formats_sources_and_programs_are_told_apart() {
    let (folder, copy, _) = saved();
    for (url, schema) in
        [("sqlite:/nowhere/other.sqlite", None), (URL, Some("x")), ("postgres://ann:s3cret@db/sales", None)]
    {
        let other = SavedCopy::new(&folder.0, url, schema).unwrap();
        check_refused(&other, "another source (SQLite, sales)");
    }
    let one = SavedCopy::new(&folder.0, "postgres://ann:s3cret@db/sales", None).unwrap();
    let two = SavedCopy::new(&folder.0, "postgres://ann:changed@db/sales", None).unwrap();
    assert_eq!(one.source, two.source, "a new password is no new source");

    let path = folder.0.join(FOLDER).join("manifest");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen(" 1 ", " 2 ", 1)).unwrap();
    check_refused(&copy, "it has format 2; this program reads format 1 alone");

    let mut manifest = Manifest::parse(text.as_bytes()).unwrap();
    manifest.version = "0000000000000000".to_owned();
    fs::write(&path, manifest.to_text().unwrap()).unwrap();
    check_refused(&copy, "and not 0000000000000000 as it says");
}

/// Every step at which a disk can fail: the folder, a file, the manifest; and a second writer.
#[test]
fn what_cannot_be_written_leaves_the_copy_before() {
    let (folder, copy, _) = saved();
    let before = snapshot("a").version;
    let inner = folder.0.join(FOLDER);
    for step in ["orders.unfinished", "findings.unfinished", "manifest.unfinished"] {
        fs::create_dir(inner.join(step)).unwrap();
        let message = format!("{:#}", save(&copy, &snapshot("b")).expect_err(step));
        assert!(message.contains("cannot be written"), "{message}");
        fs::remove_dir(inner.join(step)).unwrap();
        assert_eq!(restore(&copy).unwrap().unwrap().snapshot.version, before, "{step}");
        assert_eq!(num_files(&folder), 11, "nothing is left over");
    }
    let writing = copy.folder.begin().unwrap();
    let message = format!("{:#}", save(&copy, &snapshot("b")).expect_err("it is locked"));
    assert!(message.contains("another process is writing"), "{message}");
    drop(writing);
    fs::write(folder.0.join("file"), "").unwrap();
    let message = format!("{:#}", save(&copy_in(&folder.0.join("file")), &snapshot("b")).unwrap_err());
    assert!(message.contains("DATA_DIR cannot be written"), "{message}");
}

/// Names the data directory to the process that is killed.
const KILLED_WRITES_TO: &str = "SAVED_COPY_TEST_DIR";

#[test]
fn a_writer_that_is_killed_leaves_a_whole_copy() {
    // This test is also the program that it kills: told where, it writes one copy after the other for ever.
    if let Ok(folder) = std::env::var(KILLED_WRITES_TO) {
        let copy = copy_in(Path::new(&folder));
        let snapshots = [snapshot("a"), snapshot("b")];
        loop {
            for snapshot in &snapshots {
                save(&copy, snapshot).unwrap();
            }
        }
    }
    let (folder, copy, _) = saved();
    let versions = ["a", "b"].map(|note| snapshot(note).version);
    for round in 0..20 {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "saved::tests::a_writer_that_is_killed_leaves_a_whole_copy"])
            .env(KILLED_WRITES_TO, &folder.0)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + 7 * round));
        assert!(writer.try_wait().unwrap().is_none(), "it writes until it is killed");
        writer.kill().unwrap();
        writer.wait().unwrap();
        let restored = restore(&copy).unwrap_or_else(|error| panic!("round {round}: {error:#}")).unwrap();
        assert!(versions.contains(&restored.snapshot.version), "round {round}");
    }
}
