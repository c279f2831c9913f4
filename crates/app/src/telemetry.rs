//! The log, one line for each request and each refresh on standard error, and the traces, if somebody collects them.

use std::io::IsTerminal;

use anyhow::{Context, Result};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::settings::{LogFormat, LogSettings, TraceSettings};
use crate::traces::Export;

/// Starts logging and exporting as configured; keep the answer until the end, for it sends the last traces when dropped.
///
/// # Errors
/// When the filter cannot be read, the exporter cannot be built, or the log was started before.
pub(crate) fn start(log: &LogSettings, traces: &TraceSettings) -> Result<Option<Export>> {
    let filter = EnvFilter::try_new(&log.filter)
        .with_context(|| format!("LOG_LEVEL: `{}` is no filter", log.filter))?;
    // Who came in and who took which rows is written whatever else is not.
    let filter = filter.add_directive("audit=info".parse().context("the audit log has no filter")?);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match log.format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let export = traces.endpoint.as_deref().map(Export::to).transpose()?;
    // Whatever is logged: a trace that lacks its requests because the log is quiet would be no trace.
    let ours = ["dashboard", "store", "analytics"].map(|target| (target, tracing::Level::INFO));
    let spans = export.as_ref().map(|export| export.layer().with_filter(Targets::new().with_targets(ours)));
    let started = tracing_subscriber::registry().with(lines.with_filter(filter)).with(spans).try_init();
    started.map_err(|error| anyhow::anyhow!("the log cannot be started: {error}"))?;
    Ok(export)
}
