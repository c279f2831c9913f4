//! `dashboard check`: the data-quality checks.

use std::io::Write;
use std::process::ExitCode;

use analytics::quality::Severity;
use analytics::snapshot::Snapshot;
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::{FOUND_ERRORS, output, progress};
use crate::settings::Settings;
use crate::source;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How to write the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) async fn run(arguments: &Arguments) -> Result<ExitCode> {
    let settings = Settings::load()?;
    let snapshot = {
        let progress = progress::watch();
        source::snapshot(&settings, &*progress).await?
    };
    let mut out = output::stdout();
    match arguments.format {
        Format::Text => write_text(&snapshot, &mut out)?,
        Format::Json => write_json(&snapshot, &mut out)?,
    }
    out.flush()?;
    let has_errors = snapshot.quality.broken(Severity::Error).next().is_some();
    Ok(if has_errors { ExitCode::from(FOUND_ERRORS) } else { ExitCode::SUCCESS })
}

const BY_SEVERITY: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

fn write_text(snapshot: &Snapshot, out: &mut impl Write) -> Result<()> {
    for severity in BY_SEVERITY {
        for check in snapshot.quality.broken(severity) {
            let (id, table, num_violations) = (&check.id, check.table.name(), check.num_violations);
            writeln!(out, "{:8} {id:44} {table:13} {num_violations:>8}", severity.name())?;
        }
    }
    let count = |severity| snapshot.quality.broken(severity).count();
    writeln!(
        out,
        "{} checks: {} with errors, {} with warnings, {} to know",
        snapshot.quality.checks.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    )?;
    Ok(())
}

fn write_json(snapshot: &Snapshot, out: &mut impl Write) -> Result<()> {
    let checks: Vec<_> = snapshot
        .quality
        .checks
        .iter()
        .map(|check| {
            json!({
                "check_id": check.id,
                "table": check.table.name(),
                "severity": check.rule.severity().name(),
                "violations": check.num_violations,
            })
        })
        .collect();
    let document =
        json!({"as_of": snapshot.as_of.to_string(), "snapshot": snapshot.version, "checks": checks});
    serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
