//! Whether the database would let this user change the tables; the dashboard itself never asks for that.

use std::fmt;
use std::fs::OpenOptions;

use analytics::schema::Table;
use anyhow::Context;
use sea_orm::sqlx::{self, Connection, MySqlConnection, PgConnection};

use crate::address::Address;

/// What the database allows the user that the dashboard connects as, whatever the connection itself forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// Reading alone, as it should be.
    ReadOnly,
    /// Changing some of the tables.
    MayWrite,
}

impl fmt::Display for Rights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rights::ReadOnly => "the database lets it read only",
            Rights::MayWrite => "the database would let it write; a user that may only read is safer",
        })
    }
}

/// Asks the database what this user may do. Superusers may everything.
///
/// # Errors
/// An address that cannot be read, a database that cannot be reached or does not tell.
pub async fn rights(url: &str, schema: Option<&str>) -> anyhow::Result<Rights> {
    let address = Address::parse(url)?;
    let asked = || format!("{address} does not tell what its user may do");
    let may_write = match &address {
        // Opened, but nothing written. A folder that allows new files would not let the file be changed.
        Address::Sqlite(path) => {
            std::fs::metadata(path).with_context(asked)?;
            OpenOptions::new().append(true).open(path).is_ok()
        }
        Address::Postgres(options) => {
            let mut connection = PgConnection::connect_with(options).await.with_context(asked)?;
            let asked_for = sqlx::query_scalar(MAY_WRITE_POSTGRES).bind(names()).bind(schema);
            let may_write = asked_for.fetch_one(&mut connection).await.with_context(asked)?;
            connection.close().await.with_context(asked)?;
            may_write
        }
        Address::MariaDb(options) => {
            let mut connection = MySqlConnection::connect_with(options).await.with_context(asked)?;
            let database: Option<String> = sqlx::query_scalar("SELECT database()")
                .fetch_one(&mut connection)
                .await
                .with_context(asked)?;
            let database = schema.map(str::to_owned).or(database).unwrap_or_default();
            let grants: Vec<String> =
                sqlx::query_scalar("SHOW GRANTS").fetch_all(&mut connection).await.with_context(asked)?;
            connection.close().await.with_context(asked)?;
            grants.iter().any(|grant| lets_write(grant, &database))
        }
    };
    Ok(if may_write { Rights::MayWrite } else { Rights::ReadOnly })
}

/// The tables in the letters that every engine knows them by.
fn names() -> Vec<String> {
    Table::ALL.into_iter().map(|table| table.name().to_ascii_lowercase()).collect()
}

/// Includes what the user has through roles, through PUBLIC, as an owner and as a superuser.
const MAY_WRITE_POSTGRES: &str = "
    SELECT coalesce(bool_or(has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                            OR has_any_column_privilege(c.oid, 'INSERT, UPDATE')), false)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE lower(c.relname) = ANY($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND CASE WHEN $2::text IS NULL THEN n.nspname = ANY(pg_catalog.current_schemas(false)) ELSE n.nspname = $2 END";

/// Whether a line of `SHOW GRANTS`, such as ``GRANT SELECT, INSERT ON `sales`.* TO …``, allows a change in the database.
fn lets_write(grant: &str, database: &str) -> bool {
    const CHANGES: [&str; 8] =
        ["ALL PRIVILEGES", "INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "CREATE", "SUPER"];
    let Some((privileges, rest)) = grant.strip_prefix("GRANT ").and_then(|rest| rest.split_once(" ON "))
    else {
        // The grant of a role; what the role may follows in lines of its own.
        return false;
    };
    let object = rest.split(" TO ").next().unwrap_or_default().replace('`', "");
    let Some((of, table)) = object.split_once('.') else { return false };
    // A name of databases may be a pattern; which others it means is not worth a second answer.
    let is_ours = of == "*" || of.contains('%') || of.replace('\\', "") == database;
    let is_table = table == "*" || names().contains(&table.to_ascii_lowercase());
    is_ours
        && is_table
        && privileges
            .split(", ")
            .any(|privilege| CHANGES.contains(&privilege.split(" (").next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants() {
        for (grant, expected) in [
            ("GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION", true),
            ("GRANT USAGE ON *.* TO `app`@`%` IDENTIFIED BY PASSWORD '*00'", false),
            ("GRANT SELECT ON `sales`.* TO `app`@`%`", false),
            ("GRANT SELECT, INSERT ON `sales`.* TO `app`@`%`", true),
            ("GRANT SELECT, DELETE ON `other`.* TO `app`@`%`", false),
            ("GRANT UPDATE ON `sal%`.* TO `app`@`%`", true),
            ("GRANT SELECT, UPDATE (comments) ON `sales`.`orders` TO `app`@`%`", true),
            ("GRANT UPDATE ON `sales`.`notes` TO `app`@`%`", false),
            ("GRANT `writer` TO `app`@`%`", false),
        ] {
            assert_eq!(lets_write(grant, "sales"), expected, "{grant}");
        }
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_written_is_only_read() {
        let folder = crate::testing::Folder::new();
        let path = folder.file("sales.sqlite", "");
        let url = format!("sqlite:{path}");
        assert_eq!(rights(&url, None).await.unwrap(), Rights::MayWrite);
        let before = std::fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before, "nothing is written");
        let error = rights("sqlite:/nowhere/sales.sqlite", None).await.unwrap_err();
        assert!(error.to_string().contains("does not tell"), "{error}");
    }
}
