//! What one request may weigh and take, and how many may compute at once.

use std::str::FromStr;
use std::time::Duration;

use anyhow::Result;

use super::Layers;

/// Bounds of requests.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LimitSettings {
    /// Longest path and query, in bytes.
    pub max_uri_bytes: usize,
    /// Largest header, all its lines together, in bytes.
    pub max_header_bytes: usize,
    /// Largest body, in bytes.
    pub max_body_bytes: usize,
    /// Longest time until an answer.
    pub request_timeout: Duration,
    /// How many answers are computed at the same time.
    pub max_computing: usize,
    /// How many connections are served at the same time.
    pub max_connections: usize,
    /// Longest time until the header of a request is complete, from the connection or the last answer on.
    pub header_timeout: Duration,
    /// Longest time that a reader takes nothing of an answer.
    pub write_timeout: Duration,
    /// Longest time for answers under way after the server was told to stop.
    pub drain_timeout: Duration,
}

impl LimitSettings {
    pub(super) fn judge(layers: &Layers) -> Result<LimitSettings> {
        // Beyond these the HTTP library refuses by itself, without a page that says why.
        let max_uri_bytes = number(layers, "limits.max_uri_bytes", 256, 60_000)?;
        let max_header_bytes = number(layers, "limits.max_header_bytes", 1024, 300_000)?;
        let max_body_bytes = number(layers, "limits.max_body_bytes", 1024, 1_000_000_000)?;
        let max_computing = number(layers, "limits.max_computing", 1, 500)?;
        Ok(LimitSettings {
            max_uri_bytes,
            max_header_bytes,
            max_body_bytes,
            request_timeout: time(layers, "limits.request_timeout")?,
            max_computing,
            max_connections: number(layers, "limits.max_connections", 1, 100_000)?,
            header_timeout: time(layers, "limits.header_timeout")?,
            write_timeout: time(layers, "limits.write_timeout")?,
            drain_timeout: time(layers, "limits.drain_timeout")?,
        })
    }
}

fn time(layers: &Layers, key: &str) -> Result<Duration> {
    layers.get(key)?.read("a time from 1s to 1h, such as 30s", |text| {
        let accepted = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
        humantime::parse_duration(text).ok().filter(|timeout| accepted.contains(timeout))
    })
}

fn number(layers: &Layers, key: &str, least: usize, most: usize) -> Result<usize> {
    layers.get(key)?.read(&format!("a whole number from {least} to {most}"), |text| {
        usize::from_str(text).ok().filter(|number| (least..=most).contains(number))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn bounds_have_bounds() {
        check_refused("MAX_URI_BYTES", &[("8k", "whole number"), ("60001", "256 to 60000")]);
        check_refused("MAX_HEADER_BYTES", &[("0", "1024 to")]);
        check_refused("MAX_BODY_BYTES", &[("-1", "1024 to")]);
        check_refused("MAX_COMPUTING", &[("0", "from 1 to 500")]);
        check_refused("REQUEST_TIMEOUT", &[("0s", "1s to 1h"), ("30", "such as 30s")]);
        check_refused("MAX_CONNECTIONS", &[("0", "from 1 to 100000")]);
        check_refused("HEADER_TIMEOUT", &[("10ms", "1s to 1h")]);
        check_refused("WRITE_TIMEOUT", &[("2h", "1s to 1h")]);
        check_refused("DRAIN_TIMEOUT", &[("never", "1s to 1h")]);
        let limits = settings_of(&[("MAX_COMPUTING", "2")]).unwrap().limits;
        assert_eq!((limits.max_computing, limits.request_timeout.as_secs()), (2, 30));
    }
}
