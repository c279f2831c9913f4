//! Copying a Classic Models database, whatever form it comes in, into a new one.

mod csv_folder;
mod database;
mod dump;
mod statements;
mod values;

use std::path::Path;

use anyhow::{Context, bail};

use crate::address::Address;
use crate::rows::{Progress, Rows};
use crate::write::{WriteReport, write};

/// What was copied.
pub type ImportReport = WriteReport;

/// Copies the eight tables from `source` into the database `into`, all or nothing (see [`crate::write()`]).
///
/// `source` is a MySQL, MariaDB, PostgreSQL or SQLite dump (`.sql`), a SQLite file, a folder of eight CSV files, or a
/// database URL.
///
/// # Errors
/// As [`crate::write()`]; a source that is none of these, or whose statement, line or column cannot be read, named.
pub async fn import(
    source: &str,
    into: &str,
    replace: bool,
    progress: &dyn Progress,
) -> anyhow::Result<ImportReport> {
    // A target that cannot be meant is told before a long source is read.
    let target = Address::parse(into)?;
    // PostgreSQL would wait for itself: the tables are dropped by one connection and read by the other.
    if Address::parse(source).is_ok_and(|source| source.is_same(&target)) {
        bail!("{target} is the source and the target; name another target");
    }
    let rows = open(source).await?;
    write(rows, into, replace, progress).await
}

async fn open(source: &str) -> anyhow::Result<Box<dyn Rows>> {
    if Address::is_url(source) {
        return database::open(source).await;
    }
    let path = Path::new(source).to_owned();
    let kind = std::fs::metadata(&path).with_context(|| format!("{source} cannot be read"))?;
    let is_dump = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("sql"));
    if kind.is_dir() {
        tokio::task::spawn_blocking(move || csv_folder::open(&path)).await?
    } else if is_dump {
        tokio::task::spawn_blocking(move || dump::open(&path)).await?
    } else if begins_as_sqlite(&path)? {
        database::open(source).await
    } else {
        bail!("{source} is neither a .sql dump, a SQLite file, a folder of CSV files nor a database URL")
    }
}

fn begins_as_sqlite(path: &Path) -> anyhow::Result<bool> {
    use std::io::Read;
    let mut start = Vec::new();
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    file.take(16).read_to_end(&mut start).with_context(|| path.display().to_string())?;
    Ok(start == b"SQLite format 3\0")
}

#[cfg(test)]
mod tests {
    use analytics::schema::Table;

    use super::*;
    use crate::rows::Unwatched;
    use crate::testing::{Folder, contents, small_dump};

    async fn refused(source: &str, into: &str) -> String {
        format!("{:#}", import(source, into, false, &Unwatched).await.expect_err(source))
    }

    /// What [`small_dump`] says, wherever it came by.
    const EXPECTED: [&str; 9] = [
        r#"offices: Text("1") Text("Zürich") Text("1") Text("a") Null Null Text("Switzerland") Text("8000") Text("EMEA")"#,
        r#"employees: Integer(1) Text("Keller") Text("Åsa ") Text("x") Text("e") Text("1") Null Text("Sales Rep")"#,
        r#"productlines: Text("Ships") Text("🚢") Null Blob([255, 0])"#,
        r#"products: Text("S1") Text("Cutty 'Sark'") Text("Ships") Text("1:10") Text("v") Text("d; not the end") Integer(5) Real(10.5) Real(20.0)"#,
        r#"customers: Integer(7) Text("Toys") Text("l") Text("f") Text("p") Text("a") Null Text("c") Null Null Text("Norway  ") Integer(1) Real(1000.1)"#,
        r#"orders: Integer(9) Text("2019-02-29") Text("2019-03-08") Null Text("Shipped") Text("a\nb") Integer(7)"#,
        r#"payments: Integer(7) Text("CK1") Text("2019-03-01") Real(-12.3)"#,
        r#"orderdetails: Integer(9) Text("S1") Integer(3) Real(19.99) Integer(1)"#,
        r#"orderdetails: Integer(9) Text("gone") Integer(1) Real(0.0) Integer(2)"#,
    ];

    #[tokio::test]
    async fn a_mysql_dump_and_the_database_made_of_it_give_the_same_rows() {
        let folder = Folder::new();
        let dump = folder.file("d.sql", &small_dump());
        let (first, second) = (folder.path("first.db"), folder.path("second.db"));
        let report = import(&dump, &first, false, &Unwatched).await.unwrap();
        assert_eq!(report.rows.last(), Some(&(Table::OrderDetails, 2)));
        assert_eq!(contents(&first).await, EXPECTED);
        import(&first, &format!("sqlite:{second}"), false, &Unwatched).await.unwrap();
        assert_eq!(contents(&second).await, EXPECTED);
        assert_eq!(folder.names(), ["d.sql", "first.db", "second.db"]);
    }

    #[tokio::test]
    async fn a_postgres_dump_with_copy_data_and_folded_names_is_read() {
        let folder = Folder::new();
        let mut dump = "-- PostgreSQL database dump\n\\restrict x\nSET row_security = off;\n".to_owned();
        for table in Table::LOAD_ORDER {
            let names: Vec<_> =
                table.columns().iter().rev().map(|column| column.name.to_lowercase()).collect();
            dump += &format!("COPY public.{} ({}) FROM stdin;\n", table.name(), names.join(", "));
            if table == Table::ProductLines {
                dump += "\\\\xff00\t\\N\ta\\tb\tShips \n";
            }
            dump += "\\.\n\n";
        }
        let into = folder.path("d.db");
        import(&folder.file("d.sql", &dump), &into, false, &Unwatched).await.unwrap();
        assert_eq!(
            contents(&into).await,
            [r#"productlines: Text("Ships ") Text("a\tb") Null Blob([255, 0])"#]
        );
    }

    #[tokio::test]
    async fn a_sqlite_dump_with_line_feeds_is_read() {
        let folder = Folder::new();
        let text = r"replace('a\b\n''c''','\n',char(10))";
        let dump = small_dump().replace('`', "\"").replace("0xFF00", "X'FF00'");
        let dump = dump.replace("\\'", "''").replace("'a\\nb'", text);
        let into = folder.path("d.db");
        let dump =
            folder.file("d.sql", &format!("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n{dump}COMMIT;\n"));
        import(&dump, &into, false, &Unwatched).await.unwrap();
        let orders = &contents(&into).await[5];
        assert!(orders.contains(r#"Text("a\\b\n'c'")"#), "{orders}");
    }

    fn csv_files(folder: &Folder, payments: &str) {
        for table in Table::ALL {
            let names: Vec<_> = table.columns().iter().map(|column| column.name.to_uppercase()).collect();
            folder.file(&format!("{}.csv", table.name()), &format!("{}\n", names.join(",")));
        }
        folder.file("payments.csv", payments);
    }

    #[tokio::test]
    async fn a_folder_of_csv_files_is_read_in_any_order_of_columns() {
        let (folder, target) = (Folder::new(), Folder::new());
        csv_files(
            &folder,
            "amount,paymentdate,checkNumber,more,customerNumber\n12.30,2003-01-06,\"a,\"\"b\",x,7\n",
        );
        let into = target.path("d.db");
        import(folder.0.to_str().unwrap(), &into, false, &Unwatched).await.unwrap();
        assert_eq!(
            contents(&into).await,
            [r#"payments: Integer(7) Text("a,\"b") Text("2003-01-06") Real(12.3)"#]
        );
    }

    #[tokio::test]
    async fn a_bad_csv_cell_is_told_by_file_line_and_column() {
        for (payments, expected) in [
            ("amount,paymentDate,checkNumber\n", "payments.csv, line 1: there is no column customerNumber"),
            (
                "customerNumber,checkNumber,paymentDate,amount\n1,a,2003-01-06,1\n2,b,,1\n",
                "line 3, column paymentDate",
            ),
            ("customerNumber,checkNumber,paymentDate,amount\n1,a,2003-01-06\n", "line: 2"),
            ("", "payments.csv is empty"),
        ] {
            let (folder, target) = (Folder::new(), Folder::new());
            csv_files(&folder, payments);
            let message = refused(folder.0.to_str().unwrap(), &target.path("d.db")).await;
            assert!(message.contains(expected), "{message}");
            assert_eq!(target.names(), Vec::<String>::new());
        }
    }

    #[tokio::test]
    async fn a_bad_statement_or_row_is_told_by_its_line_and_nothing_is_written() {
        for (old, new, expected) in [
            ("(9,'gone',1,0,2)", "(9,'gone',1)", "line 17: 3 values for 5 columns"),
            ("(9,'gone',1,0,2)", "(9,'gone',1,0,2", "line 1"),
            (
                "(9,'gone',1,0,2)",
                "(9,'gone',now(),0,2)",
                "line 17: now() is no plain value for quantityOrdered",
            ),
            (
                "(9,'gone',1,0,2)",
                "(9,'S1',1,0,2)",
                "line 17: row 2 of orderdetails (orderNumber 9, productCode S1) cannot be",
            ),
            ("(9,'gone',1,0,2)", "(NULL,'S1',1,0,2)", "key column orderNumber is empty"),
            ("(9,'gone',1,0,2)", "(9,NULL,1,'", "line 17: the quote ' that opens here never closes"),
            ("INSERT INTO `orders`", "INSRT INTO `orders`", "line 12: this is no statement of a dump: INSRT"),
            (
                "`priceEach` text",
                "`price` text",
                "table orderdetails has no column priceEach; found: orderNumber",
            ),
        ] {
            let folder = Folder::new();
            let dump = small_dump().replace(old, new);
            let message = refused(&folder.file("d.sql", &dump), &folder.path("d.db")).await;
            assert!(message.contains(expected), "{message}");
            assert_eq!(folder.names(), ["d.sql"], "{message}");
        }
    }

    #[tokio::test]
    async fn an_existing_database_is_left_alone_unless_it_may_be_replaced() {
        let folder = Folder::new();
        let into = folder.path("d.db");
        let other = rusqlite::Connection::open(&into).unwrap();
        other.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('kept')").unwrap();
        drop(other);
        let (good, bad) = (small_dump(), small_dump().replace("(9,'gone',1,0,2)", "(9,'S1',1,0,2)"));
        let (good, bad) = (folder.file("good.sql", &good), folder.file("bad.sql", &bad));
        import(&good, &into, false, &Unwatched).await.unwrap();
        let before = std::fs::read(&into).unwrap();
        let message = refused(&good, &into).await;
        assert!(
            message.contains("already has customers, employees") && message.contains("--replace"),
            "{message}"
        );
        import(&bad, &into, true, &Unwatched).await.unwrap_err();
        assert_eq!(std::fs::read(&into).unwrap(), before);
        import(&good, &into, true, &Unwatched).await.unwrap();
        assert_eq!(contents(&into).await, EXPECTED);
        let other = rusqlite::Connection::open(&into).unwrap();
        let kept: String = other.query_row("SELECT text FROM notes", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "kept");
    }

    #[tokio::test]
    async fn a_dump_in_latin_1_loses_no_letter() {
        let folder = Folder::new();
        let dump: Vec<u8> =
            small_dump().replace('🚢', "").chars().map(|c| u32::from(c).to_le_bytes()[0]).collect();
        std::fs::write(folder.0.join("d.sql"), dump).unwrap();
        let into = folder.path("d.db");
        import(&folder.path("d.sql"), &into, false, &Unwatched).await.unwrap();
        assert_eq!(contents(&into).await[..2], EXPECTED[..2]);
    }

    #[tokio::test]
    async fn what_is_no_source_says_what_is() {
        let folder = Folder::new();
        let text = folder.file("x.txt", "hello");
        let dump = folder.file("x.sql", "CREATE TABLE customers (customerNumber int);");
        for (source, expected) in [
            (text.as_str(), "neither a .sql dump"),
            (dump.as_str(), "has no table employees"),
            ("/nowhere/x.sql", "/nowhere/x.sql"),
            ("oracle://ann:s3cret@db", "oracle"),
            ("postgres://ann:s3cret@127.0.0.1:1/x", "cannot connect to postgres://ann@127.0.0.1:1/x"),
            ("mysql://ann:s3cret@127.0.0.1:1/x", "cannot connect to mysql://ann@127.0.0.1:1/x"),
        ] {
            let message = refused(source, &folder.path("d.db")).await;
            assert!(message.contains(expected) && !message.contains("s3cret"), "{message}");
        }
    }
}
