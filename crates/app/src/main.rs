//! The `dashboard` binary.

mod settings;

fn main() {}
