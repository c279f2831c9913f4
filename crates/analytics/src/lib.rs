//! The snapshot of the sales data and everything that is asked of it.
//!
//! Invariant: this crate is pure. It knows no clock, no SQL, no HTML, and cannot fail on a valid snapshot.
pub mod intake;
pub mod organization;
pub mod policy;
pub mod quality;
pub mod schema;
pub mod snapshot;
