//! Where a database is: what a URL says, with its password kept apart.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, bail};
use sea_orm::sqlx::mysql::MySqlConnectOptions;
use sea_orm::sqlx::postgres::PgConnectOptions;

/// A database that can be connected to.
#[derive(Clone)]
pub(crate) enum Address {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL server and database.
    Postgres(Box<PgConnectOptions>),
    /// A MariaDB or MySQL server and database.
    MariaDb(Box<MySqlConnectOptions>),
}

impl Address {
    /// Reads `sqlite:PATH`, `postgres://…`, `mysql://…`, or the plain path of a SQLite file.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Address> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let path =
                if PathBuf::from(path).exists() { path } else { path.split('?').next().unwrap_or(path) };
            if path.is_empty() {
                bail!("`sqlite:` needs the path of a file, such as `sqlite:data/sales.sqlite`");
            }
            return Ok(Address::Sqlite(path.into()));
        }
        match text.split_once("://") {
            Some(("postgres" | "postgresql", _)) => {
                let options = PgConnectOptions::from_str(text).map_err(|error| without_secrets(text, &error));
                Ok(Address::Postgres(Box::new(options.context("the PostgreSQL address cannot be read")?)))
            }
            Some(("mysql" | "mariadb", rest)) => {
                let options = MySqlConnectOptions::from_str(&format!("mysql://{rest}"));
                let options = options.map_err(|error| without_secrets(text, &error));
                Ok(Address::MariaDb(Box::new(options.context("the MariaDB address cannot be read")?)))
            }
            Some((scheme, _)) => {
                bail!("no database of kind `{scheme}:` is known; use sqlite:PATH, postgres://… or mysql://…")
            }
            None if text.is_empty() => bail!("the address of the database is empty"),
            None => Ok(Address::Sqlite(text.into())),
        }
    }

    /// The engine's name for people.
    pub(crate) fn engine(&self) -> &'static str {
        match self {
            Address::Sqlite(_) => "SQLite",
            Address::Postgres(_) => "PostgreSQL",
            Address::MariaDb(_) => "MariaDB",
        }
    }

    /// Whether two addresses plainly lead to the same database.
    pub(crate) fn is_same(&self, other: &Address) -> bool {
        match (self, other) {
            (Address::Sqlite(one), Address::Sqlite(two)) => match (one.canonicalize(), two.canonicalize()) {
                (Ok(one), Ok(two)) => one == two,
                _ => one == two,
            },
            _ => self.to_string() == other.to_string(),
        }
    }

    /// Whether a text names a database server, so that it cannot be meant as a path.
    pub(crate) fn is_url(text: &str) -> bool {
        text.starts_with("sqlite:") || text.contains("://")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Sqlite(path) => write!(f, "{}", path.display()),
            Address::Postgres(at) => {
                write!(f, "postgres://{}@{}:{}", at.get_username(), at.get_host(), at.get_port())?;
                write!(f, "/{}", at.get_database().unwrap_or(at.get_username()))
            }
            Address::MariaDb(at) => {
                write!(f, "mysql://{}@{}:{}", at.get_username(), at.get_host(), at.get_port())?;
                write!(f, "/{}", at.get_database().unwrap_or(""))
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

/// The message of an error about an address, with the address and what may be its password cut out.
fn without_secrets(address: &str, error: &dyn fmt::Display) -> anyhow::Error {
    let mut message = error.to_string().replace(address, "the address");
    let secret = address
        .split_once("://")
        .and_then(|(_, rest)| rest.rsplit_once('@'))
        .and_then(|(user, _)| user.split_once(':'))
        .map(|(_, password)| password);
    if let Some(secret) = secret.filter(|secret| !secret.is_empty()) {
        message = message.replace(secret, "***");
    }
    anyhow::anyhow!(
        "{message}; write it as scheme://user:password@host:port/database, special characters percent-encoded"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        for (text, expected) in [
            ("sqlite:data/sales.sqlite", "data/sales.sqlite"),
            ("sqlite:///tmp/sales.sqlite?mode=ro", "/tmp/sales.sqlite"),
            ("/tmp/sales.sqlite", "/tmp/sales.sqlite"),
            ("postgres://ann:s3cret@db.example:5433/sales", "postgres://ann@db.example:5433/sales"),
            ("mysql://ann:s3cret@db.example/sales", "mysql://ann@db.example:3306/sales"),
            ("mariadb://ann:s3cret@db.example/sales", "mysql://ann@db.example:3306/sales"),
        ] {
            assert_eq!(Address::parse(text).expect(text).to_string(), expected);
        }
    }

    #[test]
    fn a_password_is_in_no_message_and_no_debug() {
        for text in [
            "postgres://ann:s3cret@db.example/sales",
            "mysql://ann:s3cret@db.example/sales",
            "postgres://ann:s3cret@db.example:port/sales",
            "mysql://ann:s3cret@:x:y/sales",
            "oracle://ann:s3cret@db.example/sales",
        ] {
            let shown = match Address::parse(text) {
                Ok(address) => format!("{address} {address:?}"),
                Err(error) => format!("{error} {error:#} {error:?}"),
            };
            assert!(!shown.contains("s3cret"), "{shown}");
        }
    }

    #[test]
    fn what_cannot_be_an_address_says_what_can() {
        for (text, expected) in [("oracle://x", "oracle"), ("sqlite:", "path"), ("", "empty")] {
            let message = Address::parse(text).expect_err(text).to_string();
            assert!(message.contains(expected), "{message}");
        }
    }
}
