//! What is logged, and how it is written.

use anyhow::Result;
use tracing_subscriber::EnvFilter;

use super::Layers;

/// Filter and format of the log.
#[derive(Clone, Debug)]
pub(crate) struct LogSettings {
    /// Directives as `tracing` reads them.
    pub filter: String,
    /// How a line is written.
    pub format: LogFormat,
}

/// How a log line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

impl LogSettings {
    pub(super) fn judge(layers: &Layers) -> Result<LogSettings> {
        let filter = layers
            .get("log.level")?
            .read("DEBUG, INFO, WARNING, ERROR or a filter such as store=debug,dashboard=info", directives)?;
        let format = layers.get("log.format")?.read("text or json", |text| match text {
            "text" => Some(LogFormat::Text),
            "json" => Some(LogFormat::Json),
            _ => None,
        })?;
        Ok(LogSettings { filter, format })
    }
}

/// A level speaks of this program; its libraries say less, or every query of a load would be a line.
fn directives(text: &str) -> Option<String> {
    let level = match text.to_ascii_uppercase().as_str() {
        "DEBUG" => "debug",
        "INFO" => "info",
        "WARNING" | "WARN" => "warn",
        "ERROR" => return Some("error".to_owned()),
        _ => return EnvFilter::try_new(text).ok().filter(|_| text.contains('=')).map(|_| text.to_owned()),
    };
    Some(format!("warn,dashboard={level},store={level},analytics={level}"))
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn reads_levels_and_filters() {
        let cases = [
            ("DEBUG", "warn,dashboard=debug,store=debug,analytics=debug"),
            ("warning", "warn,dashboard=warn,store=warn,analytics=warn"),
            ("ERROR", "error"),
            ("store=trace,info", "store=trace,info"),
        ];
        for (text, expected) in cases {
            assert_eq!(settings_of(&[("LOG_LEVEL", text)]).unwrap().log.filter, expected, "{text}");
        }
        check_refused("LOG_LEVEL", &[("LOUD", "WARNING"), ("store=loud", "WARNING")]);
        check_refused("LOG_FORMAT", &[("xml", "text or json")]);
    }
}
