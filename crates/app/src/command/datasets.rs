//! `dashboard datasets`: what can be exported.

use std::io::Write;

use analytics::catalogue::DATASETS;
use anyhow::Result;

use super::output;

pub(super) fn run() -> Result<()> {
    let mut out = output::stdout();
    for dataset in DATASETS {
        writeln!(out, "{:22}  {:9}  {}", dataset.name, dataset.kind.name(), dataset.title)?;
    }
    out.flush()?;
    Ok(())
}
