//! Connects to the source database, loads it, and writes new ones.
//!
//! Invariant: the only crate that writes SQL.
pub mod rows;
