//! The `dashboard` binary: reads the command line and runs what it says.
//!
//! Invariant: the only crate that knows HTTP, the clock and the configuration. It computes no number and writes no SQL.

mod access;
mod alerts;
mod app;
mod cache;
mod clock;
mod command;
mod export;
mod host;
mod http;
mod jobs;
mod metrics;
mod pages;
mod settings;
mod source;
mod telemetry;
mod traces;
mod typed_scope;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    command::run(command::CommandLine::parse()).await
}
