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
}

impl LimitSettings {
    pub(super) fn judge(layers: &Layers) -> Result<LimitSettings> {
        // Beyond these the HTTP library refuses by itself, without a page that says why.
        let max_uri_bytes = number(layers, "limits.max_uri_bytes", 256, 60_000)?;
        let max_header_bytes = number(layers, "limits.max_header_bytes", 1024, 300_000)?;
        let max_body_bytes = number(layers, "limits.max_body_bytes", 1024, 1_000_000_000)?;
        let max_computing = number(layers, "limits.max_computing", 1, 500)?;
        let request_timeout =
            layers.get("limits.request_timeout")?.read("a time from 1s to 1h, such as 30s", |text| {
                let accepted = Duration::from_secs(1)..=Duration::from_secs(60 * 60);
                humantime::parse_duration(text).ok().filter(|timeout| accepted.contains(timeout))
            })?;
        Ok(LimitSettings { max_uri_bytes, max_header_bytes, max_body_bytes, request_timeout, max_computing })
    }
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
        let limits = settings_of(&[("MAX_COMPUTING", "2")]).unwrap().limits;
        assert_eq!((limits.max_computing, limits.request_timeout.as_secs()), (2, 30));
    }
}
