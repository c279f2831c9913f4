//! Connects to the source database, loads it, and writes new ones.
//!
//! ```text
//! SQLite, PostgreSQL, MariaDB ──Source::open──▶ read-only ──Source::load──▶ analytics::Intake ──▶ Snapshot
//! dump, CSV folder, database  ──import──┐
//! demo generator              ──────────┴──▶ Rows ──write──▶ SQLite, PostgreSQL, MariaDB (all or nothing)
//! ```
//!
//! Rows stream: no table is ever whole in memory. A source is read in one transaction, so that its tables belong together.
//! Every engine is asked for the same cells; what they mean is decided in `analytics::intake`, once.
//!
//! Invariant: the only crate that writes SQL. Its text is made of constants and of quoted identifiers from the database's
//! catalogue, never of what a user typed; values travel as parameters or as COPY data. A password reaches neither an
//! error message nor a `Debug`.

mod address;
mod catalogue;
mod copy_text;
pub mod demo;
mod import;
mod read;
mod recount;
mod refresh;
mod relay;
mod rights;
pub mod rows;
mod saved;
mod source;
#[cfg(test)]
mod testing;
mod write;

pub use import::{ImportReport, import};
pub use recount::Recount;
pub use refresh::{Memory, Refreshed, Thrift, Wanted};
pub use rights::{Rights, rights};
pub use rows::{Progress, Rows, Unwatched};
pub use saved::{Circumstances, Restored, SavedCopy};
pub use source::Source;
pub use write::{WriteReport, write};
