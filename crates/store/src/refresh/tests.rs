//! Refreshes of a SQLite file. What engines that add up their rows spare is tested on real servers, with the whole product.

use analytics::policy::Regions;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rusqlite::Connection;

use super::*;
use crate::demo::Demo;
use crate::testing::Folder;

fn intake() -> Intake {
    Intake::new(Regions::default(), AsOf::LastOrder)
}

/// A refresh and what the next one needs, as the program does it.
struct Reader {
    source: Source,
    base: Option<Arc<Snapshot>>,
    memory: Memory,
}

impl Reader {
    async fn of(url: &str) -> Reader {
        Reader { source: Source::open(url, None).await.unwrap(), base: None, memory: Memory::default() }
    }

    async fn refresh(&mut self, thrift: Thrift, is_full: bool) -> Refreshed {
        let wanted = Wanted { base: self.base.clone(), thrift, is_full, as_of: AsOf::LastOrder };
        let mut refreshed = self.source.refresh(wanted, self.memory.clone(), intake).await.unwrap();
        self.memory = refreshed.memory.clone();
        if let Some(snapshot) = refreshed.snapshot.take() {
            self.base = Some(Arc::new(snapshot));
        }
        refreshed
    }

    /// As if all that was seen so far had been seen long ago.
    fn let_settle(&mut self) {
        if let Some((_, since)) = &mut self.memory.seen {
            *since -= SETTLED;
        }
    }

    fn whole_blocks(&self) -> Vec<i64> {
        let blocks = &self.memory.load.as_ref().unwrap().blocks;
        blocks.all().filter(|&block| blocks.is_whole(block)).collect()
    }

    #[track_caller]
    fn check_equals(&self, full: &Snapshot, what: &str) {
        let base = self.base.as_deref().unwrap();
        assert_eq!(base.version, full.version, "{what}");
        assert_eq!(format!("{:?}", base.quality), format!("{:?}", full.quality), "{what}");
    }
}

async fn demo(folder: &Folder) -> (Connection, String) {
    let path = folder.path("demo.sqlite");
    crate::write(Box::new(Demo::for_sqlite(1, 7)), &format!("sqlite:{path}"), false, &Unwatched)
        .await
        .unwrap();
    let connection = Connection::open(&path).unwrap();
    // Rows break every rule now and then.
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    (connection, path)
}

/// One of the things that happen to a database that orders are only appended to; `n` and `k` choose where.
fn change(kind: u32, n: u32, k: u32) -> String {
    let some_order = format!(
        "(SELECT orderNumber FROM orders ORDER BY orderNumber LIMIT 1 OFFSET {n} % (SELECT count(*) FROM orders))"
    );
    let new_order = "(SELECT max(orderNumber) + 1 FROM orders)";
    match kind % 4 {
        0 | 1 => format!(
            "INSERT INTO orders SELECT {new_order}, orderDate, requiredDate, shippedDate, status, comments, customerNumber FROM orders WHERE orderNumber = {some_order};
             INSERT INTO orderdetails SELECT {new_order} - 1, productCode, 1 + {k} % 50, priceEach, orderLineNumber FROM orderdetails WHERE orderNumber = {some_order}"
        ),
        2 => format!("UPDATE customers SET country = 'Norway', creditLimit = {k} WHERE rowid % 7 = {n} % 7"),
        _ => format!("DELETE FROM products WHERE rowid = {n} % 110; DELETE FROM payments WHERE rowid = {k} % 300"),
    }
}

#[tokio::test]
async fn orders_that_are_appended_are_read_alone() {
    let mut num_taken_over = 0;
    for seed in 0..3 {
        let folder = Folder::new();
        let (connection, path) = demo(&folder).await;
        let mut reader = Reader::of(&format!("sqlite:{path}")).await;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        reader.refresh(Thrift::Append, false).await;
        for step in 0..20 {
            let num_whole = reader.whole_blocks().len();
            let num_all = reader.memory.load.as_ref().unwrap().blocks.all().count();
            let sql = change(random.next_u32(), random.next_u32(), random.next_u32());
            connection.execute_batch(&sql).unwrap();
            let refreshed = reader.refresh(Thrift::Append, step % 10 == 9).await;
            assert_eq!(refreshed.mismatch, None, "seed {seed}, step {step}: {sql}");
            let (num_kept, num_blocks) = refreshed.taken_over;
            // Blocks with rows that are odd or left out are read again each time, and so is the last.
            // With more than half of them odd, taking over is not worth it.
            if step % 10 != 9 && 2 * num_whole > num_all + 2 {
                assert!(num_kept + 1 >= num_whole, "{num_kept} of {num_blocks}");
                num_taken_over += num_kept;
            }
            let full = reader.source.load(intake(), &Unwatched).await.unwrap();
            reader.check_equals(&full, &format!("seed {seed}, step {step}: {sql}"));
        }
    }
    assert!(num_taken_over > 100, "{num_taken_over} blocks were taken over");
}

/// Whoever declares what is not so is told by the next full load, and gets its result.
#[tokio::test]
async fn a_full_load_disproves_a_wrong_declaration() {
    let folder = Folder::new();
    let (connection, path) = demo(&folder).await;
    let mut reader = Reader::of(&format!("sqlite:{path}")).await;
    reader.refresh(Thrift::Append, false).await;
    let (first, last) = block_bounds(reader.whole_blocks()[0]);
    let sql = format!(
        "UPDATE orderdetails SET quantityOrdered = 1 + quantityOrdered WHERE orderNumber BETWEEN {first} AND {last}"
    );
    connection.execute_batch(&sql).unwrap();
    let stale = reader.base.clone();
    assert!(reader.refresh(Thrift::Append, false).await.mismatch.is_none());
    assert_eq!(reader.base.as_ref().unwrap().version, stale.unwrap().version, "the change is not seen");
    let refreshed = reader.refresh(Thrift::Append, true).await;
    assert!(refreshed.mismatch.unwrap().contains("everything gives"));
    let full = reader.source.load(intake(), &Unwatched).await.unwrap();
    reader.check_equals(&full, "the full load is served");
}

#[tokio::test]
async fn nothing_is_read_while_nothing_changed() {
    let folder = Folder::new();
    let (connection, path) = demo(&folder).await;
    for journal in ["DELETE", "WAL"] {
        connection.execute_batch(&format!("PRAGMA journal_mode = {journal}")).unwrap();
        let mut reader = Reader::of(&format!("sqlite:{path}")).await;
        for round in 0..3 {
            assert!(reader.refresh(Thrift::Proven, false).await.memory.seen.is_some());
            assert!(reader.memory.load.as_ref().unwrap().state.is_none(), "{journal} {round}: not settled");
            reader.let_settle();
            reader.refresh(Thrift::Proven, false).await;
            let before = reader.base.clone().unwrap();
            reader.refresh(Thrift::Proven, false).await;
            assert!(Arc::ptr_eq(&before, reader.base.as_ref().unwrap()), "{journal} {round}: nothing read");
            assert_eq!(reader.refresh(Thrift::Proven, true).await.mismatch, None, "{journal} {round}");
            assert!(!Arc::ptr_eq(&before, reader.base.as_ref().unwrap()), "{journal} {round}: all read");
            connection.execute_batch(&change(0, round, 4)).unwrap();
            let before = reader.base.clone().unwrap();
            // To prove that a part has not changed would take as long as to read it.
            assert_eq!(reader.refresh(Thrift::Proven, false).await.taken_over, (0, 0), "{journal} {round}");
            assert_ne!(before.version, reader.base.as_ref().unwrap().version, "{journal} {round}: seen");
            reader.memory.seen = None;
        }
    }
    // Another file in the same place.
    let mut reader = Reader::of(&format!("sqlite:{path}")).await;
    reader.refresh(Thrift::Proven, false).await;
    reader.let_settle();
    reader.refresh(Thrift::Proven, false).await;
    let before = reader.base.clone().unwrap();
    drop(connection);
    std::fs::copy(&path, folder.path("other")).unwrap();
    std::fs::rename(folder.path("other"), &path).unwrap();
    reader.refresh(Thrift::Proven, false).await;
    assert!(!Arc::ptr_eq(&before, reader.base.as_ref().unwrap()), "a copy is read, though it is the same");
}

#[test]
fn ranges_join_what_is_next_to_each_other() {
    let cases = [
        (&[1, 2, 3][..], &[1, 2, 3][..], false, &[][..]),
        (&[1, 2, 3], &[2], false, &[(16, 31), (48, 63)]),
        (&[1, 2, 3, 9], &[1, 3], false, &[(32, 47), (144, 159)]),
        (&[1, 2, 9], &[1], false, &[(32, 159)]),
        (&[1, 2, 3], &[1, 2], true, &[(48, i64::MAX)]),
    ];
    for (blocks, kept, is_open, expected) in cases {
        let [blocks, kept] = [blocks, kept].map(|blocks| blocks.iter().copied().collect());
        assert_eq!(ranges(&blocks, &kept, is_open), expected);
    }
}
