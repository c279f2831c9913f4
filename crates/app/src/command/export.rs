//! `dashboard export`: one dataset to standard output or a file.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use analytics::catalogue;
use analytics::dataset::Dataset;
use analytics::scope::Scope;
use analytics::thresholds::{THRESHOLDS, Threshold};
use anyhow::{Context, Result, bail};
use clap::Args;

use super::{output, progress};
use crate::export::{Export, Format, Texts};
use crate::settings::Settings;
use crate::source;
use crate::typed_scope;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name of the dataset; `dashboard datasets` lists them
    dataset: String,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Filters and thresholds as in the address bar, such as 'country=USA&period=2004'
    #[arg(long, value_name = "QUERY", default_value = "")]
    scope: String,
    /// File to write, or a directory in which the file gets a name that says what is in it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) async fn run(arguments: &Arguments) -> Result<()> {
    let Some(dataset) = catalogue::dataset(&arguments.dataset) else {
        bail!("there is no dataset {}; `dashboard datasets` lists them", arguments.dataset);
    };
    let mut scope = typed_scope::parse(&arguments.scope).with_context(|| in_scope(&arguments.scope))?;
    check_used(&scope, dataset).with_context(|| in_scope(&arguments.scope))?;
    if arguments.format == Format::Xlsx && arguments.out.is_none() && std::io::stdout().is_terminal() {
        bail!("a workbook is nothing for a terminal; name a file with --out");
    }
    let settings = Settings::load()?;
    let snapshot = {
        let progress = progress::watch();
        source::snapshot(&settings, &*progress).await?
    };
    scope.check(&snapshot).with_context(|| in_scope(&arguments.scope))?;
    let configured = &settings.meaning.policy;
    scope.what_if.settle(configured).with_context(|| in_scope(&arguments.scope))?;
    let export = Export::new(dataset, &snapshot, &scope, configured);
    match &arguments.out {
        None => {
            let mut out = output::stdout();
            let written = export
                .write(arguments.format, Texts::Exact, &settings.data_dir, &mut out)
                .and_then(|()| out.flush());
            written.context("standard output cannot be written")?;
        }
        Some(path) => write_file(&export, arguments.format, &settings.data_dir, path)?,
    }
    Ok(())
}

/// Refuses a threshold on which the dataset does not depend: who tries one out expects it to matter.
fn check_used(scope: &Scope, dataset: &Dataset) -> Result<()> {
    let decides = |threshold: &Threshold| threshold.datasets.contains(&dataset.name);
    let Some((unused, _)) = scope.what_if.thresholds().find(|(threshold, _)| !decides(threshold)) else {
        return Ok(());
    };
    let used: Vec<&str> = THRESHOLDS
        .iter()
        .filter(|threshold| decides(threshold))
        .map(|threshold| threshold.parameter)
        .collect();
    let known =
        if used.is_empty() { "any threshold".to_owned() } else { format!("it, but on {}", used.join(", ")) };
    bail!("{} has no effect: {} does not depend on {known}", unused.parameter, dataset.name)
}

fn in_scope(query: &str) -> String {
    format!("--scope '{query}'")
}

/// Writes beside the target and renames, so that a failed export leaves no half a file.
fn write_file(export: &Export, format: Format, scratch: &Path, path: &Path) -> Result<()> {
    let path = if path.is_dir() { path.join(export.file_name(format)) } else { path.to_owned() };
    let shown = path.display();
    let mut partial = path.clone().into_os_string();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let write = || -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(&partial)?);
        export.write(format, Texts::Exact, scratch, &mut out)?;
        out.into_inner()?.sync_all()?;
        std::fs::rename(&partial, &path)
    };
    let result = write();
    if result.is_err() {
        // Nothing to do if it cannot be removed: it may never have been there.
        let _ = std::fs::remove_file(&partial);
    }
    result.with_context(|| format!("{shown} cannot be written; name another file with --out"))
}
