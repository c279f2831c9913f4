//! The one integration-test binary: what holds for the product as a whole.
//!
//! Invariant: a test that cannot run here says `SKIPPED` and why, and fails instead when `REQUIRE_ALL=1`.
//! Nothing that a test starts outlives it.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected shall stop there")]

mod browsing;
mod commands;
mod deploying;
mod faults;
mod harness;
mod parity;
mod serving;
mod tidy;
