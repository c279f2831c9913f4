//! What a refresh reads thriftily equals what a full load reads, whatever happened to the database in between.

use std::sync::Arc;
use std::time::{Duration, Instant};

use analytics::intake::Intake;
use analytics::policy::{AsOf, Regions};
use analytics::snapshot::Snapshot;
use store::demo::Demo;
use store::{Memory, Refreshed, Source, Thrift, Unwatched, Wanted};
use tokio::runtime::Runtime;

use crate::harness::{mariadb, postgres, wait_until};

/// Other tests use the same server, and what they write may keep it from saying that nothing has changed.
const UNTIL_QUIET: Duration = Duration::from_secs(120);

/// What happens to a database: what, and statements with `A`, `B` and `C` for three orders from its beginning and `Z` for a
/// new one.
const CHANGES: [(&str, &str); 9] = [
    (
        "an order is appended",
        r#"INSERT INTO orders SELECT Z, "orderDate", "requiredDate", "shippedDate", status, comments, "customerNumber" FROM orders WHERE "orderNumber" = A;
           INSERT INTO orderdetails SELECT Z, "productCode", "quantityOrdered" + 1, "priceEach", "orderLineNumber" FROM orderdetails WHERE "orderNumber" = A"#,
    ),
    (
        "a price",
        r#"UPDATE orderdetails SET "priceEach" = "priceEach" + 1 WHERE "orderNumber" = A AND "orderLineNumber" = 1"#,
    ),
    (
        "two lines change their prices: the sum stays",
        r#"UPDATE orderdetails SET "priceEach" = "priceEach" + 1 WHERE "orderNumber" = B AND "orderLineNumber" = 1;
           UPDATE orderdetails SET "priceEach" = "priceEach" - 1 WHERE "orderNumber" = B AND "orderLineNumber" = 2"#,
    ),
    ("a state", r#"UPDATE orders SET status = 'Disputed', comments = 'it''s late' WHERE "orderNumber" = B"#),
    ("nothing is there instead of a text", r#"UPDATE orders SET comments = NULL WHERE "orderNumber" = B"#),
    ("blanks are there instead of nothing", r#"UPDATE orders SET comments = ' ' WHERE "orderNumber" = B"#),
    (
        "an order is gone",
        r#"DELETE FROM orderdetails WHERE "orderNumber" = C; DELETE FROM orders WHERE "orderNumber" = C"#,
    ),
    (
        "an order gets another number",
        r#"INSERT INTO orders SELECT C, "orderDate", "requiredDate", "shippedDate", status, comments, "customerNumber" FROM orders WHERE "orderNumber" = B;
           UPDATE orderdetails SET "orderNumber" = C WHERE "orderNumber" = B; DELETE FROM orders WHERE "orderNumber" = B"#,
    ),
    (
        "a customer moves",
        r#"UPDATE customers SET country = 'Norway', "creditLimit" = 7 WHERE "customerNumber" = (SELECT "customerNumber" FROM orders WHERE "orderNumber" = A)"#,
    ),
];

fn intake() -> Intake {
    Intake::new(Regions::default(), AsOf::LastOrder)
}

/// Refreshes as the program does it.
struct Refresher {
    runtime: Runtime,
    source: Source,
    base: Option<Arc<Snapshot>>,
    memory: Memory,
}

impl Refresher {
    fn of(url: &str) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let source = runtime.block_on(async {
            store::write(Box::new(Demo::new(2, 7)), url, false, &Unwatched).await.unwrap();
            Source::open(url, None).await.unwrap()
        });
        Self { runtime, source, base: None, memory: Memory::default() }
    }

    fn refresh(&mut self, thrift: Thrift, is_full: bool) -> Refreshed {
        let wanted = Wanted { base: self.base.clone(), thrift, is_full, as_of: AsOf::LastOrder };
        let refresh = self.source.refresh(wanted, self.memory.clone(), intake);
        let mut refreshed = self.runtime.block_on(refresh).unwrap();
        self.memory = refreshed.memory.clone();
        if let Some(snapshot) = refreshed.snapshot.take() {
            self.base = Some(Arc::new(snapshot));
        }
        refreshed
    }

    /// Refreshes until the database says that nothing has changed.
    fn refresh_until_unchanged(&mut self, thrift: Thrift) {
        let unchanged = wait_until(UNTIL_QUIET, || {
            let before = self.base.clone();
            self.refresh(thrift, false);
            match (before, &self.base) {
                (Some(before), Some(after)) if Arc::ptr_eq(&before, after) => Ok(()),
                _ => Err(format!("the database never says that nothing has changed: {:?}", self.memory)),
            }
        });
        unchanged.unwrap_or_else(|why| panic!("{why}"));
    }

    /// What is served equals a full load, findings included.
    #[track_caller]
    fn check_equals_full_load(&self, what: &str) {
        let full = self.runtime.block_on(self.source.load(intake(), &Unwatched)).unwrap();
        let base = self.base.as_deref().unwrap();
        assert_eq!(base.version, full.version, "{what}");
        assert_eq!(format!("{:?}", base.quality), format!("{:?}", full.quality), "{what}");
    }
}

/// `execute` runs statements with quoted names and returns a row a line.
#[track_caller]
fn check(url: &str, execute: impl Fn(&str) -> String) {
    let mut refresher = Refresher::of(url);
    let numbers = execute(r#"SELECT "orderNumber" FROM orders ORDER BY 1"#);
    let numbers: Vec<i64> = numbers.lines().map(|line| line.parse().unwrap()).collect();
    // One is in the first block, the others are in the middle.
    let (first, middle, last) = (numbers[1], numbers.len() / 2, *numbers.last().unwrap());
    let change = |sql: &str, new: i64| {
        let sql = sql.replace("= A", &format!("= {first}"));
        let sql = sql.replace("= B", &format!("= {}", numbers[middle]));
        let sql = sql.replace("= C", &format!("= {}", numbers[middle + 40]));
        let sql = sql.replace("SELECT C,", &format!("SELECT {},", numbers[middle + 40]));
        execute(&sql.replace("SELECT Z,", &format!("SELECT {new},")));
    };

    refresher.refresh_until_unchanged(Thrift::Proven);
    // The sums are asked for from the second load on.
    change(CHANGES[0].1, last + 1);
    refresher.refresh(Thrift::Proven, false);
    for (step, (what, sql)) in CHANGES.into_iter().enumerate() {
        change(sql, last + 2);
        let before = refresher.base.clone().unwrap();
        let (num_kept, num_blocks) = refresher.refresh(Thrift::Proven, false).taken_over;
        assert!(num_kept * 2 >= num_blocks && num_kept > 10, "{what}: {num_kept} of {num_blocks} blocks");
        assert_ne!(before.version, refresher.base.as_ref().unwrap().version, "{what}, step {step}");
        refresher.check_equals_full_load(what);
    }
    assert_eq!(refresher.refresh(Thrift::Proven, true).mismatch, None);
    refresher.refresh_until_unchanged(Thrift::Proven);
    refresher.check_equals_full_load("nothing has changed");

    // Declared to be appended to, and so it is: all blocks are kept but the last, and those that have odd rows.
    change(CHANGES[0].1, last + 3);
    let (num_kept, num_blocks) = refresher.refresh(Thrift::Append, false).taken_over;
    assert!(num_kept > 10, "{num_kept} of {num_blocks} blocks");
    refresher.check_equals_full_load("appended");
    // It is not: the next full load says so, and is right.
    change(CHANGES[1].1, 0);
    refresher.refresh(Thrift::Append, false);
    let mismatch = refresher.refresh(Thrift::Append, true).mismatch;
    assert!(mismatch.is_some_and(|mismatch| mismatch.contains("everything gives")));
    refresher.check_equals_full_load("everything was read");
}

#[test]
fn from_postgresql() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    check(&database.url, |sql| database.execute(sql.as_bytes()));
}

#[test]
fn from_mariadb() {
    let Some(server) = mariadb::server() else { return };
    let database = server.database();
    check(&database.url, |sql| database.execute(format!("SET sql_mode = 'ANSI_QUOTES'; {sql}").as_bytes()));
}

/// A load that is given up leaves no question behind that keeps the server busy.
#[track_caller]
fn check_given_up(url: &str, execute: impl Fn(&str) -> String, hang: &str, running: &str) {
    let refresher = Refresher::of(url);
    execute(hang);
    let begun = Instant::now();
    let load = refresher.source.load(intake(), &Unwatched);
    let given_up =
        refresher.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(3), load).await });
    assert!(given_up.is_err(), "the load waits for the slow table");
    let ended = wait_until(Duration::from_secs(60), || {
        let running = execute(running);
        if running.trim().is_empty() { Ok(()) } else { Err(format!("the server still runs {running}")) }
    });
    ended.unwrap_or_else(|why| panic!("{why}"));
    assert!(begun.elapsed() < Duration::from_secs(100), "it did not just end by itself");
}

#[test]
fn postgresql_is_not_left_working() {
    let Some(server) = postgres::server() else { return };
    let database = server.database();
    let execute = |sql: &str| database.execute(sql.as_bytes());
    check_given_up(
        &database.url,
        execute,
        "ALTER TABLE orders RENAME TO slow; CREATE VIEW orders AS SELECT slow.* FROM slow, pg_sleep(120)",
        "SELECT query FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()",
    );
}

#[test]
fn mariadb_is_not_left_working() {
    let Some(server) = mariadb::server() else { return };
    let database = server.database();
    let execute = |sql: &str| database.execute(sql.as_bytes());
    check_given_up(
        &database.url,
        execute,
        "RENAME TABLE orders TO slow; CREATE VIEW orders AS SELECT * FROM slow WHERE SLEEP(120) = 0",
        "SELECT info FROM information_schema.processlist
         WHERE db = DATABASE() AND command = 'Query' AND id <> CONNECTION_ID()",
    );
}
