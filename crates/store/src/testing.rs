//! What the tests of this crate share: a folder that goes away, and a tiny database that every source kind can tell.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use analytics::schema::{Cell, Table};

use crate::address::Address;
use crate::read::{Blobs, connect};

/// A folder of its own for one test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("store-test-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn file(&self, name: &str, content: &str) -> String {
        std::fs::write(self.0.join(name), content).unwrap();
        self.path(name)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// The names of the files in it.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A dump of two lines and few rows, one statement a table and its columns by CREATE TABLE.
pub(crate) fn small_dump() -> String {
    let mut dump = String::new();
    for table in Table::LOAD_ORDER {
        let columns: Vec<_> =
            table.columns().iter().map(|column| format!("`{}` text", column.name)).collect();
        dump += &format!("CREATE TABLE `{}` ({}, PRIMARY KEY (`x`));\n", table.name(), columns.join(", "));
        dump += &format!("INSERT INTO `{}` VALUES {};\n", table.name(), small_rows(table));
    }
    dump
}

/// The rows of [`small_dump`], as SQL.
pub(crate) fn small_rows(table: Table) -> &'static str {
    match table {
        Table::Offices => "('1','Zürich','1','a',NULL,NULL,'Switzerland','8000','EMEA')",
        Table::Employees => "(1,'Keller','Åsa ','x','e','1',NULL,'Sales Rep')",
        Table::ProductLines => "('Ships','🚢',NULL,0xFF00)",
        Table::Products => "('S1','Cutty \\'Sark\\'','Ships','1:10','v','d; not the end',5,10.50,20)",
        Table::Customers => "(7,'Toys','l','f','p','a',NULL,'c',NULL,NULL,'Norway  ',1,'1000.10')",
        Table::Orders => "(9,'2019-02-29','2019-03-08',NULL,'Shipped','a\\nb',7)",
        Table::Payments => "(7,'CK1','2019-03-01',-12.30)",
        Table::OrderDetails => "(9,'S1',3,19.99,1),\n(9,'gone',1,0,2)",
    }
}

/// Every row of a database, a line each.
pub(crate) async fn contents(url: &str) -> Vec<String> {
    let mut reader = connect(&Address::parse(url).unwrap(), None, Blobs::Whole).await.unwrap();
    let mut lines = Vec::new();
    for table in Table::LOAD_ORDER {
        let mut take = |cells: &[Cell<'_>]| {
            let cells: Vec<_> = cells.iter().map(|cell| format!("{cell:?}")).collect();
            lines.push(format!("{}: {}", table.name(), cells.join(" ")));
            Ok(())
        };
        reader.for_each(table, &mut take).unwrap();
    }
    lines
}
