//! `dashboard healthcheck`: asks the running server whether it is ready, for containers without a shell.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::settings::Settings;

/// A server that needs longer than this to say one word is not healthy.
const PATIENCE: Duration = Duration::from_secs(5);

/// More than the headers of the answer need.
const MAX_ANSWER_BYTES: u64 = 16 * 1024;

pub(super) async fn run() -> Result<()> {
    let server = Settings::load()?.server;
    let (address, path) = (server.local_address(), format!("{}/readyz", server.base_path));
    let answer = tokio::time::timeout(PATIENCE, ask(&address, &path))
        .await
        .with_context(|| format!("http://{address}{path} did not answer within {} s", PATIENCE.as_secs()))?
        .with_context(|| format!("http://{address}{path} cannot be reached; is the server running?"))?;
    judge(&answer).with_context(|| format!("http://{address}{path}"))
}

async fn ask(address: &str, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MAX_ANSWER_BYTES).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn judge(answer: &str) -> Result<()> {
    let status = answer.lines().next().unwrap_or_default();
    let mut words = status.split(' ');
    match (words.next(), words.next()) {
        (Some(version), Some("200")) if version.starts_with("HTTP/1.") => Ok(()),
        _ => {
            let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body.trim());
            bail!("the server is not ready: {status} {body}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_200_is_ready() {
        let cases = [
            ("HTTP/1.1 200 OK\r\n\r\nready\n", true),
            ("HTTP/1.1 503 Service Unavailable\r\n\r\nwaiting\n", false),
            ("SSH-2.0-OpenSSH 200\r\n", false),
            ("", false),
        ];
        for (answer, expected) in cases {
            assert_eq!(judge(answer).is_ok(), expected, "{answer:?}");
        }
        let message = judge(cases[1].0).unwrap_err().to_string();
        assert_eq!(message, "the server is not ready: HTTP/1.1 503 Service Unavailable waiting");
    }
}
