//! The `dashboard` binary.

mod app;
mod cache;
mod host;
mod http;
mod jobs;
mod pages;
mod settings;
mod telemetry;

fn main() {}
