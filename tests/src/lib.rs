//! Nothing to link: this package exists for its one test binary, `integration.rs`, which asks the finished product
//! questions that no single crate can answer about itself.
