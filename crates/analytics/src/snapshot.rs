//! (placeholder)
/// The immutable data.
#[derive(Debug)]
pub struct Snapshot {}
