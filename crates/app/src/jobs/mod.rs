//! What happens without being asked for, one file each.

mod acceptance;
mod backoff;
pub(crate) mod keep;
mod outcome;
pub(crate) mod reconcile;
pub(crate) mod refresh;
pub(crate) mod schedule;
