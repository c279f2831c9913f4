//! `dashboard demo`: the synthetic data, into a new database.

use anyhow::{Context, Result};
use clap::Args;
use store::demo::Demo;

use super::import::report;
use super::progress;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Size: 1 is about Classic Models, 3400 about ten million order lines
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    scale: u32,
    /// Same seed, same data
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Database to write: sqlite:PATH, postgres://… or mysql://…
    #[arg(long, value_name = "URL")]
    into: String,
    /// Replace tables that are there already
    #[arg(long)]
    replace: bool,
}

pub(super) async fn run(arguments: &Arguments) -> Result<()> {
    let is_sqlite = !arguments.into.contains("://") || arguments.into.starts_with("sqlite:");
    let demo = if is_sqlite {
        Demo::for_sqlite(arguments.scale, arguments.seed)
    } else {
        Demo::new(arguments.scale, arguments.seed)
    };
    let progress = progress::watch();
    let written = store::write(Box::new(demo), &arguments.into, arguments.replace, &*progress)
        .await
        .context("the demo data was not written")?;
    drop(progress);
    report(&written, &arguments.into);
    Ok(())
}
