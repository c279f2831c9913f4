//! `dashboard import`: from everything it reads into everything it writes, all or nothing.

use std::fs;
use std::path::{Path, PathBuf};

use analytics::schema::Table;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::{check_is_classic_models, classic_models, refuses, snapshot_of, sqlite_url, succeeds, text};
use crate::harness::{mariadb, postgres, shared};

/// Imports into a new SQLite file and checks that it is the real data.
#[track_caller]
fn check(source: &str) {
    let folder = tempfile::tempdir().unwrap();
    let into = sqlite_url(&folder.path().join("imported.sqlite"));
    assert_eq!(succeeds(&["import", source, "--into", &into], &[]), "");
    check_is_classic_models(&into);
}

/// The published dump, or `None` after saying that the test is skipped.
#[track_caller]
fn dump() -> Option<PathBuf> {
    shared::path("data/classicmodels-mysql.sql")
}

/// Writes the eight tables of a SQLite file as CSV files, as a spreadsheet program would.
fn write_csv_files(database: &Path, folder: &Path) {
    let database = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    for table in Table::ALL {
        let mut select = database.prepare(&format!("SELECT * FROM {}", table.name())).unwrap();
        let mut file = csv::Writer::from_path(folder.join(format!("{}.csv", table.name()))).unwrap();
        file.write_record(select.column_names()).unwrap();
        let num_columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..num_columns).map(|index| match row.get_ref(index).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
                ValueRef::Blob(_) => panic!("{} has no pictures", table.name()),
            });
            file.write_record(cells.collect::<Vec<_>>()).unwrap();
        }
        file.flush().unwrap();
    }
}

#[test]
fn from_the_published_dump() {
    let Some(dump) = dump() else { return };
    check(text(&dump));
}

#[test]
fn from_a_sqlite_file() {
    let Some(database) = classic_models() else { return };
    check(text(&database));
    check(&sqlite_url(&database));
}

#[test]
fn from_a_folder_of_csv_files() {
    let Some(database) = classic_models() else { return };
    let folder = tempfile::tempdir().unwrap();
    write_csv_files(&database, folder.path());
    check(text(folder.path()));
}

#[test]
fn into_postgres_and_from_there() {
    let (Some(dump), Some(server)) = (dump(), postgres::server()) else { return };
    let database = server.database();
    succeeds(&["import", text(&dump), "--into", &database.url], &[]);
    check_is_classic_models(&database.url);
    check(&database.url);
}

#[test]
fn into_mariadb_and_from_there() {
    let (Some(dump), Some(server)) = (dump(), mariadb::server()) else { return };
    let database = server.database();
    succeeds(&["import", text(&dump), "--into", &database.url], &[]);
    check_is_classic_models(&database.url);
    check(&database.url);
}

#[test]
fn into_the_data_directory_unless_told_otherwise() {
    let Some(database) = classic_models() else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    succeeds(&["import", text(&database)], &[("DATA_DIR", text(&data))]);
    check_is_classic_models(&sqlite_url(&data.join("imported.sqlite")));
}

/// The dump with one value of one order line missing, and the number of that line.
fn broken_dump(dump: &Path, folder: &Path) -> (PathBuf, usize) {
    let mut lines: Vec<String> = fs::read_to_string(dump).unwrap().lines().map(str::to_owned).collect();
    let whole = "(10425,'S24_2840',31,'31.82',5),";
    let index = lines.iter().position(|line| line.trim_end() == whole).expect("the dump has this order line");
    lines[index] = "(10425,'S24_2840','31.82',5),".to_owned();
    let broken = folder.join("broken.sql");
    fs::write(&broken, lines.join("\n")).unwrap();
    (broken, index + 1)
}

/// Imports into the empty `into`, then checks that it is neither overwritten unasked nor touched by what fails.
#[track_caller]
fn check_all_or_nothing(into: &str) {
    let (Some(dump), Some(original)) = (dump(), classic_models()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (broken, line) = broken_dump(&dump, folder.path());
    let line = format!("line {line}");

    let message = refuses(1, &["import", text(&broken), "--into", into], &[]);
    assert!(message.contains("broken.sql") && message.contains(&line), "{message}");
    refuses(2, &["check"], &[("DATABASE_URL", into)]);

    // Something else than the dump is there before, so that a silent replacement would show.
    succeeds(&["demo", "--into", into], &[]);
    let before = snapshot_of(into);
    let message = refuses(1, &["import", text(&original), "--into", into], &[]);
    assert!(message.contains("--replace") && message.contains("customers"), "{message}");
    assert_eq!(snapshot_of(into), before, "not overwritten unasked");

    let message = refuses(1, &["import", text(&broken), "--into", into, "--replace"], &[]);
    assert!(message.contains("broken.sql") && message.contains(&line), "{message}");
    assert_eq!(snapshot_of(into), before, "a failed import changes nothing");

    succeeds(&["import", text(&dump), "--into", into, "--replace"], &[]);
    check_is_classic_models(into);
}

#[test]
fn all_or_nothing_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    check_all_or_nothing(&sqlite_url(&folder.path().join("target.sqlite")));
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert!(left <= 1, "no half a file is left behind");
}

#[test]
fn all_or_nothing_in_postgres() {
    let Some(server) = postgres::server() else { return };
    check_all_or_nothing(&server.database().url);
}

#[test]
fn all_or_nothing_in_mariadb() {
    let Some(server) = mariadb::server() else { return };
    check_all_or_nothing(&server.database().url);
}

#[test]
fn what_is_no_source_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    fs::write(&letter, "Dear Sir or Madam").unwrap();
    let into = sqlite_url(&folder.path().join("target.sqlite"));
    for (source, expected) in [
        (text(&letter), "neither a .sql dump"),
        (text(folder.path()), "has no file"),
        ("nowhere.sql", "nowhere.sql"),
        ("oracle://ann:s3cret@db/sales", "oracle"),
        ("postgres://ann:s3cret@127.0.0.1:1/sales", "127.0.0.1:1"),
    ] {
        let message = refuses(1, &["import", source, "--into", &into], &[]);
        assert!(message.contains(expected) && !message.contains("s3cret"), "{source}: {message}");
        assert!(!folder.path().join("target.sqlite").exists(), "{source} leaves no target behind");
    }
}
