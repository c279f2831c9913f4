//! The `dashboard` binary.
fn main() {}
