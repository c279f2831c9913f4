//! Creates the eight Classic Models tables on SQLite, PostgreSQL and MariaDB or MySQL.
//!
//! The statements come from the entities, so that names and types stand in one place. [`Migrator`] runs them as a
//! sea-orm migration; `store` runs the same statements when it writes a new database: tables first, rows, indexes last.
//!
//! Invariant: tables, keys and indexes only; no row is read or written here.

mod m20260101_000001_create_the_eight_tables;
pub mod schema;

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::{MigrationTrait, async_trait};

/// All migrations, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20260101_000001_create_the_eight_tables::Migration)]
    }
}
