//! `dashboard import`: copies a Classic Models database into a new one.

use anyhow::{Context, Result};
use clap::Args;
use store::ImportReport;

use super::progress;
use crate::settings::{Settings, mask, sqlite_url};

/// File name in the data directory of what is imported without saying where to.
const IMPORTED_FILE: &str = "imported.sqlite";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A MySQL or MariaDB dump (.sql), a SQLite file, a folder of eight CSV files, or a database URL
    source: String,
    /// Database to write [default: imported.sqlite in the data directory]
    #[arg(long, value_name = "URL")]
    into: Option<String>,
    /// Replace tables that are there already
    #[arg(long)]
    replace: bool,
}

pub(super) async fn run(arguments: &Arguments) -> Result<()> {
    let into = match &arguments.into {
        Some(into) => into.clone(),
        None => default_target()?,
    };
    let progress = progress::watch();
    let copied = store::import(&arguments.source, &into, arguments.replace, &*progress)
        .await
        .with_context(|| format!("nothing was imported from {}", mask(&arguments.source)))?;
    drop(progress);
    report(&copied, &into);
    Ok(())
}

fn default_target() -> Result<String> {
    let directory = Settings::load()?.data_dir;
    std::fs::create_dir_all(&directory).with_context(|| {
        format!("DATA_DIR {} cannot be made; say where to with --into", directory.display())
    })?;
    Ok(sqlite_url(&directory.join(IMPORTED_FILE).to_string_lossy()))
}

/// Says what was written, and how to serve it.
pub(super) fn report(written: &ImportReport, into: &str) {
    let num_rows: u64 = written.rows.iter().map(|(_, num_rows)| num_rows).sum();
    let tables: Vec<String> =
        written.rows.iter().map(|(table, num_rows)| format!("{} {num_rows}", table.name())).collect();
    eprintln!("{num_rows} rows written: {}", tables.join(", "));
    eprintln!("to serve them: DATABASE_URL='{}' dashboard", mask(into));
}
