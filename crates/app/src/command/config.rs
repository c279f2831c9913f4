//! `dashboard config`: the configuration in force, and where each value came from.

use std::io::Write;

use anyhow::Result;

use super::output;
use crate::settings::{Layers, Settings};

pub(super) fn run() -> Result<()> {
    let layers = Settings::layers(|variable| std::env::var(variable).ok())?;
    Settings::judge(&layers)?;
    let mut out = output::stdout();
    for line in lines(&layers) {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

fn lines(layers: &Layers) -> Vec<String> {
    let settings: Vec<(String, String)> = layers
        .all()
        .map(|setting| {
            let value = setting.shown().unwrap_or_else(|| "(not set)".to_owned());
            (format!("{} = {value}", setting.key), setting.origin.to_string())
        })
        .collect();
    // One long region must not push every origin to the right.
    let width = settings.iter().map(|(value, _)| value.chars().count()).filter(|&width| width <= 60).max();
    let width = width.unwrap_or(0);
    settings.into_iter().map(|(value, origin)| format!("{value:width$}  # {origin}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_values_and_origins_but_no_secret() {
        let layers = Settings::layers(|variable| match variable {
            "DATABASE_URL" => Some("postgres://ann:s3cret@db/sales".to_owned()),
            _ => None,
        });
        let lines = lines(&layers.unwrap());
        let line = |key: &str| lines.iter().find(|line| line.starts_with(key)).unwrap().clone();
        assert!(line("database.url").starts_with("database.url = postgres://ann:***@db/sales "));
        assert!(line("database.url").ends_with("# DATABASE_URL"));
        assert!(
            line("server.port").starts_with("server.port = 8050 ")
                && line("server.port").ends_with("# default")
        );
        assert!(line("refresh.cron").starts_with("refresh.cron = (not set)"));
        assert!(!lines.concat().contains("s3cret"));
    }
}
